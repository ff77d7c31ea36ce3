"""Every name can be drawn, also on a Windows that lacks its usual Chinese fonts."""

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QRawFont
from PySide6.QtWidgets import QApplication

from ui.fonts import BASE_POINTS, WINDOWS_FAMILY, add_rare_font, font_families

KINDS_WITH_FONTS = ("QMenuBar", "QMenu", "QMessageBox", "QTipLabel", "QAbstractItemView")


def draws(family: str, character: str) -> bool:
    return QRawFont.fromFont(QFont(family)).supportsCharacter(ord(character))


def test_a_windows_without_its_chinese_font_uses_the_programs_own(qapp, project):
    if QFontDatabase.hasFamily(WINDOWS_FAMILY):
        pytest.skip("this system has the font of Windows")
    first, *rest = font_families(project / "resources" / "fonts", platform="win32")
    add_rare_font(project / "resources" / "fonts")
    assert all(draws(first, character) for character in "残联（䶮")
    assert any(draws(family, "𠅤") for family in (first, *rest) if QFontDatabase.hasFamily(family))


def test_tables_and_menus_follow_the_size_of_text_on_windows(theme, settings, qapp, monkeypatch):
    """Windows has small fonts of its own for some widgets; each style sheet brings them back."""
    set_style_sheet = QApplication.setStyleSheet

    def as_on_windows(application: QApplication, words: str) -> None:
        set_style_sheet(application, words)
        for kind in KINDS_WITH_FONTS:
            application.setFont(QFont("MS Shell Dlg", 8), kind)

    monkeypatch.setattr(QApplication, "setStyleSheet", as_on_windows)
    settings.text_percent = 200
    theme.apply()
    assert {QApplication.font(kind).pointSizeF() for kind in KINDS_WITH_FONTS} == {2 * BASE_POINTS}

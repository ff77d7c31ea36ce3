"""Fonts: the system's own on Windows, Noto Sans SC elsewhere, rare characters last."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

BASE_POINTS = 10.5
HEADING_POINTS = 13.0
TITLE_POINTS = 17.0
WINDOWS_FAMILY = "Microsoft YaHei UI"
RARE_FAMILIES = ("SimSun-ExtB", "HanaMinB")
"""Extension B and beyond, as in rare personal names."""


def font_families(folder: Path, *, platform: str = sys.platform) -> list[str]:
    """Families in order; adds the program's own font files where the system has no better one."""
    if platform == "win32" and QFontDatabase.hasFamily(WINDOWS_FAMILY):
        return [WINDOWS_FAMILY, *RARE_FAMILIES]
    for name in ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"):
        QFontDatabase.addApplicationFont(str(folder / name))
    return ["Noto Sans SC", *RARE_FAMILIES]


def add_rare_font(folder: Path) -> None:
    """The large font for rare characters: added after the window stands, as it takes a moment."""
    if not QFontDatabase.hasFamily(RARE_FAMILIES[0]):
        QFontDatabase.addApplicationFont(str(folder / "HanaMinB.ttf"))


def text_font(families: list[str], points: float, *, is_bold: bool = False) -> QFont:
    """A font whose digits all have the same width."""
    font = QFont(families)
    font.setPointSizeF(points)
    font.setBold(is_bold)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font

"""What is remembered survives, and nonsense in the file reads as the default."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings

from ui.settings import settings_in


def test_values_survive_a_restart(tmp_path):
    file = tmp_path / "s.ini"
    first = settings_in(file)
    first.language, first.look, first.text_percent = "en", "dark", 150
    first.recent_office, first.page = tmp_path, "verify"
    first.geometry = QByteArray(b"abc")
    first.keep_choice("verify", "sort", "name")
    first._store.sync()
    again = settings_in(file)
    assert (again.language, again.look, again.text_percent) == ("en", "dark", 150)
    assert (again.recent_office, again.page) == (tmp_path, "verify")
    assert again.geometry == QByteArray(b"abc")
    assert again.choice("verify", "sort") == "name"


def test_nonsense_reads_as_the_default(tmp_path):
    store = QSettings(str(tmp_path / "s.ini"), QSettings.Format.IniFormat)
    for key, value in {"language": "xx", "look": "pink", "text_percent": "9000"}.items():
        store.setValue(key, value)
    store.sync()
    settings = settings_in(tmp_path / "s.ini")
    assert (settings.language, settings.look, settings.text_percent) == ("zh_CN", "system", 100)


def test_an_office_that_is_gone_is_forgotten(tmp_path):
    settings = settings_in(tmp_path / "s.ini")
    settings.recent_office = tmp_path / "gone"
    assert settings.recent_office is None

"""What is remembered survives, and nonsense in the file reads as the default."""

from __future__ import annotations

import sys

from PySide6.QtCore import QByteArray, QSettings

from ui.places import PORTABLE_MARK, data_folder, documents_folder
from ui.settings import settings_in, user_settings


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


def test_a_program_carried_along_keeps_to_its_stick(tmp_path, monkeypatch):
    """The next computer gives the stick another letter; nothing of it stays on either."""
    stick, next_stick = tmp_path / "E", tmp_path / "F"
    office, program = stick / "残联 调查", stick / "dsurvey-desktop"
    office.mkdir(parents=True)
    program.mkdir()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program / "dsurvey-desktop.exe"))
    installed = data_folder(), documents_folder()
    assert not any(folder.is_relative_to(stick) for folder in installed)

    (program / PORTABLE_MARK).touch()
    assert (data_folder(), documents_folder()) == (program / "data", stick)
    settings = user_settings()
    settings.recent_office = office
    settings._store.sync()
    assert settings.recent_office == office

    stick.rename(next_stick)
    monkeypatch.setattr(sys, "executable", str(next_stick / program.name / "dsurvey-desktop.exe"))
    assert user_settings().recent_office == next_stick / office.name
    assert [path.name for path in (next_stick / program.name / "data").iterdir()] == [
        "settings.ini"
    ]

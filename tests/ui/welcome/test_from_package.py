"""A town is set up from the district's package, in the window, after comparing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit

from dsurvey_desktop.storage import key_slots
from dsurvey_desktop.usecases.import_roster import import_roster
from dsurvey_desktop.usecases.make_task_package import make_task_package
from dsurvey_desktop.usecases.office_views import OfficeSetup
from dsurvey_desktop.usecases.open_office import close_office
from dsurvey_desktop.usecases.run_demo import sample_town
from dsurvey_desktop.usecases.set_up_office import set_up_office
from tests.postgres import SECRET
from ui.office_jobs import OpenOffice, leave
from ui.welcome.package import PackageScreen

PASSWORD = "oxtail 93 rain"


@pytest.fixture
def package(in_worker, tmp_path: Path, monkeypatch) -> Path:
    monkeypatch.setattr(key_slots, "_MEMORY_KIB", 64)
    monkeypatch.setattr(key_slots, "_TIME_COST", 1)

    def made() -> Path:
        town = sample_town()
        setup = OfficeSetup(town.district, town.campaign, (), "区经办人")
        desk = set_up_office(tmp_path / "district", setup, PASSWORD)
        import_roster(desk, town.roster)
        written = make_task_package(desk, town.office.code, tmp_path / "stick", town.office.name)
        close_office(desk)
        return Path(written.path)

    return in_worker(made)


@pytest.fixture
def screen(qtbot, theme, worker, tmp_path: Path) -> PackageScreen:
    made = PackageScreen(theme, worker, tmp_path / "town")
    qtbot.addWidget(made)
    made.resize(900, 720)
    made.show()
    return made


def write(qtbot, field, words: str) -> None:
    assert isinstance(field.field, QLineEdit)
    field.field.setFocus()
    field.field.clear()
    qtbot.keyClicks(field.field, words)


def test_an_office_is_set_up_once_the_fingerprints_were_compared(
    qtbot, screen, package, idle, in_worker, monkeypatch, tmp_path
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(package), ""))
    screen.drop.choose_button.click()
    idle()
    assert "420" in screen.facts.text()
    assert len(screen.fingerprint.text().split()) == 8
    assert screen.compared.hasFocus()
    assert not screen.set_up_button.isEnabled()
    qtbot.keyClick(screen.compared, Qt.Key.Key_Space)
    assert screen.set_up_button.isEnabled()
    screen.set_up_button.click()
    assert not (tmp_path / "town").exists()
    opened = set_up(qtbot, screen, idle)
    in_worker(leave, opened.desk)


def set_up(qtbot, screen, idle) -> OpenOffice:
    """The person names themselves and sets the package's office up."""
    write(qtbot, screen.user.name, "Wang")
    write(qtbot, screen.user.password, PASSWORD)
    write(qtbot, screen.user.again, PASSWORD)
    with qtbot.waitSignal(screen.opened, timeout=20_000) as opened:
        screen.set_up_button.click()
    idle()
    office = opened.args[0].office
    assert (office.office.code, office.people, office.has_recipient) == ("330282105", 420, True)
    return opened.args[0]


def test_a_package_goes_onto_a_server(
    qtbot, screen, package, idle, in_worker, postgres, tmp_path
) -> None:
    screen.read(package)
    idle()
    screen.compared.click()
    place = screen.place.where
    place.seats.setFocus()
    qtbot.keyClick(place.seats, Qt.Key.Key_Down)
    fields = place.on_server.fields
    write(qtbot, fields.machine, f"127.0.0.1:{postgres.port}")
    write(qtbot, fields.database, postgres.new_database())
    fields.secret.field.setText(SECRET)
    opened = set_up(qtbot, screen, idle)
    assert f"127.0.0.1:{postgres.port}" in opened.office.server
    assert not (tmp_path / "town" / "office.db").exists()
    in_worker(leave, opened.desk)


def test_what_is_no_package_is_refused_in_place(screen, idle, tmp_path) -> None:
    bad = tmp_path / "bad.dsb.zip"
    bad.write_bytes(b"no bundle")
    screen.read(bad)
    idle()
    assert screen.messages.kind == "error"
    assert not screen.compared.isVisible()

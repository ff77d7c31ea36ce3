"""Between two offices, at their windows and by keys: from the task package to a second hand-over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from dsurvey_desktop.domain.suite import SuiteName
from dsurvey_desktop.storage import key_slots
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.import_roster import import_roster
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.list_towns import list_town_entries
from dsurvey_desktop.usecases.office_views import OfficeSetup
from dsurvey_desktop.usecases.open_office import close_office
from dsurvey_desktop.usecases.run_demo import sample_town
from dsurvey_desktop.usecases.set_up_office import set_up_office
from tests.ui.person import Person
from ui.changes import EVERYTHING
from ui.context import AppContext
from ui.district.entries_page import TownEntriesPage
from ui.district.receipts_page import ReceiptsPage
from ui.district.received_page import ReceivedPage
from ui.hand_over.page import HandOverPage
from ui.office_jobs import enter, leave
from ui.page import Page
from ui.verify.page import VerifyPage
from ui.welcome.package import PackageScreen

PASSWORD = "oxtail 93 rain"
TOWN = "330282105"
CONTROL = Qt.KeyboardModifier.ControlModifier
GOING = 5
"""How many entries go with the first hand-over."""


@dataclass
class Desks:
    """Both offices at one machine: pages of either, and what its file dialogs answer."""

    qtbot: Any
    worker: Any
    theme: Any
    settings: Any
    idle: Callable[[], None]
    in_worker: Callable[..., Any]
    monkeypatch: pytest.MonkeyPatch
    folder: Path

    def page(self, kind: type[Page], desk: Desk) -> Any:
        """A page of an office, with everything read and in front."""
        made = kind(AppContext(desk, self.worker, self.theme, self.settings))
        self.qtbot.addWidget(made)
        made.resize(1170, 900)
        made.show()
        with self.qtbot.waitActive(made):
            made.activateWindow()
        made.refresh(EVERYTHING)
        self.idle()
        return made

    def choose(self, *paths: Path) -> None:
        """What every dialog for a file or folder answers next."""
        names = [str(path) for path in paths]
        self.monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (names[0], ""))
        self.monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (names, ""))
        self.monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: names[0])

    def press(self, widget: QWidget, key: Any, held: Any = Qt.KeyboardModifier.NoModifier) -> None:
        """A key where this widget has the focus."""
        widget.setFocus()
        QTest.keyClick(widget, key, held)
        self.idle()

    def close(self, page: Page) -> None:
        """The page is left."""
        page.close()


@pytest.fixture
def desks(qtbot, worker, theme, settings, idle, in_worker, monkeypatch, tmp_path) -> Desks:
    monkeypatch.setattr(key_slots, "_MEMORY_KIB", 64)
    monkeypatch.setattr(key_slots, "_TIME_COST", 1)
    return Desks(qtbot, worker, theme, settings, idle, in_worker, monkeypatch, tmp_path)


@pytest.fixture(params=list(SuiteName))
def district(request, desks: Desks) -> Iterator[Desk]:
    """A district of either suite that has the roster."""

    def made() -> None:
        sample = sample_town()
        campaign = replace(sample.campaign, suite=request.param)
        setup = OfficeSetup(sample.district, campaign, (), "区经办人")
        desk = set_up_office(desks.folder / "district", setup, PASSWORD)
        import_roster(desk, sample.roster)
        close_office(desk)

    desks.in_worker(made)
    opened = desks.in_worker(enter, desks.folder / "district", PASSWORD)
    yield opened.desk
    desks.in_worker(leave, opened.desk)


def write_package(desks: Desks, district: Desk) -> Path:
    """The district writes the town's task package."""
    page = desks.page(ReceiptsPage, district)
    desks.choose(desks.folder / "package")
    page.package.code.setFocus()
    QTest.keyClicks(page.package.code, TOWN)
    page.package.name.setText("云溪镇残联")
    desks.press(page.package.write_button, Qt.Key.Key_Space)
    assert page.messages.kind == "done", page.messages.words
    desks.close(page)
    (package,) = (desks.folder / "package").glob("*.dsb.zip")
    return package


def set_up_town(desks: Desks, package: Path) -> Desk:
    """The town is set up from it, after the fingerprint was compared."""
    screen = PackageScreen(desks.theme, desks.worker, desks.folder / "town")
    desks.qtbot.addWidget(screen)
    screen.show()
    desks.choose(package)
    desks.press(screen.drop.choose_button, Qt.Key.Key_Space)
    assert screen.compared.hasFocus()
    desks.press(screen.compared, Qt.Key.Key_Space)
    user = screen.user
    for row, words in ((user.name, "Wang"), (user.password, PASSWORD), (user.again, PASSWORD)):
        row.field.setFocus()
        row.field.clear()
        QTest.keyClicks(row.field, words)
    opened: list[Any] = []
    screen.opened.connect(opened.append)
    desks.press(screen.set_up_button, Qt.Key.Key_Space)
    desks.qtbot.waitUntil(lambda: bool(opened))
    screen.close()
    return opened[0].desk


def hand_over(desks: Desks, town: Desk, folder: Path) -> Path:
    """The town copies its next bundle to a folder; sealed, for the package brought the card."""
    page = desks.page(HandOverPage, town)
    desks.choose(folder)
    desks.press(page, Qt.Key.Key_S, CONTROL)
    assert page.messages.kind == "done", page.messages.words
    desks.close(page)
    (bundle,) = folder.glob("*.dsb")
    return bundle


def accept_card(desks: Desks, district: Desk, card: Path) -> None:
    """The district accepts the town's card after comparing it."""
    page = desks.page(ReceiptsPage, district)
    desks.choose(card)
    page.keys.choose_card()
    desks.idle()
    assert page.keys.compared.hasFocus()
    desks.press(page.keys.compared, Qt.Key.Key_Space)
    desks.press(page.keys.accept_button, Qt.Key.Key_Space)
    assert page.messages.kind == "done", page.messages.words
    desks.close(page)


def take_in(desks: Desks, district: Desk, bundle: Path) -> Any:
    """The district looks at a bundle and takes it in; what changed."""
    page = desks.page(ReceivedPage, district)
    desks.choose(bundle)
    desks.press(page, Qt.Key.Key_O, CONTROL)
    assert [one.outcome for one in page.files] == ["would_take"], page.said.text()
    desks.press(page.take_button, Qt.Key.Key_Space)
    (taken,) = page.files
    assert taken.outcome == "taken"
    desks.close(page)
    return taken.changes


def send_back(desks: Desks, district: Desk) -> int:
    """The district sends the first entry back; the town's number of it."""
    page = desks.page(TownEntriesPage, district)
    page.table.selectRow(0)
    entry_no = page.shown[0].entry_no
    page.reason.setFocus()
    Person(desks.qtbot, page).type_in("住址不清")
    desks.press(page.reason, Qt.Key.Key_R, CONTROL)
    assert page.messages.kind == "done", page.messages.words
    desks.close(page)
    return int(entry_no)


def write_receipt(desks: Desks, district: Desk) -> Path:
    """The district writes the receipt, sealed to the town."""
    page = desks.page(ReceiptsPage, district)
    desks.choose(desks.folder / "back")
    desks.press(page.message, Qt.Key.Key_S, CONTROL)
    assert page.messages.kind == "done", page.messages.words
    desks.close(page)
    (receipt,) = (desks.folder / "back").glob("*.dsb")
    return receipt


def open_receipt(desks: Desks, town: Desk, receipt: Path) -> None:
    """The town opens it: all but one entry are accepted."""
    page = desks.page(HandOverPage, town)
    desks.choose(receipt)
    desks.press(page, Qt.Key.Key_R, CONTROL)
    assert page.receipt.verdict.kind == "done", page.receipt.verdict.words
    assert page.receipt.list_button.isVisible()
    desks.close(page)


def correct_and_approve(desks: Desks, town: Desk, entry_no: int) -> None:
    """What came back is put right and approved at the workbench."""
    page = desks.page(VerifyPage, town)
    person = Person(desks.qtbot, page)
    page.open(entry_no)
    desks.idle()
    assert page.bench.view.id == entry_no
    assert "住址不清" in said(page)
    page.bench.form.go_to_item("note")
    person.press("F2")
    person.focus.selectAll()
    person.type_in("已核实住址")
    person.press("Enter", "1", "Enter")
    assert "已保存" in page.messages.words
    person.press("A")
    assert page.messages.kind in ("", "done"), page.messages.words
    desks.close(page)


def said(page: QWidget) -> str:
    """All words that stand on a page."""
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())


def test_both_offices_go_round_by_keys(desks: Desks, district: Desk) -> None:
    town = set_up_town(desks, write_package(desks, district))
    try:
        sample = sample_town()
        desks.in_worker(add_submissions, town, sample.submissions[:2])
        desks.in_worker(approve_entries, town, desks.in_worker(ready_entries, town)[:GOING])
        first = hand_over(desks, town, desks.folder / "first")
        accept_card(desks, district, next(first.parent.glob("*.keycard.txt")))
        assert take_in(desks, district, first).new == GOING
        entry_no = send_back(desks, district)
        open_receipt(desks, town, write_receipt(desks, district))
        states = [one.state for one in desks.in_worker(list_entries, town)]
        assert (states.count("accepted"), states.count("sent_back")) == (GOING - 1, 1)
        correct_and_approve(desks, town, entry_no)
        second = hand_over(desks, town, desks.folder / "second")
        changes = take_in(desks, district, second)
        assert (changes.new, changes.changed) == (0, 1)
        (again,) = [
            one for one in desks.in_worker(list_town_entries, district) if one.entry_no == entry_no
        ]
        assert (again.state, again.objections) == ("handed_over", ())
        assert [one.new for one in again.differences] == ["已核实住址"]
    finally:
        desks.in_worker(leave, town)

"""The district's window: bundles in, entries back, receipts out; the town opens the receipt."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.list_towns import list_received, list_town_entries, list_towns
from dsurvey_desktop.usecases.manage_users import list_users
from dsurvey_desktop.usecases.note_finding import note_finding
from dsurvey_desktop.usecases.open_receipt import open_receipt
from dsurvey_desktop.usecases.receive_bundles import receive_bundles
from tests.ui.person import Person
from ui.changes import Destination
from ui.district.checks_page import ChecksPage
from ui.district.departments_page import DepartmentsPage
from ui.district.entries_page import DUPLICATES, TownEntriesPage
from ui.district.onward_page import OnwardPage
from ui.district.ranking_page import RankingPage
from ui.district.receipts_page import ReceiptsPage
from ui.district.received_page import ReceivedPage
from ui.district.town_columns import town_columns
from ui.frame import Frame
from ui.hand_over.page import HandOverPage
from ui.office_jobs import enter, leave
from ui.practice_office import PASSWORD
from ui.settings_page.page import SettingsPage
from ui.verify.entry_header import EntryHeader
from ui.verify.page import VerifyPage


@pytest.fixture
def person(qtbot, office_context) -> Person:
    class Somewhere:
        context = office_context

    return Person(qtbot, Somewhere)


@pytest.fixture
def taken_in(in_worker, opened, offices):
    in_worker(receive_bundles, opened.desk, [offices.bundle])


def choose(monkeypatch, *files: Path) -> None:
    names = [str(file) for file in files]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: (names, ""))


def test_the_lists_of_a_district_are_found_as_they_were_left(show_page, person, taken_in) -> None:
    page = show_page(TownEntriesPage)
    for chosen in (page.town, page.view):
        chosen.setFocus()
        person.press("Down")
    left = [page.town.currentData(), page.view.currentData()]
    assert all(left)
    again = show_page(TownEntriesPage)
    assert [again.town.currentData(), again.view.currentData()] == left
    departments = show_page(DepartmentsPage)
    departments.department.setFocus()
    person.press("Down")
    part = departments.department.currentData()
    assert departments.department.currentIndex() == 1
    assert show_page(DepartmentsPage).department.currentData() == part


def test_bundles_are_opened_looked_at_and_taken_in_by_keys(
    show_page, person, offices, in_worker, opened, monkeypatch, tmp_path
) -> None:
    page = show_page(ReceivedPage)
    assert page.empty.isVisible()
    bad = tmp_path / "坏.dsb"
    bad.write_bytes(b"no bundle")
    choose(monkeypatch, bad, offices.bundle)
    QTest.keyClick(page, "O", Qt.KeyboardModifier.ControlModifier)
    person.settle()
    assert [one.outcome for one in page.files] == ["refused", "would_take"]
    assert "坏.dsb" in page.said.text()
    assert page.files[1].changes.new == 40
    assert in_worker(list_received, opened.desk) == ()
    assert page.take_button.hasFocus()
    person.press("Space")
    assert page.messages.kind == "done"
    assert [one.outcome for one in page.files] == ["refused", "taken"]
    assert not page.take_button.isVisible()
    assert page.taken.model().rowCount() == 1
    choose(monkeypatch, offices.bundle)
    page.choose()
    person.settle()
    assert [one.outcome for one in page.files] == ["same"]


def test_entries_go_back_with_a_reason_or_are_accepted(
    show_page, person, taken_in, in_worker, opened
) -> None:
    page = show_page(TownEntriesPage)
    assert len(page.shown) == 40
    page.table.setFocus()
    page.table.selectRow(0)
    QTest.keyClick(page.table, "R", Qt.KeyboardModifier.ControlModifier)
    person.settle()
    assert page.messages.kind == "warning"
    assert page.reason.hasFocus()
    person.type_in("住址不清")
    QTest.keyClick(page.reason, "R", Qt.KeyboardModifier.ControlModifier)
    person.settle()
    assert page.messages.kind == "done"
    back = [one for one in page.shown if one.state == "sent_back"]
    assert [one.reason for one in back] == ["住址不清"]
    page.table.selectRow(1)
    QTest.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    person.settle()
    states = [one.state for one in in_worker(list_town_entries, opened.desk)]
    assert (states.count("sent_back"), states.count("accepted")) == (1, 1)
    page.open(DUPLICATES)
    person.settle()
    assert page.shown == ()
    assert page.empty.isVisible()


def test_a_receipt_is_written_and_opened_at_the_town(
    show_page, person, taken_in, in_worker, opened, offices, monkeypatch, tmp_path
) -> None:
    entry = in_worker(list_town_entries, opened.desk)[0]
    in_worker(note_finding, opened.desk, entry.id, "待核实")
    page = show_page(ReceiptsPage)
    assert page.chosen is not None
    assert page.chosen.untold == 40
    assert "有 1 份科室意见" in page.told.text()
    folder = str(tmp_path / "back")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: folder)
    page.message.setFocus()
    person.type_in("辛苦了")
    QTest.keyClick(page.message, "S", Qt.KeyboardModifier.ControlModifier)
    person.settle()
    assert page.messages.kind == "warning"
    assert "有 1 份科室意见" in page.messages.words
    assert page.chosen.untold == 0
    (receipt,) = Path(folder).glob("*.dsb")
    town = in_worker(enter, offices.town, PASSWORD).desk
    try:
        assert in_worker(open_receipt, town, receipt).accepted == 40
        states = [one.state for one in in_worker(list_entries, town)]
        assert states.count("accepted") == 40
    finally:
        in_worker(leave, town)


def test_the_window_of_a_district_has_its_own_pages(qtbot, office_context, opened, idle, taken_in):
    frame = Frame(office_context, opened.office)
    qtbot.addWidget(frame)
    frame.resize(1170, 740)
    frame.show()
    idle()
    assert [place.id for place in frame.places] == list(frame.navigation.buttons)
    for place in frame.places:
        frame.go_to(Destination(place.id))
        idle()
        page = frame.current_page
        assert page is not None
        assert page.messages.kind == "", place.id
    start = frame.pages.get("start")
    frame.go_to(Destination("start"))
    idle()
    assert start.table.model().rowCount() == 1
    wanted = []
    start.go_to.connect(wanted.append)
    start.table.row_chosen.emit(start.table.model().index(0, 3))
    start.table.row_chosen.emit(start.table.model().index(0, 10))
    assert [one.argument for one in wanted] == ["town:330282105:", "town:330282105:withdrawn"]
    idle()
    assert frame.current_page.view.currentData() == "withdrawn"
    assert frame.current_page.shown == ()
    frame.go_to(Destination("start"))
    idle()
    task, _sign_offs = start.tasks.buttons
    task.click()
    idle()
    assert isinstance(frame.current_page, ReceiptsPage)
    frame.take_files((Path("nothing.dsb"),))
    idle()
    assert isinstance(frame.current_page, ReceivedPage)
    assert [one.code for one in frame.current_page.files] == ["file_missing"]


class TestAtTheTown:
    """The same offices, with the town's window."""

    @pytest.fixture
    def receipt(self, offices, tmp_path, in_worker) -> Path:
        """Sends the first entry back."""
        from dsurvey_desktop.usecases.decide_town_entries import send_back
        from dsurvey_desktop.usecases.make_receipt import make_receipt
        from dsurvey_desktop.usecases.manage_keys import trust_key_card

        desk = in_worker(enter, offices.district, PASSWORD).desk

        def answer() -> Path:
            trust_key_card(desk, offices.card)
            receive_bundles(desk, [offices.bundle])
            send_back(desk, [list_town_entries(desk)[0].id], "住址不清")
            return Path(make_receipt(desk, "330282105", tmp_path / "back").path)

        try:
            return in_worker(answer)
        finally:
            in_worker(leave, desk)

    @pytest.fixture
    def opened(self, in_worker, offices):
        office = in_worker(enter, offices.town, PASSWORD)
        yield office
        in_worker(leave, office.desk)

    def test_a_receipt_dropped_on_the_page_is_opened(self, receipt, show_page, person, in_worker):
        page = show_page(HandOverPage)
        page.receipt.drop.chosen.emit(receipt)
        person.settle()
        assert page.receipt.verdict.kind == "done"
        assert "变更" not in page.receipt.verdict.words, "nothing was changed here since"
        wanted = []
        page.go_to.connect(wanted.append)
        page.receipt.list_button.click()
        assert wanted[0].page == "verify"
        page.receipt.drop.chosen.emit(receipt)
        person.settle()
        assert page.receipt.verdict.kind == "notice"
        verify = show_page(VerifyPage)
        verify.open(wanted[0].argument)
        person.settle()
        (header,) = verify.findChildren(EntryHeader)
        assert "住址不清" in header.sent_back.text()
        assert header.sent_back.isVisible()

    def test_what_is_no_receipt_is_refused_in_place(self, show_page, person, offices):
        page = show_page(HandOverPage)
        page.receipt.drop.chosen.emit(offices.bundle)
        person.settle()
        assert page.receipt.verdict.kind == "error"
        assert not page.receipt.go_on.isVisible()


def test_whom_a_silent_town_misses_is_unknown_and_not_nobody(in_worker, opened, offices) -> None:
    missing = next(one for one in town_columns() if one.title == _("Missing"))
    (town,) = in_worker(list_towns, opened.desk)
    assert (missing.show(town), missing.kind(town)) == ("—", "")
    in_worker(receive_bundles, opened.desk, [offices.bundle])
    (town,) = in_worker(list_towns, opened.desk)
    assert missing.show(town) == f"{town.missing:,}"


def test_a_task_package_is_written_for_a_town(show_page, person, monkeypatch, tmp_path):
    page = show_page(ReceiptsPage)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    assert not page.package.write_button.isEnabled()
    page.package.code.setFocus()
    person.press(*"330282107")
    page.package.name.setFocus()
    person.type_in("新镇残联")
    page.package.write_button.click()
    person.settle()
    assert page.messages.kind == "done"
    assert list(tmp_path.glob("*-task_package-330282107.dsb.zip"))


def test_a_department_sends_back_and_signs_off_by_keys(
    show_page, person, taken_in, in_worker, opened
) -> None:
    page = show_page(DepartmentsPage)
    assert (page.towns.model().rowCount(), len(page.shown)) == (1, 40)
    page.department.setCurrentIndex(page.department.findData("rights"))
    page.department.activated.emit(page.department.currentIndex())
    person.settle()
    assert {each.item for one in page.shown for each in one.answers} <= {
        "home_adapted", "adaptations_done", "adaptations_needed",
    }  # fmt: skip
    QTest.keyClick(page.entries, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    person.settle()
    assert page.messages.kind == "done"
    assert page.chosen.state == "signed"
    page.entries.setFocus()
    page.entries.selectRow(0)
    assert page.details.text()
    QTest.keyClick(page.entries, "R", Qt.KeyboardModifier.ControlModifier)
    person.settle()
    assert page.reason.hasFocus()
    page.item.setCurrentIndex(page.item.findData("home_adapted"))
    person.type_in("改造时间不对")
    QTest.keyClick(page.reason, "R", Qt.KeyboardModifier.ControlModifier)
    person.settle()
    assert (page.chosen.state, page.chosen.objections) == ("fallen", 1)
    assert [o.reason for one in page.shown for o in one.objections] == ["改造时间不对"]
    QTest.keyClick(page.entries, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    person.settle()
    assert page.messages.kind == "error"
    (line,) = in_worker(list_towns, opened.desk)
    assert line.signed_off == 0


def test_a_department_notes_what_it_finds_and_sends_it_back_by_keys(
    show_page, person, taken_in
) -> None:
    page = show_page(DepartmentsPage)
    page.department.setCurrentIndex(page.department.findData("rights"))
    page.department.activated.emit(page.department.currentIndex())
    person.settle()
    page.entries.selectRow(0)
    for words, settled in (("门口无坡道", False), ("改造时间不对", True)):
        page.entries.setFocus()
        QTest.keyClick(page.entries, "M", Qt.KeyboardModifier.ControlModifier)
        assert page.reason.hasFocus()
        page.item.setCurrentIndex(page.item.findData("home_adapted"))
        person.type_in(words)
        QTest.keyClick(page.reason, "M", Qt.KeyboardModifier.ControlModifier)
        person.settle()
        assert words in page.details.text(), "the entry is still the chosen one"
        assert page.shown[0].errors == 1, "what was found stands first"
        if not settled:
            page.reason.setFocus()
            person.type_in("已有移动坡道")
            both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
            QTest.keyClick(page.reason, "M", both)
            person.settle()
            assert not any(one.noted for one in page.shown)
    QTest.keyClick(page.entries, "R", Qt.KeyboardModifier.ControlModifier)
    person.settle()
    assert page.messages.kind == "done"
    assert [o.reason for one in page.shown for o in one.objections] == ["改造时间不对"]
    assert not any(one.noted for one in page.shown)


def test_a_section_is_given_to_another_department(show_page, person, taken_in) -> None:
    page = show_page(DepartmentsPage)
    page.owner.section.setCurrentIndex(page.owner.section.findText("住房"))
    assert page.owner.department.currentData() == "education"
    page.owner.department.setCurrentIndex(page.owner.department.findData("rights"))
    page.owner.change_button.click()
    person.settle()
    assert page.messages.kind == "done"
    assert (page.owner.section.currentText(), page.owner.department.currentData()) == (
        "住房", "rights",
    )  # fmt: skip


def test_a_person_of_a_district_gets_a_department(show_page, person, in_worker, opened) -> None:
    page = show_page(SettingsPage)
    assert page.users.department.isVisible()
    page.users.list.setCurrentRow(0)
    page.users.department.setCurrentIndex(page.users.department.findData("culture"))
    page.users.roles_button.click()
    person.settle()
    (user,) = in_worker(list_users, opened.desk)
    assert user.department == "culture"


def test_a_spot_check_is_drawn_and_entered_by_keys(
    show_page, person, taken_in, in_worker, opened
) -> None:
    page = show_page(ChecksPage)
    QTest.keyClick(page, "D", Qt.KeyboardModifier.ControlModifier)
    person.settle()
    assert page.members.model().rowCount() == 2
    code = page.members.model().index(0, 0).data()
    page.code.setFocus()
    person.type_in("99")
    person.press("Enter")
    assert not page.form.isVisible()
    page.code.clear()
    person.type_in(code.replace("-", ""))
    person.press("Enter")
    assert page.form.isVisible()
    first = next(iter(page.form.fields.values()))
    assert first.hasFocus()
    person.type_in("不符")
    QTest.keyClick(first, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    person.settle()
    assert page.messages.kind == "done"
    assert page.code.hasFocus()
    assert page.members.model().index(0, 3).data() == "不一致"
    (back,) = [one for one in in_worker(list_town_entries, opened.desk) if one.objections]
    assert "不符" in back.reason


def test_the_towns_are_ranked_and_weighed_otherwise(
    show_page, person, taken_in, monkeypatch, tmp_path
) -> None:
    page = show_page(RankingPage)
    (line,) = page.lines
    page.weights.fields["coverage"].setValue(100)
    page.weights.save_button.click()
    person.settle()
    assert page.messages.kind == "error"
    page.weights.reason.setFocus()
    person.type_in("区里考核办法")
    page.weights.save_button.click()
    person.settle()
    assert page.messages.kind == "done"
    assert page.lines[0].score != line.score
    said = [one.text() for one in page.weights.findChildren(QLabel)]
    assert any("区里考核办法（" in words and "，区经办人）" in words for words in said), said
    target = tmp_path / "排名"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), "(*.xlsx)"))
    QTest.keyClick(page, "P", Qt.KeyboardModifier.ControlModifier)
    person.settle()
    assert target.with_suffix(".xlsx").exists()


def test_the_onward_file_asks_for_reasons_then_is_written(
    show_page, person, taken_in, monkeypatch, tmp_path
) -> None:
    page = show_page(OnwardPage)
    assert set(page.points.fields) >= {"undecided", "sign_offs", "checks"}
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    QTest.keyClick(page, "S", Qt.KeyboardModifier.ControlModifier)
    assert page.messages.kind == "warning"
    for field in page.points.fields.values():
        assert field.accessibleName()
        field.setFocus()
        person.type_in("区领导同意")
    QTest.keyClick(page, "S", Qt.KeyboardModifier.ControlModifier)
    person.settle()
    assert page.messages.kind == "done", page.messages
    (file,) = tmp_path.glob("*-onward-330200.dsb.zip")
    assert file.name
    assert page.written.text()

"""The roster: taken in again, and who is missing."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from dsurvey_desktop.domain.absence import AbsenceReason
from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.errors import AppError, Cancelled
from dsurvey_desktop.storage import roster_store
from dsurvey_desktop.usecases.find_people import find_person
from dsurvey_desktop.usecases.import_roster import import_roster
from dsurvey_desktop.usecases.remember_mapping import confirm_mappings
from dsurvey_desktop.usecases.roster_views import FieldChange, RosterChange, RosterDifference
from dsurvey_desktop.usecases.show_progress import show_progress
from dsurvey_desktop.usecases.waiting_files import list_waiting
from ui.roster.change_words import field_words


@pytest.fixture
def roster_file(sample_town):
    return next(sample_town.glob("*.xlsx"))


def test_missing_people_are_listed_with_masked_numbers(page):
    people = page.missing.people
    assert people
    model = page.missing.table.model()
    for row, one in enumerate(people):
        assert one.certificate_no[6:14] not in model.index(row, 2).data()
        assert one.phone not in model.index(row, 3).data() or not one.phone


def test_a_community_narrows_the_list(page, person):
    code = page.missing.people[0].community_code
    everybody = page.missing.people
    page.open(f"missing:{code}")
    person.settle()
    assert page.missing.people == tuple(one for one in everybody if one.community_code == code)
    assert page.missing.community.currentData() == code


def test_search_narrows_as_one_types(page, person):
    name = page.missing.people[0].name
    page.header.search.setFocus()
    person.type_in(name)
    assert {one.name for one in page.missing.people} == {name}
    page.header.search.clear()
    assert len(page.missing.people) > 1


def test_a_communitys_entries_are_shown_where_they_are_verified(page):
    wanted = []
    page.go_to.connect(wanted.append)
    page.open("community:330282105201")
    assert wanted[0].page == "verify"
    assert wanted[0].argument == EntryFilter(community="330282105201")


def test_the_same_roster_again_changes_nothing_and_says_so(page, person, roster_file, monkeypatch):
    before = page.missing.people
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(roster_file), ""))
    person.click(page.header.main_button)
    assert page.messages.kind == "done"
    assert roster_file.name in page.intake.summary.text()
    assert page.missing.people == before
    assert page.intake.left_out_people
    assert page.intake.left_out.isVisible()


def test_a_file_that_is_no_roster_is_refused_and_harms_nothing(page, person, tmp_path):
    file = tmp_path / "roster.xlsx"
    file.write_bytes(b"not a workbook")
    before = page.missing.people
    page.intake.drop.chosen.emit(file)
    person.settle()
    assert page.messages.kind == "error"
    assert page.missing.people == before


def test_collection_workbooks_are_made_by_key(page, person, tmp_path, monkeypatch):
    one = partial(page._calls.workbooks, community="330282105208")  # the smallest: all take long
    page._calls = replace(page._calls, workbooks=one)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    page.missing.table.setFocus()
    QTest.keyClick(person.focus, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    person.settle()
    assert page.messages.kind == "done"
    files = {path.name for path in tmp_path.glob("*.xlsx")}
    assert files == {f"石桥村_{kind}_330282105208.xlsx" for kind in ("采集表", "村(社区)表")}


def test_stopped_workbooks_are_told_of(page, person, tmp_path, monkeypatch):
    one = partial(page._calls.workbooks, community="330282105208")

    def stopped(folder, progress):
        one(folder, progress=progress)
        raise Cancelled

    page._calls = replace(page._calls, workbooks=stopped)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    person.click(page.collect.workbooks)
    assert page.messages.kind == "notice"
    assert "仍在文件夹中" in page.messages.words
    assert [*tmp_path.glob("*.xlsx")]


def test_forms_for_the_app_are_made_by_the_button(page, person, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    person.click(page.collect.odk)
    assert page.messages.kind == "done"
    assert {"individual.xlsx", "people.csv"} <= {path.name for path in tmp_path.iterdir()}


def test_no_folder_chosen_writes_nothing(page, person, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: "")
    person.click(page.collect.workbooks)
    assert not page.messages.isVisible()


def test_the_booklet_is_printed_by_the_button(page, person, tmp_path, monkeypatch):
    target = tmp_path / "指标解释.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    person.click(page.collect.booklet)
    assert "指标解释.pdf" in page.messages.words
    assert target.read_bytes().startswith(b"%PDF")


def test_why_somebody_is_missing_is_kept_by_keys(page, person):
    page.missing.table.setFocus()
    page.missing.table.selectRow(0)
    one = page.missing.people[0]
    person.press("R", "Down", "Enter")
    assert page.messages.kind == "error"
    assert person.focus is page.missing.absence.proof
    person.type_in("户口迁移证")
    person.press("Enter")
    assert page.messages.kind == "done", page.messages.words
    assert person.focus is page.missing.table
    found = next(p for p in page.missing.people if p.certificate_no == one.certificate_no)
    assert (found.reason, found.proof) == (AbsenceReason.MOVED, "户口迁移证")
    assert page.missing.table.model().index(0, 4).data() == "迁出 · 10月8日 · 户口迁移证"
    page.missing.absence.clear_button.setFocus()
    person.press("Enter")
    assert page.missing.people[0].reason is None
    assert "已撤销" in page.messages.words


def test_without_a_choice_the_reason_of_the_first_is_asked(page, person):
    page.missing.table.clearSelection()
    page.setFocus()
    person.press("R")
    assert person.focus is page.missing.absence.reason
    assert page.missing.table.currentIndex().row() == 0


def test_the_roster_adds_up_in_all_and_per_community(page, person, in_worker):
    one = page.missing.people[0]
    proof = ("死亡证明", page.context.desk.today())
    in_worker(page._calls.note, one.certificate_no, AbsenceReason.DEAD, *proof)
    page.see_progress(in_worker(show_progress, page.context.desk))
    words = page.missing._account.text()
    assert words == "在册 420 人 = 有登记表 391 人 + 没有登记表 29 人（死亡 1、未说明原因 28）"
    page.missing.community.setFocus()
    person.press("Down")
    assert page.missing._account.text() != words


def test_each_reason_is_given_by_keyboard_alone_with_proof_and_day(page, person, opened, in_worker):
    today = opened.desk.today()
    before = in_worker(show_progress, opened.desk).total
    numbers = [one.certificate_no for one in page.missing.people][: len(AbsenceReason)]
    for steps, (number, reason) in enumerate(zip(numbers, AbsenceReason, strict=True)):
        page.missing.go_to(number)
        page.missing.table.setFocus()
        person.press("R", *["Down"] * steps, "Tab")
        person.type_in(f"证明{steps}")
        person.press("Tab", "Down", "Enter")  # the year is marked first
        assert page.messages.kind == "done", page.messages.words
        found = next(one for one in page.missing.people if one.certificate_no == number)
        assert (found.reason, found.proof) == (reason, f"证明{steps}")
        assert found.known_on == today.replace(year=today.year - 1)
    after = in_worker(show_progress, opened.desk).total
    assert (after.on_roster, after.missing) == (before.on_roster, before.missing)
    assert [after.missing_by_reason[one.value] for one in AbsenceReason] == [1] * 5
    assert sum(after.missing_by_reason.values()) == after.missing


def test_a_reason_without_proof_is_not_kept(page, person):
    page.missing.table.selectRow(0)
    page.missing.table.setFocus()
    person.press("Enter")
    assert person.focus is page.missing.absence.reason
    person.press("Enter")
    assert page.messages.kind == "error"
    assert page.missing.people[0].reason is None


def test_somebody_who_was_found_is_shown_in_the_list_or_told_why_not(
    page, person, in_worker, roster_file
):
    desk = page.context.desk
    missing = page.missing.people[-1].certificate_no
    page.window().resize(page.window().width(), 480)
    page.open(in_worker(find_person, desk, missing))
    person.settle()
    row = page.missing.table.currentIndex().row()
    table = page.missing.table
    assert page.missing.people[row].certificate_no == missing
    line = table.visualRect(table.currentIndex())
    assert table.viewport().visibleRegion().intersected(line).boundingRect() == line, (
        "the person's row is out of sight"
    )
    assert not page.messages.isVisible()
    left_out = in_worker(import_roster, desk, roster_file).out_of_scope[0]
    page.open(in_worker(find_person, desk, left_out.certificate_no))
    person.settle()
    assert page.messages.words.startswith(f"{left_out.name}")
    assert "办证" in page.messages.words or "证" in page.messages.words


@pytest.fixture
def later_roster(sample_town, roster_file, tmp_path):
    """The sample town's roster without its last line, somebody renamed and somebody reissued."""
    book = openpyxl.load_workbook(roster_file)
    sheet = book.active
    rows = list(sheet.iter_rows())
    header = next(r for r in rows if any(cell.value == "姓名" for cell in r))
    name = next(cell.column for cell in header if cell.value == "姓名")
    people = [row for row in rows if row[0].row > header[0].row and row[name - 1].value]
    people[0][name - 1].value = "改名人"
    sheet.delete_rows(people[-1][0].row)
    book.save(tmp_path / "后来的名册.xlsx")
    return tmp_path / "后来的名册.xlsx"


def test_a_later_roster_is_shown_first_taken_in_by_key_and_taken_back(
    page, person, later_roster, in_worker
):
    def numbers():
        return sorted(in_worker(people_of, page.context.desk))

    before = numbers()
    page.intake.drop.chosen.emit(later_roster)
    person.settle()
    card = page.changes
    assert card.isVisible()
    assert page.messages.words == "请先看有哪些变化；现在还没有导入。"
    assert {one.changes[0].value for one in card.differences} == {"gone", "name"}
    assert "登记表全部保留" in card.account.text()
    assert numbers() == before
    assert person.focus is card.take_button
    person.press("Enter")
    assert page.messages.kind == "done"
    assert len(numbers()) == len(before) - 1
    assert not card.take_button.isVisible()
    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    person.settle()
    assert "后来的名册.xlsx" in page.messages.words
    person.press("Enter")
    assert page.messages.words.startswith("名册已撤回")
    assert numbers() == before
    assert not card.isVisible()


def test_esc_leaves_the_roster_as_it_is(page, person, later_roster, in_worker):
    before = in_worker(people_of, page.context.desk)
    page.intake.drop.chosen.emit(later_roster)
    person.settle()
    person.press("Esc")
    assert not page.changes.isVisible()
    assert in_worker(people_of, page.context.desk) == before


def test_numbers_in_changes_are_masked():
    change = FieldChange(
        "certificate_no", "残疾人证号", "33028219431208732933", "33028219431208732932"
    )
    one = RosterDifference((RosterChange.NUMBER,), "", "", "", "", (change,), None, None, (), 1)
    assert "19431208" not in field_words(one)
    assert "32" in field_words(one)


def people_of(desk):
    with desk.database.read() as connection:
        return roster_store.load_people(connection)


def test_a_roster_of_unknown_headers_leads_to_its_columns(page, person, tmp_path, monkeypatch):
    path = tmp_path / "名单.csv"
    lines = ["甲,乙,丙"] + [
        f"张{one}三,3302821975010112344{at},x" for at, one in enumerate("一二三")
    ]
    path.write_text("\n".join(lines), "utf-8")
    wanted = []
    page.go_to.connect(wanted.append)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    person.click(page.header.main_button)
    assert page.messages.kind == "error"
    assert wanted[-1].page == "intake"
    assert wanted[-1].argument.startswith("waiting:")


@pytest.fixture
def waiting_roster(later_roster, page, in_worker):
    """The later roster under another header for names, which a person has explained."""
    book = openpyxl.load_workbook(later_roster)
    cells = (cell for row in book.active.iter_rows() for cell in row)
    next(cell for cell in cells if cell.value == "姓名").value = "持证者"
    book.save(later_roster)
    desk = page.context.desk
    with pytest.raises(AppError) as refused:
        import_roster(desk, later_roster)
    waiting = refused.value.context["waiting"]
    (one,) = in_worker(list_waiting, desk)
    (table,) = one.outcome.tables
    items = tuple("name" if c.header == "持证者" else c.item for c in table.columns)
    in_worker(confirm_mappings, desk, (table.mapping_with("roster", items),), one.file)
    later_roster.unlink()
    return waiting


def test_a_roster_that_waited_for_its_columns_is_compared_before_it_is_taken_in(
    page, person, waiting_roster, in_worker
):
    before = in_worker(people_of, page.context.desk)

    page.open(f"waiting:{waiting_roster}")
    person.settle()

    card = page.changes
    assert card.isVisible()
    assert {one.changes[0].value for one in card.differences} == {"gone", "name"}
    assert in_worker(people_of, page.context.desk) == before
    assert len(in_worker(list_waiting, page.context.desk)) == 1
    person.press("Enter")
    assert page.messages.kind == "done"
    assert len(in_worker(people_of, page.context.desk)) == len(before) - 1
    assert in_worker(list_waiting, page.context.desk) == ()

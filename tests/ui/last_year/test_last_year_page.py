"""Last year's data at the window: import, what changed most, undo, evidence and proposal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QFileDialog

from dsurvey_desktop.usecases.compare_years import compare_years
from dsurvey_desktop.usecases.import_last_year import import_last_year
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.show_entry import show_entry
from dsurvey_desktop.usecases.show_office import show_office
from tests.changed_form import last_years_edition
from tests.ui.person import Person
from ui.changes import EVERYTHING, Destination
from ui.last_year.key_line import Keys
from ui.verify.page import VerifyPage


def test_an_empty_page_says_what_to_do_and_stands_at_the_file(page, person):
    page.take_focus()
    assert person.focus is page.intake.drop.choose_button
    assert "还没有可对比的数据" in page.compared.empty.accessibleName()
    assert page.compared.write_button.isHidden()


@pytest.fixture
def taken(page, person, last_year):
    """The page after the import."""
    page.importing.take_in(last_year())
    person.settle()
    return page


def test_an_import_is_told_and_listed(taken):
    assert taken.messages.kind == "done"
    (line,) = taken.intake.model.rows
    assert f"读取 {line.rows_read} 行" in taken.intake.summary.text()
    assert line.rows_read == line.matched + line.unmatched
    assert len(taken.unmatched.model.rows) == line.unmatched > 0


def test_many_files_are_taken_in_one_after_the_other_and_a_bad_one_stops_none(
    page, person, last_year, tmp_path, monkeypatch
):
    good = last_year()
    bad = tmp_path / "坏.xlsx"
    bad.write_bytes(b"not a workbook")
    files = [str(bad), str(good), str(good)]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: (files, ""))
    page.take_focus()
    person.press("Enter")
    assert len(page.intake.model.rows) == 1
    words = page.intake.summary.text()
    assert "行，对上" in words
    assert "内容与已导入的相同" in words
    assert (page.messages.kind, "坏.xlsx" in page.messages.words) == ("error", True)
    worse = tmp_path / "更坏.xlsx"
    worse.write_bytes(b"not a workbook")
    files.append(str(worse))
    person.click(page.intake.drop.choose_button)
    assert page.messages.words.count("坏.xlsx：") == 2, "both are named"
    assert len(page.intake.model.rows) == 1


def test_what_changed_most_leads_to_the_people_and_their_entries(taken, person):
    first, second = taken.compared.items.rows[:2]
    assert (first.item, second.item) == ("address", "hukou")
    table = taken.compared.item_table
    table.setFocus()
    person.press("Down")
    assert [one.name for one in taken.compared.people.rows] == [one.name for one in second.people]
    went: list[Destination] = []
    taken.go_to.connect(went.append)
    taken.compared.people_table.setFocus()
    taken.compared.people_table.selectRow(0)
    person.press("Enter")
    assert went == [Destination("verify", second.people[0].entry)]
    person.press("b")
    assert went[-1] == Destination("roster")


def test_numbers_of_the_people_stay_masked(page, person, last_year, opened, in_worker):
    in_worker(import_last_year, opened.desk, last_year())
    page.refresh(EVERYTHING)
    person.settle()
    names = [one.item for one in page.compared.items.rows]
    page.compared.item_table.selectRow(names.index("mobile"))
    (one,) = page.compared.people.rows
    assert (one.before, one.now[3:7]) == ("139••••0000", "••••")


def test_the_same_file_again_changes_nothing_and_an_undo_empties_the_page(taken, person, last_year):
    taken.importing.take_in(last_year())
    person.settle()
    assert taken.messages.kind == "notice"
    assert len(taken.intake.model.rows) == 1
    taken.intake.undo()
    person.settle()
    assert taken.intake.model.rows[0].is_undone
    assert not taken.intake.undo_button.isEnabled()
    assert taken.compared.items.rows == ()
    assert taken.unmatched.model.rows == ()


@pytest.fixture
def odd(opened, tmp_path) -> Callable[[str], Path]:
    """A table of eight people under headers that mean little: name, alias, number, a code."""

    def written(head: str) -> Path:
        people = list_entries(opened.desk)[:8]
        rows = (f"{one.name},别名{n},{one.certificate_no},1" for n, one in enumerate(people))
        path = tmp_path / "怪表.csv"
        path.write_text("\n".join([head, *rows]), encoding="utf-8")
        return path

    return written


def test_columns_in_question_are_shown_and_taken_by_one_key(page, person, odd):
    page.importing.take_in(odd("姓名,姓名,残疾人证号,户口性质"))
    person.settle()
    assert page.messages.kind == "warning"
    assert page.intake.columns.question.text()
    assert person.focus is page.intake.columns.table
    person.press("Ctrl+Enter")
    assert page.intake.model.rows[0].rows_read == 8
    assert page.intake.columns.isHidden()


def test_columns_that_mean_nothing_are_named_by_key_and_remembered(page, person, odd):
    page.importing.take_in(odd("甲,乙,丙,丁"))
    person.settle()
    editor = page.intake.columns
    for header, words in (("甲", "姓名"), ("丙", "残疾人证号"), ("丁", "户口性质")):
        at = next(n for n, one in enumerate(editor.model.rows) if one.view.header == header)
        editor.table.setCurrentIndex(editor.model.index(at, 0))
        editor.table.setFocus()
        person.press("F2")
        person.type_in(words)
        person.press("Enter")
    editor.table.setFocus()
    person.press("Ctrl+Enter")
    (line,) = page.intake.model.rows
    assert (line.rows_read, line.matched) == (8, 8)
    page.intake.undo()
    person.settle()
    page.importing.take_in(odd("甲,乙,丙,丁"))
    person.settle()
    assert page.messages.kind == "done"


def test_columns_without_a_number_or_name_are_refused_and_stay_to_be_changed(page, person, odd):
    page.importing.take_in(odd("甲,乙,丙,丁"))
    person.settle()
    for at in range(4):
        page.intake.columns.choose((at, ""))
    person.press("Ctrl+Enter")
    assert page.messages.kind == "error"
    assert page.intake.columns.isVisible()
    assert page.intake.model.rows == ()


def test_the_columns_of_a_table_that_was_taken_in_can_be_changed(page, person, last_year):
    page.importing.take_in(last_year())
    person.settle()
    page.importing.show_columns()
    person.settle()
    editor = page.intake.columns
    at = next(n for n, one in enumerate(editor.model.rows) if one.item == "hukou")
    editor.choose((at, ""))
    person.press("Ctrl+Enter")
    assert len(page.intake.model.rows) == 2


def test_what_opens_a_bundle_is_asked_for_in_place(page, person, tmp_path, expected_warnings):
    broken = tmp_path / "去年.dsb"
    broken.write_bytes(b"age-encryption.org/v1\n" + b"x" * 300)
    page.importing.take_in(broken)
    person.settle()
    assert page.messages.kind == "error"
    page.intake.ask_keys("sealed_for_others")
    assert person.focus is page.intake.keys.password
    page.importing.use_keys(Keys(office=tmp_path, password="no office here"))
    person.settle()
    assert page.messages.kind == "error"
    assert page.intake.model.rows == ()


def test_a_row_with_a_shortened_number_is_given_to_its_person_by_one_key(
    page, person, opened, tmp_path
):
    one = list_entries(opened.desk)[0]
    names = {str(place.code): place.name for place in show_office(opened.desk).communities}
    book = openpyxl.Workbook()
    book.active.append(["姓名", "残疾人证号", "村(社区)", "户口性质"])
    short = float(one.certificate_no[:15]) * 1e5
    book.active.append([one.name, short, names[one.community_code], "农业"])
    book.save(tmp_path / "短号.xlsx")
    page.importing.take_in(tmp_path / "短号.xlsx")
    person.settle()
    (row,) = page.unmatched.model.rows
    assert row.proposal.certificate_no == one.certificate_no
    page.unmatched.table.setFocus()
    person.press("a")
    assert page.unmatched.count == 0
    assert page.intake.model.rows[0].matched == 1
    assert "已对上" in page.messages.words
    page.messages.acted.emit()
    person.settle()
    assert page.unmatched.count == 1
    assert page.intake.model.rows[0].matched == 0


@pytest.fixture
def with_tv(opened, tmp_path) -> tuple[Path, Path]:
    """A table of one person with an item that only last year's form has, and that form."""
    form = tmp_path / "个人表2024.xlsx"
    form.write_bytes(last_years_edition())
    one = list_entries(opened.desk)[0]
    book = openpyxl.Workbook()
    book.active.append(["姓名", "残疾人证号", "户口性质", "是否有电视机"])
    book.active.append([one.name, one.certificate_no, "农业", "是"])
    table = tmp_path / "去年.xlsx"
    book.save(table)
    return table, form


def test_last_years_form_is_chosen_and_what_it_says_besides_is_shown(
    page, person, with_tv, monkeypatch, show_page, opened
):
    table, form = with_tv
    line = page.intake.form
    assert "今年的表单" in line.words.text()
    assert line.back_button.isHidden()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(form), ""))
    line.choose_button.setFocus()
    person.press("Enter")
    assert "2024" in line.words.text()
    page.importing.take_in(table)
    person.settle()
    assert "是否有电视机" in page.intake.summary.text()
    assert "是否有电视机 (1)" in page.compared.about.text()
    verify = show_page(VerifyPage)
    verify.open(list_entries(opened.desk)[0].id)
    person.settle()
    assert verify.bench.evidence.left.words == ("是否有电视机：是",)
    line.back_button.click()
    person.settle()
    assert "今年的表单" in line.words.text()


def test_columns_remembered_under_last_years_form_are_listed_and_forgotten(
    page, person, odd, with_tv
):
    _table, form = with_tv
    page.importing.use_form(form)
    page.importing.take_in(odd("姓名,姓名,残疾人证号,户口性质"))
    person.settle()
    assert page.memory.isHidden()
    person.press("Ctrl+Enter")
    assert [one.name for one in page.memory.model.rows] == ["怪表.csv"]
    assert "残疾人证号" in page.memory.headers.text()
    page.memory.table.setFocus()
    person.press("Tab")
    assert person.focus is page.memory.forget_button
    person.press("Space")
    assert page.memory.isHidden()
    assert page.messages.kind == "done"
    assert person.focus is page.intake.table


@pytest.fixture
def verify(show_page, opened, in_worker, last_year) -> VerifyPage:
    in_worker(import_last_year, opened.desk, last_year(schooling="研究生"))
    return show_page(VerifyPage)


def test_last_years_answer_stands_in_the_evidence_and_is_taken_by_one_key(
    verify, qtbot, opened, in_worker
):
    changes = in_worker(compare_years, opened.desk, "", "education_level")
    entry = changes.items[0].people[0].entry
    person, evidence = Person(qtbot, verify), verify.bench.evidence
    verify.open(entry)
    person.settle()
    verify.bench.form.go_to_item("address")
    person.settle()
    assert evidence.last_year.startswith("旧")
    person.press("t")  # nothing speaks against the address
    assert "没有建议" in verify.messages.words
    verify.bench.form.go_to_item("education_level")
    person.settle()
    assert evidence.last_year == "研究生"
    person.press("t")
    assert in_worker(show_entry, opened.desk, entry).corrections == ()  # a person decides
    person.press("Enter")
    (done,) = in_worker(show_entry, opened.desk, entry).corrections
    assert (done.item, done.new, done.reason) == ("education_level", "研究生", "与去年一致")

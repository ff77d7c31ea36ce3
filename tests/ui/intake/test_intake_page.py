"""Files come in by drop and by dialog; what waits is settled by keys; nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from tests.ui.letters import shared_letters
from ui.changes import EVERYTHING, Kind
from ui.intake.page import IntakePage

LONG_MS = 20_000


@pytest.fixture
def page(qtbot, office_context, idle):
    made = IntakePage(office_context)
    qtbot.addWidget(made)
    made.resize(1100, 720)
    made.show()
    made.refresh(EVERYTHING)
    idle()
    return made


@pytest.fixture
def told(page):
    changes = []
    page.changed.connect(changes.append)
    return changes


def choose(page, file: str) -> None:
    names = [line.file for line in page.files.model.rows]
    page.files.table.selectRow(names.index(file))


def test_stop_shares_its_letter_with_nothing_on_the_page(page):
    page.strip.show()
    choose(page, page.files.model.rows[0].file)
    assert shared_letters(page) == []


def test_each_file_is_one_line_and_no_row_is_lost(page):
    lines = page.files.model.rows
    assert len(lines) == 10
    for line in lines:
        counts = line.counts
        ended = counts.taken + counts.set_aside + counts.unchanged + counts.pending
        assert counts.rows_read == ended


def test_sections_count_what_waits(page):
    assert page.sections.pending.opener.text() == "待定差异  2"
    assert page.sections.set_aside.count == 19


def test_a_chosen_file_narrows_and_its_filter_can_be_removed(qtbot, page):
    choose(page, "下塘村_导出.csv")
    assert page.sections.set_aside.count == 1
    assert "下塘村_导出.csv" in page.files.all_button.text()
    qtbot.mouseClick(page.files.all_button, Qt.MouseButton.LeftButton)
    assert page.sections.set_aside.count == 19


def test_t_takes_the_chosen_difference(qtbot, page, idle, told):
    page.sections.pending.table.setFocus()
    first = page.sections.pending.model.rows[0].change
    for _difference in first.differences:
        qtbot.keyClick(page.sections.pending.table, Qt.Key.Key_T)
        idle()
    assert page.sections.pending.count == 1
    assert page.messages.kind == "done"
    assert told[0].touches(Kind.ENTRIES)


def test_keep_all_settles_the_rest(qtbot, page, idle):
    qtbot.mouseClick(page.sections.pending.keep_all_button, Qt.MouseButton.LeftButton)
    idle()
    assert page.sections.pending.count == 0
    assert not page.sections.pending.isVisible()


def test_a_accepts_the_proposal_and_numbers_stay_masked(qtbot, page, idle):
    section = page.sections.set_aside
    row = section.model.rows[0]
    assert row.proposal is not None
    assert row.proposal.certificate_no[6:14] not in section.form.cells.text()
    section.table.setFocus()
    qtbot.keyClick(section.table, Qt.Key.Key_A)
    idle()
    assert section.count == 18
    assert page.messages.words == "这一行已转为登记表。"


def test_n_is_done_with_a_row_goes_to_the_next_and_lets_it_wait_again(page, idle, person):
    section = page.sections.set_aside
    section.table.setFocus()
    rows, opener = section.model.rows, section.opener.text()
    person.press("N")
    idle()
    last = section.model.rows[-1]
    assert (section.count, last.id, last.is_dismissed) == (len(rows), rows[0].id, True)
    assert section.model.row_at(section.table.currentIndex()).id == rows[1].id
    assert section.opener.text() != opener
    assert page.messages.words.startswith("这一行不再处理")
    section.table.selectRow(section.count - 1)
    assert section.form.turn_button.isVisible()
    assert section.form.turn_button.text() == "恢复待处理"
    assert section.form.why.text().startswith("已不再处理：")
    person.press("N")
    idle()
    assert (section.model.rows, section.opener.text()) == (rows, opener)
    assert page.messages.words == "这一行已恢复为待处理。"


def test_numbers_are_shown_when_asked_for(qtbot, page):
    section = page.sections.set_aside
    numbers = [
        n for n, row in enumerate(section.model.rows) if any("33028" in c for c in row.cells)
    ]
    section.table.selectRow(numbers[0])
    hidden = section.form.cells.text()
    qtbot.mouseClick(section.form.numbers_button, Qt.MouseButton.LeftButton)
    assert section.form.cells.text() != hidden


def test_a_number_that_is_not_on_the_roster_is_refused_in_place(qtbot, page, idle):
    form = page.sections.set_aside.form
    form.certificate.setText("33028219000101001X11")
    qtbot.mouseClick(form.accept_button, Qt.MouseButton.LeftButton)
    idle()
    assert page.messages.kind == "error"
    assert page.sections.set_aside.count == 19


def test_an_empty_number_is_said_beside_the_field(qtbot, page):
    form = page.sections.set_aside.form
    form.certificate.clear()
    qtbot.mouseClick(form.accept_button, Qt.MouseButton.LeftButton)
    assert form.certificate_row.error.startswith("这一行是谁的")


def test_the_same_file_again_changes_nothing_and_says_so(page, idle, sample_town):
    page.open((sample_town / "submissions" / "石桥村_采集表.xlsx",))
    idle()
    line = page.files.model.rows[0]
    assert (line.counts.unchanged, line.counts.taken) == (5, 0)
    assert page.sections.set_aside.count == 19


@pytest.mark.parametrize(
    "file", ["不是表格.xlsx", "截断.xlsx", "空文件.xlsx", "图片改名.xlsx", "只有表头.xlsx"]
)
def test_a_broken_file_gets_a_clear_sentence(page, idle, sample_town, file):
    page.open((sample_town / "broken" / file,))
    idle()
    assert page.messages.kind == "error"
    assert page.files.model.rows[0].is_refused
    choose(page, file)
    assert page.files.refusal.text()
    assert page.sections.problems.count >= 1


def test_a_file_is_taken_back_by_key(qtbot, page, idle):
    choose(page, "石桥村_采集表.xlsx")
    assert page.undo_action.isEnabled()
    page.files.table.setFocus()
    qtbot.keyClick(page.files.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    idle()
    assert page.messages.words.startswith("文件已撤回：移除 5 份")


def test_files_are_chosen_with_the_dialog(qtbot, page, idle, sample_town, monkeypatch):
    file = sample_town / "submissions" / "上塘村.xlsx"
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([str(file)], ""))
    qtbot.keyClick(page, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    idle()
    assert page.files.model.rows[0].outcome is not None
    choose(page, "上塘村.xlsx")
    assert page.sections.columns.count > 40


def test_the_problem_list_is_printed(qtbot, page, idle, tmp_path, monkeypatch):
    target = tmp_path / "问题清单.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    idle()
    assert target.read_bytes().startswith(b"%PDF-")
    assert page.messages.kind == "done"


def test_reading_can_be_stopped(qtbot, page, idle, sample_town):
    page.open((sample_town / "submissions",))
    assert page.strip.isVisible()
    qtbot.mouseClick(page.strip.stop_button, Qt.MouseButton.LeftButton)
    idle()
    assert not page.strip.isVisible()
    assert page.messages.kind in {"notice", "done", "warning"}
    assert Path(sample_town).is_dir()


def test_f1_shows_what_each_problem_means_at_the_one_that_is_chosen(qtbot, page, idle):
    problems = page.sections.problems
    row = next(
        at for at, one in enumerate(problems.table.problems.rows) if one.code == "not_on_roster"
    )
    assert not page.show_help(), "elsewhere the page itself is explained"
    problems.table.setFocus()
    problems.table.selectRow(row)
    assert page.show_help()
    idle()
    codes = page.sections.codes
    shown = codes.model.row_at(codes.table.currentIndex())
    assert shown.code == "not_on_roster"
    assert shown.advice == str(problems.table.problems.rows[row].advice)
    assert codes.table.hasFocus() or not page.isActiveWindow()
    qtbot.keyClick(codes.table, Qt.Key.Key_Escape)
    assert not codes.isVisible()


def test_problem_lists_for_the_communities_go_into_a_folder(page, idle, monkeypatch, tmp_path):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path))
    page.sections.problems.send_back_button.click()
    idle()
    assert page.messages.kind == "done"
    assert (tmp_path / "上塘村_问题清单.xlsx").exists()

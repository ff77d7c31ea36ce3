"""Columns in question: asked in place, changed by key, remembered, and the file is taken in."""

from __future__ import annotations

import csv

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.intake.mapping import ColumnMapping
from dsurvey_desktop.intake.model import FileKind
from dsurvey_desktop.usecases.import_roster import import_roster
from dsurvey_desktop.usecases.intake_views import ColumnView, FileOutcome, TableColumns
from dsurvey_desktop.usecases.manage_mappings import write_mapping
from dsurvey_desktop.usecases.remember_mapping import LONGEST_NAME
from dsurvey_desktop.usecases.show_columns import list_choices
from ui.intake.column_section import ColumnSection
from ui.intake.intake_state import FileLine
from ui.intake.page import IntakePage


@pytest.fixture
def page(show_page):
    return show_page(IntakePage)


@pytest.fixture
def unclear(tmp_path, sample_town):
    """A file that came before, with names under a header nobody knows."""
    path = tmp_path / "导出.csv"
    sent = sample_town / "submissions" / "下塘村_导出.csv"
    with sent.open(encoding="gb18030", newline="") as stream:
        header, *lines = csv.reader(stream)
    header[header.index("姓名")] = "登记对象"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows([header, *lines])
    return path


def lines_by_header(section) -> dict:
    return {line.view.header: line for line in section.model.rows}


def test_a_file_in_question_waits_and_leads_to_its_columns(page, idle, unclear):
    page.take_in((unclear,))
    idle()
    line = page.files.chosen
    assert line is not None
    assert line.waits_for_mapping
    assert page.messages.kind == "warning"
    section = page.sections.columns.editor
    assert section.isVisible()
    assert "姓名" in section.question.text()
    assert section.confirm_button.text().startswith("确认并导入")
    line = section.model.rows[0]
    assert line.view.header in section.whole.text()
    assert line.view.examples[0] in section.whole.text()
    assert section.table.accessibleDescription() == section.whole.text()
    said = [str(one.message) for one in page.sections.problems.table.problems.rows]
    assert len(said) == len(set(said)) > 0


def test_the_item_is_chosen_by_typing_and_the_file_is_taken_in(page, idle, unclear, person):
    page.take_in((unclear,))
    idle()
    section = page.sections.columns.editor
    at = next(n for n, one in enumerate(section.model.rows) if one.view.header == "登记对象")
    section.table.setCurrentIndex(section.model.index(at, 0))
    section.table.setFocus()
    person.press("F2")
    person.type_in("服务")
    narrowed = section.delegate.editor.completer().popup()
    assert narrowed.isVisible()
    assert narrowed.sizeHintForColumn(0) <= narrowed.viewport().width()
    section.delegate.editor.lineEdit().selectAll()
    person.type_in("姓名")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    person.settle()
    assert lines_by_header(section)["登记对象"].item == "name"
    section.table.setFocus()
    QTest.keyClick(section.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    person.settle()
    first = page.files.model.rows[0]
    assert not first.waits_for_mapping
    assert first.counts.unchanged == first.counts.rows_read > 0
    assert page.sections.memory.count == 1


def test_a_file_that_waits_is_there_in_the_next_session_and_may_be_let_go(
    page, idle, unclear, show_page, person
):
    page.take_in((unclear,))
    idle()
    unclear.unlink()
    later = show_page(IntakePage)
    first = later.files.model.rows[0]
    assert (first.file, first.waits_for_mapping) == ("导出.csv", True)
    assert first.since is not None
    later.files.table.selectRow(0)
    assert later.sections.columns.isVisible()
    at = next(n for n, o in enumerate(later.sections.columns.editor.model.rows) if o.item == "")
    assert at >= 0
    assert later.undo_action.isEnabled()
    later.take_back()
    idle()
    idle()
    assert later.messages.kind == "done"
    assert not any(line.waiting for line in later.files.model.rows)


def test_a_roster_that_waits_is_explained_here_and_goes_to_the_roster_page(page, idle, tmp_path):
    path = tmp_path / "名单.csv"
    lines = ["甲,乙,丙"]
    lines += [f"张{one}三,3302821975010112344{at},x" for at, one in enumerate("一二三")]
    path.write_text("\n".join(lines), "utf-8")
    with pytest.raises(AppError) as refused:
        import_roster(page.context.desk, path)
    page.open(f"waiting:{refused.value.context['waiting']}")
    idle()
    section = page.sections.columns.editor
    assert section.isVisible()
    assert (page.files.chosen.file, page.files.chosen.counts.kind) == ("名单.csv", "roster")
    section.choose((0, "name"))
    section.choose((1, "certificate_no"))
    wanted = []
    page.go_to.connect(wanted.append)
    section.confirm()
    idle()
    idle()
    first = page.files.model.rows[0]
    assert [(one.page, one.argument) for one in wanted] == [("roster", f"waiting:{first.waiting}")]


def test_delete_takes_an_item_away_and_an_item_goes_to_one_column_only(page, idle, unclear, person):
    page.take_in((unclear,))
    idle()
    section = page.sections.columns.editor
    at = next(n for n, one in enumerate(section.model.rows) if one.item == "mobile")
    section.table.setCurrentIndex(section.model.index(at, 0))
    section.table.setFocus()
    item, sure = (section.model.index(at, column).data() for column in (1, 2))
    assert f"{item}（{sure}）" in section.whole.text()
    person.press("Delete")
    assert section.model.rows[at].item == ""
    assert "未采用（由您选定）" in section.whole.text()
    other = next(n for n, one in enumerate(section.model.rows) if one.item == "landline")
    section.choose((at, "landline"))
    assert section.model.rows[at].item == "landline"
    assert section.model.rows[other].item == ""


def test_numbers_of_people_are_masked_among_the_examples(page, idle, unclear):
    page.take_in((unclear,))
    idle()
    section = page.sections.columns.editor
    at = next(n for n, one in enumerate(section.model.rows) if one.item == "certificate_no")
    assert "••" in section.model.index(at, 3).data()


def remembered(page, idle, unclear):
    """The list of remembered columns, open, with those of one file."""
    page.take_in((unclear,))
    idle()
    section = page.sections.columns.editor
    at = next(n for n, one in enumerate(section.model.rows) if one.view.header == "登记对象")
    section.choose((at, "name"))
    section.confirm()
    idle()
    idle()
    page.sections.memory.open()
    return page.sections.memory


def test_remembered_columns_are_renamed_exported_and_forgotten(
    page, idle, unclear, tmp_path, monkeypatch
):
    memory = remembered(page, idle, unclear)
    memory.name.setText("村里的导出")
    QTest.keyClick(memory.name, Qt.Key.Key_Return)
    idle()
    assert [one.name for one in memory.model.rows] == ["村里的导出"]
    target = tmp_path / "列.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(target), ""))
    memory.export_button.click()
    idle()
    assert "村里的导出" in target.read_text("utf-8")
    memory.forget_button.click()
    idle()
    assert memory.count == 0
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(target), ""))
    page.mapping_work.take_over()
    idle()
    assert [one.name for one in memory.model.rows] == ["村里的导出"]


def test_remembered_columns_are_kept_by_keyboard_alone(
    page, idle, unclear, person, tmp_path, monkeypatch
):
    memory = remembered(page, idle, unclear)
    assert person.focus is memory.table
    assert memory.whole.words == memory.table.accessibleDescription()
    assert memory.whole.words.startswith(f"{unclear.name} · 个人登记表")
    person.press("Enter")
    assert person.focus is memory.name
    memory.name.clear()
    person.press("Enter")
    assert (page.messages.kind, page.messages.words) == ("error", "名称为空。")
    person.type_in("很长的名称" * 30)
    assert len(memory.name.text()) == LONGEST_NAME
    person.press("Enter")
    assert [one.name for one in memory.model.rows] == [("很长的名称" * 30)[:LONGEST_NAME]]
    memory.table.setFocus()
    person.press("Delete")
    assert memory.count == 0
    assert not memory.isVisible()
    gone = tmp_path / "别的年度.json"
    said = ColumnMapping(FileKind.INDIVIDUAL, ("甲", "乙"), ("certificate_no", "gone_item"))
    write_mapping(gone, "往年", said)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(gone), ""))
    page.mapping_work.take_over()
    idle()
    assert page.messages.kind == "error"
    assert "gone_item" in page.messages.words
    assert memory.count == 0


def test_of_two_hundred_columns_one_item_goes_to_the_last_that_was_given_it(
    qtbot, theme, office_context, in_worker
):
    choices = in_worker(list_choices, office_context.desk)
    section = ColumnSection(theme)
    qtbot.addWidget(section)
    section.show_columns(FileLine("f", outcome=wide_outcome(200)), choices)
    for at in range(10):
        section.editor.choose((at, "name"))
    assert [line.item for line in section.editor.model.rows[:10]] == [""] * 9 + ["name"]


def test_f2_brings_the_cell_and_its_editor_into_sight(page, idle, unclear, person):
    page.take_in((unclear,))
    idle()
    section = page.sections.columns
    assert section.name.whole == unclear.name
    lines = section.editor.model.rows
    known = [n for n, one in enumerate(lines) if not one.item and one.view.confidence]
    unknown = [n for n, one in enumerate(lines) if not one.item and not one.view.confidence]
    assert not known or max(unknown) < min(known)
    table = section.editor.table
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    page._area.verticalScrollBar().setValue(0)
    page.files.table.setFocus()
    person.press("F2")
    editor = section.editor.delegate.editor
    assert table.viewport().rect().contains(editor.geometry())
    seen = page._area.viewport()
    assert seen.rect().contains(editor.mapTo(seen, editor.rect().center()))
    person.press("Esc")


def wide_outcome(count: int) -> FileOutcome:
    columns = tuple(
        ColumnView("表", n, f"列 {n}", "", 0.0, ("甲", "乙", "丙")) for n in range(1, count + 1)
    )
    table = TableColumns("表", 1, "x", "", columns, ())
    return FileOutcome("f", "individual", None, 0, 0, 0, 0, 0, (), tables=(table,))

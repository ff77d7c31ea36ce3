"""Files are looked at before they are taken in, when the person wants that."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.intake.page import IntakePage


@pytest.fixture
def page(show_page):
    made = show_page(IntakePage)
    made.drop_area.look_first.setChecked(True)
    return made


@pytest.fixture
def corrected(tmp_path, sample_town):
    """A file that was taken in already, with one other number."""
    data = (sample_town / "submissions" / "下塘村_导出.csv").read_bytes().decode("gb18030")
    path = tmp_path / "更正.csv"
    line = data.splitlines()[1].split(",")
    at = next(n for n, cell in enumerate(line) if cell.strip().startswith("13"))
    line[at] = "13912345678"
    path.write_text("\n".join([data.splitlines()[0], ",".join(line)]), "utf-8-sig")
    return path


def test_a_file_is_looked_at_then_taken_in_by_key(page, idle, corrected):
    batches = len(page.files.model.rows)
    waiting = page.sections.pending.count
    page.open((corrected,))
    idle()
    section = page.sections.preview
    assert section.isVisible()
    assert section.summary.text() == "有差异 1"
    assert "13•••" not in section.model.index(0, 5).data()
    assert "139••••5678" in section.model.index(0, 5).data()
    assert len(page.files.model.rows) == batches
    QTest.keyClick(section.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(section.table, Qt.Key.Key_F24)  # or Qt takes Control to be still held down
    idle()
    idle()
    assert not section.isVisible()
    assert len(page.files.model.rows) == batches + 1
    assert page.sections.pending.count == 1
    page.files.choose_all()
    assert page.sections.pending.count == waiting + 1


def test_what_was_looked_at_need_not_be_taken_in(qtbot, page, idle, corrected):
    batches = len(page.files.model.rows)
    page.open((corrected,))
    idle()
    qtbot.mouseClick(page.sections.preview.discard_button, Qt.MouseButton.LeftButton)
    assert not page.sections.preview.isVisible()
    assert len(page.files.model.rows) == batches


def test_a_broken_file_is_said_and_not_looked_at(page, idle, sample_town):
    page.open((sample_town / "broken" / "空文件.xlsx",))
    idle()
    idle()
    assert page.messages.kind == "error"
    assert not page.sections.preview.isVisible()


def test_of_files_looked_at_the_broken_are_told_beside_the_others(
    page, idle, corrected, sample_town
):
    page.open((sample_town / "broken" / "空文件.xlsx", corrected))
    idle()
    idle()
    section = page.sections.preview
    assert page.messages.kind == "warning"
    assert "已预览 2 个文件，共 1 行，尚未改动任何内容。" in page.messages.words
    assert page.focusWidget() is section.table
    assert corrected.name in section.whole.words
    assert "→ 139••••5678" in section.whole.words
    assert section.table.accessibleDescription()


def test_a_file_whose_columns_are_answered_joins_what_was_looked_at(
    page, idle, corrected, tmp_path
):
    asked = tmp_path / "问列.csv"
    asked.write_text(corrected.read_text("utf-8-sig").replace("姓名", "登记对象"), "utf-8-sig")
    page.open((corrected, asked))
    idle()
    idle()
    section, columns = page.sections.preview, page.sections.columns
    assert (section.count, columns.name.whole) == (1, asked.name)
    lines = columns.editor.model.rows
    at = next(n for n, one in enumerate(lines) if one.view.header == "登记对象")
    columns.editor.choose((at, "name"))
    columns.editor.table.setFocus()
    batches = len(page.files.model.rows)
    QTest.keyClick(columns.editor.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(columns.editor.table, Qt.Key.Key_F24)
    idle()
    idle()
    assert len(page.files.model.rows) <= batches
    assert [one.outcome.file for one in section.previews] == [corrected.name, asked.name]


def test_what_is_wrong_in_files_looked_at_is_told_with_what_to_do(page, idle, corrected, tmp_path):
    strange = tmp_path / "更正二.csv"
    words = corrected.read_text("utf-8-sig").replace("13912345678", "1391234567")
    strange.write_text(words, "utf-8-sig")
    page.open((strange,))
    idle()
    idle()
    section = page.sections.preview
    table = section.problems
    assert table.isVisible()
    assert {one.place.file for one in table.problems.rows} == {strange.name}
    said = f"这些文件有 {table.problems.rowCount()} 处问题"
    assert section.problem_count.text().startswith(said)
    table.setFocus()
    table.selectRow(0)
    assert str(table.problems.rows[0].advice) in section.problems.advice.text()
    assert page.show_help()
    assert page.sections.codes.isVisible()
    section.discard_button.click()
    assert not table.isVisible()
    assert not table.problems.rows

"""Trying answers in repeats: rows are added, filled and taken away by keys, nested ones too."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.ui.form_page.test_form_page import press, said
from ui.form_page.page import FormPage

HEADER = ("type", "name", "label", "relevant", "constraint", "required", "repeat_count", "default")
SURVEY = [
    ("text", "head", "户主", "", "", "yes"),
    ("integer", "rooms", "房间数"),
    ("begin_repeat", "member", "家庭成员"),
    ("text", "m_name", "姓名", "", "", "yes"),
    ("integer", "m_age", "年龄", "", ". < 130", "", "", "30"),
    ("begin_repeat", "child", "子女", "${m_age} > 15"),
    ("integer", "c_age", "子女年龄", "", ". < ${m_age}"),
    ("end_repeat", ""),
    ("text", "job", "职业", "${m_age} > 15"),
    ("end_repeat", ""),
    ("begin_repeat", "room", "房间", "", "", "", "${rooms}"),
    ("integer", "size", "面积"),
    ("end_repeat", ""),
    ("select_one ${m_name}", "carer", "照料人"),
]


@pytest.fixture
def page(show_page) -> FormPage:
    return show_page(FormPage)


@pytest.fixture
def trial(page, monkeypatch, qtbot, idle, tmp_path: Path):
    """The page with a household form of another office, at its answers to try."""
    path = tmp_path / "住户.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("survey")
        for number, row in enumerate([HEADER, *SURVEY]):
            sheet.write_row(number, 0, row)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    qtbot.keyClick(page, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    idle()
    idle()
    press(qtbot, page.bar.chips["try"])
    idle()
    return page.trial


@pytest.fixture
def type_into(qtbot, idle, trial):
    """Type an answer at a place of the form."""

    def typed(name: str, words: str) -> None:
        line = trial.sections.open_item(name).editor.line
        line.setFocus()
        line.selectAll()
        qtbot.keyClicks(line, words)
        idle()

    return typed


def titles(trial) -> list[str]:
    return [said(box).splitlines()[0] for key, box in trial.sections.boxes.items() if "[" in key]


def test_a_row_is_added_filled_and_checked_by_itself(qtbot, idle, trial, type_into):
    add = trial.sections.bars["member"].add_button
    assert add.accessibleName() == "增加一个：家庭成员"
    press(qtbot, add)
    idle()
    qtbot.keyClicks(QApplication.focusWidget(), "Li Si")
    idle()
    press(qtbot, add)
    idle()
    assert trial.answers["member"] == [{"m_name": "Li Si"}, {}]
    type_into("member[2]/m_age", "200")
    fields = {field.item.name: field.item for field in trial.sections.fields}
    assert fields["member[1]/m_age"].value == 30
    assert fields["member[2]/m_name"].is_required
    (finding,) = trial.findings._views
    assert finding.finding.item == "member[2]/m_age"
    type_into("member[2]/m_age", "12")
    assert not trial.findings.isVisible()
    shown = [field.item.name for field in trial.sections.fields if field.isVisible()]
    assert "member[1]/job" in shown
    assert "member[2]/job" not in shown
    assert not trial.sections.bars["member[2]/child"].add_button.isVisible()


def test_nested_rows_come_and_go_and_those_behind_move_up(qtbot, idle, trial, type_into):
    for _ in range(2):
        press(qtbot, trial.sections.bars["member"].add_button)
        idle()
    type_into("member[1]/m_name", "Jia")
    type_into("member[2]/m_name", "Yi")
    for _ in range(2):
        press(qtbot, trial.sections.bars["member[2]/child"].add_button)
        idle()
    type_into("member[2]/child[1]/c_age", "40")
    type_into("member[2]/child[2]/c_age", "5")
    assert [one.finding.item for one in trial.findings._views] == ["member[2]/child[1]/c_age"]
    assert "家庭成员（第 2 个） › 子女（第 2 个）" in titles(trial)
    assert trial.findings._views[0].item_label == "家庭成员（第 2 个） › 子女（第 1 个） › 子女年龄"
    boxes = {box._row: box for box in trial.sections.boxes.values() if box._row}
    press(qtbot, boxes["member[1]"].remove_button)
    idle()
    assert trial.answers["member"] == [{"m_name": "Yi", "child": [{"c_age": 40}, {"c_age": 5}]}]
    line = trial.sections.open_item("member[1]/m_name").editor.line
    assert line.text() == "Yi"
    assert [one.finding.item for one in trial.findings._views] == ["member[1]/child[1]/c_age"]
    assert trial.sections.bars["member"].add_button.hasFocus()
    boxes = {box._row: box for box in trial.sections.boxes.values() if box._row}
    press(qtbot, boxes["member[1]/child[1]"].remove_button)
    idle()
    assert trial.answers["member"] == [{"m_name": "Yi", "child": [{"c_age": 5}]}]
    assert not trial.findings.isVisible()


def test_counted_rows_follow_their_number_and_keep_what_was_typed(trial, type_into):
    bar = trial.sections.bars["room"]
    assert not bar.add_button.isVisible()
    type_into("rooms", "2")
    assert "现有 2 个（个数由表单决定）" in said(bar)
    type_into("room[2]/size", "15")
    type_into("rooms", "1")
    assert trial.sections.open_item("room[2]/size") is None
    type_into("rooms", "3")
    assert trial.sections.open_item("room[2]/size").item.value == 15
    assert trial.sections.open_item("room[3]/size").item.value is None


def test_answers_of_a_repeat_are_choices(qtbot, idle, trial, type_into):
    press(qtbot, trial.sections.bars["member"].add_button)
    idle()
    type_into("member[1]/m_name", "Wang")
    field = trial.sections.open_item("carer")
    assert [choice.code for choice in field.item.choices] == ["Wang"]
    field.editor.put("Wang")
    idle()
    assert trial.answers["carer"] == "Wang"
    type_into("member[1]/m_name", "Zhao")
    assert [one.finding.item for one in trial.findings._views] == ["carer"]

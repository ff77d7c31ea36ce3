"""The forms page: read an item, open a workbook, check, compare, try, adopt and move, by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from tests.changed_form import FormWorkbook, next_edition
from ui.changes import Kind
from ui.form_page.page import FormPage


@pytest.fixture
def page(show_page) -> FormPage:
    return show_page(FormPage)


@pytest.fixture
def choose(monkeypatch, qtbot, page, idle):
    """Open a workbook with the page's key; the system's dialog answers with `path`."""

    def open_file(path: Path) -> None:
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
        qtbot.keyClick(page, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
        idle()
        idle()

    return open_file


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    return next_edition(tmp_path / "新版.xlsx")


def press(qtbot, button):
    assert button.isVisible()
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)


def said(widget) -> str:
    return "\n".join(one.text() for one in widget.findChildren(QLabel) if not one.isHidden())


def named_controls(page):
    views = (page.items, page.check, page.compare, page.moving)
    return [page.bar.editions, page.compare.base, page.header.search, *(v.table for v in views)]


def test_the_campaigns_edition_is_open_and_an_item_is_read_by_keys(qtbot, page):
    assert "本年度使用" in page.bar.editions.currentText()
    assert page.items.count.text() == "共 52 项"
    assert [one for one in named_controls(page) if not one.accessibleName()] == []
    page.header.search.setFocus()
    qtbot.keyClicks(page.header.search, "r9_1")
    assert [row.item.code for row in page.items.model.rows] == ["R9_1"]
    qtbot.waitUntil(lambda: "R9_1 就业形式" in said(page.items.detail))
    words = said(page.items.detail)
    assert "填写范围：“个人状态标注”为“正常”" in words
    assert "K10 填写范围：" in words
    assert "指标解释" in words
    page.header.search.clear()
    page.items.table.setFocus()
    qtbot.keyClick(page.items.table, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: "H2" in said(page.items.detail))


def test_the_shipped_forms_are_sound(qtbot, page, idle):
    press(qtbot, page.bar.chips["check"])
    assert "完好" in page.check.verdict.words
    page.bar.editions.setFocus()
    page.bar.editions.setCurrentIndex(1)
    page.bar.editions.activated.emit(1)
    idle()
    idle()
    assert "村(社区)表" in page.check.verdict.words
    assert page.items.count.text() == "共 18 项"


def test_a_broken_workbook_names_cell_and_advice_and_is_all_that_is_open(
    qtbot, page, choose, idle, tmp_path
):
    form = FormWorkbook()
    form.set("employed", "relevant", "${status} = ")
    choose(form.save(tmp_path / "坏.xlsx"))
    assert page.view == "check"
    assert page.bar.editions.currentText() == "文件：坏.xlsx"
    assert "“坏.xlsx”有 1 处错误" in page.check.verdict.words
    (problem,) = page.check.model.rows
    assert problem.place.row == form.row_of("employed")
    assert page.check.advice.text() == f"{problem.message}{problem.advice}"
    assert "括号" in page.check.advice.text()
    assert [view for view, chip in page.bar.chips.items() if chip.isEnabled()] == ["check"]
    assert not any(one.isEnabled() for one in (page.adopt_action, page.booklet_action))
    page.open("items")
    assert page.view == "check"
    page.bar.editions.setFocus()
    qtbot.keyClick(page.bar.editions, Qt.Key.Key_Home)
    idle()
    idle()
    assert "完好" in page.check.verdict.words
    press(qtbot, page.bar.chips["items"])
    assert page.items.count.text() == "共 52 项"


def test_where_a_file_is_gone_the_list_names_what_is_open(page, choose, tmp_path):
    shown = page.bar.editions.currentText()
    choose(tmp_path / "没有.xlsx")
    assert page.bar.editions.currentText() == shown
    assert "没有.xlsx" in page.messages.words
    assert page.items.count.text() == "共 52 项"


def test_answers_are_tried_and_the_form_answers_at_once(qtbot, page, idle):
    press(qtbot, page.bar.chips["try"])
    idle()
    fields = {field.item.name: field for field in page.trial.sections.fields}
    assert "housing" not in fields or not fields["housing"].isVisible()
    status = fields["status"].editor
    status.setFocus()
    status.put("6")
    idle()
    fields = {field.item.name: field for field in page.trial.sections.fields}
    assert fields["mobile"].item.is_required
    line = fields["mobile"].editor.line
    qtbot.keyClicks(line, "123")
    idle()
    assert line.text() == "123"
    (finding,) = page.trial.findings._views
    assert finding.finding.rule == "K04"
    assert "问题 1 处" in page.trial.summary.text()
    line.selectAll()
    qtbot.keyClicks(line, "13912345678")
    idle()
    assert not page.trial.findings.isVisible()
    press(qtbot, page.trial.clear_button)
    idle()
    assert page.trial.answers == {}
    assert not fields["mobile"].isVisible()
    status.put("6")
    idle()
    assert fields["mobile"].isVisible()
    assert line.text() == ""


def test_an_edition_is_adopted_after_its_differences_and_entries_move_after_theirs(
    qtbot, page, choose, idle, edition
):
    told = []
    page.changed.connect(told.append)
    choose(edition)
    assert page.bar.editions.currentText() == "文件：新版.xlsx"
    press(qtbot, page.header.main_button)
    idle()
    assert page.view == "compare"
    assert page.compare.summary.text() == "新增 1 项，取消 1 项，改动 4 项。"
    assert "391 份登记表仍用原来的版本" in said(page.adopting)
    qtbot.keyClick(page.adopting.confirm_button, Qt.Key.Key_Escape)
    assert not page.adopting.isVisible()
    assert told == []
    press(qtbot, page.header.main_button)
    idle()
    press(qtbot, page.adopting.confirm_button)
    for _ in range(4):
        idle()
    assert page.messages.words == "已设为本年度表单。"
    assert page.view == "move"
    assert told[0].touches(Kind.OFFICE)
    press(qtbot, page.moving.preview_button)
    idle()
    account = page.moving.account.text()
    assert "将转换 391 份登记表。" in account
    assert "是否签订家庭医生服务协议 (369)" in account
    assert page.moving.model.rows
    assert page.moving.chosen_button.text() == "只转换列表中选定的 1 份"
    page.moving.table.setFocus()
    qtbot.keyClick(page.moving.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.moving.chosen_button.text() == "只转换列表中选定的 2 份"
    press(qtbot, page.moving.chosen_button)
    idle()
    idle()
    assert "使用这个版本的登记表 2 份" in page.moving.standing.text()
    assert not page.moving.chosen_button.isVisible()
    press(qtbot, page.moving.preview_button)
    idle()
    assert "将转换 389 份登记表。" in page.moving.account.text()
    press(qtbot, page.moving.move_button)
    idle()
    idle()
    assert "已有 389 份登记表转换到本版本" in page.messages.words
    assert "使用这个版本的登记表 391 份" in page.moving.standing.text()
    assert told[-1].touches(Kind.ENTRIES)


def test_community_forms_move_community_by_community(qtbot, page, choose, idle, tmp_path):
    form = FormWorkbook("community")
    form.remove("bank")
    choose(form.save(tmp_path / "社区新版.xlsx"))
    press(qtbot, page.header.main_button)
    idle()
    press(qtbot, page.adopting.confirm_button)
    for _ in range(4):
        idle()
    moving = page.moving
    here = moving.standing.text()
    assert "使用这个版本的登记表 0 份" in here
    assert moving.community.currentText() == "全部村(社区)"
    moving.community.setFocus()
    qtbot.keyClick(moving.community, Qt.Key.Key_Down)
    first = moving.community.currentText()
    press(qtbot, moving.preview_button)
    idle()
    assert [line.name for line in moving.model.rows] == [first]
    qtbot.keyClick(moving.community, Qt.Key.Key_Up)
    assert not moving.account.isVisible()
    press(qtbot, moving.preview_button)
    idle()
    every = len(moving.model.rows)
    assert every > 3
    moving.table.setFocus()
    qtbot.keyClick(moving.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert moving.chosen_button.text() == "只转换列表中选定的 2 份"
    press(qtbot, moving.chosen_button)
    idle()
    idle()
    assert "使用这个版本的登记表 2 份" in moving.standing.text()
    press(qtbot, moving.preview_button)
    idle()
    assert len(moving.model.rows) == every - 2


def test_the_booklet_explains_the_edition_that_is_open(
    qtbot, page, choose, idle, edition, monkeypatch, tmp_path
):
    choose(edition)
    target = tmp_path / "指标解释.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    idle()
    assert "指标解释已生成" in page.messages.words
    text = "".join(one.extract_text() for one in PdfReader(target).pages)
    assert "是否使用智能手机" in text
    assert "是否签订家庭医生服务协议" not in text


def test_an_edition_the_office_does_not_have_takes_no_entries(qtbot, page, choose, edition):
    choose(edition)
    press(qtbot, page.bar.chips["move"])
    assert "请先设为本年度表单" in page.moving.standing.text()
    assert not page.moving.preview_button.isVisible()


def test_an_edition_is_compared_with_its_neighbour_never_with_itself(qtbot, page, choose, edition):
    press(qtbot, page.bar.chips["compare"])
    assert "还没有其他版本" in page.compare.summary.text()
    assert not page.compare.base.isVisible()
    choose(edition)
    page.show_view("compare")
    assert page.compare.base.isVisible()
    assert "本年度使用" in page.compare.base.currentText()
    assert page.compare.summary.text() == "新增 1 项，取消 1 项，改动 4 项。"
    kinds = {page.compare.base.itemText(n) for n in range(page.compare.base.count())}
    assert not any("村(社区)表" in words for words in kinds)

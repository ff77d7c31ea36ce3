"""A form of another survey with lists of its own: read, tried, compared and read again by keys."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from tests.ui.form_page.test_form_page import press, said
from ui.form_page.page import FormPage
from ui.form_page.trial_stack import MOST_AT_ONCE

SURVEY = [
    ("type", "name", "label", "choice_filter", "calculation", "relevant"),
    ("today", "day", ""),
    ("select_one_from_file town.csv", "town", "镇"),
    ("select_one_from_file village.csv", "village", "村", "town = ${town}"),
    ("calculate", "called", "", "", "jr:choice-name(${village}, '${village}')"),
    ("note", "told", "您选的是${called}", "", "", "${village} != ''"),
    ("note", "greeting", "请如实填写"),
    ("rank need", "order", "${called}最急的", "", "", "string-length(${village}) > 1"),
]
CHOICES = [("list_name", "name", "label"), ("need", "1", "康复"), ("need", "2", "辅具")]
WRONG = ("text", "more", "更多", "", "", "${town} ≥ 1")


@pytest.fixture
def page(show_page) -> FormPage:
    return show_page(FormPage)


@pytest.fixture
def choose(monkeypatch, qtbot, page, idle):
    """Let the system's dialog answer with a workbook when a button or key asks."""

    def answer(path: Path, ask) -> None:
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
        ask()
        idle()
        idle()

    return answer


def write(path: Path, *more) -> Path:
    with xlsxwriter.Workbook(path) as book:
        for name, rows in (("survey", [*SURVEY, *more]), ("choices", CHOICES)):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def control(qtbot, page, key) -> None:
    qtbot.keyClick(page, key, Qt.KeyboardModifier.ControlModifier)


def test_a_form_of_another_survey_is_used_as_far_as_it_goes(
    qtbot, page, idle, choose, tmp_path: Path
):
    (tmp_path / "town.csv").write_text("name,label\ny,云溪镇\ns,上塘镇\n", encoding="utf-8")
    villages = "name,label,town\ny1,溪口村,y\ns1,塘下村,s\n"
    (tmp_path / "village.csv").write_text(villages, encoding="utf-8")
    path = write(tmp_path / "走访.xlsx", WRONG)
    choose(path, lambda: control(qtbot, page, Qt.Key.Key_O))
    assert page.view == "check"
    assert "Ctrl+R" in said(page.check.verdict)
    write(path)
    control(qtbot, page, Qt.Key.Key_R)
    idle()
    idle()
    assert "完好" in said(page.check.verdict)
    for view in (page.check, page.compare, page.moving):
        assert "不是本调查的个人表或社区表" in said(view)
    rows = [page.items.model.row_at(page.items.model.index(n, 0)) for n in range(4)]
    assert [row.item.label or row.item.name for row in rows] == [
        "day",
        "镇",
        "村",
        "${called}最急的",
    ]
    assert rows[3].item.asked == "“村”的长度大于 1"

    press(qtbot, page.bar.chips["try"])
    idle()
    assert not page.trial.notes.isVisible()
    for name, code in (("town", "y"), ("village", "y1")):
        page.trial.sections.open_item(name).editor.put(code)
        idle()
    fields = {field.item.name: field for field in page.trial.sections.fields}
    assert [one.label for one in fields["village"].item.choices] == ["溪口村"]
    assert fields["order"].item.label == "溪口村最急的"
    assert page.trial.notes.text() == "您选的是溪口村"
    line = fields["order"].editor.line
    assert "1 康复, 2 辅具" in line.placeholderText()
    line.setFocus()
    qtbot.keyClicks(line, "2 1")
    idle()
    assert not page.trial.findings.isVisible()

    press(qtbot, page.bar.chips["compare"])
    other = write(tmp_path / "旧版.xlsx", ("text", "gone", "已取消"))
    choose(other, lambda: press(qtbot, page.compare.file_button))
    assert page.compare.base.currentText() == "文件：旧版.xlsx"
    assert page.compare.summary.text() == "新增 0 项，取消 1 项，改动 0 项。"


def test_a_question_of_many_words_stands_above_its_answer(qtbot, page, idle, choose, tmp_path):
    (tmp_path / "town.csv").write_text("name,label\ny,云溪镇\n", encoding="utf-8")
    (tmp_path / "village.csv").write_text("name,label,town\ny1,溪口村,y\n", encoding="utf-8")
    long = ("text", "why", "最近十二个月里因为身体、交通、费用或者其他原因没有得到服务的情况" * 3)
    path = write(tmp_path / "走访.xlsx", long, ("text", "more", "更多"))
    choose(path, lambda: control(qtbot, page, Qt.Key.Key_O))
    assert page.items.table.isColumnHidden(0)
    press(qtbot, page.bar.chips["try"])
    idle()
    short, wide = (page.trial.sections.open_item(name) for name in ("more", "why"))
    assert short.editor.mapTo(short, short.editor.rect().topLeft()).x() > short.width() / 6
    qtbot.waitUntil(lambda: wide.editor.width() > short.editor.width())


def test_of_a_long_form_the_first_sections_are_unfolded(qtbot, page, idle, choose, tmp_path):
    parts = [
        [("begin_group", part, f"第{part}部分")]
        + [("text", f"{part}{number}", f"第{number}题") for number in range(MOST_AT_ONCE // 2 - 5)]
        + [("end_group", "")]
        for part in "abc"
    ]
    for name in ("town", "village"):
        (tmp_path / f"{name}.csv").write_text("name,label,town\n", encoding="utf-8")
    path = write(tmp_path / "长表.xlsx", *(row for part in parts for row in part))
    choose(path, lambda: control(qtbot, page, Qt.Key.Key_O))
    press(qtbot, page.bar.chips["try"])
    idle()
    stack = page.trial.sections
    folded = [box for box in stack.boxes.values() if not box.is_open]
    assert ["第c部分" in said(box) for box in folded] == [True]
    assert stack.open_item("c3").isVisible()
    assert folded[0].is_open

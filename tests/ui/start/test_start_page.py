"""The start page answers in one look, and every number leads to its list."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from dsurvey_desktop.domain.entry_filter import EntryFilter
from ui.changes import Destination
from ui.lazy import use_case
from ui.start.chart import APPROVED, NEEDED, REGISTERED
from ui.start.page import StartPage

PLAIN = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def page(qtbot, office_context, in_worker, opened):
    made = StartPage(office_context)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.see_progress(in_worker(use_case("show_progress"), opened.desk))
    return made


@pytest.fixture
def gone(page):
    places: list[Destination] = []
    page.go_to.connect(places.append)
    return places


def test_figures_are_those_of_the_office(page):
    assert page.cards["community"].main.figures.text() == "已登记  391/420  93%"
    assert page.cards["community"].main.rest.text() == "还差 29 人"
    assert page.cards["community"].words.text() == "距村(社区)上报 2 天"
    assert page.cards["town"].main.figures.text() == "已核准  0/420  0%"


def test_the_worst_community_comes_first(page):
    shares = [c.with_entry / c.on_roster for c in page._model.rows]
    assert shares == sorted(shares)
    assert len(shares) == 8


def test_a_click_on_a_figure_leads_to_its_list(qtbot, page, gone):
    qtbot.mouseClick(page.cards["community"].main.rest, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.cards["community"].main.figures, Qt.MouseButton.LeftButton)
    assert gone == [Destination("roster", "missing"), Destination("verify", EntryFilter())]


def test_enter_on_a_number_leads_to_its_list(qtbot, page, gone):
    titles = [c.title for c in page._model.columns]
    page.table.setFocus()
    page.table.setCurrentIndex(page._model.index(0, titles.index("错误")))
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    (place,) = gone
    assert place.argument.quality == "error"
    assert place.argument.community == page._model.rows[0].code


def test_a_number_key_does_the_task_of_that_number(qtbot, page, gone):
    words = [b.text() for b in page.tasks.buttons]
    assert words[:2] == ["距村(社区)上报 2 天，还差 29 人", "还有 29 人没有登记表"]
    qtbot.keyClick(page, Qt.Key.Key_1, PLAIN)
    assert gone == [Destination("roster", "missing")]


def test_bars_say_their_share_to_a_screen_reader(page):
    assert page.cards["district"].rate.accessibleName() == "已确认  389/391  99% 待确认 2 人"


def test_small_bars_say_their_days_to_those_who_listen(page):
    titles = [c.title for c in page._model.columns]
    cell = page._model.index(0, titles.index("14 天进度"))
    words = cell.data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "14 天内已登记由 0 增至 79（在册 97），今日新增 79"
    assert cell.data(Qt.ItemDataRole.ToolTipRole) == words
    picture = page.table.viewport().grab(page.table.visualRect(cell)).toImage()
    heights = [_ink(picture, x) for x in range(picture.width())]
    assert max(heights) > picture.height() // 3, "today's bar"
    assert heights[picture.width() // 2] <= 3, "nothing but the ground before"


def _ink(picture, x):
    ground = picture.pixelColor(0, picture.height() // 2).lightness()
    column = (picture.pixelColor(x, y).lightness() for y in range(picture.height()))
    return sum(abs(light - ground) > 100 for light in column)


def test_the_forecast_stands_with_its_shape_and_how_it_is_computed(page):
    titles = [c.title for c in page._model.columns]
    cell = page._model.index(0, titles.index("预计完成"))
    assert cell.data() == "登记 10月9日"
    assert page.cards["community"].pace.words.text() == (
        "还差 29 人，日均 391 人，预计 10月9日完成。按期须每天 10 人。"
    )
    assert (
        page.cards["town"].pace.words.text() == "还差 420 人，最近 7 天无进展。按期须每天 53 人。"
    )
    assert not page.cards["town"].pace._shapes["warning"].isHidden()
    assert page.cards["district"].pace.isHidden()
    assert page.basis.text().startswith("预计完成日＝剩余数÷最近 7 天的日均数")


def test_a_forecast_leads_to_whoever_is_missing(qtbot, page, gone):
    titles = [c.title for c in page._model.columns]
    page.table.setFocus()
    page.table.setCurrentIndex(page._model.index(0, titles.index("预计完成")))
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert gone == [Destination("roster", f"missing:{page._model.rows[0].code}")]


def lines_of(page):
    return [b.text() for b in page.blocks.buttons]


def test_what_stands_in_the_way_leads_to_its_list(qtbot, page, gone):
    assert lines_of(page) == [
        "还有 29 人既无登记表也未注明原因",
        "16 份登记表有错误",
        "391 份登记表尚未核准",
        "2 处差异待定",
        "搁置的行还有 17 行待处理",
    ]
    for made in page.blocks.buttons:
        made.setFocus()
        qtbot.keyClick(made, Qt.Key.Key_Return)
    assert gone == [
        Destination("roster", "missing"),
        Destination("verify", EntryFilter(quality="error")),
        Destination("verify", EntryFilter(quality="open")),
        Destination("intake", "pending"),
        Destination("intake", "set_aside"),
    ]


def test_a_communitys_part_is_shown_by_its_cell_or_by_choosing_it(qtbot, page, gone):
    titles = [c.title for c in page._model.columns]
    code = page._model.rows[0].code
    page.table.setFocus()
    page.table.setCurrentIndex(page._model.index(0, titles.index("阻碍")))
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert gone == [Destination("start", code)]
    page.open(code)
    assert page.blocks.community.currentText().startswith("上塘村")
    assert lines_of(page)[0] == "还有 18 人既无登记表也未注明原因"
    assert page.blocks.buttons[0].hasFocus()
    qtbot.keyClick(page.blocks.buttons[1], Qt.Key.Key_Space)
    assert gone[1:] == [Destination("verify", EntryFilter(community=code, quality="error"))]
    page.blocks.community.setFocus()
    qtbot.keyClick(page.blocks.community, Qt.Key.Key_Home)
    assert len(lines_of(page)) == 5


def test_the_card_of_the_district_goes_to_what_stands_in_the_way(qtbot, page):
    link = page.cards["district"].link
    assert link.text() == "上报前还有 5 项须办结"
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert page.blocks.buttons[0].hasFocus()


@pytest.mark.parametrize(
    ("key", "name", "kind", "written"),
    [
        (Qt.Key.Key_P, "通报.pdf", "", "通报.pdf"),
        (Qt.Key.Key_P, "通报", "Excel 工作簿 (*.xlsx)", "通报.xlsx"),
        (Qt.Key.Key_D, "截止", "日历文件 (*.ics)", "截止.ics"),
    ],
)
def test_papers_are_written_by_their_keys(
    qtbot, page, idle, tmp_path, monkeypatch, key, name, kind, written
):
    asked = (str(tmp_path / name), kind)
    monkeypatch.setattr("ui.target_file.QFileDialog.getSaveFileName", lambda *_: asked)
    page.activateWindow()
    page.setFocus()
    qtbot.keyClick(page, key, Qt.KeyboardModifier.ControlModifier)
    idle()
    assert (tmp_path / written).stat().st_size > 500
    assert page.messages.isVisible()


def test_a_notice_about_nobody_is_refused_before_a_file_is_asked_for(
    qtbot, page, idle, in_worker, opened, monkeypatch
):
    in_worker(use_case("undo_roster"), opened.desk)
    asked = []
    monkeypatch.setattr("ui.target_file.QFileDialog.getSaveFileName", lambda *_: asked.append(1))
    page.activateWindow()
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    idle()
    assert page.messages.kind == "error"
    assert "名册" in page.messages.words
    assert asked == []


def test_charts_say_their_figures_to_those_who_listen(page):
    coverage, pace = page.charts.charts
    assert coverage.accessibleName().startswith(
        "图表：各村(社区)登记与核准; 上塘村 已登记 81%，已核准 0%"
    )
    assert pace.accessibleName() == (
        "图表：9月25日至10月8日每日进度；已登记由 0 增至 391（在册 420），已核准由 0 增至 0；"
        "按期须每天登记 10、核准 53"
    )
    assert all(chart.focusPolicy() & Qt.FocusPolicy.TabFocus for chart in page.charts.charts)


def test_a_key_shows_the_charts_as_tables_and_back(qtbot, page):
    page.activateWindow()
    page.setFocus()
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(page, Qt.Key.Key_T, control)
    by_community, by_day = page.charts.tables
    assert by_community.isVisible()
    assert by_community.hasFocus()
    assert not page.charts.charts[0].isVisible()
    told = by_community.model()
    assert [told.index(0, n).data() for n in range(4)] == ["上塘村", "97", "79  81%", "0  0%"]
    days = by_day.model()
    assert [days.index(0, n).data() for n in range(3)] == ["10月8日 周三", "391", "0"]
    assert days.rowCount() == 14
    qtbot.keyClick(by_community, Qt.Key.Key_T, control)
    assert page.charts.charts[0].hasFocus()
    assert not by_community.isVisible()


def test_bars_and_lines_are_told_apart_by_pattern_not_by_colour(page):
    coverage = page.charts.charts[0]
    kinds = [coverage.brush(kind).style() for kind in (REGISTERED, APPROVED)]
    assert len(set(kinds)) == 2
    styles = [coverage.pen(kind).style() for kind in (REGISTERED, APPROVED, NEEDED)]
    assert len(set(styles)) == 3


def test_charts_and_lists_of_an_office_without_anybody_are_drawn(page, opened, in_worker):
    full = in_worker(use_case("show_progress"), opened.desk)
    nobody = replace(full.total, on_roster=0, with_entry=0, approved=0, history=(), blocks=())
    page.see_progress(replace(full, total=nobody, communities=(), tasks=()))
    assert not page.charts.grab().isNull()
    assert lines_of(page) == []
    assert page.charts.tables[1].model().rowCount() == 0

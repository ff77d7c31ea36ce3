"""The small parts: what they show is also what a screen reader hears."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPalette, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import Text, text
from tests.ui.room import faults
from ui.widgets.column_grid import ColumnGrid
from ui.widgets.combo import Combo
from ui.widgets.date_field import date_field, day_of, percent_field, share_of
from ui.widgets.empty_state import EmptyState
from ui.widgets.field_row import FieldRow
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import button, count_badge, label, show_count
from ui.widgets.progress_strip import ProgressStrip
from ui.widgets.row_model import ROW_ROLE, Column, RowModel
from ui.widgets.share_bar import ShareBar
from ui.widgets.stepped import NumberField
from ui.widgets.table import Table
from ui.worker import ProgressNews


@pytest.fixture
def shown(qtbot):
    def show(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        widget.show()
        return widget

    return show


def test_rows_are_in_order_by_size_and_sound_and_blanks_come_last_either_way(theme):
    def ordered(shown, *, is_number=False, is_descending=False):
        model = RowModel(theme, [Column("列", str, is_number=is_number)])
        model.set_rows(shown)
        model.set_order(0, is_descending=is_descending)
        return list(model.rows)

    assert ordered(["Q10", "", "Q2", "q1"]) == ["q1", "Q2", "Q10", ""]
    assert ordered(["10月12日", "", "10月8日"], is_descending=True) == ["10月12日", "10月8日", ""]
    assert ordered(["赵一", "陈二", "王三", "李四"]) == ["陈二", "李四", "王三", "赵一"]  # pinyin
    for is_descending, numbers in ((False, ["9%", "1,200"]), (True, ["1,200", "9%"])):
        shown = ordered(["1,200", "—", "9%"], is_number=True, is_descending=is_descending)
        assert shown == [*numbers, "—"]


def test_a_message_is_read_with_its_kind_and_goes_away(qtbot, theme, shown):
    bar = MessageBar(theme)
    qtbot.addWidget(bar)
    assert not bar.isVisible()
    bar.show_error(AppError("x", text("Stopped. Nothing was changed."), Text("Again.")))
    assert bar.isVisible()
    assert bar.accessibleName() == "错误：已停止，没有任何改动。 Again."
    with qtbot.waitSignal(bar.closed):
        qtbot.mouseClick(bar._close, Qt.MouseButton.LeftButton)
    assert bar.words == ""


def test_a_message_may_have_one_action(qtbot, theme, shown):
    bar = shown(MessageBar(theme))
    bar.show_message("notice", "words", action="&Do")
    with qtbot.waitSignal(bar.acted):
        qtbot.mouseClick(bar._action, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("goes_on", [MessageBar.clear, lambda bar: bar.show_message("done", "x")])
def test_after_a_question_the_person_is_where_it_was_asked(qtbot, theme, shown, goes_on):
    page = QWidget()
    lines = QVBoxLayout(page)
    bar, first, asked_from = MessageBar(theme), QLineEdit(), QPushButton("ask")
    for one in (bar, first, asked_from):
        lines.addWidget(one)
    shown(page).activateWindow()
    asked_from.setFocus()
    qtbot.waitUntil(asked_from.hasFocus)
    bar.show_message("warning", "Sure?", action="&Do")
    bar.focus_action()
    assert bar._action.hasFocus()
    goes_on(bar)
    assert asked_from.hasFocus()


def test_what_is_wrong_stands_at_the_field_and_in_its_description(theme, shown):
    edit = QLineEdit()
    field = shown(FieldRow(theme, "&Name", edit, "as printed"))
    assert (edit.accessibleName(), edit.accessibleDescription()) == ("Name", "as printed")
    field.set_error("empty")
    assert (field.error, edit.accessibleDescription()) == ("empty", "empty")
    assert edit.property("wrong") == "true"
    field.set_error("")
    assert edit.accessibleDescription() == "as printed"


@pytest.mark.parametrize(("count", "words", "is_shown"), [(0, "0", False), (1234, "1,234", True)])
def test_a_badge_hides_at_none(theme, shown, count, words, is_shown):
    badge = shown(count_badge(theme))
    show_count(badge, count)
    assert (badge.text(), badge.isVisible()) == (words, is_shown)


def test_a_share_below_its_target_has_a_shape(theme, shown):
    bar = shown(ShareBar(theme, "入户率"))
    bar.show_share(0.85, "", target=0.9, verdict="差 3 人")
    assert bar._shapes["warning"].isVisible()
    assert not bar._shapes["done"].isVisible()
    bar.show_share(0.95, "", target=0.9)
    assert bar._shapes["done"].isVisible()


def test_rows_answer_text_side_shape_and_themselves(theme):
    columns = (
        Column("n", lambda row: row[0]),
        Column("c", lambda row: str(row[1]), is_number=True, kind=lambda row: row[2]),
    )
    model = RowModel(theme, columns)
    model.set_rows([("a", 1, "error"), ("b", 2, "")])
    cell, plain = model.index(0, 1), model.index(1, 1)
    assert cell.data() == "1"
    assert cell.data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
    assert not cell.data(Qt.ItemDataRole.DecorationRole).isNull()
    assert plain.data(Qt.ItemDataRole.DecorationRole) is None
    assert cell.data(ROW_ROLE) == ("a", 1, "error")


def test_a_column_that_shares_the_rest_is_never_narrower_than_a_name(theme, shown):
    table = shown(Table(theme, "t"))
    table.show_rows(RowModel(theme, (Column("n", str, width=0), Column("c", str, width=60)), table))
    for width in (900, 200):
        table.resize(width, 200)
        assert table.columnWidth(0) >= theme.space(26)
    assert table.columnWidth(1) == theme.space(60)


def test_columns_are_as_many_as_fit(qtbot, theme, shown):
    grid = shown(ColumnGrid(theme, 50))
    labels = [label(words) for words in "abc"]
    grid.set_widgets(labels)
    tops = {}
    for width in (700, 450, 210):
        grid.setFixedSize(width, 300)
        qtbot.waitUntil(lambda width=width: grid.width() == width)
        qtbot.wait(10)
        tops[width] = len({one.y() for one in labels})
    assert tops == {700: 1, 450: 2, 210: 3}


def test_the_time_left_is_told_after_a_while(theme, shown, monkeypatch):
    moments = iter([0.0, 10.0])
    monkeypatch.setattr("ui.widgets.progress_strip.time.monotonic", lambda: next(moments))
    strip = ProgressStrip(theme)
    shown(strip)
    strip._started = next(moments)
    strip.show_news(ProgressNews(250, 1000, Text("Row")))
    assert strip._left.text() == "25%，约剩 30 秒"


def test_a_long_name_of_a_file_widens_no_window_and_keeps_its_end(theme, shown):
    strip = shown(ProgressStrip(theme))
    narrow = strip.minimumSizeHint().width()
    name = f"云溪镇{'残疾人基本状况调查登记表' * 9}第012稿.csv"
    strip.show_news(ProgressNews(1, 4, Text(name)))
    assert strip.minimumSizeHint().width() < narrow + theme.space(64)
    strip.resize(600, strip.sizeHint().height())
    QApplication.sendPostedEvents()
    words = strip._what
    assert (words.text() != name, words.text()[:3], words.text()[-6:]) == (
        True,
        "云溪镇",
        "2稿.csv",
    )
    assert (strip.words, words.toolTip(), words.accessibleName()) == (name, name, name)


@pytest.mark.parametrize("look", ["light", "dark", "contrast"])
def test_a_hint_in_a_field_can_be_read(qtbot, theme, settings, look):
    settings.look = look
    theme.apply()
    field = QLineEdit()
    qtbot.addWidget(field)
    field.setPlaceholderText("姓名")
    field.ensurePolished()
    assert field.palette().color(QPalette.ColorRole.PlaceholderText) == theme.colour("hint")


def test_words_of_an_empty_list_come_before_its_drawing(qtbot, theme):
    around = QWidget()
    qtbot.addWidget(around)
    empty = EmptyState(theme, "verify", around)
    empty.say("还没有登记表", "请先导入村(社区)报来的文件。", "去导入")
    empty.resize(800, 400)
    around.show()
    assert not empty._picture.isHidden()
    empty.resize(800, empty.minimumSizeHint().height() + 30)
    assert empty._picture.isHidden()
    assert faults(empty) == []


def test_a_long_option_ends_in_dots_and_its_list_shows_it(qtbot, theme):
    combo = Combo("村(社区)")
    qtbot.addWidget(combo)
    combo.addItem("全部村(社区)")
    combo.addItem("阿克苏" * 20)
    combo.setCurrentIndex(1)
    combo.resize(combo.sizeHint())
    combo.show()
    assert combo.width() < 500
    combo.grab()
    assert combo.toolTip() == "阿克苏" * 20
    combo.setCurrentIndex(0)
    combo.grab()
    assert combo.toolTip() == ""


def test_a_list_is_wide_enough_for_its_words_while_it_has_the_focus(qtbot, theme):
    combo = Combo("村(社区)")
    qtbot.addWidget(combo)
    combo.addItem("全部村(社区)")
    combo.resize(combo.sizeHint())
    with qtbot.waitExposed(combo):
        combo.show()
    combo.activateWindow()
    combo.setFocus()
    qtbot.waitUntil(combo.hasFocus)
    combo.grab()
    assert combo.toolTip() == ""


def test_a_number_is_never_cut(qtbot, theme):
    table = Table(theme, "数")
    qtbot.addWidget(table)
    column = Column("数", lambda row: f"{row:,}", is_number=True, width=10)
    model = RowModel(theme, [column, Column("名", str, width=0)])
    table.show_rows(model)
    model.set_rows([1, 1_234_567])
    table.resize(400, 200)
    table.show()
    assert table.sizeHintForIndex(model.index(1, 0)).width() <= table.columnWidth(0)


def test_a_chosen_chip_has_room_for_its_bold_words(theme, shown):
    chip = button("Entries", None, "chip")
    chip.setCheckable(True)
    shown(chip)
    bold = QFont(chip.font())
    bold.setBold(True)
    plain = QPushButton("Entries")
    plain.setProperty("look", "chip")
    shown(plain)
    words = [QFontMetrics(font).horizontalAdvance("Entries") for font in (chip.font(), bold)]
    assert words[1] > words[0]
    assert chip.sizeHint().width() == plain.sizeHint().width() + words[1] - words[0]


def test_the_wheel_is_left_to_the_page_and_changes_no_field_under_the_pointer(shown):
    combo = Combo()
    combo.addItems(["a", "b", "c"])
    combo.setCurrentIndex(1)
    number = NumberField()
    number.setValue(7)
    day, share = date_field(date(2025, 10, 15)), percent_field(0.9)
    for field in (combo, number, day, share):
        shown(field)
        field.setFocus()
        assert not _turn_wheel(field), type(field).__name__
    values = (combo.currentIndex(), number.value(), day_of(day), share_of(share))
    assert values == (1, 7, date(2025, 10, 15), 0.9)


def _turn_wheel(field: QWidget) -> bool:
    """Whether the field kept the turn to itself; what it leaves goes on to the page."""
    place = QPointF(field.rect().center())
    plain, calm = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    where = (place, field.mapToGlobal(place), QPoint(), QPoint(0, -120))
    turn = QWheelEvent(*where, Qt.MouseButton.NoButton, plain, calm, False)
    QApplication.sendEvent(field, turn)
    return turn.isAccepted()

"""What holds on each page: no window flashes up, no two deeds share a key, no two a letter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from dsurvey_desktop.domain.word_lists import sentences
from tests.ui.every_page import Flashes, check_page
from ui.changes import Destination
from ui.page_registry import PAGES, PARTS
from ui.widgets.empty_state import EmptyState
from ui.widgets.row_model import Column, RowModel
from ui.widgets.table import Table

CONTROL, NO_KEY = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def flashes(application):
    watch = Flashes(application.window)
    QApplication.instance().installEventFilter(watch)
    yield watch
    QApplication.instance().removeEventFilter(watch)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_each_page_is_quiet_and_its_keys_are_its_own(application, settled, flashes, language):
    application.settings.language = language
    application.view.apply()
    settled()
    for place in (*PAGES, *PARTS):
        application.frame.go_to(Destination(place.id))
        settled()
        check_page(application.window, application.frame.current_page, flashes)


def test_the_keys_of_a_list_work_when_its_page_is_first_shown(application, settled):
    for page, table in (("returns", "queries"), ("confirm", "table")):
        application.frame.go_to(Destination("start"))
        application.frame.go_to(Destination(page))
        shown = application.frame.current_page
        assert QApplication.focusWidget() is getattr(shown, table)
        settled()


def test_the_advice_of_an_empty_list_is_shown_whole(qtbot, theme):
    empty = EmptyState(theme, "intake")
    qtbot.addWidget(empty)
    empty.say("还没有镇(街道)", "请先接受各镇(街道)的公钥卡，再打开它们的上报包。" * 3, "添加")
    empty.resize(1200, 500)
    empty.show()
    advice = empty._advice
    assert advice.height() >= advice.heightForWidth(advice.width())


def test_why_somebody_is_missing_is_asked_in_sight(application, settled):
    application.frame.go_to(Destination("roster", "missing"))
    settled()
    missing = application.frame.current_page.missing
    missing.table.selectRow(0)
    missing.absence.begin()
    seen = missing.absence.reason.visibleRegion().boundingRect()
    assert seen.height() == missing.absence.reason.height()


def test_reasons_in_one_line_have_one_full_stop():
    assert sentences(["有查询尚未办结。", "姓名不符。"]) == "有查询尚未办结；姓名不符。"
    assert sentences(["姓名不符"]) == "姓名不符"
    assert sentences([]) == ""


def test_what_stood_over_the_page_gives_the_focus_back(qtbot, application, settled):
    application.frame.go_to(Destination("returns"))
    settled()
    before = QApplication.focusWidget()
    for key, modifier in ((Qt.Key.Key_Question, NO_KEY), (Qt.Key.Key_K, CONTROL)):
        qtbot.keyClick(QApplication.focusWidget(), key, modifier)
        settled()
        assert application.window.has_overlay
        assert QApplication.focusWidget() is not before
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
        assert QApplication.focusWidget() is before


def test_whoever_comes_to_a_list_by_key_sees_where_they_stand(qtbot, theme):
    model = RowModel[str](theme, [Column("名", str)])
    model.set_rows(["一", "二", "三"])
    table = Table(theme, "名单")
    table.show_rows(model)
    qtbot.addWidget(table)
    with qtbot.waitActive(table):
        table.show()
        table.activateWindow()
    table.setFocus(Qt.FocusReason.TabFocusReason)
    assert table.selectionModel().hasSelection()
    table.selectRow(2)
    model.set_rows(["一", "二"])
    assert [one.row() for one in table.selectionModel().selectedRows()] == [1]


def test_letters_of_a_page_with_a_search_field_are_its_own_at_once(application, settled):
    application.frame.go_to(Destination("roster"))
    settled()
    page = application.frame.current_page
    assert not page.header.isAncestorOf(QApplication.focusWidget())
    assert page.missing.isVisible()

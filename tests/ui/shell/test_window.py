"""The window by keyboard: pages, counts, menus, looks, language, and what it remembers."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QTableView, QWidget

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import text
from ui.changes import Destination, Kind, changed
from ui.exception_hook import describe
from ui.finder.finder import Finder
from ui.frame import Frame
from ui.help.help_view import HelpView
from ui.key_overview import KeyOverview
from ui.page_registry import PAGES
from ui.theme import Theme

CONTROL = Qt.KeyboardModifier.ControlModifier


def press(qtbot, application, key, modifier=CONTROL):
    qtbot.keyClick(application.window, key, modifier)


@pytest.mark.parametrize("number", range(1, len(PAGES) + 1))
def test_control_and_a_number_goes_to_a_page(qtbot, application, settled, number):
    press(qtbot, application, Qt.Key(Qt.Key.Key_0 + number % 10))
    settled()
    page = application.frame.current_page
    assert page is application.frame.pages[PAGES[number - 1].id]
    assert application.frame.navigation.buttons[PAGES[number - 1].id].isChecked()
    assert application.settings.page == PAGES[number - 1].id
    assert page.messages.kind != "error", page.messages.words


def test_a_screen_reader_turns_a_page_button_without_a_click(application, settled):
    application.frame.navigation.buttons["roster"].toggle()
    settled()
    assert application.frame.current_page is application.frame.pages["roster"]


def test_navigation_counts_what_waits(application):
    names = {page: b.accessibleName() for page, b in application.frame.navigation.buttons.items()}
    assert names["verify"].startswith("核对，")
    assert names["verify"].endswith("项待处理")
    assert names["roster"] == "名册"


def test_the_status_line_names_office_user_and_campaign(application):
    words = application.frame.status_line.words
    assert words.startswith("云溪镇残联 · ")
    assert words.endswith("2025 年度调查（练习） · 已保存")


def test_pages_are_built_when_they_are_first_shown(application):
    assert list(application.frame.pages) == ["start"]


def test_a_long_office_name_leaves_user_and_campaign_to_be_read(application):
    line = application.frame.status_line
    office = line._office
    line._office = office * 20
    line._fit()
    shown = line._about.text()
    assert "…" in shown
    assert shown.endswith(line._rest)
    assert line.words.startswith(office * 20)


def test_the_key_overview_lists_actions_and_esc_closes_it(qtbot, application):
    press(qtbot, application, Qt.Key.Key_Question, Qt.KeyboardModifier.NoModifier)
    overview = application.window.screens.currentWidget()
    assert isinstance(overview, KeyOverview)
    listed = {line.words: line.keys for line in overview.lines}
    assert "Ctrl+F" in listed["查找"]
    assert any("Ctrl+1" in keys for keys in listed.values())
    qtbot.keyClick(overview, Qt.Key.Key_Escape)
    assert application.window.screens.currentWidget() is application.frame


def test_f1_explains_an_item_where_there_is_one_and_the_question_mark_always_shows_the_keys(
    qtbot, application, settled
):
    plain = Qt.KeyboardModifier.NoModifier
    application.frame.go_to(Destination("verify"))
    settled()
    bench = application.frame.current_page.bench
    press(qtbot, application, Qt.Key.Key_F1, plain)
    assert not application.window.has_overlay
    assert "以当年官方指标解释为准" in bench.explanation.findChildren(QLabel)[-1].text()
    assert len(bench.explanation.words.text()) > 20
    press(qtbot, application, Qt.Key.Key_Question, plain)
    overview = application.window.screens.currentWidget()
    assert [line.keys for line in overview.lines[:2]] == ["A", "N"]  # this page's own come first
    assert overview.table.hasFocus()
    qtbot.keyClick(overview.table, Qt.Key.Key_End)
    assert overview.table.verticalScrollBar().value() > 0 or len(overview.lines) < 10
    keys = {line.words: line.keys for line in overview.lines}
    assert keys["解释此处；其他为本页帮助"] == "F1"
    qtbot.keyClick(overview, Qt.Key.Key_Escape)


def test_the_page_menu_follows_the_page(qtbot, application, settled):
    press(qtbot, application, Qt.Key.Key_3)
    settled()
    words = {action.text() for _menu, action in application.menu.menus.all_actions()}
    assert "选择文件(&S)…" in words


def test_text_grows_by_key_up_to_two_hundred_percent(qtbot, application, settled):
    for _ in range(6):
        press(qtbot, application, Qt.Key.Key_Plus)
    settled()
    assert application.settings.text_percent == 200
    assert application.theme.row_height == 56
    assert application.frame.current_page is not None


def test_the_language_changes_at_once_and_back(qtbot, application, settled):
    press(qtbot, application, Qt.Key.Key_E, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    settled()
    assert application.frame.navigation.buttons["verify"].text() == "Verify"
    press(qtbot, application, Qt.Key.Key_E, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    settled()
    assert application.frame.navigation.buttons["verify"].text() == "核对"


def test_looks_take_turns(qtbot, application, settled):
    seen = []
    for _ in range(3):
        press(qtbot, application, Qt.Key.Key_L, CONTROL | Qt.KeyboardModifier.ShiftModifier)
        seen.append(application.theme.palette.name)
    settled()
    assert seen[:2] == ["dark", "contrast_dark"]


def test_the_window_remembers_its_page_and_size(qtbot, application, settled, settings):
    press(qtbot, application, Qt.Key(Qt.Key.Key_0 + len(PAGES) % 10))
    settled()
    application.window.resize(1000, 640)
    application.window.close()
    again = settings
    assert again.page == "settings"
    assert not again.geometry.isEmpty()


def test_a_bug_is_said_calmly_without_its_values(qtbot, application, expected_warnings):
    expected_warnings.append("unexpected error")
    with pytest.raises(ValueError) as caught:
        int("张建国 330282194507100183")
    application.bugs.catch(caught.type, caught.value, caught.tb)
    qtbot.waitUntil(lambda: application.window.bug_bar.kind == "error")
    application.window.copy_details()
    copied = QGuiApplication.clipboard().text()
    assert "builtins.ValueError" in copied
    assert "张建国" not in copied
    assert "test_window.py" in copied


def test_a_report_names_places_only():
    report = describe(KeyError, None)
    assert report.kind == "builtins.KeyError"
    assert report.lines == ()


@pytest.mark.parametrize("page", [place.id for place in PAGES])
def test_everything_one_can_use_has_a_name(application, settled, page):
    application.frame.go_to(Destination(page))
    settled()
    kinds = (QAbstractButton, QLineEdit, QComboBox, QTableView)
    nameless = [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for kind in kinds
        for widget in application.frame.current_page.findChildren(kind)
        if widget.isVisible()
        and not (widget.accessibleName() or getattr(widget, "text", str)())
        and not isinstance(widget.parent(), QComboBox | QTableView | QLineEdit)
        and widget.objectName() != "qt_spinbox_lineedit"
    ]
    assert nameless == []


def test_the_theme_keeps_the_same_digits_width(theme: Theme):
    metrics = theme.font()
    assert metrics.featureValue(metrics.Tag("tnum")) == 1


def test_what_was_read_on_a_page_goes_with_it_and_what_is_to_be_done_stays(application, settled):
    frame = application.frame
    start, roster = Destination("start"), Destination("roster")
    frame.go_to(roster)
    settled()
    messages = frame.current_page.messages
    for said, is_left in (
        (("done", "已导入"), False),
        (("notice", "没有变化"), False),
        (("done", "已导入", "", "撤销"), True),
        (("warning", "请先核对"), True),
        (("error", "打不开"), True),
    ):
        messages.show_message(*said)
        frame.go_to(roster)
        assert messages.words == said[1]
        frame.go_to(start)
        frame.go_to(roster)
        assert bool(messages.words) is is_left, said
    frame.others.lost.emit(AppError("office_lost", text("log")))
    frame.go_to(start)
    frame.others.back.emit()
    assert messages.words == ""
    assert frame.current_page.messages.kind == "done"


def test_a_page_behind_hears_of_changes_when_it_comes_to_the_front(application, settled):
    frame = application.frame
    frame.go_to(Destination("intake"))
    settled()
    intake = frame.pages["intake"]
    frame.go_to(Destination("start"))
    intake.sections.pending.show_changes(())
    frame.pages["start"].changed.emit(changed(Kind.INTAKE))
    settled()
    assert intake.sections.pending.count == 0
    frame.go_to(Destination("intake"))
    settled()
    assert intake.sections.pending.count == 2


def test_files_dropped_on_the_window_are_taken_in(application, settled, sample_town):
    file = sample_town / "submissions" / "石桥村_采集表.xlsx"
    application.window.files_dropped.emit((str(file),))
    settled()
    page = application.frame.current_page
    assert page is application.frame.pages["intake"]
    assert page.files.model.rows[0].counts.unchanged == 5


def test_the_pages_keys_work_as_soon_as_it_is_shown(qtbot, application, settled):
    press(qtbot, application, Qt.Key.Key_3)
    settled()
    press(qtbot, application, Qt.Key.Key_1)
    press(qtbot, application, Qt.Key.Key_3)
    qtbot.keyClick(application.window.focusWidget(), Qt.Key.Key_K)
    settled()
    assert application.frame.pages["intake"].sections.pending.count == 1


def test_what_was_rebuilt_is_let_go(qtbot, application, settled):
    before = weakref.ref(application.frame)
    for _ in range(2):
        press(qtbot, application, Qt.Key.Key_L, CONTROL | Qt.KeyboardModifier.ShiftModifier)
        settled()
    gc.collect()
    frames = [w for w in application.window.findChildren(QWidget) if isinstance(w, Frame)]
    assert frames == [application.frame]
    assert before() is None
    assert len(application.window.menuBar().actions()) == 5


def test_control_k_finds_somebody_from_every_page_and_goes_there(qtbot, application, settled):
    for place in PAGES[:4]:
        application.frame.go_to(Destination(place.id))
        settled()
        press(qtbot, application, Qt.Key.Key_K)
        finder = application.window.screens.currentWidget()
        assert isinstance(finder, Finder), place.id
        assert application.window.focusWidget() is finder.field
        qtbot.keyClick(finder.field, Qt.Key.Key_Escape)
        assert application.window.screens.currentWidget() is application.frame
    press(qtbot, application, Qt.Key.Key_K)
    finder = application.window.screens.currentWidget()
    qtbot.keyClicks(finder.field, "zhang")
    settled()
    settled()
    wanted = finder.people[0]
    qtbot.keyClick(finder.field, Qt.Key.Key_Return)
    settled()
    settled()
    assert application.window.screens.currentWidget() is application.frame
    page = application.frame.current_page
    assert page is application.frame.pages["verify"]
    qtbot.waitUntil(lambda: page.bench.form.view is not None)
    assert page.bench.form.view.certificate_no == wanted.certificate_no


def test_a_page_chosen_while_finding_closes_the_finder(qtbot, application, settled):
    press(qtbot, application, Qt.Key.Key_K)
    press(qtbot, application, Qt.Key.Key_2)
    settled()
    assert application.window.screens.currentWidget() is application.frame
    assert application.frame.current_page is application.frame.pages["roster"]


def test_f1_opens_the_help_on_the_page_and_from_there_the_keys(qtbot, application, settled):
    application.frame.go_to(Destination("returns"))
    settled()
    press(qtbot, application, Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier)
    view = application.window.screens.currentWidget()
    assert isinstance(view, HelpView)
    assert view.topic.id == "returns"
    press(qtbot, application, Qt.Key.Key_F1, Qt.KeyboardModifier.NoModifier)
    assert application.window.screens.currentWidget() is view, "one help at a time"
    view.show_keys()
    assert isinstance(application.window.screens.currentWidget(), KeyOverview)

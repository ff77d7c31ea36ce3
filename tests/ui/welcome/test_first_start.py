"""A person starts for the first time: chooses, sets an office up by keys, signs in again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from tests.ui.room import faults
from ui.welcome.choose import ChooseScreen
from ui.welcome.set_up import SetUpScreen
from ui.welcome.sign_in import SignInScreen

PASSWORD = "oxtail 93 rain"
LONG_MS = 20_000
NARROW_PX = 1000, 690


def type_in(qtbot, field, words):
    field.field.setFocus()
    field.field.selectAll()
    if words.isascii():
        qtbot.keyClicks(field.field, words)
    else:
        event = QInputMethodEvent()
        event.setCommitString(words)
        QApplication.sendEvent(field.field, event)


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def fill_office(qtbot, step):
    type_in(qtbot, step.code, "330282105")
    type_in(qtbot, step.name, "云溪镇残联")


def test_the_first_screen_offers_three_ways(screen):
    assert isinstance(screen(), ChooseScreen)
    assert QApplication.focusWidget() is screen().set_up
    assert [b.text() for b in (screen().set_up, screen().open_office, screen().practise)] == [
        "新建单位(&S)",
        "打开单位文件夹(&F)",
        "用示例镇练习(&P)",
    ]


def test_what_is_missing_is_said_beside_its_field(qtbot, set_up):
    assert isinstance(set_up, SetUpScreen)
    assert QApplication.focusWidget() is set_up.steps[0].first_field
    press(qtbot, set_up.next_button)
    assert set_up.office.code.error == "代码应为 9 位或 12 位数字（区残联为 6 位）。"
    assert set_up.office.name.error == "请填写单位名称。"
    assert set_up.step_label.text().startswith("第 1 步")


def test_enter_in_a_field_goes_on_and_the_next_step_starts_at_its_top(qtbot, set_up):
    fill_office(qtbot, set_up.office)
    set_up.verticalScrollBar().setValue(set_up.verticalScrollBar().maximum())
    qtbot.keyClick(set_up.office.name.field, Qt.Key.Key_Return)
    assert set_up.step_label.text().startswith("第 2 步")
    assert set_up.verticalScrollBar().value() == 0


@pytest.mark.parametrize("code", ["33028210", "3302821051", "33028210a", "３３０２８２１０５"])
def test_a_wrong_code_does_not_go_on(qtbot, set_up, code):
    fill_office(qtbot, set_up.office)
    type_in(qtbot, set_up.office.code, code)
    press(qtbot, set_up.next_button)
    assert set_up.office.code.error


def test_a_folder_in_use_is_refused(qtbot, set_up, tmp_path):
    fill_office(qtbot, set_up.office)
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("x")
    type_in(qtbot, set_up.office.place.folder.row, str(tmp_path / "full"))
    press(qtbot, set_up.next_button)
    assert "已有内容" in set_up.office.place.folder.row.error


def test_a_line_that_is_no_community_is_named(qtbot, set_up):
    fill_office(qtbot, set_up.office)
    press(qtbot, set_up.next_button)
    set_up.communities.text.setPlainText("330282105201 东溪村\n东溪")
    press(qtbot, set_up.next_button)
    assert set_up.communities.field.error.startswith("第 2 行")


def test_the_year_moves_all_dates(qtbot, set_up):
    form = set_up.campaign.form
    form.year.setValue(2030)
    assert form.campaign.reference_date.year == form.campaign.district_deadline.year == 2030


def test_dates_out_of_order_are_said_beside_the_later_one(qtbot, set_up):
    form = set_up.campaign.form
    form.days["town_deadline"].setDate(form.days["opening_date"].date())
    assert not form.check()
    assert form.rows["town_deadline"].error == "早于“村(社区)上报期限”。"


def test_an_office_is_set_up_and_opened_again(qtbot, application, set_up, screen, settings):
    fill_office(qtbot, set_up.office)
    folder = set_up.office.place.folder.chosen
    press(qtbot, set_up.next_button)
    set_up.communities.text.setPlainText("330282105201 东溪村")
    press(qtbot, set_up.next_button)
    press(qtbot, set_up.next_button)
    type_in(qtbot, set_up.user.name, "王敏")
    type_in(qtbot, set_up.user.password, PASSWORD)
    type_in(qtbot, set_up.user.again, "other")
    press(qtbot, set_up.next_button)
    assert set_up.user.again.error == "两次输入不一致。"
    type_in(qtbot, set_up.user.again, PASSWORD)
    press(qtbot, set_up.next_button)
    qtbot.waitUntil(lambda: application.frame is not None, timeout=LONG_MS)
    assert application.frame.status_line.words.startswith("云溪镇残联 · 王敏 · ")
    assert settings.recent_office == folder
    application.close_office()
    sign_in = screen()
    assert isinstance(sign_in, SignInScreen)
    qtbot.keyClicks(sign_in.password, "wrong password")
    qtbot.keyClick(sign_in.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(sign_in.field.error), timeout=LONG_MS)
    assert application.frame is None
    qtbot.keyClicks(sign_in.password, PASSWORD)
    assert sign_in.field.error == ""
    qtbot.keyClick(sign_in.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: application.frame is not None, timeout=LONG_MS)


def test_the_national_algorithms_are_chosen_by_keyboard(qtbot, application, set_up):
    fill_office(qtbot, set_up.office)
    press(qtbot, set_up.next_button)
    press(qtbot, set_up.next_button)
    choice = set_up.campaign.suite.choice
    assert choice.accessibleName() == "签名和加密"
    assert choice.currentText().startswith("国际通用")
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    press(qtbot, set_up.next_button)
    type_in(qtbot, set_up.user.name, "王敏")
    for field in (set_up.user.password, set_up.user.again):
        type_in(qtbot, field, PASSWORD)
    press(qtbot, set_up.next_button)
    qtbot.waitUntil(lambda: application.frame is not None, timeout=LONG_MS)
    assert application.opened.office.campaign.suite.label == "SM2 / SM3 / SM4"


def test_an_empty_password_is_not_tried(qtbot, application, screen, tmp_path):
    application.entrance.show_sign_in(tmp_path / "nowhere")
    press(qtbot, screen().open_button)
    assert screen().field.error == "请输入密码。"


def test_a_folder_without_office_is_said_in_place(qtbot, application, screen, tmp_path):
    application.entrance.show_sign_in(tmp_path / "nowhere")
    qtbot.keyClicks(screen().password, PASSWORD)
    press(qtbot, screen().open_button)
    qtbot.waitUntil(lambda: bool(screen().messages.words), timeout=LONG_MS)
    assert screen().messages.kind == "error"
    assert QApplication.activeModalWidget() is None


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_step_fits_a_narrow_window_at_large_text(qtbot, application, screen, language):
    application.settings.text_percent, application.settings.language = 200, language
    application.view.apply()
    application.window.setMinimumSize(0, 0)
    application.window.resize(*NARROW_PX)
    qtbot.waitUntil(lambda: faults(screen()) == [])
    press(qtbot, screen().set_up)
    for number in range(len(screen().steps)):
        screen()._show(number)
        qtbot.waitUntil(lambda: faults(screen()) == [])

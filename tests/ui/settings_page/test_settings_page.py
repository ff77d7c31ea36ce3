"""Settings: display at once, campaign after saving, password beside its fields, log and key card."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from dsurvey_desktop.domain.office import Office, Role
from dsurvey_desktop.exchange.office_keys import generate_keys
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.export_bundle import export_bundle
from dsurvey_desktop.usecases.keep_backups import kept_daily
from dsurvey_desktop.usecases.manage_keys import trust_key_card
from ui.changes import EVERYTHING, Kind
from ui.practice_office import PASSWORD
from ui.settings_page.page import SettingsPage

NEW = "oxtail 93 rain"


@pytest.fixture
def page(qtbot, office_context, idle):
    made = SettingsPage(office_context)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show()
    made.refresh(EVERYTHING)
    idle()
    return made


def press(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_text_size_takes_effect_at_once(qtbot, page, settings):
    with qtbot.waitSignal(page.look_changed):
        page.look.text_size.setFocus()
        qtbot.keyClick(page.look.text_size, Qt.Key.Key_Down)
        page.look.text_size.activated.emit(page.look.text_size.currentIndex())
    assert settings.text_percent == 125


def test_other_algorithms_are_chosen_until_the_first_bundle(
    qtbot, page, idle, opened, in_worker, tmp_path
):
    choice = page.campaign.suite.choice
    assert choice.isEnabled()
    fingerprint = page.office._facts["key"].text()
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_Down)
    press(qtbot, page.campaign.save_button)
    idle()
    assert page.office._facts["suite"].text() == "SM2 / SM3 / SM4"
    assert page.office._facts["key"].text() != fingerprint
    assert "重新输出公钥卡" in page.messages.accessibleName()
    in_worker(lambda: approve_entries(opened.desk, ready_entries(opened.desk)[:1]))
    in_worker(export_bundle, opened.desk, tmp_path)
    page.refresh(EVERYTHING)
    idle()
    assert not choice.isEnabled()
    assert "上报过" in choice.accessibleDescription()


def test_a_target_is_saved_and_told(qtbot, page, idle):
    told = []
    page.changed.connect(told.append)
    page.campaign.form.home_visit.setValue(95)
    press(qtbot, page.campaign.save_button)
    idle()
    assert page.messages.words == "调查设置已保存。"
    assert told[0].touches(Kind.OFFICE)
    assert page.campaign.form.campaign.home_visit_target == 0.95


def test_second_entry_is_asked_for_and_switched_off(qtbot, page, idle):
    share = page.campaign.second_share
    assert share.text() == "不要求"
    for percent, stored in ((5, 0.05), (0, 0.0)):
        share.setValue(percent)
        press(qtbot, page.campaign.save_button)
        idle()
        page.refresh(EVERYTHING)
        idle()
        assert share.value() == percent
        assert page.campaign.form.campaign.second_entry_share == stored


def test_a_rule_is_switched_off_with_space(qtbot, page, idle):
    rules = page.campaign.rules
    rules.setFocus()
    rules.setCurrentRow(0)
    qtbot.keyClick(rules, Qt.Key.Key_Space)
    assert rules.off == {"K01"}
    press(qtbot, page.campaign.save_button)
    idle()
    assert rules.off == {"K01"}


def test_dates_out_of_order_are_not_saved(qtbot, page, idle):
    form = page.campaign.form
    form.days["district_deadline"].setDate(form.days["opening_date"].date())
    press(qtbot, page.campaign.save_button)
    idle()
    assert page.messages.words == ""
    assert form.rows["district_deadline"].error


@pytest.mark.parametrize(
    ("old", "new", "again", "row"),
    [
        ("", NEW, NEW, "old_row"),
        (PASSWORD, "short", "short", "new_row"),
        (PASSWORD, NEW, "x", "again_row"),
    ],
)
def test_what_is_wrong_with_a_password_stands_beside_it(qtbot, page, old, new, again, row):
    part = page.password
    part.old.setText(old)
    part.new.setText(new)
    part.again.setText(again)
    press(qtbot, part.change_button)
    assert getattr(part, row).error


def test_the_password_is_changed_only_with_the_old_one(qtbot, page, idle):
    part = page.password
    for old in ("not the password", PASSWORD):
        part.old.setText(old)
        part.new.setText(NEW)
        part.again.setText(NEW)
        press(qtbot, part.change_button)
        idle()
        assert bool(part.old_row.error) == (old != PASSWORD)
    assert page.messages.kind == "done"
    assert part.new.text() == ""


def test_the_log_is_read_in_words_the_newest_first(qtbot, page, idle, monkeypatch):
    monkeypatch.setattr("ui.settings_page.log_deeds.NEWEST", 5)
    monkeypatch.setattr("dsurvey_desktop.usecases.list_log.list_log.__defaults__", (5, None))
    press(qtbot, page.office.list_button)
    idle()
    table, model = page.office.log.table, page.office.log.table.model()
    assert table.isVisible()
    assert table.hasFocus()
    newest = [model.index(0, column).data() for column in range(model.columnCount())]
    assert newest[3] == "导入文件"
    assert newest[4].startswith("文件 ")
    while page.office.log.older_button.isEnabled():
        press(qtbot, page.office.log.older_button)
        idle()
    numbers = [line.sequence for line in model.rows]
    assert numbers == list(range(numbers[0], 0, -1))
    assert model.rows[-1].words == "设立单位"


def test_how_many_daily_backups_stay_is_chosen_by_keys(qtbot, page, idle):
    part, desk = page.backups, page.backup_deeds._desk
    part.kept.setFocus()
    part.kept.selectAll()
    chosen: list[int] = []
    part.kept_chosen.connect(chosen.append)
    qtbot.keyClicks(part.kept, "30")
    qtbot.keyClick(part.kept, Qt.Key.Key_Return)
    qtbot.keyClick(part.kept, Qt.Key.Key_Tab)
    idle()
    assert chosen == [30], "Enter and leaving the field are one choice"
    assert (page.messages.kind, kept_daily(desk)) == ("done", 30)
    page.refresh(EVERYTHING)
    idle()
    assert part.kept.value() == 30
    press(qtbot, part.make_button)
    idle()
    assert "手工备份" in part.list.text()


def test_the_log_is_checked(qtbot, page, idle):
    press(qtbot, page.office.log_button)
    assert page.strip.isVisible()
    idle()
    assert not page.strip.isVisible()
    assert page.messages.words.startswith("操作日志完整")


def test_the_key_card_is_written(qtbot, page, idle, tmp_path, monkeypatch):
    folder = tmp_path / "cards"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(folder))
    press(qtbot, page.office.card_button)
    idle()
    assert len(list(folder.iterdir())) == 2


def fill(qtbot, part, name, password, own):
    for field, words in ((part.name, name), (part.password, password), (part.own, own)):
        field.setText(words)


def test_another_person_is_let_in_and_out_again(qtbot, page, idle):
    part = page.users
    assert "管理员" in part.list.item(0).text()
    part.list.setCurrentRow(-1)
    part.roles[Role.CLERK].setChecked(True)
    fill(qtbot, part, "林录入", NEW, "not the password")
    press(qtbot, part.add_button)
    idle()
    assert part.own_row.error
    fill(qtbot, part, "林录入", NEW, PASSWORD)
    press(qtbot, part.add_button)
    idle()
    assert page.messages.words == "用户已保存。"
    assert part.list.item(1).text() == "林录入   录入员"
    assert part.password.text() == ""

    part.list.setCurrentRow(1)
    part.roles[Role.REVIEWER].setChecked(True)
    press(qtbot, part.roles_button)
    idle()
    assert part.list.item(1).text() == "林录入   录入员、审核员"
    part.list.setCurrentRow(1)
    press(qtbot, part.remove_button)
    assert page.messages.words == "停用“林录入”吗？"
    page.messages.clear()
    page.messages.acted.emit()
    idle()
    assert part.list.item(1).text() == "林录入   录入员、审核员"
    press(qtbot, part.remove_button)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    idle()
    assert part.list.item(1).text() == "林录入   已停用"
    assert part.list.hasFocus(), "the page stays where the person was"
    assert not part.list.visibleRegion().isEmpty()
    part.list.setCurrentRow(1)
    assert not part.remove_button.isEnabled()


def test_the_recovery_sheet_is_written(qtbot, page, idle, monkeypatch, tmp_path):
    sheet = tmp_path / "恢复单.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(sheet), ""))
    press(qtbot, page.users.sheet_button)
    assert page.users.own_row.error
    page.users.own.setText(PASSWORD)
    press(qtbot, page.users.sheet_button)
    idle()
    assert sheet.read_bytes().startswith(b"%PDF")
    assert page.messages.words.startswith("恢复单已生成")


def test_a_reason_is_added_and_taken_away_by_keys(qtbot, page, idle):
    told = []
    page.changed.connect(told.append)
    part = page.reasons
    assert not part.list.isVisible()
    for reason in ("上门核实", "户口本", "电话核实"):
        part.field.setFocus()
        part.field.setText(f" {reason} ")
        qtbot.keyClick(part.field, Qt.Key.Key_Return)
        idle()
    own = [part.list.item(number).text() for number in range(part.list.count())]
    assert own == ["上门核实", "户口本"], "the program offers the third itself"
    assert part.field.text() == ""
    assert told[0].touches(Kind.OFFICE)
    part.list.setFocus()
    part.list.setCurrentRow(0)
    qtbot.keyClick(part.list, Qt.Key.Key_Delete)
    idle()
    assert part.list.count() == 1
    assert page.messages.words == "更正原因已保存。"
    page.refresh(EVERYTHING)
    idle()
    assert part.list.item(0).text() == "户口本"


def test_a_blank_reason_is_told_beside_the_field(qtbot, page):
    press(qtbot, page.reasons.add_button)
    assert page.reasons.row.error == "请填写原因。"


def test_only_an_administrator_keeps_the_reasons(qtbot, office_context, idle):
    clerk = replace(office_context.desk.user, roles=frozenset({Role.CLERK}))
    desk = replace(office_context.desk, user=clerk)
    made = SettingsPage(replace(office_context, desk=desk))
    qtbot.addWidget(made)
    made.show()
    made.refresh(EVERYTHING)
    idle()
    assert not made.reasons.isVisible()


@pytest.fixture
def district_key(in_worker, office_context, tmp_path):
    """A key card of another office, accepted here before the page was opened."""
    card = generate_keys().card(Office("330282", "区残联"), datetime(2025, 9, 1, tzinfo=UTC))
    file = tmp_path / "330282.keycard.txt"
    file.write_text(card.to_text(), encoding="utf-8")
    in_worker(trust_key_card, office_context.desk, file)
    return card


def test_a_key_is_taken_back_only_by_who_says_that_it_is_for_ever(qtbot, district_key, page, idle):
    assert page.keys.list.count() == 2, "this office's own key stands first"
    assert district_key.fingerprint in page.keys.list.item(1).text()
    assert not page.keys.revoke_button.isEnabled()
    page.keys.list.setCurrentRow(1)
    assert not page.keys.revoke_button.isEnabled()
    page.keys.sure.setFocus()
    qtbot.keyClick(page.keys.sure, Qt.Key.Key_Space)
    page.keys.revoke_button.setFocus()
    qtbot.keyClick(page.keys.revoke_button, Qt.Key.Key_Space)
    idle()
    assert "已作废" in page.keys.list.item(1).text()
    page.keys.list.setCurrentRow(1)
    assert not page.keys.sure.isEnabled(), "it cannot be taken back twice"


def test_new_keys_come_with_the_old_ones_signature(qtbot, page, idle, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(tmp_path / "new"))
    press(qtbot, page.keys.renew_button)
    idle()
    names = sorted(file.name for file in (tmp_path / "new").iterdir())
    assert names == ["330282105.keycard.txt", "330282105.keycard.txt.sig"]
    assert page.messages.kind == "done"


def test_the_log_is_exported_and_compared(qtbot, page, idle, tmp_path, monkeypatch):
    file = tmp_path / "操作日志.jsonl"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    press(qtbot, page.office.export_button)
    idle()
    assert "签名在旁边的 操作日志.jsonl.sig 中" in page.messages.words
    press(qtbot, page.office.compare_button)
    idle()
    assert "没有改动" in page.messages.words
    file.write_bytes(file.read_bytes().replace(b"330282105", b"330282106", 1))
    press(qtbot, page.office.compare_button)
    idle()
    assert "签名无效" in page.messages.words


def test_the_keys_go_into_the_safe_and_come_back_by_keys(qtbot, page, idle, monkeypatch, tmp_path):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    part = page.safe
    part.passphrase.setFocus()
    qtbot.keyClicks(part.passphrase, "safe passphrase")
    part.seal_button.setFocus()
    qtbot.keyClick(part.seal_button, Qt.Key.Key_Space)
    assert part.again.hasFocus(), "it is typed twice"
    qtbot.keyClicks(part.again, "safe passphrase")
    qtbot.keyClick(part.seal_button, Qt.Key.Key_Space)
    idle()
    assert page.messages.kind == "done"
    (copy,) = tmp_path.glob("*.keys.age")
    assert part.passphrase.text() == part.again.text() == ""
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(copy), ""))
    qtbot.keyClick(part.restore_button, Qt.Key.Key_Space)
    assert part.passphrase.hasFocus()
    qtbot.keyClicks(part.passphrase, "safe passphrase")
    qtbot.keyClick(part.restore_button, Qt.Key.Key_Space)
    idle()
    assert "本单位现用" in page.messages.words, "they are this office's already"


def test_parts_are_gone_through_by_keys_and_what_has_the_focus_is_in_sight(qtbot, page, idle):
    page.resize(1170, 620)
    page.show()
    page.activateWindow()
    idle()
    names = []
    while len(set(names)) == len(names):
        page.next_part()
        focus = page.focusWidget()
        part = next(one for one in page.parts if one.isAncestorOf(focus))
        names.append(part.accessibleName())
        place = focus.mapTo(page, focus.rect().center())
        assert page.rect().contains(place)
    assert names[0] == names[-1]  # round the end
    assert len(set(names)) > 5
    page.previous_part()
    page.users.own.setFocus()
    QApplication.processEvents()
    assert page.rect().contains(page.users.own.mapTo(page, page.users.own.rect().center()))

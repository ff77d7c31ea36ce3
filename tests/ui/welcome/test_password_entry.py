"""After several wrong passwords the sign-in, the lock and the restore count to the next try."""

from __future__ import annotations

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from dsurvey_desktop.storage import upgrade, wrong_tries
from dsurvey_desktop.storage.database import open_database
from dsurvey_desktop.usecases import open_office
from dsurvey_desktop.usecases.back_up import back_up
from tests.older_schema import make_older
from ui.office_jobs import leave
from ui.practice_office import PASSWORD
from ui.welcome.lock import LockScreen
from ui.welcome.restore import RestoreScreen
from ui.welcome.sign_in import SignInScreen

LONG_MS = 20_000
LONG_S = 20


@pytest.fixture(autouse=True)
def short_waits(monkeypatch):
    monkeypatch.setattr(wrong_tries, "FREE_TRIES", 1)
    monkeypatch.setattr(wrong_tries, "FIRST_WAIT_S", 1)


@pytest.fixture
def shown(qtbot):
    def show(screen):
        qtbot.addWidget(screen)
        screen.show()
        qtbot.waitExposed(screen)
        return screen

    return show


def try_password(qtbot, screen, words):
    screen.password.setFocus()
    screen.password.clear()
    qtbot.keyClicks(screen.password, words)
    qtbot.keyClick(screen.password, Qt.Key.Key_Return)


def wait_out(qtbot, screen, main_button):
    qtbot.waitUntil(lambda: "秒后再试" in screen.field.error, timeout=LONG_MS)
    assert not main_button.isEnabled()
    assert screen.password.accessibleDescription() == screen.field.error
    qtbot.keyClick(screen.password, Qt.Key.Key_Return)
    assert "秒后再试" in screen.field.error
    qtbot.waitUntil(main_button.isEnabled, timeout=LONG_MS)
    assert screen.field.error == ""


def test_the_sign_in_waits_and_then_opens(qtbot, shown, theme, worker, office_folder, in_worker):
    screen = shown(SignInScreen(theme, worker, office_folder))
    try_password(qtbot, screen, "not this one")
    wait_out(qtbot, screen, screen.open_button)
    with qtbot.waitSignal(screen.opened, timeout=LONG_MS) as opened:
        try_password(qtbot, screen, PASSWORD)
    in_worker(leave, opened.args[0].desk)


def test_the_lock_waits_and_then_opens(qtbot, shown, theme, worker, opened):
    screen = shown(LockScreen(theme, worker, opened.desk))
    try_password(qtbot, screen, "not this one")
    wait_out(qtbot, screen, screen.unlock_button)
    with qtbot.waitSignal(screen.unlocked, timeout=LONG_MS):
        try_password(qtbot, screen, PASSWORD)


def test_the_restore_waits(qtbot, shown, theme, worker, opened, in_worker, idle):
    in_worker(back_up, opened.desk)
    in_worker(leave, opened.desk)
    screen = shown(RestoreScreen(theme, worker, opened.desk.folder))
    idle()
    try_password(qtbot, screen, "not this one")
    wait_out(qtbot, screen, screen.open_button)


def test_nothing_typed_is_said_in_place(qtbot, shown, theme, worker, office_folder):
    screen = shown(SignInScreen(theme, worker, office_folder))
    qtbot.mouseClick(screen.open_button, Qt.MouseButton.LeftButton)
    assert screen.field.error == "请输入密码。"
    qtbot.keyClicks(screen.password, "a")
    assert screen.field.error == ""


def test_a_long_refusal_is_shown_whole_at_large_text(
    qtbot, shown, theme, settings, worker, tmp_path
):
    settings.text_percent = 200
    theme.apply()
    folder = tmp_path / "在很深的地方的一个文件夹" / "名字也很长的一份备份"
    folder.mkdir(parents=True)
    (folder / "backup.json").write_text("{}")
    screen = shown(SignInScreen(theme, worker, folder))
    screen.resize(1280, 780)
    try_password(qtbot, screen, PASSWORD)
    qtbot.waitUntil(lambda: bool(screen.messages.words), timeout=LONG_MS)
    qtbot.wait(50)
    texts = [one for one in screen.findChildren(QLabel) if one.isVisible() and one.wordWrap()]
    assert len(texts) >= 3
    assert [one.text() for one in texts if one.height() < one.heightForWidth(one.width())] == []


def test_bringing_an_older_office_up_to_date_is_shown_and_can_be_stopped(
    qtbot, shown, theme, worker, office_folder, in_worker, monkeypatch
):
    in_worker(make_folder_older, office_folder)
    may_go_on = Event()
    monkeypatch.setattr(upgrade, "_keep_before_upgrade", lambda *_words: may_go_on.wait(LONG_S))
    screen = shown(SignInScreen(theme, worker, office_folder))
    assert screen.strip.isHidden()
    try_password(qtbot, screen, PASSWORD)
    qtbot.waitUntil(screen.strip.isVisible, timeout=LONG_MS)
    assert screen.strip.words == "正在备份旧版本的数据"
    others = (screen.open_button, screen.back_button, screen.restore_button)
    assert not any(one.isEnabled() for one in others)
    assert screen.is_held
    qtbot.keyClick(screen.strip.stop_button, Qt.Key.Key_Space)
    may_go_on.set()
    qtbot.waitUntil(screen.open_button.isEnabled, timeout=LONG_MS)
    assert screen.strip.isHidden()
    assert not screen.messages.words
    assert all(one.isEnabled() for one in others)
    assert not screen.is_held

    with qtbot.waitSignal(screen.opened, timeout=LONG_MS) as opened:
        try_password(qtbot, screen, PASSWORD)
    assert screen.strip.words == "正在把旧版本的数据升级到新版本"
    in_worker(leave, opened.args[0].desk)


def test_an_office_that_opens_after_its_screen_is_gone_is_closed(
    qtbot, theme, worker, office_folder, monkeypatch
):
    has_begun, may_go_on = Event(), Event()

    def wait(_database):
        has_begun.set()
        may_go_on.wait(LONG_S)

    monkeypatch.setattr(open_office, "rebuild_search", wait)
    screen = SignInScreen(theme, worker, office_folder)
    screen.show()
    try_password(qtbot, screen, PASSWORD)
    qtbot.waitUntil(has_begun.is_set, timeout=LONG_MS)
    assert (office_folder / "office.db-wal").exists()
    with qtbot.waitSignal(screen.destroyed):
        screen.deleteLater()
    may_go_on.set()
    qtbot.waitUntil(lambda: not worker.is_busy, timeout=LONG_MS)
    assert not (office_folder / "office.db-wal").exists()


def make_folder_older(folder):
    opened = open_database(folder, PASSWORD)
    make_older(opened.engine, "0033")
    opened.close()

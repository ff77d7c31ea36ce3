"""A backup is put back from the sign-in screen and from the menu, by keyboard."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from dsurvey_desktop.storage import upgrade
from dsurvey_desktop.storage.database import open_database
from dsurvey_desktop.usecases.back_up import back_up, back_up_daily, list_backups
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.logbook import note
from tests.integration.storage.test_presence import open_elsewhere
from tests.older_schema import OLDER, make_older
from ui.application import Application
from ui.arguments import Arguments
from ui.menus import plain
from ui.practice_office import PASSWORD
from ui.welcome.choose import ChooseScreen
from ui.welcome.restore import RestoreScreen
from ui.welcome.sign_in import SignInScreen
from ui.widgets.message_bar import MessageBar
from ui.window_menu import STAYING

LONG_MS = 20_000
LONG_S = 20


@pytest.fixture
def application(qtbot, settings, tmp_path, locale_folder, monkeypatch, office_folder, families):
    """At the sign-in screen of an office with entries."""
    monkeypatch.setattr("sys.excepthook", None)
    monkeypatch.setattr("ui.application.LOCALE", locale_folder)
    made = Application(settings, tmp_path / "data")
    made.start(Arguments(folder=office_folder))
    qtbot.addWidget(made.window)
    qtbot.waitExposed(made.window)
    yield made
    made.window.close()
    made.end()


@pytest.fixture
def screen(application):
    return application.window.screens.currentWidget


@pytest.fixture
def sign_in(qtbot, application, screen):
    def enter() -> None:
        qtbot.keyClicks(screen().password, PASSWORD)
        qtbot.keyClick(screen().password, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: application.frame is not None, timeout=LONG_MS)
        qtbot.waitUntil(lambda: not application.worker.is_busy, timeout=LONG_MS)

    return enter


def test_without_backups_the_screen_says_where_to_look(qtbot, application, screen):
    assert isinstance(screen(), SignInScreen)
    qtbot.mouseClick(screen().restore_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not application.worker.is_busy, timeout=LONG_MS)
    assert isinstance(screen(), RestoreScreen)
    assert screen().messages.words.startswith("这里没有备份")
    assert screen().list.isHidden()
    assert screen().open_button.isHidden()
    assert screen().other_button.hasFocus()
    qtbot.keyClick(screen().other_button, Qt.Key.Key_Escape)
    assert isinstance(screen(), SignInScreen)


def test_a_backup_is_put_back(qtbot, application, screen, sign_in):
    sign_in()
    desk = application.opened.desk
    count = len(list_entries(desk))
    back_up(desk)
    with desk.database.write() as connection:
        connection.exec_driver_sql("UPDATE entry SET name = ''")
    application.restore()
    qtbot.waitUntil(lambda: not application.worker.is_busy, timeout=LONG_MS)
    assert screen().list.count() == 1
    assert "手工备份" in screen().list.item(0).text()

    qtbot.keyClicks(screen().password, "not this one")
    qtbot.keyClick(screen().password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(screen().field.error), timeout=LONG_MS)
    place, button = screen().viewport(), screen().open_button
    assert place.rect().contains(button.mapTo(place, button.rect().bottomRight()))
    screen().password.clear()
    qtbot.keyClicks(screen().password, PASSWORD)
    qtbot.keyClick(screen().password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: application.frame is not None, timeout=LONG_MS)
    qtbot.waitUntil(lambda: not application.worker.is_busy, timeout=LONG_MS)
    restored = application.opened.desk
    names = [entry.name for entry in list_entries(restored)]
    assert len(names) == count
    assert all(names)
    kinds = {backup.kind for backup in list_backups(restored.folder)}
    assert kinds == {"by_hand", "before_restore"}
    bars = [bar for bar in application.frame.findChildren(MessageBar) if bar.words]
    assert [(bar.kind, bar.words) for bar in bars] == [
        ("done", "已恢复备份。恢复前的数据也已另存为备份。")
    ]


def test_a_backup_opened_like_an_office_is_put_back_elsewhere(
    qtbot, application, screen, sign_in, monkeypatch, tmp_path
):
    sign_in()
    count = len(list_entries(application.opened.desk))
    made = Path(back_up(application.opened.desk, tmp_path / "stick").path)
    whole = [path.read_bytes() for path in sorted(made.iterdir())]
    monkeypatch.setattr("ui.welcome.restore.documents_folder", lambda: tmp_path)
    (tmp_path / "调查资料").mkdir()
    choose(monkeypatch, made)
    application.choose_folder()
    qtbot.waitUntil(lambda: isinstance(screen(), RestoreScreen), timeout=LONG_MS)
    qtbot.waitUntil(lambda: not application.worker.is_busy, timeout=LONG_MS)
    assert screen().list.count() == 1
    assert str(tmp_path / "调查资料 2") in screen().place.text()

    choose(monkeypatch, tmp_path / "new")
    qtbot.keyClick(screen().place_button, Qt.Key.Key_Space)
    assert str(tmp_path / "new") in screen().place.text()
    qtbot.keyClicks(screen().password, PASSWORD)
    qtbot.keyClick(screen().password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: application.frame is not None, timeout=LONG_MS)
    qtbot.waitUntil(lambda: not application.worker.is_busy, timeout=LONG_MS)
    assert application.opened.desk.folder == tmp_path / "new"
    assert len(list_entries(application.opened.desk)) == count
    assert [path.read_bytes() for path in sorted(made.iterdir())] == whole


def test_a_backup_beside_its_office_is_put_back_there(
    qtbot, application, screen, sign_in, monkeypatch
):
    sign_in()
    folder = application.opened.desk.folder
    made = Path(back_up(application.opened.desk).path)
    choose(monkeypatch, made)
    application.choose_folder()
    qtbot.waitUntil(lambda: isinstance(screen(), RestoreScreen), timeout=LONG_MS)
    qtbot.waitUntil(lambda: not application.worker.is_busy, timeout=LONG_MS)
    assert screen().place.text().endswith(f"{folder}。")
    qtbot.mouseClick(screen().back_button, Qt.MouseButton.LeftButton)
    assert isinstance(screen(), ChooseScreen)


def choose(monkeypatch, folder: Path) -> None:
    """The person picks this folder in the system's dialog."""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_words: str(folder))


def test_no_menu_and_no_key_leads_away_while_an_older_office_is_brought_up_to_date(
    qtbot, application, screen, office_folder, settings, monkeypatch
):
    opened = open_database(office_folder, PASSWORD)
    make_older(opened.engine, OLDER[-1])
    opened.close()
    may_go_on = Event()
    monkeypatch.setattr(upgrade, "_keep_before_upgrade", lambda *_words: may_go_on.wait(LONG_S))
    before = screen()
    qtbot.keyClicks(before.password, PASSWORD)
    qtbot.keyClick(before.password, Qt.Key.Key_Return)
    qtbot.waitUntil(before.strip.isVisible, timeout=LONG_MS)
    actions = [action for _menu, action in application.menu.menus.all_actions()]
    usable = [plain(action.text()) for action in actions if action.isEnabled()]
    assert usable[0] == "关闭程序"
    assert len(usable) == len(STAYING)
    qtbot.keyClick(application.window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert (screen(), settings.text_percent) == (before, 100)
    application.theme.system_changed.emit()
    assert screen() is before
    may_go_on.set()
    qtbot.waitUntil(lambda: application.frame is not None, timeout=LONG_MS)
    assert screen() is application.frame


def test_the_days_backup_is_made_by_itself(qtbot, application, sign_in):
    sign_in()
    assert application._backup_timer.isActive()
    application.back_up()
    qtbot.waitUntil(lambda: not application.worker.is_busy, timeout=LONG_MS)
    assert [one.kind for one in list_backups(application.opened.desk.folder)] == ["daily"]
    assert back_up_daily(application.opened.desk) is None


def test_an_altered_log_is_said_soon_after_the_start(qtbot, application, sign_in):
    sign_in()
    assert application._log_timer.isActive()
    application.check_log()
    qtbot.waitUntil(lambda: not application.worker.is_busy, timeout=LONG_MS)
    with application.opened.desk.database.write() as connection:
        note(connection, application.opened.desk, "tried", "entry 1")
        connection.exec_driver_sql(
            "UPDATE log_line SET subject = 'entry 2' WHERE subject = 'entry 1'"
        )
    application.check_log()
    qtbot.waitUntil(lambda: not application.worker.is_busy, timeout=LONG_MS)
    bars = application.frame.findChildren(MessageBar)
    assert any("条的内容被改动" in bar.words for bar in bars)


def test_the_second_window_and_a_clock_that_was_set_back_are_both_said_after_the_start(
    qtbot, application, sign_in, office_folder
):
    with open_elsewhere(office_folder):
        sign_in()
        application.check_log()
        qtbot.waitUntil(lambda: not application.worker.is_busy, timeout=LONG_MS)
    bars = [bar for bar in application.frame.findChildren(MessageBar) if bar.words]
    assert [(bar.kind, "另一个窗口" in bar.words) for bar in bars] == [("warning", True)]
    desk = application.opened.desk
    moment = desk.now() + timedelta(days=40)
    later = replace(desk, clock=lambda: moment)
    with desk.database.write() as connection:
        note(connection, later, "tried", "entry 1")
    application.check_log()
    qtbot.waitUntil(lambda: not application.worker.is_busy, timeout=LONG_MS)
    (bar,) = [one for one in application.frame.findChildren(MessageBar) if one.words]
    assert later.today().isoformat() in bar.words
    assert "另一个窗口" in bar.accessibleName(), "what was said before is not covered"
    application.check_log()
    qtbot.waitUntil(lambda: not application.worker.is_busy, timeout=LONG_MS)
    assert bar.accessibleName().count("另一个窗口") == 1

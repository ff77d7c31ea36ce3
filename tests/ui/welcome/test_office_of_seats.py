"""An office of several seats is set up in the window, opened again, and shows every page."""

from __future__ import annotations

from dataclasses import replace

import psycopg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from dsurvey_desktop.domain.campaign import default_campaign
from dsurvey_desktop.domain.office import Office, OfficeLevel
from dsurvey_desktop.domain.server_address import SERVER_FILE
from dsurvey_desktop.usecases.change_server import kept_address
from dsurvey_desktop.usecases.join_office import copy_seat
from dsurvey_desktop.usecases.office_views import OfficeSetup
from tests.postgres import SECRET, USER
from tests.ui.welcome.test_first_start import LONG_MS, PASSWORD, fill_office, press, type_in
from ui.changes import Destination
from ui.context import AppContext
from ui.frame import Frame
from ui.office_jobs import found, leave
from ui.welcome.server_screen import ServerScreen
from ui.welcome.sign_in import SignInScreen


def choose_server(qtbot, place):
    assert place.on_server.isHidden()
    place.seats.setFocus()
    qtbot.keyClick(place.seats, Qt.Key.Key_Down)
    assert place.on_server.isVisible()


@pytest.fixture
def chosen(qtbot, set_up, postgres):
    """The first step with a server chosen and its fields filled."""
    step = set_up.office
    fill_office(qtbot, step)
    choose_server(qtbot, step.place)
    fields = step.place.on_server.fields
    type_in(qtbot, fields.machine, f"127.0.0.1:{postgres.port}")
    type_in(qtbot, fields.database, postgres.new_database())
    type_in(qtbot, fields.secret, SECRET)
    return step


def test_the_connection_is_tried_before_anything_is_set_up(qtbot, chosen):
    trial = chosen.place.on_server
    press(qtbot, trial.try_button)
    qtbot.waitUntil(lambda: trial.verdict.kind == "done", timeout=LONG_MS)
    type_in(qtbot, trial.fields.secret, "another")
    assert not trial.verdict.words, "what was said of the former password is gone"
    press(qtbot, trial.try_button)
    qtbot.waitUntil(lambda: trial.verdict.kind == "error", timeout=LONG_MS)
    assert "不允许程序登录" in trial.verdict.words


@pytest.mark.parametrize("typed", ["", "127.0.0.1:port", "127.0.0.1:70000"])
def test_an_address_that_is_not_whole_is_said_in_place(qtbot, chosen, typed):
    type_in(qtbot, chosen.place.on_server.fields.machine, typed or " ")
    assert not chosen.check()
    assert "192.168.1.10:5432" in chosen.place.on_server.fields.machine.error


def test_an_office_is_set_up_on_a_server_and_opened_again(
    qtbot,
    application,
    set_up,
    chosen,
    screen,
    idle_application,
):
    folder = chosen.place.folder.chosen
    for _step in range(3):
        press(qtbot, set_up.next_button)
    type_in(qtbot, set_up.user.name, "王敏")
    for field in (set_up.user.password, set_up.user.again):
        type_in(qtbot, field, PASSWORD)
    press(qtbot, set_up.next_button)
    qtbot.waitUntil(lambda: application.frame is not None, timeout=LONG_MS)
    assert {path.name for path in folder.iterdir()} == {"office.keys", SERVER_FILE}
    for place in application.frame.places:
        application.frame.go_to(Destination(place.id))
        idle_application()
        page = application.frame.current_page
        assert page.messages.kind != "error", page.messages.words
    settings = application.frame.pages["settings"]
    assert settings.backups.make_button.isHidden()
    application.close_office()
    assert isinstance(screen(), SignInScreen)
    qtbot.keyClicks(screen().password, PASSWORD)
    qtbot.keyClick(screen().password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: application.frame is not None, timeout=LONG_MS)
    idle_application()


@pytest.fixture
def idle_application(qtbot, application):
    def wait():
        qtbot.wait(20)
        qtbot.waitUntil(lambda: not application.worker.is_busy, timeout=LONG_MS)

    return wait


@pytest.fixture
def seat(in_worker, postgres, tmp_path):
    """An office on the server, opened in the worker's thread."""
    server = postgres.server(postgres.new_database())
    campaign = default_campaign(2025)
    setup = OfficeSetup(Office("330282105", "云溪镇残联", OfficeLevel.TOWN), campaign, (), "王敏")
    opened = in_worker(found, tmp_path / "seat", replace(setup, server=server), PASSWORD)
    yield opened
    postgres.stop()
    postgres.start()
    in_worker(leave, opened.desk)


def test_the_window_says_once_that_the_server_is_away_and_when_it_is_back(
    qtbot, seat, worker, theme, settings, postgres
):
    frame = Frame(AppContext(seat.desk, worker, theme, settings), seat.office)
    qtbot.addWidget(frame)
    frame.show_last_page()

    def look():
        frame.others.look()
        qtbot.waitUntil(lambda: not worker.is_busy, timeout=LONG_MS)
        qtbot.wait(20)
        return frame.current_page.messages

    assert look().words == ""
    postgres.stop()
    assert "连不上本单位的服务器" in look().words
    frame.current_page.messages.clear()
    assert look().words == "", "once is enough"
    postgres.start()
    assert look().kind == "done"
    qtbot.waitUntil(lambda: not worker.is_busy, timeout=LONG_MS)


@pytest.fixture
def at_sign_in(qtbot, seat, application, in_worker):
    """The seat's office is closed and asks for its password."""
    application.entrance.show_sign_in(seat.desk.folder)
    return application


def wait_for(qtbot, application, condition):
    qtbot.waitUntil(condition, timeout=LONG_MS)
    qtbot.waitUntil(lambda: not application.worker.is_busy, timeout=LONG_MS)


def new_secret(postgres, secret):
    with postgres.connect() as operator:
        quoted = psycopg.sql.Literal(secret).as_string(operator)
        operator.execute(f"ALTER ROLE {USER} PASSWORD {quoted}")


def test_a_servers_new_password_is_told_before_signing_in(qtbot, at_sign_in, screen, postgres):
    new_secret(postgres, "another")
    try:
        press(qtbot, screen().server_button)
        changing = screen()
        machine = changing.fields.machine.field
        wait_for(qtbot, at_sign_in, lambda: bool(machine.text()))
        assert machine.text() == f"127.0.0.1:{postgres.port}"
        qtbot.keyClicks(changing.password, PASSWORD)
        qtbot.keyClick(changing.password, Qt.Key.Key_Return)
        wait_for(qtbot, at_sign_in, lambda: changing.messages.kind == "error")
        assert "不允许程序登录" in changing.messages.words
        type_in(qtbot, changing.fields.secret, "another")
        qtbot.keyClick(changing.fields.secret.field, Qt.Key.Key_Return)
        wait_for(qtbot, at_sign_in, lambda: at_sign_in.frame is not None)
        assert at_sign_in.opened.office.office.name == "云溪镇残联"
    finally:
        new_secret(postgres, SECRET)


def test_the_way_to_a_backup_says_whose_it_is_and_tries_nothing(qtbot, at_sign_in, screen, seat):
    press(qtbot, screen().restore_button)
    told = screen()
    wait_for(qtbot, at_sign_in, lambda: "pg_dump" in told.commands.text())
    assert "服务器管理员" in told.sentence.text()
    assert not told.findChildren(QLineEdit)
    press(qtbot, told.server_button)
    assert isinstance(screen(), ServerScreen)
    press(qtbot, screen().back_button)
    assert isinstance(screen(), SignInScreen)


def test_the_menu_offers_the_server_instead_of_backups(qtbot, at_sign_in, screen):
    qtbot.keyClicks(screen().password, PASSWORD)
    qtbot.keyClick(screen().password, Qt.Key.Key_Return)
    wait_for(qtbot, at_sign_in, lambda: at_sign_in.frame is not None)
    words = [action.text() for _menu, action in at_sign_in.menu.menus.all_actions()]
    assert not [one for one in words if "备份" in one]
    at_sign_in.frame.go_to(Destination("settings"))
    settings = at_sign_in.frame.pages["settings"]
    wait_for(qtbot, at_sign_in, settings.server.isVisible)
    press(qtbot, settings.server.change_button)
    assert isinstance(screen(), ServerScreen)


@pytest.fixture
def joining(qtbot, seat, application, screen):
    """The screen where another computer joins, its folder chosen."""
    application.entrance.show_choice()
    press(qtbot, screen().join_office)
    return screen()


def test_another_computer_joins_by_the_servers_address(
    qtbot, seat, application, joining, postgres, tmp_path
):
    address = kept_address(seat.desk.folder)
    type_in(qtbot, joining.fields.machine, f"{address.host}:{address.port}")
    type_in(qtbot, joining.fields.database, address.database)
    type_in(qtbot, joining.fields.secret, SECRET)
    type_in(qtbot, joining.place.row, str(tmp_path / "second"))
    qtbot.keyClicks(joining.password, "not mine")
    qtbot.keyClick(joining.password, Qt.Key.Key_Return)
    wait_for(qtbot, application, lambda: bool(joining.field.error))
    assert not (tmp_path / "second").exists()
    joining.password.clear()
    qtbot.keyClicks(joining.password, PASSWORD)
    press(qtbot, joining.open_button)
    wait_for(qtbot, application, lambda: application.frame is not None)
    assert application.opened.desk.folder == tmp_path / "second"


def test_another_computer_joins_with_a_copy(qtbot, seat, application, joining, in_worker, tmp_path):
    copy = in_worker(copy_seat, seat.desk, tmp_path / "stick")
    qtbot.keyClick(joining.ways, Qt.Key.Key_Down)
    type_in(qtbot, joining.place.row, str(tmp_path / "second"))
    qtbot.keyClicks(joining.password, PASSWORD)
    press(qtbot, joining.open_button)
    assert joining.copy.row.error
    type_in(qtbot, joining.copy.row, str(copy))
    press(qtbot, joining.open_button)
    wait_for(qtbot, application, lambda: application.frame is not None)
    assert application.opened.desk.database.is_on_server

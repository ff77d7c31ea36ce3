"""An office of several seats is set up in the window, opened again, and shows every page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from dsurvey_desktop.domain.campaign import default_campaign
from dsurvey_desktop.domain.office import Office, OfficeLevel
from dsurvey_desktop.storage.server_file import SERVER_NAME
from dsurvey_desktop.usecases.office_views import OfficeSetup
from tests.postgres import SECRET
from tests.ui.welcome.test_first_start import LONG_MS, PASSWORD, fill_office, press, type_in
from ui.changes import Destination
from ui.context import AppContext
from ui.frame import Frame
from ui.office_jobs import found, leave
from ui.welcome.sign_in import SignInScreen


@pytest.fixture
def chosen(qtbot, set_up, postgres):
    """The first step with a server chosen and its fields filled."""
    step = set_up.office
    fill_office(qtbot, step)
    assert step.server_fields.isHidden()
    step.seats.setFocus()
    qtbot.keyClick(step.seats, Qt.Key.Key_Down)
    assert step.server_fields.isVisible()
    fields = step.server_fields
    type_in(qtbot, fields.machine, f"127.0.0.1:{postgres.port}")
    type_in(qtbot, fields.database, postgres.new_database())
    type_in(qtbot, fields.secret, SECRET)
    return step


def test_the_connection_is_tried_before_anything_is_set_up(qtbot, chosen):
    fields = chosen.server_fields
    press(qtbot, fields.try_button)
    qtbot.waitUntil(lambda: fields.verdict.kind == "done", timeout=LONG_MS)
    type_in(qtbot, fields.secret, "another")
    press(qtbot, fields.try_button)
    qtbot.waitUntil(lambda: fields.verdict.kind == "error", timeout=LONG_MS)
    assert "不允许程序登录" in fields.verdict.words


@pytest.mark.parametrize("typed", ["", "127.0.0.1:port", "127.0.0.1:70000"])
def test_an_address_that_is_not_whole_is_said_in_place(qtbot, chosen, typed):
    type_in(qtbot, chosen.server_fields.machine, typed or " ")
    assert not chosen.check()
    assert "192.168.1.10:5432" in chosen.server_fields.machine.error


def test_an_office_is_set_up_on_a_server_and_opened_again(
    qtbot,
    application,
    set_up,
    chosen,
    screen,
    idle_application,
):
    folder = chosen.chosen_folder
    for _step in range(3):
        press(qtbot, set_up.next_button)
    type_in(qtbot, set_up.user.name, "王敏")
    for field in (set_up.user.password, set_up.user.again):
        type_in(qtbot, field, PASSWORD)
    press(qtbot, set_up.next_button)
    qtbot.waitUntil(lambda: application.frame is not None, timeout=LONG_MS)
    assert {path.name for path in folder.iterdir()} == {"office.keys", SERVER_NAME}
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

"""Wrong passwords are slowed down across starts, never for ever, and stand in the log."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.storage import log_store
from dsurvey_desktop.storage.wrong_tries import (
    LONGEST_WAIT_S,
    TRIES_NAME,
    Tries,
    load_tries,
    save_tries,
)
from dsurvey_desktop.usecases import password_guard
from dsurvey_desktop.usecases.back_up import back_up
from dsurvey_desktop.usecases.change_password import change_password
from dsurvey_desktop.usecases.check_password import check_own_password
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.open_office import close_office, open_office
from dsurvey_desktop.usecases.restore_backup import restore_backup

PASSWORD = "password for tests"
START = datetime(2025, 10, 8, 1, 0, tzinfo=UTC)


class Watch:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = START
        self.running_s = 1_000.0

    def __call__(self) -> datetime:
        return self.now

    def pass_s(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)
        self.running_s += seconds

    def set_ahead(self, seconds: float) -> None:
        """Somebody sets the computer's clock."""
        self.now += timedelta(seconds=seconds)

    def start_anew(self) -> None:
        self.running_s = 0


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    made = Watch()
    monkeypatch.setattr(password_guard, "_running_s", lambda: made.running_s)
    return made


@pytest.fixture
def folder(small_desk: Desk) -> Path:
    close_office(small_desk)
    return small_desk.folder


def refused(call: Callable[..., object], *arguments: object) -> tuple[str, int]:
    with pytest.raises(AppError) as caught:
        call(*arguments)
    return caught.value.code, caught.value.context.get("wait_s", 0)


def noted(desk: Desk) -> list[tuple[str, object]]:
    with desk.database.read() as connection:
        lines = list(log_store.lines(connection))
    return [(one.action, one.detail) for one in lines if one.action == "wrong_passwords"]


def test_from_the_third_wrong_password_on_one_has_to_wait(folder: Path, watch: Watch) -> None:
    for wait_s in (0, 0, 5):
        assert refused(open_office, folder, "wrong", watch) == ("wrong_password", wait_s)
    assert refused(open_office, folder, PASSWORD, watch) == ("password_wait", 5)
    watch.pass_s(4.2)
    assert refused(open_office, folder, PASSWORD, watch) == ("password_wait", 1)
    watch.pass_s(0.8)
    assert refused(open_office, folder, "wrong", watch) == ("wrong_password", 10)


def test_setting_the_clock_does_not_shorten_the_wait(folder: Path, watch: Watch) -> None:
    for _number in range(4):
        refused(open_office, folder, "wrong", watch)
        watch.pass_s(5)
    assert refused(open_office, folder, PASSWORD, watch) == ("password_wait", 5)
    for seconds in (3_600, -7_200):
        watch.set_ahead(seconds)
        assert refused(open_office, folder, PASSWORD, watch)[0] == "password_wait"
    watch.pass_s(10)
    close_office(open_office(folder, PASSWORD, watch))


def test_a_computer_started_anew_goes_by_its_clock(folder: Path, watch: Watch) -> None:
    for _number in range(3):
        refused(open_office, folder, "wrong", watch)
    watch.start_anew()
    assert refused(open_office, folder, PASSWORD, watch) == ("password_wait", 5)
    watch.pass_s(5)
    close_office(open_office(folder, PASSWORD, watch))


def test_the_right_password_opens_after_the_wait_and_all_is_on_record(
    folder: Path, watch: Watch
) -> None:
    for _number in range(3):
        refused(open_office, folder, "wrong", watch)
    watch.pass_s(5)
    desk = open_office(folder, PASSWORD, watch)
    assert noted(desk) == [("wrong_passwords", {"count": 3, "last": "2025-10-08T01:00:00+00:00"})]
    close_office(desk)
    assert not (folder / TRIES_NAME).exists()
    assert refused(open_office, folder, "wrong", watch) == ("wrong_password", 0)


def test_the_wait_grows_to_five_minutes_and_no_further() -> None:
    waits = [Tries(count, START).wait_s(START) for count in range(12)]
    assert waits == [0, 0, 0, 5, 10, 20, 40, 80, 160, 300, 300, 300]
    assert Tries(10_000, START).wait_s(START) == LONGEST_WAIT_S
    assert Tries(10_000, START).wait_s(START + timedelta(seconds=LONGEST_WAIT_S)) == 0


def test_another_start_of_the_program_has_to_wait_too(folder: Path) -> None:
    def start(password: str) -> dict[str, object]:
        environment = {"DSURVEY_PASSWORD": password, "PATH": "", "PYTHONUTF8": "1"}
        done = subprocess.run(command, env=environment, check=False, capture_output=True)
        assert done.returncode == 1
        return json.loads(done.stdout)["error"]

    command = [
        sys.executable, "-m", "dsurvey_desktop.cli.main", "--office", folder, "progress", "--json",
    ]  # fmt: skip
    assert start("one")["code"] == "wrong_password"
    now, running_s = datetime.now(UTC), time.monotonic()
    assert load_tries(folder, now).count == 1
    save_tries(folder, Tries(20, now, running_s))  # five minutes: a slow machine is no way round
    waiting = start(PASSWORD)
    assert waiting["code"] == "password_wait"
    assert 0 < waiting["wait_s"] <= LONGEST_WAIT_S


def test_the_file_names_nobody_and_no_password(folder: Path, watch: Watch) -> None:
    refused(open_office, folder, "my secret guess", watch)
    stored = json.loads((folder / TRIES_NAME).read_text("utf-8"))
    assert stored == {
        "count": 1, "last": "2025-10-08T01:00:00+00:00", "running_s": watch.running_s,
    }  # fmt: skip


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"count": "x", "last": 7}', "\x00"])
def test_a_damaged_file_keeps_nobody_out(folder: Path, content: str) -> None:
    (folder / TRIES_NAME).write_text(content, encoding="utf-8")
    close_office(open_office(folder, PASSWORD))


def test_a_clock_that_was_set_back_makes_one_wait_once(folder: Path, watch: Watch) -> None:
    for _number in range(3):
        refused(open_office, folder, "wrong", watch)
    watch.pass_s(-86_400)
    assert refused(open_office, folder, PASSWORD, watch) == ("password_wait", 5)
    watch.pass_s(5)
    close_office(open_office(folder, PASSWORD, watch))


def test_lock_password_change_and_sign_in_share_one_count(small_desk: Desk) -> None:
    assert refused(check_own_password, small_desk, "wrong") == ("wrong_password", 0)
    assert refused(change_password, small_desk, "wrong", "a new password 1") == (
        "wrong_password",
        0,
    )
    code, wait_s = refused(open_office, small_desk.folder, "wrong")
    assert (code, wait_s > 0) == ("wrong_password", True)
    assert refused(check_own_password, small_desk, PASSWORD)[0] == "password_wait"


def test_the_lock_opens_after_wrong_ones_and_they_are_on_record(small_desk: Desk) -> None:
    refused(check_own_password, small_desk, "wrong")
    check_own_password(small_desk, PASSWORD)
    ((action, detail),) = noted(small_desk)
    assert (action, detail["count"]) == ("wrong_passwords", 1)


def test_restoring_is_slowed_down_too(small_desk: Desk, watch: Watch) -> None:
    made = back_up(small_desk)
    close_office(small_desk)
    office = small_desk.folder
    for _number in range(3):
        assert refused(restore_backup, office, made.name, "wrong", watch)[0] == "wrong_password"
    assert refused(restore_backup, office, made.name, PASSWORD, watch) == ("password_wait", 5)
    watch.pass_s(5)
    desk = restore_backup(office, made.name, PASSWORD, watch)
    assert [detail["count"] for _action, detail in noted(desk)] == [3]
    close_office(desk)


def test_an_office_open_in_another_program_is_not_restored(small_desk: Desk) -> None:
    made = back_up(small_desk)
    close_office(small_desk)
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from dsurvey_desktop.usecases.open_office import open_office\n"
        "desk = open_office(Path(sys.argv[1]), sys.argv[2])\n"
        "print('open', flush=True)\n"
        "sys.stdin.readline()\n"
    )
    command = [sys.executable, "-c", script, str(small_desk.folder), PASSWORD]
    before = (small_desk.folder / "office.db").read_bytes()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"open\n"
        code, _wait = refused(restore_backup, small_desk.folder, made.name, PASSWORD)
        other.communicate(b"\n")
    assert code == "office_open_elsewhere"
    assert (small_desk.folder / "office.db").read_bytes()[:4096] == before[:4096]
    close_office(restore_backup(small_desk.folder, made.name, PASSWORD))

"""An office whose folder another computer holds: said, kept safe by the older journal, working."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.storage import dialect
from dsurvey_desktop.usecases import check_place as place
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.keep_backups import keep_daily, kept_daily
from dsurvey_desktop.usecases.open_office import close_office, open_office
from dsurvey_desktop.usecases.run_demo import PRACTICE_PASSWORD, run_demo

PASSWORD = "password for tests"


@pytest.fixture
def shared(monkeypatch):
    """Every folder counts as one of another computer."""
    monkeypatch.setattr(dialect, "lacks_shared_memory", lambda _folder: True)
    monkeypatch.setattr(place, "is_on_share", lambda _folder: True)


def test_an_office_with_the_other_journal_opens_where_no_memory_is_in_common(
    small_desk, tmp_path, request
):
    """Copied to a share after a power cut, with work that stands in its journal only."""
    keep_daily(small_desk, 21)
    folder = Path(shutil.copytree(small_desk.folder, tmp_path / "share"))
    assert (folder / "office.db-wal").stat().st_size > 0
    (folder / "office.db-shm").unlink()
    request.getfixturevalue("shared")
    desk = open_office(folder, PASSWORD)
    with desk.database.read() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"
        assert connection.exec_driver_sql("PRAGMA locking_mode").scalar() == "normal"
    assert kept_daily(desk) == 21
    assert not list(folder.glob("office.db-*")), "nothing that only one computer can read"
    second = open_office(folder, PASSWORD)
    keep_daily(second, 22)
    assert kept_daily(desk) == 22
    close_office(second)
    close_office(desk)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="open files are not told here")
@pytest.mark.parametrize("journal", ["wal", "delete"])
def test_work_goes_on_when_a_drive_that_went_away_is_back(small_office, tmp_path, request, journal):
    if journal == "delete":
        request.getfixturevalue("shared")
    folder = Path(shutil.copytree(small_office, tmp_path / "stick"))
    desk = open_office(folder, PASSWORD)
    keep_daily(desk, 21)
    pull_out(folder)
    with pytest.raises(AppError) as said:
        keep_daily(desk, 22)
    assert said.value.code == "office_unreachable"
    assert kept_daily(desk) == 21
    keep_daily(desk, 22)
    assert kept_daily(desk) == 22
    check_log(desk)
    close_office(desk)


def pull_out(folder: Path) -> None:
    """What is open in a folder can't be read or written any more, by whoever has it open."""
    dead = os.open(os.devnull, os.O_WRONLY)
    for one in Path("/proc/self/fd").iterdir():
        with suppress(OSError):
            if one.readlink().is_relative_to(folder):
                os.dup2(dead, int(one.name))
    os.close(dead)


def test_the_main_job_is_done_on_a_share_without_memory_in_common(shared, tmp_path):
    result = run_demo(tmp_path)
    desk = open_office(Path(result["office"]), PRACTICE_PASSWORD)
    try:
        with desk.database.read() as connection:
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"
        with pytest.raises(AppError) as said:
            place.check_place(desk)
        assert said.value.code == "office_on_share"
        assert check_log(desk) > 0
    finally:
        close_office(desk)
    assert not list(desk.folder.glob("*-wal")), "nothing that only one computer can read"

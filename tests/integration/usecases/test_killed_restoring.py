"""Power fails while a backup is put back: the office is as before or as in the backup, no third."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from dsurvey_desktop.storage import backup_store, database
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.back_up import back_up
from dsurvey_desktop.usecases.backup_views import BY_HAND
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.open_office import close_office, open_office
from dsurvey_desktop.usecases.restore_backup import restore_backup
from tests.integration.usecases.killed_works import PASSWORD, check_backups, picture, schema
from tests.older_schema import make_older

KILLS = int(os.environ.get("DSURVEY_KILLS", "12")) // 2
SEED = int(os.environ.get("DSURVEY_KILL_SEED", "2025"))
LONGEST_RESTORE_S = 0.9
"""Somewhat longer than bringing the backup of an older program up to date and putting it back."""

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are forked and killed")


def elsewhere(work: Callable[[], object], kill_after_s: float | None = None) -> None:
    """Do work in a process that ends without ceremony, or is killed after so long."""
    pid = os.fork()
    if pid == 0:
        try:
            work()
        finally:
            os._exit(0)
    if kill_after_s is not None:
        time.sleep(kill_after_s)
        os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


@pytest.fixture
def office(small_office: Path, small, tmp_path: Path) -> Path:
    """An office with a backup, and later work of which some stands in the journal only."""
    folder = tmp_path / "worked on"
    shutil.copytree(small_office, folder)
    path = small.submission("甲.csv", *small.people)

    def work() -> None:
        desk = open_office(folder, PASSWORD)
        back_up(desk)
        add_submissions(desk, [path])
        approve_entries(desk, ready_entries(desk))

    elsewhere(work)
    assert (folder / "office.db-wal").stat().st_size > 0
    return folder


@pytest.fixture
def backup_of(small_office: Path, office: Path, tmp_path: Path) -> Callable[[str], Path]:
    """By schema, the backup that a program of that time made of the office before the work."""

    @cache
    def made(version: str) -> Path:
        folder = copy_of(small_office, tmp_path / f"small {version}")
        opened = database.open_database(folder, PASSWORD)
        make_older(opened.engine, version)
        place = tmp_path / f"stick {version}"
        now = datetime(2025, 10, 8, tzinfo=UTC)
        made = backup_store.write_backup(opened.engine, folder, place, BY_HAND, now)
        opened.close()
        return made.folder

    return made


def found_in(folder: Path) -> dict[str, Any]:
    """What a person finds, but for the log, which says that something was put back."""
    desk = open_office(folder, PASSWORD)
    seen = picture(desk) | {"log": None}
    check_log(desk)
    close_office(desk)
    return seen


def test_putting_back_cut_short_at_any_moment(
    office: Path, small_office: Path, backup_of: Callable[[str], Path], tmp_path: Path
) -> None:
    later = found_in(copy_of(office, tmp_path / "later"))
    earlier = found_in(copy_of(small_office, tmp_path / "earlier"))
    assert later != earlier
    moments = random.Random(SEED)
    for number in range(KILLS):
        version = database.KNOWN_VERSIONS[-1 - (number + SEED) % len(database.KNOWN_VERSIONS)]
        backup, seconds = backup_of(version), moments.uniform(0, LONGEST_RESTORE_S)
        print(f"seed {SEED}, kill {number}: {seconds:.4f} s into putting back one of {version}")
        place = copy_of(office, tmp_path / f"kill-{number}")
        elsewhere(partial(restore_backup, place, backup, PASSWORD), seconds)
        check_backups(place)
        assert found_in(place) in (later, earlier)
        assert schema(place)
        close_office(restore_backup(place, backup, PASSWORD))
        assert found_in(place) == earlier
        assert not (place / ".restore").exists()
        shutil.rmtree(place)


def copy_of(office: Path, target: Path) -> Path:
    return Path(shutil.copytree(office, target))

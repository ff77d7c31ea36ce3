"""Trying a password: wrong ones are slowed down, and on record once the right one comes."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from dsurvey_desktop.domain.clock import Clock, system_clock
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import database, wrong_tries
from dsurvey_desktop.storage.key_slots import OpenSlot
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.logbook import note

T = TypeVar("T")
WAIT = "password_wait"


def guarded(folder: Path, attempt: Callable[[], T], clock: Clock = system_clock) -> T:
    """What `attempt` gives, unless too many wrong passwords were typed just now.

    The number outlives the program, in a file beside the database. It is forgotten by
    `note_wrong_tries`. Setting the computer's clock does not shorten a wait.

    Raises:
        AppError: `password_wait`, with the seconds left as `wait_s`; `wrong_password` of the
            attempt, with the wait that follows from it; or another of the attempt.
    """
    now = clock()
    tries = wrong_tries.load_tries(folder, now)
    wait_s = tries.wait_s(now, _running_s())
    if wait_s:
        raise _wait(tries.count, wait_s)
    try:
        return attempt()
    except AppError as error:
        if error.code == "wrong_password":
            tries = tries.one_more(clock(), _running_s())
            wrong_tries.save_tries(folder, tries)
            error.context["wait_s"] = tries.wait_s(clock(), _running_s())
        raise


def note_wrong_tries(desk: Desk, clock: Clock = system_clock) -> None:
    """Put into the log how many wrong passwords came before the right one, and forget them."""
    tries = wrong_tries.load_tries(desk.folder, clock())
    if tries.last is None:
        return
    detail = {"count": tries.count, "last": tries.last.isoformat(timespec="seconds")}
    with desk.database.write() as connection:
        note(connection, desk, "wrong_passwords", f"{tries.count} tries", detail)
    wrong_tries.forget_tries(desk.folder)


def own_slot(desk: Desk, password: str) -> OpenSlot:
    """The key slot of the person at the desk, by their password; errors as `guarded`."""
    slot = guarded(desk.folder, lambda: database.own_slot(desk.database, password))
    note_wrong_tries(desk)
    return slot


def _running_s() -> float:
    """How long this computer has been running."""
    return time.monotonic()


def _wait(count: int, wait_s: int) -> AppError:
    return AppError(
        WAIT,
        text(
            "After {count} wrong passwords the next try is possible in {seconds} seconds.",
            count=count,
            seconds=wait_s,
        ),
        text("Please wait, and check capital letters and the input method meanwhile."),
        wait_s=wait_s,
    )

"""How many wrong passwords were typed at an office, kept beside its closed database.

The file names nobody: a number and a moment. What protects the data is the cost of each try
(Argon2id); this slows down whoever guesses at the keyboard, and nobody is locked out for good.
"""

from __future__ import annotations

import json
import math
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from dsurvey_desktop.domain.moves import move

TRIES_NAME = "office.tries"
FREE_TRIES = 3
FIRST_WAIT_S, LONGEST_WAIT_S = 5, 300
"""The wait doubles with each wrong password from the third on."""
_MOST_DOUBLINGS = 10


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong passwords since the last right one.

    Attributes:
        count: how many.
        last: the moment of the newest.
        running_s: how long the computer had been running then, which setting its clock does not
            change; None where that is not known.
    """

    count: int = 0
    last: datetime | None = None
    running_s: float | None = None

    def one_more(self, now: datetime, running_s: float | None = None) -> Tries:
        """With another wrong one."""
        return Tries(self.count + 1, now, running_s)

    def wait_s(self, now: datetime, running_s: float | None = None) -> int:
        """Whole seconds until the next try; at most one wait, whatever was done to the clock.

        Args:
            now: the moment.
            running_s: how long the computer has been running; less than at the newest wrong one
                where it was started anew.
        """
        if self.count < FREE_TRIES or self.last is None:
            return 0
        doublings = min(self.count - FREE_TRIES, _MOST_DOUBLINGS)
        wait = min(FIRST_WAIT_S << doublings, LONGEST_WAIT_S)
        passed = (now - self.last).total_seconds()
        if running_s is not None and self.running_s is not None and running_s >= self.running_s:
            passed = min(passed, running_s - self.running_s)
        return math.ceil(min(wait, max(0.0, wait - passed)))


def load_tries(folder: Path, now: datetime) -> Tries:
    """What was typed before; none where the file is missing or can't be read."""
    try:
        stored = json.loads((folder / TRIES_NAME).read_text("utf-8"))
        tries = Tries(int(stored["count"]), datetime.fromisoformat(stored["last"]))
        if stored.get("running_s") is not None:  # older programs did not say
            tries = replace(tries, running_s=float(stored["running_s"]))
        is_ahead = tries.last is not None and tries.last > now
    except (OSError, ValueError, TypeError, KeyError):
        return Tries()
    if is_ahead:  # the clock was set back: the wait counts from now
        tries = replace(tries, last=now)
        save_tries(folder, tries)
    return tries


def save_tries(folder: Path, tries: Tries) -> None:
    """Keep the number for the next start; where nothing can be written it is not kept."""
    if tries.last is None:
        return
    told = {"count": tries.count, "last": tries.last.isoformat(), "running_s": tries.running_s}
    stored = json.dumps(told)
    temporary = folder / f"{TRIES_NAME}.new"
    with suppress(OSError):
        temporary.write_text(stored, encoding="utf-8")
        move(temporary, folder / TRIES_NAME)


def forget_tries(folder: Path) -> None:
    """The right password was typed."""
    with suppress(OSError):
        (folder / TRIES_NAME).unlink(missing_ok=True)

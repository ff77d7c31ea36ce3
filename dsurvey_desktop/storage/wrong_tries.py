"""How many wrong passwords were typed at an office, kept beside its closed database.

The file names nobody: a number and a moment. What protects the data is the cost of each try
(Argon2id); this slows down whoever guesses at the keyboard, and nobody is locked out for good.
"""

from __future__ import annotations

import json
import math
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

TRIES_NAME = "office.tries"
FREE_TRIES = 3
FIRST_WAIT_S, LONGEST_WAIT_S = 5, 300
"""The wait doubles with each wrong password from the third on."""
_MOST_DOUBLINGS = 10


@dataclass(frozen=True, slots=True)
class Tries:
    """Wrong passwords since the last right one; `last` is the moment of the newest."""

    count: int = 0
    last: datetime | None = None

    def one_more(self, now: datetime) -> Tries:
        """With another wrong one."""
        return Tries(self.count + 1, now)

    def wait_s(self, now: datetime) -> int:
        """Whole seconds until the next try; at most one wait, also where the clock was set back."""
        if self.count < FREE_TRIES or self.last is None:
            return 0
        doublings = min(self.count - FREE_TRIES, _MOST_DOUBLINGS)
        wait = min(FIRST_WAIT_S << doublings, LONGEST_WAIT_S)
        passed = (now - self.last).total_seconds()
        return math.ceil(min(wait, max(0.0, wait - passed)))


def load_tries(folder: Path, now: datetime) -> Tries:
    """What was typed before; none where the file is missing or can't be read."""
    try:
        stored = json.loads((folder / TRIES_NAME).read_text("utf-8"))
        tries = Tries(int(stored["count"]), datetime.fromisoformat(stored["last"]))
        is_ahead = tries.last is not None and tries.last > now
    except (OSError, ValueError, TypeError, KeyError):
        return Tries()
    if is_ahead:  # the clock was set back: the wait counts from now
        tries = Tries(tries.count, now)
        save_tries(folder, tries)
    return tries


def save_tries(folder: Path, tries: Tries) -> None:
    """Keep the number for the next start; where nothing can be written it is not kept."""
    if tries.last is None:
        return
    stored = json.dumps({"count": tries.count, "last": tries.last.isoformat()})
    temporary = folder / f"{TRIES_NAME}.new"
    with suppress(OSError):
        temporary.write_text(stored, encoding="utf-8")
        temporary.replace(folder / TRIES_NAME)


def forget_tries(folder: Path) -> None:
    """The right password was typed."""
    with suppress(OSError):
        (folder / TRIES_NAME).unlink(missing_ok=True)

"""Whether other windows or programs have a local office open: each holds one byte of a file.

The system lets go of the byte when a program ends, however it ends. The file stays empty.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from dsurvey_desktop.storage import file_lock

FILE_NAME = "office.windows"
_MOST = 8


@dataclass(slots=True)
class Presence:
    """Our byte, until `leave`.

    Attributes:
        has_others: somebody else was there when we came.
    """

    descriptor: int | None
    has_others: bool

    def leave(self) -> None:
        """Let go; once is enough."""
        if self.descriptor is not None:
            os.close(self.descriptor)
        self.descriptor = None


def enter(folder: Path) -> Presence | None:
    """Be there too; None where nothing can be written, or locked, as on some shares."""
    try:
        descriptor = os.open(folder / FILE_NAME, os.O_RDWR | os.O_CREAT)
    except OSError:
        return None
    own = next((n for n in range(_MOST) if file_lock.take_byte(descriptor, n)), None)
    if own is None:
        return Presence(descriptor, has_others=False)
    is_late = own > 0 or any(_is_taken(descriptor, n) for n in range(1, _MOST))
    return Presence(descriptor, has_others=is_late)


def _is_taken(descriptor: int, number: int) -> bool:
    """Whether somebody else holds a byte; ours is kept, so that who comes just now sees us."""
    if not file_lock.take_byte(descriptor, number):
        return True
    file_lock.free_byte(descriptor, number)
    return False

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
    free = [number for number in range(_MOST) if file_lock.take_byte(descriptor, number)]
    for number in free[1:]:
        file_lock.free_byte(descriptor, number)
    return Presence(descriptor, has_others=0 < len(free) < _MOST)

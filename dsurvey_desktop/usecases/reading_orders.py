"""What passes between an office and a process that reads files for it.

Light, as a command starts the process before it has loaded anything else.
"""

from __future__ import annotations

import signal
from dataclasses import dataclass
from enum import IntEnum
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from dsurvey_desktop.forms.context import FormContext
    from dsurvey_desktop.intake.mapping import ColumnMapping
    from dsurvey_desktop.usecases.reading_rules import ReadingRules


class Answer(IntEnum):
    """What a message of the process holds."""

    READY = 0
    TAKEN_APART = 1
    REFUSED = 2
    ROWS = 3
    FAILED = 4


@dataclass(frozen=True, slots=True)
class Setup:
    """What files are read under from now on; `said` is what a person says of their columns."""

    rules: ReadingRules
    said: ColumnMapping | None
    context: FormContext


class Order(NamedTuple):
    """A file to be read; answers carry its number.

    `in_lots` has the rows of a large form follow one lot after the other.
    """

    number: int
    path: str
    in_lots: bool


def serve(orders: Connection, ahead: Path | None) -> None:
    """What the process does: as told, until the office closes its end.

    Args:
        orders: the process's end of the pipe.
        ahead: a file that will be asked for; it is unpacked while all else is loaded.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the office decides what stops
    from dsurvey_desktop.usecases.read_content import ContentAhead  # noqa: PLC0415 - there only

    content = ContentAhead(ahead)
    from dsurvey_desktop.usecases.reading_worker import work  # noqa: PLC0415 - while it unpacks

    work(orders, content)

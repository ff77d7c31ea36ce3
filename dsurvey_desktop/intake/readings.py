"""What reading a cell gives, and a column that reads each different cell once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, cast

from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.domain.texts import Text
from dsurvey_desktop.intake.sheets import Cell


class Fault(NamedTuple):
    """Why a cell could not be read, or not wholly."""

    code: str
    message: Text
    advice: Text


class Reading(NamedTuple):
    """What a cell says: None where it is blank or cannot be read.

    Attributes:
        is_changed: the value is not the cell's own text.
        is_lossy: a number that lost its last digits; `value` holds the certain ones.
    """

    value: Value | None
    is_changed: bool = False
    fault: Fault | None = None
    is_lossy: bool = False


Reader = Callable[[Cell], Reading]
BLANK = Reading(None)


class ColumnReader(dict[Cell, "Value | None"]):
    """A column's cells to values; a mapping that fills itself.

    Rows with the same cell share its value, lists too: nobody changes an answer in place.

    Attributes:
        altered: readings that a person should know of, by cell.

    Args:
        item: its name.
        read: reads one cell.
        is_done: true for texts that are their own value; names and numbers nearly all are, and
            hardly one is met twice.
    """

    __slots__ = ("_is_done", "_read", "altered", "item")

    def __init__(
        self, item: str, read: Reader, is_done: Callable[[str], object] | None = None
    ) -> None:
        super().__init__({"": None})
        self.item = item
        self._read = read
        self._is_done = is_done
        self.altered: dict[Cell, Reading] = {}

    def __missing__(self, cell: Cell) -> Value | None:
        """Read a cell that was not met before."""
        reading = self._read(cell)
        if reading.is_changed or reading.fault is not None:
            self.altered[cell] = reading
        self[cell] = reading.value
        return reading.value

    def read_column(self, column: Sequence[Cell]) -> list[Value | None]:
        """The values of a column's cells; None where there is none."""
        is_done = self._is_done
        if is_done is None or set(map(type, column)) != {str}:
            return list(map(self.__getitem__, column))
        texts = cast("Sequence[str]", column)
        return [text if is_done(text) else self[text] for text in texts]

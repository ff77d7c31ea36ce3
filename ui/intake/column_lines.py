"""The columns of a file as lines that a person can change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dsurvey_desktop.domain.masking import mask_within
from dsurvey_desktop.domain.problem import column_letters
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.intake_views import ColumnView, TableColumns
from dsurvey_desktop.usecases.mapping_views import SURE, may_repeat

CERTAIN = 0.95


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """A column of the table with number `table`.

    Attributes:
        item: what it is taken for now; empty where it is not used.
        is_asked: the program is not sure of it.
        is_known: a person confirmed the columns of its table before.
    """

    table: int
    view: ColumnView
    item: str
    is_asked: bool = False
    is_known: bool = False

    @property
    def is_changed(self) -> bool:
        """A person chose something else than the program did."""
        return self.item != self.view.item


def column_lines(tables: Sequence[TableColumns]) -> list[ColumnLine]:
    """A line a column; those in question first, then those that fit nothing.

    What is known to be no item, such as a running number, comes after those it may stand in.
    """
    lines = [
        ColumnLine(
            number,
            view,
            view.item,
            view.column in {question.place.column for question in table.questions},
            bool(table.mapping),
        )
        for number, table in enumerate(tables)
        for view in table.columns
    ]
    return sorted(lines, key=_urgency)


def _urgency(line: ColumnLine) -> tuple[bool, bool, bool]:
    return not line.is_asked, bool(line.item), bool(line.view.confidence)


def with_item(lines: Sequence[ColumnLine], at: int, item: str) -> list[ColumnLine]:
    """The lines after one was given an item; another column that had it loses it."""
    chosen = lines[at]
    owner = item if item and not may_repeat(item) else None
    return [
        replace(line, item=item, is_asked=False)
        if number == at
        else replace(line, item="", is_asked=False)
        if line.table == chosen.table and line.item == owner
        else line
        for number, line in enumerate(lines)
    ]


def items_of(lines: Sequence[ColumnLine], table: int) -> tuple[str, ...]:
    """The items of a table's columns from the left."""
    own = [line for line in lines if line.table == table]
    return tuple(line.item for line in sorted(own, key=lambda line: line.view.column))


def place_and_header(line: ColumnLine) -> str:
    """The column's letter and its header; the sheet is said where there are several."""
    return f"{column_letters(line.view.column)}  {line.view.header}".strip()


def how_sure(line: ColumnLine) -> str:
    """How certain the meaning is, in words."""
    if line.is_changed:
        return _("chosen by you")
    if line.is_asked:
        return _("please check")
    if line.is_known:
        return _("confirmed before")
    if not line.item:
        return _("not needed") if line.view.confidence else _("fits nothing")
    if line.view.confidence >= CERTAIN:
        return _("certain")
    return _("nearly certain") if line.view.confidence >= SURE else _("guessed")


def sure_kind(line: ColumnLine) -> str:
    """The shape before these words."""
    if line.is_changed or (line.is_known and not line.is_asked):
        return "done"
    if line.is_asked:
        return "error"
    if not line.item:
        return "notice"
    return "done" if line.view.confidence >= SURE else "warning"


def examples(line: ColumnLine) -> str:
    """Three values as they came, numbers of persons masked."""
    return mask_within(" · ".join(line.view.examples))

"""A form that a workbook spreads over sheets: the same people on each, other questions.

A line joins the line of its person on an earlier sheet where nothing it says contradicts that
one, and where each of the two sheets asks something that the other does not. Such a line is kept
with the form it belongs to, as lines of a repeat are; all others stay rows of their own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from dsurvey_desktop.domain.problem import Place, Problem
from dsurvey_desktop.intake.archive import ARROW
from dsurvey_desktop.intake.lexicon import HINTS
from dsurvey_desktop.intake.model import Detail, ParsedRow, ParsedTable, RowKind
from dsurvey_desktop.intake.problems import list_left_out, sheet_joined
from dsurvey_desktop.intake.tick_boxes import MARK

_NUMBER = "certificate_no"
_PANEL = re.compile(rf"(?:^|{ARROW})[A-Z]+\u2013[A-Z]+$")
_WHO = frozenset((_NUMBER, "name", *HINTS))


def join_sheets(file: str, tables: Sequence[ParsedTable]) -> Iterator[Problem]:
    """Join what can be joined, and tell it of each sheet; rows are changed in place.

    Args:
        file: its name, for places.
        tables: of a file with individual forms, whose rows are all here.
    """
    asked = [_asked(table) for table in tables]
    for at, table in enumerate(tables):
        earlier = [
            other
            for other, items in zip(tables[:at], asked, strict=False)
            if other.sheet != table.sheet and items - asked[at] and asked[at] - items
        ]
        if earlier and (count := _join(table, _people(earlier))):
            place = Place(file, table.sheet, table.header_rows[-1])
            yield sheet_joined(place, count)


def without_lists(
    file: str, tables: Sequence[ParsedTable]
) -> tuple[list[ParsedTable], list[Problem]]:
    """The tables that ask something, where any does, and what is told of mere lists of people.

    Lists that drop-downs and formulas look people up in lie on sheets of their own, often hidden.
    """
    asking = {_own_sheet(table) for table in tables if _asked(table)}
    lists = [
        at
        for at, one in enumerate(tables)
        if asking and _own_sheet(one) not in asking and not one.is_confirmed
    ]
    told = [
        list_left_out(Place(file, one.sheet, one.header_rows[-1]), len(one.rows))
        for one in (tables[at] for at in lists)
    ]
    return [table for at, table in enumerate(tables) if at not in lists], told


def _own_sheet(table: ParsedTable) -> str:
    """Without the columns of a table that stands beside another."""
    return _PANEL.sub("", table.sheet)


def _asked(table: ParsedTable) -> frozenset[str]:
    items = {column.item.partition(MARK)[0] for column in table.columns}
    return frozenset(items - {""} - _WHO)


def _people(tables: Sequence[ParsedTable]) -> dict[str, ParsedRow]:
    """The rows by number, of people who stand on these sheets once."""
    rows = [row for table in tables for row in table.rows if _number(row)]
    times = Counter(map(_number, rows))
    return {number: row for row in rows if times[number := _number(row)] == 1}


def _number(row: ParsedRow) -> str:
    is_sure = row.kind_of_row is RowKind.ENTRY and not row.is_certificate_lossy
    return str(row.answers.get(_NUMBER, "")) if is_sure else ""


def _join(table: ParsedTable, people: dict[str, ParsedRow]) -> int:
    """Take the lines that join away from a table; how many they are."""
    times = Counter(map(_number, table.rows))
    kept = []
    for row in table.rows:
        form = people.get(_number(row)) if times[_number(row)] == 1 else None
        if form is None or _contradicts(form, row):
            kept.append(row)
        else:
            _add(form, row, table)
    count = len(table.rows) - len(kept)
    table.rows = kept
    return count


def _contradicts(form: ParsedRow, row: ParsedRow) -> bool:
    said = form.answers
    is_elsewhere = bool(form.community and row.community and form.community != row.community)
    return is_elsewhere or any(
        said.get(item, value) != value for item, value in row.answers.items()
    )


def _add(form: ParsedRow, row: ParsedRow, table: ParsedTable) -> None:
    new = {item: value for item, value in row.answers.items() if item not in form.answers}
    form.answers = dict(sorted({**form.answers, **new}.items()))
    form.changes += tuple(change for change in row.changes if change.item in new)
    form.problems += row.problems
    form.community = form.community or row.community
    form.citizen_id = form.citizen_id or row.citizen_id
    headers = (column.header for column in table.columns)
    cells = tuple((h, t) for h, t in zip_longest(headers, row.cells, fillvalue="") if t)
    form.details += (Detail(row.sheet, row.row, cells),)

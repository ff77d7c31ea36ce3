"""Tables of details that belong to forms in another table: repeats of ODK Central and KoboToolbox.

ODK Central writes a csv a repeat and names the form in PARENT_KEY; KoboToolbox a sheet, with
`_parent_table_name` and `_parent_index`, or `_submission__id` where somebody moved the sheets. A
repeat within a repeat names the line it belongs to in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from dsurvey_desktop.domain.problem import Place, Problem
from dsurvey_desktop.intake.archive import ARROW
from dsurvey_desktop.intake.header_rows import is_repeat_header
from dsurvey_desktop.intake.model import Detail, ParsedRow, ParsedTable
from dsurvey_desktop.intake.problems import repeat_orphan, repeat_table
from dsurvey_desktop.intake.sheets import Cell, Sheet, plain_text

_SEARCHED_ROWS = 5
_LONGEST_SHEET_NAME = 31
_LONGEST_SHOWN = 1000
_DEEPEST = 6
_WAYS = (
    ("parent_key", "key"),
    ("_submission__id", "_id"),
    ("_submission__uuid", "_uuid"),
)
"""Columns of a line of details, and of the form it names; either is unlike all others."""
_PARENT_TABLE, _PARENT_INDEX, _INDEX = "_parent_table_name", "_parent_index", "_index"
_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RepeatTable:
    """A sheet, or a part of one, with the header of a repeat; places from 0."""

    sheet: Sheet
    header: int
    body: range

    def lines(self) -> Iterator[tuple[int, list[str]]]:
        """Place and texts of the lines that hold anything."""
        for at in self.body:
            texts = [plain_text(cell).strip() for cell in self.sheet.rows[at]]
            if any(texts):
                yield at, texts

    def headers(self) -> list[str]:
        """The texts of its header."""
        return _texts(self.sheet.rows[self.header])


def repeat_of(sheet: Sheet) -> RepeatTable | None:
    """The repeat that a sheet of an export holds, whatever its columns are called."""
    for at, row in enumerate(sheet.rows[:_SEARCHED_ROWS]):
        if is_repeat_header(row):
            return RepeatTable(sheet, at, range(at + 1, len(sheet.rows)))
    return None


@dataclass(slots=True)
class _Joiner:
    """Who is named by which key: rows of forms, and lines of details by what they name."""

    forms: dict[_Key, ParsedRow] = field(default_factory=dict)
    lines: dict[_Key, list[_Key]] = field(default_factory=dict)

    def form_of(self, keys: Iterable[_Key], depth: int = 0) -> ParsedRow | None:
        """The form that one of the keys names, or that the line named by it belongs to."""
        for key in keys:
            if key in self.forms:
                return self.forms[key]
            above = self.lines.get(key)
            if above and depth < _DEEPEST and (found := self.form_of(above, depth + 1)):
                return found
        return None


def join_repeats(
    file: str, repeats: Sequence[RepeatTable], tables: Sequence[ParsedTable]
) -> Iterator[Problem]:
    """Give each form the lines of details that name it; what names none is told.

    Args:
        file: its name, for places.
        repeats: the tables of details of a file.
        tables: the tables with the forms; their rows are changed in place.
    """
    if not repeats:
        return
    joiner = _Joiner(dict(_keys_of_forms(tables)))
    for repeat in repeats:
        headers = _columns(repeat.headers())
        for _at, texts in repeat.lines():
            for key in _own_keys(repeat.sheet.name, headers, texts):
                joiner.lines.setdefault(key, _named_keys(repeat.sheet.name, headers, texts))
    for repeat in repeats:
        yield from _join(file, repeat, joiner)


def _join(file: str, repeat: RepeatTable, joiner: _Joiner) -> Iterator[Problem]:
    name, headers = repeat.sheet.name, repeat.headers()
    columns, count = _columns(headers), 0
    for at, texts in repeat.lines():
        count += 1
        cells = tuple((h, t) for h, t in zip_longest(headers, texts, fillvalue="") if t)
        form = joiner.form_of(_named_keys(name, columns, texts))
        if form is None:
            shown = ", ".join(f"{header}={cell}" for header, cell in cells)[:_LONGEST_SHOWN]
            yield repeat_orphan(Place(file, name, at + 1), shown)
        else:
            form.details += (Detail(name, at + 1, cells),)
    yield repeat_table(Place(file, name), count)


def _keys_of_forms(tables: Sequence[ParsedTable]) -> Iterator[tuple[_Key, ParsedRow]]:
    for table in tables:
        columns = _columns([match.header for match in table.columns])
        if columns.keys().isdisjoint({_INDEX, *(own for _named, own in _WAYS)}):
            continue
        for row in table.rows:
            for key in _own_keys(table.sheet, columns, row.cells):
                yield key, row


def _own_keys(sheet: str, columns: dict[str, int], texts: Sequence[str]) -> Iterator[_Key]:
    """What a line is called by others, in the member of a zip that it stands in."""
    member, bare = _split(sheet)
    for _named, own in _WAYS:
        if said := _at(texts, columns, own):
            yield own, said
    if said := _at(texts, columns, _INDEX):
        yield member, bare[:_LONGEST_SHEET_NAME].casefold(), said


def _named_keys(sheet: str, columns: dict[str, int], texts: Sequence[str]) -> list[_Key]:
    """Whom a line names: the line of the sheet above first, which may be a repeat too."""
    member, _bare = _split(sheet)
    keys: list[_Key] = []
    table, index = _at(texts, columns, _PARENT_TABLE), _at(texts, columns, _PARENT_INDEX)
    if table and index:
        keys.append((member, table[:_LONGEST_SHEET_NAME].casefold(), index))
    keys += [(own, said) for named, own in _WAYS if (said := _at(texts, columns, named))]
    return keys


def _columns(headers: Sequence[str]) -> dict[str, int]:
    """Places of the columns by their names in small letters; the first of a name counts."""
    found: dict[str, int] = {}
    for at, header in enumerate(headers):
        found.setdefault(header.strip().lower(), at)
    return found


def _at(texts: Sequence[str], columns: dict[str, int], name: str) -> str:
    at = columns.get(name, len(texts))
    return texts[at].strip() if at < len(texts) else ""


def _texts(row: Sequence[Cell]) -> list[str]:
    return [plain_text(cell).strip() for cell in row]


def _split(sheet: str) -> tuple[str, str]:
    """Member of a zip, and the sheet's own name."""
    member, arrow, bare = sheet.rpartition(ARROW)
    return (member, bare) if arrow else ("", sheet)

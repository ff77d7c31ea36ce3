"""Tables of details that belong to forms in another table: repeats of ODK Central and KoboToolbox.

ODK Central writes a csv a repeat and names the form in PARENT_KEY; KoboToolbox a sheet, with
`_parent_table_name` and `_parent_index`, or `_submission__id` where somebody moved the sheets. A
repeat within a repeat names the line it belongs to in the same way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Generic, TypeVar

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
KEYS_OF_FORMS = tuple(own for _named, own in _WAYS)
_PARENT_TABLE, _PARENT_INDEX, _INDEX = "_parent_table_name", "_parent_index", "_index"
Key = tuple[str, ...]
"""What a form or a line of details is called by others."""
T = TypeVar("T")


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


class Joiner(Generic[T]):
    """Who is named by which key: forms, and lines of details by what they name themselves.

    Args:
        forms: whatever stands for a form, by what it is called.
        repeats: all tables of details; a line may belong to a line of another one.
    """

    def __init__(self, forms: Mapping[Key, T], repeats: Iterable[RepeatTable]) -> None:
        self._forms = forms
        self._lines: dict[Key, list[Key]] = {}
        for repeat in repeats:
            name, columns = repeat.sheet.name, _columns(repeat.headers())
            for _at, texts in repeat.lines():
                for key in _own_keys(name, columns, texts):
                    self._lines.setdefault(key, _named_keys(name, columns, texts))

    def join(self, repeat: RepeatTable) -> Iterator[tuple[Detail, T | None]]:
        """Each line that holds anything, and the form it belongs to where that is here."""
        name, headers = repeat.sheet.name, repeat.headers()
        columns = _columns(headers)
        for at, texts in repeat.lines():
            cells = tuple((h, t) for h, t in zip_longest(headers, texts, fillvalue="") if t)
            yield Detail(name, at + 1, cells), self._form_of(_named_keys(name, columns, texts))

    def _form_of(self, keys: Iterable[Key], depth: int = 0) -> T | None:
        """The form that one of the keys names, or that the line named by it belongs to."""
        for key in keys:
            if key in self._forms:
                return self._forms[key]
            above = self._lines.get(key)
            if above and depth < _DEEPEST and (found := self._form_of(above, depth + 1)):
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
    joiner = Joiner(dict(_keys_of_forms(tables)), repeats)
    for repeat in repeats:
        yield from _join(file, repeat, joiner)


def _join(file: str, repeat: RepeatTable, joiner: Joiner[ParsedRow]) -> Iterator[Problem]:
    count = 0
    for detail, form in joiner.join(repeat):
        count += 1
        if form is None:
            shown = ", ".join(f"{header}={cell}" for header, cell in detail.cells)[:_LONGEST_SHOWN]
            yield repeat_orphan(Place(file, detail.sheet, detail.row), shown)
        else:
            form.details += (detail,)
    yield repeat_table(Place(file, repeat.sheet.name), count)


def names_forms(repeat: RepeatTable) -> bool:
    """True where lines name their forms in a way that holds beyond their own file."""
    columns = _columns(repeat.headers())
    return any(
        _at(texts, columns, named) for _at_row, texts in repeat.lines() for named, _own in _WAYS
    )


def keys_beyond_file(headers: Sequence[str], cells: Sequence[str]) -> Iterator[Key]:
    """What a form is called by details in whichever file."""
    columns = _columns(headers)
    for own in KEYS_OF_FORMS:
        if said := _at(cells, columns, own):
            yield own, said


def _keys_of_forms(tables: Sequence[ParsedTable]) -> Iterator[tuple[Key, ParsedRow]]:
    for table in tables:
        columns = _columns([match.header for match in table.columns])
        if columns.keys().isdisjoint({_INDEX, *KEYS_OF_FORMS}):
            continue
        for row in table.rows:
            for key in _own_keys(table.sheet, columns, row.cells):
                yield key, row


def _own_keys(sheet: str, columns: dict[str, int], texts: Sequence[str]) -> Iterator[Key]:
    """What a line is called by others, in the member of a zip that it stands in."""
    member, bare = _split(sheet)
    for _named, own in _WAYS:
        if said := _at(texts, columns, own):
            yield own, said
    if said := _at(texts, columns, _INDEX):
        yield member, bare[:_LONGEST_SHEET_NAME].casefold(), said


def _named_keys(sheet: str, columns: dict[str, int], texts: Sequence[str]) -> list[Key]:
    """Whom a line names: the line of the sheet above first, which may be a repeat too."""
    member, _bare = _split(sheet)
    keys: list[Key] = []
    table, index = _at(texts, columns, _PARENT_TABLE), _at(texts, columns, _PARENT_INDEX)
    if table and index:
        keys.append((member, table[:_LONGEST_SHEET_NAME].casefold(), index))
    keys += [(own, said) for named, own in _WAYS if (said := _at(texts, columns, named))]
    form, slash, _line = _at(texts, columns, "parent_key").partition("/")  # uuid:1/member[2]
    return [*keys, ("key", form)] if slash else keys


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

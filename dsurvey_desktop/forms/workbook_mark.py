"""How a collection workbook says that it is the program's own, and what its columns mean.

A hidden sheet names office, community, campaign and form edition; on the sheet that people fill in
a hidden row names the item of each column. The row moves with its columns, so that whatever a
person does to the headers they see, the meaning stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields

MARK_SHEET = "dsurvey"
"""Name of the hidden sheet."""
SIGN = "dsurvey collection workbook"
"""First cell of the hidden sheet."""
OWN_COLUMN = "dsurvey:"
"""What the hidden row says of columns that no item of the form asks, before their own name."""
ROW_COLUMN = OWN_COLUMN + "row"
"""The column of running numbers, by which a sheet is known where the hidden one is gone."""
GUIDE = OWN_COLUMN + "guide"
"""Stands on the sheet of explanations, out of sight."""
ROSTER_ITEMS = ("hukou", "address", "landline", "mobile")
"""Items that the roster can fill in beside name and number."""
_COLUMNS, _PREFILLED = "columns", "prefilled"


@dataclass(frozen=True, slots=True)
class Prefilled:
    """An item that stands in the workbook already; asked only where these answers are given.

    Attributes:
        asked_when: pairs of item and code.
    """

    item: str
    asked_when: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class WorkbookMark:
    """What the hidden sheet says.

    Attributes:
        office, community: their codes.
        year: the campaign's.
        kind: `individual` or `community`.
        form_digest: of the form edition.
        sheet: name of the sheet to fill in, as it was made.
        columns: item by column, from the left, as it was made.
        prefilled: items that stand there before anybody writes.
    """

    office: str
    community: str
    year: str
    kind: str
    form_id: str
    form_version: str
    form_digest: str
    sheet: str
    columns: tuple[str, ...] = ()
    prefilled: tuple[Prefilled, ...] = field(default=())


_PLAIN = tuple(one.name for one in fields(WorkbookMark) if one.name not in {_COLUMNS, _PREFILLED})


def mark_rows(mark: WorkbookMark) -> Iterator[tuple[str, ...]]:
    """The rows of the hidden sheet."""
    yield (SIGN, "1")
    for name in _PLAIN:
        yield (name, str(getattr(mark, name)))
    yield (_COLUMNS, *mark.columns)
    for one in mark.prefilled:
        conditions = (f"{item}={code}" for item, code in one.asked_when)
        yield (_PREFILLED, one.item, *conditions)


def read_mark(rows: Iterable[Sequence[str]]) -> WorkbookMark | None:
    """The opposite of `mark_rows`; None where the sheet is another or not whole."""
    found = [tuple(cell.strip() for cell in row) for row in rows]
    if not found or not found[0] or found[0][0] != SIGN:
        return None
    said = {row[0]: row[1] for row in found[1:] if len(row) > 1}
    if any(name not in said for name in _PLAIN):
        return None
    plain = {name: said[name] for name in _PLAIN}
    columns = next((row[1:] for row in found if row[0] == _COLUMNS), ())
    prefilled = tuple(_prefilled(row) for row in found if row[0] == _PREFILLED and len(row) > 1)
    return WorkbookMark(**plain, columns=columns, prefilled=prefilled)


def _prefilled(row: tuple[str, ...]) -> Prefilled:
    pairs = (cell.partition("=") for cell in row[2:] if cell)
    return Prefilled(row[1], tuple((item, code) for item, _sign, code in pairs))

"""The community of rows that say none, where sheet, file or folder bear the name of one.

The intake knows a community by its ending (村, 社区); the office knows all its names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dsurvey_desktop.checks.roster_checks import resolve_community
from dsurvey_desktop.intake.model import (
    Change,
    FileKind,
    ParsedFile,
    ParsedRow,
    ParsedTable,
    RowKind,
)
from dsurvey_desktop.usecases.places_of_file import first_named

_CODE, _NAME = "community_code", "community_name"


def fill_communities(parsed: ParsedFile, codes: Mapping[str, str], folder: str = "") -> None:
    """Put the code into rows without a community; `codes` are the office's, by name.

    A community's form that says neither code nor name is given both.
    """
    for table in parsed.tables:
        if code := first_named((table.sheet, parsed.file, folder), codes):
            _fill(table, code)
        if parsed.kind is FileKind.COMMUNITY:
            for row in table.rows:
                _name(row, codes)


def _fill(table: ParsedTable, code: str) -> None:
    if table.coming is not None:
        table.coming = _filled(table.coming, code)
    table.rows = list(_filled(table.rows, code))


def _filled(rows: Iterable[ParsedRow], code: str) -> Iterator[ParsedRow]:
    for row in rows:
        row.community = row.community or code
        yield row


def _name(row: ParsedRow, codes: Mapping[str, str]) -> None:
    """Give a form what title, sheet, file or folder say of its community."""
    code = resolve_community(row.community, codes)
    if not code or row.kind_of_row is not RowKind.ENTRY or {_CODE, _NAME} & row.answers.keys():
        return
    name = next(one for one, known in codes.items() if known == code)
    row.changes += (Change(_CODE, "", code), Change(_NAME, "", name))
    row.answers = {_CODE: code, _NAME: name, **row.answers}

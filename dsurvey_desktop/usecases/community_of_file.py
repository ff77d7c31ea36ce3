"""The community of rows that say none, where sheet or file bear the name of one of the office's.

The intake knows a community by its ending (村, 社区); the office knows all its names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dsurvey_desktop.checks.roster_checks import resolve_community
from dsurvey_desktop.intake.model import ParsedFile, ParsedRow, ParsedTable


def fill_communities(parsed: ParsedFile, codes: Mapping[str, str]) -> None:
    """Put the code into rows without a community; `codes` are the office's, by name."""
    for table in parsed.tables:
        code = _named(table.sheet, codes) or _named(parsed.file, codes)
        if code:
            _fill(table, code)


def _named(words: str, codes: Mapping[str, str]) -> str:
    return resolve_community(words, codes) if words else ""


def _fill(table: ParsedTable, code: str) -> None:
    if table.coming is not None:
        table.coming = _filled(table.coming, code)
    table.rows = list(_filled(table.rows, code))


def _filled(rows: Iterable[ParsedRow], code: str) -> Iterator[ParsedRow]:
    for row in rows:
        row.community = row.community or code
        yield row

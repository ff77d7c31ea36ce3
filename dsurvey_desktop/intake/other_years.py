"""Sheets of other years in one file: their rows are kept, but are nobody's answers of this year."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dsurvey_desktop.intake.model import ParsedTable, RowKind

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def set_other_years_aside(tables: Sequence[ParsedTable], year: int) -> None:
    """Mark the rows of sheets whose names say other years, where another sheet may be this year's.

    The name of a member of a zip counts too. Where all sheets say another year nobody can tell an
    old file from an old title; the days of the survey speak then (D01).
    """
    old = [table for table in tables if _is_of_other_year(table.sheet, year)]
    if not old or all(_is_of_other_year(one.sheet, year) for one in tables if one.rows):
        return
    for table in old:
        for row in table.rows:
            row.kind_of_row = row.kind_of_row or RowKind.OTHER_YEAR


def _is_of_other_year(name: str, year: int) -> bool:
    years = set(_YEAR.findall(name))
    return bool(years) and str(year) not in years

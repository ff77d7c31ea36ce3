"""Sheets of other years beside this year's are kept apart; files of other years are asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dsurvey_desktop.domain.problem import Place, Problem
from dsurvey_desktop.domain.word_memory import remembers_words
from dsurvey_desktop.forms.model import ItemKind
from dsurvey_desktop.intake import year_problems as say
from dsurvey_desktop.intake.dates import read_date
from dsurvey_desktop.intake.lexicon import Lexicon
from dsurvey_desktop.intake.model import ParsedFile, ParsedTable, RowKind
from dsurvey_desktop.intake.sheets import Sheet, plain_text
from dsurvey_desktop.intake.vocabulary import vocabulary

_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_YEAR_IN_TITLE = re.compile(r"(?<!\d)20\d\d(?=\s*\u5e74)")
"""Titles hold numbers of decrees too, whose years no such word follows."""
_VALID_UNTIL = re.compile(r"\u6709\u6548\u671f[^\d]{0,4}20\d\d\s*\u5e74")
"""Printed on forms of the statistics law: `有效期至：2026年6月`, the form's own year."""
_NO_YEAR = 1900
_LEAST_DAYS = 3
"""Different days that prove by themselves when a survey was; one alone may be mistyped."""


def set_other_years_aside(
    file: str, tables: Sequence[ParsedTable], lexicon: Lexicon, year: int
) -> list[Problem]:
    """Mark the rows of sheets whose names say other years, where another sheet may be this year's.

    The name of a member of a zip counts too. Where all sheets say another year a person is asked.
    A sheet named after those who came last year holds days of this year, and stays; so does one
    without days whose name says so and whose people stand on no sheet of this year, which is told.
    """
    old = [
        table
        for table in tables
        if _is_other(_years_in(table.sheet), year)
        and {day[:4] for day in _days(table, lexicon)} != {str(year)}
    ]
    if not old or all(_is_other(_years_in(one.sheet), year) for one in tables if one.rows):
        return []
    told = []
    for table in old:
        if _is_named_after_people(table, lexicon) and _stands_apart(table, tables, year):
            place = Place(file, table.sheet)
            told.append(say.named_after_people(place, max(_years_in(table.sheet)), year))
            continue
        for row in table.rows:
            row.kind_of_row = row.kind_of_row or RowKind.OTHER_YEAR
    return told


def _is_named_after_people(table: ParsedTable, lexicon: Lexicon) -> bool:
    """`2024年底新办证` says since when they are known, where no day says when they were asked."""
    words = vocabulary().marks["people_of_year"]
    return any(word in table.sheet for word in words) and not any(_days(table, lexicon))


def _stands_apart(table: ParsedTable, tables: Sequence[ParsedTable], year: int) -> bool:
    """True where nobody of it stands on a sheet that is not of another year."""
    others = (one for one in tables if not _is_other(_years_in(one.sheet), year))
    known = {row.answers.get("certificate_no") for one in others for row in one.rows}
    return all(row.answers.get("certificate_no") not in known - {None} for row in table.rows)


@dataclass(slots=True)
class _Search:
    """How far a sheet was searched from the top; where it first says each year."""

    end: int = 0
    places: dict[str, int] = field(default_factory=dict)


def years_above(sheet: Sheet, before: int) -> frozenset[str]:
    """The years that title lines above a header (at `before`) say.

    A sheet may have thousands of headers: each goes on where the one above it stopped.
    """
    search = sheet.found.setdefault(_Search, _Search())
    for place in range(search.end, before):
        for cell in sheet.rows[place]:
            if cell != "":
                for year in _years_titled(plain_text(cell)):
                    search.places.setdefault(year, place)
    search.end = max(search.end, before)
    return frozenset(year for year, place in search.places.items() if place < before)


def _years_titled(line: str) -> list[str]:
    return _YEAR_IN_TITLE.findall(_VALID_UNTIL.sub("", line))


def ask_about_year(parsed: ParsedFile, lexicon: Lexicon, year: int) -> None:
    """Have a person say whether a file is this year's that speaks of other years only.

    Names and titles say it where no day of the survey contradicts, and the days themselves where
    there are several. An old title over this year's days is told and nothing more.
    """
    said = {name for table in parsed.tables for name in (*table.years, *_years_in(table.sheet))}
    said |= _years_in(parsed.file)
    days = {day for table in parsed.tables for day in _days(table, lexicon)}
    in_days = {day[:4] for day in days}
    is_called_so, is_dated_so = _is_other(said, year), _is_other(in_days, year)
    table = parsed.tables[0]
    place = Place(parsed.file, table.sheet, table.header_rows[-1])
    if is_called_so and str(year) in in_days:
        parsed.problems += (say.old_title(place, max(said), year),)
    elif is_called_so or (is_dated_so and str(year) not in said and len(days) >= _LEAST_DAYS):
        other = max(said if is_called_so else in_days)
        table.questions += (say.file_of_other_year(place, other, year),)


def ask_about_workbook(parsed: ParsedFile, made_for: str, lexicon: Lexicon, year: int) -> None:
    """The same of an own workbook of another year, unless its days say that it was used again."""
    table = parsed.tables[0]
    if str(year) not in {day[:4] for one in parsed.tables for day in _days(one, lexicon)}:
        place = Place(parsed.file, table.sheet, table.header_rows[-1])
        table.questions += (say.file_of_other_year(place, made_for, year),)


def _days(table: ParsedTable, lexicon: Lexicon) -> Iterator[str]:
    """The first different days of the form's first date, that of the survey, with their years."""
    columns = {column.item: column for column in table.columns}
    dates = [name for name, item in lexicon.items.items() if item.kind is ItemKind.DATE]
    column = next((columns[name] for name in dates if name in columns), None)
    if column is not None:
        days = map(_day, column.examples)
        yield from (day for day in days if not day.startswith(str(_NO_YEAR)))


@remembers_words(1024)
def _day(said: str) -> str:
    """A day as ISO text, in `_NO_YEAR` where no year is said or it is no day."""
    return read_date(said, _NO_YEAR) or str(_NO_YEAR)


def _years_in(name: str) -> set[str]:
    return set(_YEAR.findall(name))


def _is_other(years: set[str], year: int) -> bool:
    return bool(years) and str(year) not in years

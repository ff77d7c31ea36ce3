"""Tables that stand side by side on one sheet, told apart where their headers prove it.

Proof is that the header names the number that says who a row is more than once, and either blank
columns part the tables, each of which has a header of its own, or the same headers come again in
the same order. A second number column alone (of a guardian, say) proves nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dsurvey_desktop.domain.problem import column_letters
from dsurvey_desktop.domain.word_memory import remembers_words
from dsurvey_desktop.intake.archive import below
from dsurvey_desktop.intake.cleaning import key_of
from dsurvey_desktop.intake.header_rows import identity_items, is_header
from dsurvey_desktop.intake.headers import Headers, HeaderSpan, all_column_parts
from dsurvey_desktop.intake.lexicon import SURE, Lexicon
from dsurvey_desktop.intake.sheets import Cell, Sheet

_LEAST_REPEATED = 3
"""Headers of a table that is repeated without a blank column between."""


def panels_of(sheet: Sheet, spans: Sequence[HeaderSpan], lexicon: Lexicon) -> list[Sheet]:
    """The sheet, or a sheet for each of the tables side by side on it.

    Each keeps the places of its cells; those of the others are blank in it. Title lines above the
    first header stay, unless the table has title lines of its own.
    """
    if not spans:
        return [sheet]
    starts = _starts(sheet, spans[0], lexicon)
    if len(starts) < 2 or any(_starts(sheet, span, lexicon) != starts for span in spans[1:]):
        return [sheet]
    first = spans[0].first if spans[0].group_row < 0 else spans[0].group_row
    return _panels(sheet, starts, first)


def panels_like(sheet: Sheet, starts: Sequence[int]) -> list[Sheet]:
    """A sheet without a header, cut where the tables of the sheet before begin."""
    return [sheet] if len(starts) < 2 else _panels(sheet, starts, 0)


def _panels(sheet: Sheet, starts: Sequence[int], first: int) -> list[Sheet]:
    ends = [*starts[1:], max(sheet.width(), starts[-1] + 1)]
    return [
        _panel(sheet, start, end, first) for start, end in zip([0, *starts[1:]], ends, strict=True)
    ]


def _starts(sheet: Sheet, span: HeaderSpan, lexicon: Lexicon) -> tuple[int, ...]:
    """The first columns of the tables; one or none where the header proves no more."""
    width = max(len(sheet.rows[place]) for place in range(span.first, span.last + 1))
    own = replace(span, group_row=-1)  # titles side by side look like names of groups
    return _starts_in(all_column_parts(sheet, own, width), lexicon)


@remembers_words(32)
def _starts_in(all_parts: Headers, lexicon: Lexicon) -> tuple[int, ...]:
    """Kept, since the files of a folder have the same headers."""
    headers = [" ".join(parts) for parts in all_parts]
    number = identity_items(lexicon)[0]
    numbers = [at for at, one in enumerate(headers) if _is_sure(one, number, lexicon)]
    if len(numbers) < 2:
        return ()
    return tuple(_parted(headers, numbers, lexicon) or _repeated(headers, numbers))


def _is_sure(header: str, item: str, lexicon: Lexicon) -> bool:
    meaning = lexicon.sure(header)
    return meaning.item == item and meaning.confidence >= SURE


def _parted(headers: list[str], numbers: list[int], lexicon: Lexicon) -> list[int]:
    """Blank columns between, and each table with one number and a header of its own."""
    starts = [at for at, one in enumerate(headers) if one and (at == 0 or not headers[at - 1])]
    parts = list(zip(starts, [*starts[1:], len(headers)], strict=True))
    tables = [
        start
        for start, end in parts
        if sum(start <= at < end for at in numbers) == 1
        and is_header(list[Cell](headers[start:end]), lexicon)
    ]
    return tables if len(tables) == len(numbers) else []


def _repeated(headers: list[str], numbers: list[int]) -> list[int]:
    """The same headers again in the same order, as often as there are numbers."""
    keys = [key_of(header) for header in headers]
    while keys and not keys[-1]:
        keys.pop()
    first = next((at for at, key in enumerate(keys) if key), 0)
    keys = keys[first:]
    period = numbers[1] - numbers[0]
    is_whole = period >= _LEAST_REPEATED and len(keys) == period * len(numbers)
    if not is_whole or keys != keys[:period] * len(numbers):
        return []
    return [first + number * period for number in range(len(numbers))]


def _panel(sheet: Sheet, start: int, end: int, first: int) -> Sheet:
    own = [_only(row, start, end) for row in sheet.rows]
    has_titles = any(cell != "" for row in own[:first] for cell in row)
    rows = own if has_titles else sheet.rows[:first] + own[first:]
    merged = tuple(area for area in sheet.merged if start <= area[0][1] < end)
    area = f"{column_letters(start + 1)}–{column_letters(end)}"
    return replace(sheet, name=below(sheet.name, area) or area, rows=rows, merged=merged)


def _only(row: list[Cell], start: int, end: int) -> list[Cell]:
    blank: list[Cell] = [""] * min(start, len(row))
    return blank + row[start:end]

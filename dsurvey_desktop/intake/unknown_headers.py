"""Tables whose headers mean nothing to the program: found again by what a person said, or guessed.

A guess is only ever shown: its rows are read once a person has said what the columns mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dsurvey_desktop.intake.cleaning import clean_name, clean_number
from dsurvey_desktop.intake.header_rows import header_words, text_at
from dsurvey_desktop.intake.headers import HeaderSpan
from dsurvey_desktop.intake.mapping import ColumnMapping, shape_of
from dsurvey_desktop.intake.model import FileKind
from dsurvey_desktop.intake.sheets import Sheet, plain_text

_SEARCHED_ROWS = 60
_LEAST_WORDS = 3
_SAMPLE_ROWS = 50
_MOSTLY = 0.6
_NUMBER = re.compile(
    r"\d{6}(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d\d{0,3}[\dX]{0,3}(?:B\d{1,2})?", re.ASCII
)
"""A citizen ID or certificate number, told by its birth date, which other long numbers lack."""
_NAME = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}")


def headers_by_shape(
    sheet: Sheet, mappings: Mapping[str, ColumnMapping], kind: FileKind
) -> Iterator[HeaderSpan]:
    """The first header line that a person explained before."""
    wanted = {shape for shape, mapping in mappings.items() if mapping.kind is kind}
    if not wanted:
        return
    for place, row in enumerate(sheet.rows[:_SEARCHED_ROWS]):
        if shape_of([plain_text(cell).strip() for cell in row]) in wanted:
            yield HeaderSpan(place, place)
            return


def guess_header(sheet: Sheet) -> HeaderSpan | None:
    """The line above the first row that looks like a person, where columns of such rows follow."""
    for place, row in enumerate(sheet.rows[:_SEARCHED_ROWS]):
        if any(_is_number(plain_text(cell)) for cell in row if cell != ""):
            above = next((at for at in range(place - 1, -1, -1) if any(sheet.rows[at])), -1)
            is_header = above >= 0 and len(header_words(sheet.rows[above])) >= _LEAST_WORDS
            is_table = is_header and _holds_people(sheet, range(place, len(sheet.rows)))
            return HeaderSpan(above, above) if is_table else None
    return None


def _holds_people(sheet: Sheet, body: range) -> bool:
    """A column that is mostly numbers of people, and one that is mostly their names."""
    rows = body[:_SAMPLE_ROWS]
    width = max(len(sheet.rows[place]) for place in rows)
    columns = [
        [text for place in rows if (text := text_at(sheet, place, column))]
        for column in range(width)
    ]
    has_number = any(_share(map(_is_number, texts), len(texts)) for texts in columns)
    has_name = any(
        len(set(texts)) * 2 > len(texts) and _share(map(_is_name, texts), len(texts))
        for texts in columns
    )
    return has_number and has_name


def _share(fits: Iterator[bool], count: int) -> bool:
    return count > 0 and sum(fits) >= _MOSTLY * count


def _is_number(text: str) -> bool:
    return _NUMBER.fullmatch(clean_number(text)) is not None


def _is_name(text: str) -> bool:
    return _NAME.fullmatch(clean_name(text)) is not None

"""Certificate and ID numbers that a spreadsheet kept as numbers: 15 digits are certain."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from itertools import takewhile

from dsurvey_desktop.domain.numbers import is_citizen_id
from dsurvey_desktop.intake.cleaning import clean_text
from dsurvey_desktop.intake.sheets import Cell, Sheet, plain_text

CERTAIN_DIGITS = 15
"""A double keeps so many decimal digits; Excel never keeps more, and rounding may take a few."""
_SCIENTIFIC = re.compile(r"(\d)(?:\.(\d+))?[eE]\+?0*(\d{1,2})", re.ASCII)
_PADDED = re.compile(r"(\d{15})(?:000|00000)", re.ASCII)
_LONG_FROM = 1e16


def certain_digits(cell: Cell) -> str:
    """The leading digits that are certain; empty where the cell lost none.

    A number that went through a spreadsheet comes back as `3.30282197802037E+19`, or with zeros
    from the 16th digit on: no certificate ends so, and hardly any citizen ID.
    """
    if isinstance(cell, float | int):
        return _certain_in_number(float(cell)) if cell >= _LONG_FROM else ""
    cleaned = clean_text(plain_text(cell)).lstrip("'")
    if match := _SCIENTIFIC.fullmatch(cleaned):
        return _certain_in_mantissa(match[1] + (match[2] or "")) if int(match[3]) >= 15 else ""
    padded = _PADDED.fullmatch(cleaned)
    return padded[1] if padded and not is_citizen_id(cleaned) else ""


def _certain_in_number(number: float) -> str:
    """What all numbers have in common that round to this one at 16 digits.

    Excel cuts at 15 digits, other programs round at 16 (`%.16g`) or keep the nearest double.
    """
    whole = int(Decimal(repr(number)))
    half_a_step = 5 * 10 ** (len(str(whole)) - 17)
    bounds = [str(whole - half_a_step), str(whole + half_a_step)]
    return common_start(*bounds)[:CERTAIN_DIGITS]


def common_start(first: str, second: str) -> str:
    """The characters both texts begin with."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False))
    return "".join(character for character, _other in same)


def _is_long(cell: Cell) -> bool:
    return type(cell) is float and cell >= _LONG_FROM


def _certain_in_mantissa(digits: str) -> str:
    """What all numbers have in common that are shown so: the last digit was cut or rounded."""
    half_a_step = 5 * 10 ** max(16 - len(digits), 0)
    whole = int(f"{digits:0<17}")
    return common_start(str(whole - half_a_step), str(whole + half_a_step))[:CERTAIN_DIGITS]


def restore_long_numbers(sheet: Sheet, columns: Iterable[int]) -> None:
    """Put long numbers back as text, digit by digit where the file still holds them.

    Args:
        sheet: changed in place.
        columns: from 0; those that hold certificate, ID or telephone numbers.
    """
    long_cells = [
        (place, column)
        for column in columns
        for place, row in enumerate(sheet.rows)
        if column < len(row) and type(row[column]) is float and _is_long(row[column])
    ]
    if not long_cells:
        return
    exact = sheet.exact_numbers()
    sheet.found.clear()
    for place, column in long_cells:
        digits = exact.get((place, column))
        if digits is not None:
            sheet.rows[place][column] = digits

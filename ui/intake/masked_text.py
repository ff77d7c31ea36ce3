"""Cells as they came, with the numbers in them masked until asked for (product I2)."""

from __future__ import annotations

import re

from dsurvey_desktop.domain.masking import mask_number, mask_phone

_LONG = re.compile(r"\d{15,}[\dXx]?(?:B\d{1,2})?", re.ASCII)
_PHONE = re.compile(r"(?<!\d)1\d{10}(?!\d)", re.ASCII)


def masked(cell: str) -> str:
    """Certificate numbers, citizen IDs and mobile phones in a text masked."""
    hidden = _LONG.sub(lambda match: mask_number(match[0]), cell)
    return _PHONE.sub(lambda match: mask_phone(match[0]), hidden)

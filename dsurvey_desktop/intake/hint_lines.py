"""Lines below a header that say how to fill it in, or number its columns: they are no people."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from dsurvey_desktop.intake.community_names import community_in
from dsurvey_desktop.intake.header_texts import CODE_ONLY_HEADER
from dsurvey_desktop.intake.sheets import Cell, plain_text
from dsurvey_desktop.intake.vocabulary import vocabulary

_LENGTH = re.compile(r"\d{1,2}(?:[-~\u6216]\d{1,2})?\u4f4d.*", re.ASCII | re.DOTALL)
"""`11位手机号`, `18或20位`."""
_UNIT = re.compile(r"\([^()\d]{1,8}\)")
_CHOICES = re.compile(
    r"\(?[01][.\u3001:)\s]*+[^\d\s].*?2[.\u3001:)\s]*+[^\d\s].*", re.ASCII | re.DOTALL
)
_LEAST_CODES = 2


def is_hint_line(row: Sequence[Cell]) -> bool:
    """True where every filled cell says how to fill in its column."""
    return any(row) and all(cell == "" or _is_hint(cell) for cell in row)


def is_code_line(row: Sequence[Cell]) -> bool:
    """True where every filled cell is the code of an item, of whatever form."""
    words = [plain_text(cell).strip() for cell in row if cell != ""]
    return len(words) >= _LEAST_CODES and all(map(CODE_ONLY_HEADER.fullmatch, words))


def _is_hint(cell: Cell) -> bool:
    if not isinstance(cell, str):
        return False
    word = unicodedata.normalize("NFKC", cell).strip()
    if _UNIT.fullmatch(word):
        return not community_in(word)  # which may be a heading over the first people
    if _CHOICES.fullmatch(word):
        return True
    word = word.lstrip("([*").casefold()
    return word.startswith(_beginnings()) or _LENGTH.fullmatch(word) is not None


@cache
def _beginnings() -> tuple[str, ...]:
    hints = vocabulary().marks["header_hint"]
    return tuple(unicodedata.normalize("NFKC", hint) for hint in hints)

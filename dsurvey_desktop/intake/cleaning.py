"""Text as a person typed it to text as it was meant: pure functions from text to text.

Nothing here decides whether a value is right; that is the form's business.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from dsurvey_desktop.domain.numbers import check_character
from dsurvey_desktop.domain.word_memory import remembers_words

_INVISIBLE = re.compile(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe0e\ufe0f\ufeff\x00-\x08\x0e-\x1f\x7f]"
)
_HALF_WIDTH = {wide: wide - 0xFEE0 for start, end in ((0xFF10, 0xFF19), (0xFF21, 0xFF3A),
               (0xFF41, 0xFF5A)) for wide in range(start, end + 1)}  # fmt: skip
_HALF_WIDTH |= dict.fromkeys((0x3000, 0x00A0, 0x2007, 0x202F, 0x2009, 0x2002, 0x2003), 0x20)
OUTER = " \t\n'\u2018\u2019`\u02bc\u2032"
_BEHIND_NAME = f"{OUTER}.,;:\u3002\u3001\uff0e\uff0c\uff1b\uff1a"
_MIDDLE_DOTS = re.compile(r"\s*[\u00b7\u2022\u30fb\u2027\u2219\u22c5\uff65\u0387\u2e31\u25cf]\s*")
_DOT_BETWEEN_IDEOGRAPHS = r"(?<=[\u2e80-\U0003ffff])[.\uff0e\u3002](?=[\u2e80-\U0003ffff])"
_BLANK_BY_IDEOGRAPH = r"(?<=[\u2e80-\U0003ffff])\s+(?=[\u2e80-\U0003ffff])"
_NUMBER_NOISE = re.compile(r"[\s'=\u0022‘’“”`ʼ\-‐‑‒–—―－_.,，()（）\[\]【】]+")
_NUMBER_SIGNS = str.maketrans(
    {"×": "X", "Х": "X", "х": "X", "Χ": "X", "χ": "X", "✕": "X", "*": "*"}
)
_LETTERS_FOR_DIGITS = str.maketrans("OIL", "011")
_NUMBER = re.compile(r"[0-9X]{15,22}(?:B[0-9]{1,2})?", re.ASCII)
_WORDS = r"[\u3400-\u9fff:\uff1a]*"
_NUMBER_AMONG_WORDS = rf"{_WORDS}([0-9]{{17}}[0-9X](?:[0-9]{{2}}(?:B[0-9]{{1,2}})?)?){_WORDS}"
_DONE_NUMBER = re.compile(r"\d{17}[\dX]\d{0,2}(?:B\d{1,2})?", re.ASCII)
_DONE_NAME = re.compile(r"[\u4e00-\u9fff]+")
_BLANKS = re.compile(r"[^\S\n]+")


@cache
def wide(pattern: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Ranges of so many characters take 3 ms to compile: only where a text is met that needs it."""
    return re.compile(pattern, flags)


def clean_text(raw: str) -> str:
    """Without invisible characters and outer blanks; digits and letters half-width."""
    cleaned = _INVISIBLE.sub("", raw).translate(_HALF_WIDTH).strip()
    return _BLANKS.sub(" ", cleaned)


def clean_name(raw: str) -> str:
    """A name: no blanks between ideographs, one kind of middle dot; rare characters stay."""
    if _DONE_NAME.fullmatch(raw):
        return raw
    name = clean_text(raw).strip(_BEHIND_NAME)
    name = _MIDDLE_DOTS.sub("\u00b7", name)
    name = wide(_DOT_BETWEEN_IDEOGRAPHS).sub("\u00b7", name)
    return wide(_BLANK_BY_IDEOGRAPH).sub("", name)


def clean_number(raw: str) -> str:
    """A citizen ID or certificate number without blanks, marks, brackets and words, in capitals.

    What is none even then (`无`, `办理中`) comes back as cleaned text.
    """
    if _DONE_NUMBER.fullmatch(raw):
        return raw
    cleaned = clean_text(raw)
    number = _NUMBER_NOISE.sub("", unicodedata.normalize("NFKC", cleaned))
    number = number.translate(_NUMBER_SIGNS).upper()
    if _NUMBER.fullmatch(number):
        return number
    if among_words := wide(_NUMBER_AMONG_WORDS, re.ASCII).fullmatch(number):
        return among_words[1]
    return _without_letters(number) or cleaned.strip(OUTER)


def _without_letters(number: str) -> str:
    """With the digits that letters were typed for, where the check character proves it."""
    digits = number.translate(_LETTERS_FOR_DIGITS)
    is_number = _DONE_NUMBER.fullmatch(digits) is not None
    return digits if is_number and digits[17] == check_character(digits[:17]) else ""


@remembers_words(16_384)
def key_of(raw: str) -> str:
    """What two spellings of a label have in common: compatibility form without punctuation."""
    folded = unicodedata.normalize("NFKC", raw).casefold()
    return "".join(c for c in folded if unicodedata.category(c)[0] in "LNM" or c in "√✓✔✅×✗✘✕╳❌")

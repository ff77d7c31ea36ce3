"""Whether a file's name says that it is another copy of a file, or another part beside it."""

from __future__ import annotations

import re
import unicodedata

from dsurvey_desktop.intake.vocabulary import vocabulary

_ENDING = re.compile(r"(?:\.[a-z][a-z0-9]{1,4}){1,2}$")
_COUNT = re.compile(r"\(\d{1,2}\)$")
"""What programs put behind a name that is there already."""
_DAY = re.compile(
    r"20\d\d\u5e74(?:\u5ea6)?(?:\d{1,2}\u6708)?(?:\d{1,2}\u65e5)?|\d{1,2}\u6708\d{1,2}\u65e5"
    r"|(?<!\d)20\d\d(?:([-._]?)\d{1,2}\1\d{1,2}(?:[-_ ]?\d{4,6})?)?(?!\d)"
    r"|(?<!\d)(?:[01]\d[0-3]\d|\d{1,2}\.\d{1,2})(?!\d)"
)
_NUMBER = re.compile(r"\d+|[\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341]+")
_BETWEEN = " _-.+,\u3001\u00b7\u2014"
_EMPTY_BRACKETS = re.compile(r"[(\[\u3010]\s*[)\]\u3011]")


def same_name(one: str, other: str) -> bool:
    """True for copies of a file, such as `A.xls`, `A(1).xlsx`, `A_20251008.xlsx`."""
    return one == other or ("" != _key(one) == _key(other))


def other_part(one: str, other: str) -> bool:
    """True for names that differ in their numbers alone: parts of what is sent, no copies."""
    first, second = _key(one), _key(other)
    return first != second and _NUMBER.sub("#", first) == _NUMBER.sub("#", second)


def _key(name: str) -> str:
    """A file's name without ending, day and marks of copies."""
    words = _DAY.sub("", _ENDING.sub("", unicodedata.normalize("NFKC", name).casefold()))
    while (shorter := _without_mark(words)) != words:
        words = shorter
    return words


def _without_mark(words: str) -> str:
    words = _COUNT.sub("", _EMPTY_BRACKETS.sub("", words).strip(_BETWEEN))
    for mark in vocabulary().copy_marks:
        if words.endswith(bracketed := f"({mark})"):
            return words.removesuffix(bracketed)
        if words != mark and words.endswith(mark):
            return words.removesuffix(mark)
        if len(mark) > 1 and words != mark and words.startswith(mark):
            return words.removeprefix(mark)
    return words

"""What else a text says beside the word of a choice: `低保边缘户` is no `低保`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from dsurvey_desktop.intake.cleaning import key_of
from dsurvey_desktop.intake.vocabulary import vocabulary

_REMARK = re.compile(r"(.*[^\s(\[])\s*[(\[]([^()\[\]]+)[)\]]", re.DOTALL)


def says_no_more(key: str, words: Iterable[str], label: str) -> bool:
    """True where a text says only the words, what the label says, and words without weight."""
    for word in sorted(words, key=len, reverse=True):
        key = key.replace(word, "")
    return set(_weightless().sub("", key)) <= set(label)


def without_remark(folded: str) -> tuple[str, str]:
    """A text and the key of the brackets at its end; that is blank where there are none."""
    match = _REMARK.fullmatch(folded)
    return (match[1], key_of(match[2])) if match else (folded, "")


def changes_meaning(remark: str) -> bool:
    """True for a remark by which what stands before it may not hold: `(停发)`."""
    marks = vocabulary().marks
    return any(word in remark for word in (*marks["negation"], *marks["unsettled"]))


def without_day(folded: str) -> str:
    """Without years, months and days: `2026年3月去世`."""
    return _when().sub("", folded)


@cache
def _weightless() -> re.Pattern[str]:
    words = sorted(vocabulary().marks["weightless"], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


@cache
def _when() -> re.Pattern[str]:
    year, month, day = vocabulary().marks["printed_day"]
    return re.compile(rf"(?:\d{{2,4}}{year})?(?:\d{{1,2}}{month})?(?:\d{{1,2}}{day})?")

"""Headers taken apart: code, number, label and remarks in brackets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from dsurvey_desktop.intake.cleaning import clean_text
from dsurvey_desktop.intake.vocabulary import vocabulary

_CODE = r"[A-Za-z]\d{1,2}[A-Za-z]?(?:[_\-.]\d{1,2})?"
CODE_ONLY_HEADER = re.compile(_CODE)
_SHORT_CODE_FIRST = re.compile(r"([A-Za-z]\d{1,2}[A-Za-z]?)[\s.、:_\-](.+)", re.DOTALL)
_CODE_FIRST = re.compile(rf"[(\[]?({_CODE})(?:[\s.、:_)\]\-]+(?=\S)|(?=[^\d\s.]))(.*)", re.DOTALL)
_CODE_LAST = re.compile(rf"(.+?)[\s(\[_\-]*({_CODE})[)\]]?", re.DOTALL)
NUMBERING = re.compile(r"^[(\[]?\d{1,3}[)\]]?[.、:\s)_\-]+")
_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_CHOICES_BEHIND = re.compile(
    r"(.{2,}?)[\s(\[:]*[01][\s.、:)\]=_\-]*[^\d\s.](?:.*?\D)?2[\s.、:)\]=_\-]*[^\d\s.].*", re.DOTALL
)
"""`婚姻状况 1.未婚 2.已婚 …`: forms print the choices behind the question."""

_LONGEST_NUMBERED = 60


def numbered_header(header: str) -> tuple[str, int]:
    """`康复需求2` or `康复需求(二)` to the words before and the number; 0 where there is none.

    What stands behind a bare code is part of the code: `R221` may mean R22_1.
    """
    match = _numbered().fullmatch(header) if len(header) <= _LONGEST_NUMBERED else None
    if match is None or CODE_ONLY_HEADER.fullmatch(match[1]):
        return header, 0
    return match[1], int(match[2]) if match[2].isdecimal() else _ideographs().index(match[2]) + 1


@cache
def counting_ideographs() -> frozenset[str]:
    """The characters of numbers that may stand behind a header."""
    return frozenset("".join(_ideographs()))


def _ideographs() -> tuple[str, ...]:
    return vocabulary().marks["slot_number"]


@cache
def _numbered() -> re.Pattern[str]:
    marks = vocabulary().marks
    before, behind = "|".join(marks["slot_before"]), "|".join(marks["slot_behind"])
    number = f"[1-9]|1\\d|{'|'.join(_ideographs())}"
    return re.compile(
        rf"(.*?)[\s_\-.\u3001:#(\[]*(?:{before})?({number})(?:{behind})?[)\]]?",
        re.ASCII | re.DOTALL,
    )


def fold_header(header: str) -> str:
    """A header without line breaks, stars and full-width forms."""
    folded = unicodedata.normalize("NFKC", clean_text(header))
    return " ".join(folded.split()).strip("*:? ").strip()


def spellings(header: str) -> Iterator[tuple[str, float]]:
    """The header, without number, brackets, choices behind it; each a little less certain."""
    yield header, 1.0
    unnumbered = NUMBERING.sub("", header)
    if unnumbered != header:
        yield unnumbered, 0.99
    bare = without_brackets(unnumbered)
    if bare != unnumbered:
        yield bare, 0.95
    if match := _CHOICES_BEHIND.fullmatch(bare):
        yield match[1], 0.95


def without_brackets(header: str) -> str:
    """Also without brackets in brackets: `生活来源(1.退休金(养老金) 2.其他)`."""
    before, bare = header, _BRACKETS.sub("", header)
    while bare != before:
        before, bare = bare, _BRACKETS.sub("", bare)
    return bare


def codes_and_labels(header: str) -> Iterator[tuple[str, str]]:
    """Ways to take a header apart; `H5.9月30日` is H5 and not H5.9."""
    if match := _CODE_FIRST.fullmatch(header):
        yield match[1], match[2]
        if short := _SHORT_CODE_FIRST.fullmatch(header):
            yield short[1], short[2]
    elif match := _CODE_LAST.fullmatch(header):
        yield match[2], match[1]


def code_key(code: str) -> str:
    """Item codes spelled alike: `R7-1` and `r7.1` are `r7_1`."""
    return re.sub(r"[-.]", "_", code).casefold()

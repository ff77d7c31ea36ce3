"""Which lines under a header are no person: totals, signatures, notes, headers again."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from dsurvey_desktop.intake.cleaning import clean_text, key_of
from dsurvey_desktop.intake.community_names import community_in
from dsurvey_desktop.intake.model import RowKind
from dsurvey_desktop.intake.vocabulary import vocabulary

_COLON = re.compile(r"[:：_＿]")
_LONG_NOTE, _TOTAL_REST = 25, 5
_LONGEST_LOOKED_AT = 300
_LONGEST_NAME = 6
_NAME_DOT = re.compile("[\u00b7\u2022\u30fb.]")
_HEADING = re.compile(r"^\S{1,3}[\u3001.\uff0e]\s*|[(\uff08][^)\uff09]*[)\uff09]|[:\uff1a]$")
_SENTENCE = re.compile("[\uff0c\u3002\uff1b\uff01]")
_PAGE = re.compile(r"\u7b2c\s*\d+\s*\u9875.{0,20}|[-\u2013\u2014]+\s*\d+\s*[-\u2013\u2014]+")
_HEADER_SHARE = 0.5


def kind_of_row(cells: Collection[str], headers: Collection[str], *, has_identity: bool) -> RowKind:
    """Why a row without a number of its own is no person; ENTRY when it is one after all.

    Args:
        cells: of the row as plain text, in the order of the columns.
        headers: the texts of the header in the same order.
        has_identity: a name or citizen ID stands in its column.
    """
    cells = [cell[:_LONGEST_LOOKED_AT] for cell in cells]
    words = [clean_text(cell) for cell in cells if cell.strip()]
    if _is_header_again(cells, headers):
        return RowKind.REPEATED_HEADER
    if _is_total(words):
        return RowKind.TOTAL_LINE
    if _is_signature(words):
        return RowKind.SIGNATURE_LINE
    if _is_note(words, has_identity=has_identity):
        return RowKind.NOTE_LINE
    return RowKind.ENTRY if has_identity else RowKind.NO_IDENTITY


def is_prepared(header: str, cell: str) -> bool:
    """True for what is printed before anybody fills a line in: its number, its town."""
    key = key_of(header)
    return key in _prepared_columns() if key else cell.strip().isdecimal()


@cache
def _prepared_columns() -> frozenset[str]:
    return frozenset(map(key_of, vocabulary().marks["prepared_column"]))


def _is_header_again(cells: Collection[str], headers: Collection[str]) -> bool:
    pairs = [
        (key_of(cell), key_of(header))
        for cell, header in zip(cells, headers, strict=False)
        if cell.strip()
    ]
    same = sum(1 for cell, header in pairs if cell and (cell == header or header.endswith(cell)))
    return same >= 2 and same >= _HEADER_SHARE * len(pairs)


def _is_total(words: list[str]) -> bool:
    return any(
        len(key) <= len(mark) + _TOTAL_REST and (key.startswith(mark) or key.endswith(mark))
        for key in map(key_of, words[:3])
        for mark in vocabulary().marks["total_line"]
    )


def _is_signature(words: list[str]) -> bool:
    marks = vocabulary().marks["signature_line"]
    for word in words:
        label, colon, _rest = word.partition(_colon_in(word))
        if not colon:
            label, colon, rest = word.partition(" ")
            colon = colon if len(rest) <= _LONGEST_NAME else ""
        if colon and key_of(re.sub(r"[(（].*", "", label)) in marks:
            return True
    return sum(key_of(word) in marks for word in words) >= 2


def _colon_in(word: str) -> str:
    match = _COLON.search(word)
    return match[0] if match else "\0"


def _is_note(words: list[str], *, has_identity: bool) -> bool:
    first = words[0]
    label = re.split(r"[:：、.\d\s]", first, maxsplit=1)[0]
    if label != first and key_of(label) in vocabulary().marks["note_line"]:
        return True
    if len(words) > 1 or first.isdecimal():
        return False
    if _PAGE.fullmatch(first):
        return True
    if key_of(first) in vocabulary().marks["note_line"] or _SENTENCE.search(first):
        return True
    return not has_identity or len(first) > _LONG_NOTE or _is_title(first)


def _is_title(word: str) -> bool:
    """A heading over a community's people: `东溪村`, `一、东溪村（12人）`, `东溪村残疾人名单`."""
    bare = _HEADING.sub("", word) or word.strip("()\uff08\uff09")
    community = community_in(bare)
    is_titled = bare.endswith(vocabulary().marks["title_ending"])
    if len(bare) > _LONGEST_NAME and not _NAME_DOT.search(bare):
        return bool(community) or is_titled
    return bool(bare) and (community == bare or (is_titled and bool(community)))

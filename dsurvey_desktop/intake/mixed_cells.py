"""Name, certificate number and telephone in one cell, taken apart where each is certain.

`张三 330282…X41` stands below `姓名及残疾人证号`, and below `姓名` in tables that are short of
columns. Each part goes to its own item where that is free; the rest is told.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from dsurvey_desktop.domain.problem import Problem, Severity
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.intake.cleaning import clean_name, clean_text
from dsurvey_desktop.intake.model import CITIZEN_ID_HINT, Change, ColumnMatch, ParsedRow
from dsurvey_desktop.intake.readings import Fault, Reader, Reading
from dsurvey_desktop.intake.sheets import Cell
from dsurvey_desktop.intake.telephones import is_mobile, phones_in, without_phones
from dsurvey_desktop.intake.vocabulary import vocabulary

NUMBER, CITIZEN_ID = "certificate_no", "citizen_id"
PERSON_ITEMS = frozenset(("name", NUMBER))
MIXED_ITEMS = frozenset((*PERSON_ITEMS, "contact_name"))
"""The items whose cells may hold more than their own; nobody's number is a contact's."""
_MIXED = "mixed_left"
_LONG = re.compile(r"(?<!\d)\d{17}[\dXx](?:[\s-]?[1-7][1-4](?:B\d{1,2})?)?(?![\dA-Za-z])", re.ASCII)
_DIGITS = re.compile(r"\d[\d\s-]{5}")
_BETWEEN = re.compile(r"[\s/\\、,，.。;；:：|+&()（）\[\]【】<>《》_\-\u2014]+")
_DOTTED = re.compile(r"[^\W\d_]+(?:\u00b7[^\W\d_]+)+")
_LONGEST, _ID_LENGTH = 120, 18
_NAME_LENGTHS = range(2, 5)


class Parts(NamedTuple):
    """What a cell says, by item.

    `is_whole` where it holds one number of each kind at most, `is_certain` where the rest of it is
    one name or nothing besides. `has_role` where a word says that the name is somebody else's.
    """

    said: dict[str, str]
    is_whole: bool
    is_certain: bool
    has_role: bool


def parts_of(raw: str) -> Parts | None:
    """The parts of a cell with a certificate number, citizen ID or telephone; else None."""
    if len(raw) > _LONGEST or not _DIGITS.search(raw):
        return None
    cleaned = clean_text(raw)
    found = (re.sub(r"[\s-]", "", one).upper() for one in _LONG.findall(cleaned))
    numbers = list(dict.fromkeys(found))
    rest = _LONG.sub(" ", cleaned)
    phones = phones_in(rest)
    said = dict(_numbers_said(numbers, phones.numbers))
    around = _BETWEEN.split(without_phones(rest))
    words = [one for one in around if not _is_label(one)]
    name = clean_name(" ".join(words)).strip("\u00b7")
    if name:
        said["name"] = name
    is_whole = len(said) == len(numbers) + len(phones.numbers) + bool(name)
    if not numbers and not phones.numbers:
        return None
    is_certain = is_whole and not phones.has_more and _is_one_name(words)
    return Parts(said, is_whole, is_certain, not set(around).isdisjoint(_roles()))


def with_parts(read: Reader, item: str) -> Reader:
    """A reader of `item` that takes its own part only; `MixedSorter` looks after the others."""

    def sorting(cell: Cell) -> Reading:
        if not isinstance(cell, str) or (item == NUMBER and cell.isascii() and cell.isalnum()):
            return read(cell)  # digits without anything between them hold no second part
        parts = parts_of(cell)
        own = "name" if item == "contact_name" else item
        if parts is None or not parts.said.keys() - {own}:
            return read(cell)
        if item == "contact_name" and {NUMBER, CITIZEN_ID} & parts.said.keys():
            return read(cell)
        if item == NUMBER and item not in parts.said:
            return read(cell)
        return Reading(parts.said.get(own), is_changed=True, fault=_left())

    return sorting


def said_elsewhere(columns: Sequence[ColumnMatch]) -> set[str]:
    """The items that the first cells of such columns say besides their own."""
    examples = (one for match in columns if match.item in PERSON_ITEMS for one in match.examples)
    return {item for one in examples if (parts := parts_of(one)) for item in parts.said}


class MixedSorter:
    """Gives the parts of such cells to the items they belong to."""

    def __init__(self, columns: Sequence[ColumnMatch], items: Collection[str]) -> None:
        self._items = {one.column: one.item for one in columns if one.item in MIXED_ITEMS}
        self._has_names = any(one.item == "name" for one in columns)
        self._known = items
        self._told: set[int] = set()

    def fill(self, row: ParsedRow) -> None:
        """Fill in what is certain, and tell of the rest."""
        row.retell(_MIXED, self._sorted)

    def _sorted(self, row: ParsedRow, problem: Problem) -> Iterator[Problem]:
        item, column = self._items[problem.place.column], problem.place.column
        parts = parts_of(problem.value)
        if parts is None:
            return
        own = "name" if item == "contact_name" else item
        others = [(name, said) for name, said in parts.said.items() if name != own]
        is_doubtful = not parts.is_certain
        if item == NUMBER and not self._is_name_given(row, parts):
            others = [one for one in others if one[0] != "name"]
            is_doubtful = not parts.is_whole or self._is_name_lost(row, parts)
        given = [self._gives(row, name, problem.value, said) for name, said in others]
        if is_doubtful or not all(given):
            yield replace(problem, severity=Severity.WARNING)
        elif given and column not in self._told:
            self._told.add(column)
            yield _taken_apart(problem)

    def _is_name_given(self, row: ParsedRow, parts: Parts) -> bool:
        """True for a name beside a number, not for what the number is (`新证`).

        Where names have a column of their own, one that is blank is filled in by a likely name.
        """
        word = parts.said.get("name", "")
        if not word or _is_about_card(word) or parts.has_role or _is_no_name(word):
            return False
        is_blank = "name" not in row.answers and parts.is_certain
        return not self._has_names or (is_blank and is_likely_name(word))

    def _is_name_lost(self, row: ParsedRow, parts: Parts) -> bool:
        """True where a word that is not taken may be the name, or another than its column says."""
        word = parts.said.get("name", "")
        if not word or _is_about_card(word):
            return False
        name = row.answers.get("name")
        return name is None or (name != word and is_likely_name(word))

    def _gives(self, row: ParsedRow, item: str, raw: str, said: str) -> bool:
        """Give a part to its item; False where that says something else."""
        if item == CITIZEN_ID and item not in self._known:
            return _gives_citizen_id(row, raw, said)
        if item in ("mobile", "landline") and item not in self._known:
            item = "phone"
        if item not in self._known:
            return False
        if item not in row.answers:
            row.answers[item] = said
            row.changes += (Change(item, raw, said),)
        return row.answers[item] == said


def _gives_citizen_id(row: ParsedRow, raw: str, said: str) -> bool:
    if not row.citizen_id:
        row.citizen_id = said
        row.changes += (Change(CITIZEN_ID_HINT, raw, said),)
    return row.citizen_id == said


def _numbers_said(numbers: Sequence[str], phones: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The first number of each kind, by item."""
    for one in reversed(numbers):
        yield (CITIZEN_ID if len(one) == _ID_LENGTH else NUMBER), one
    for one in reversed(phones):
        yield ("mobile" if is_mobile(one) else "landline"), one


def _is_label(word: str) -> bool:
    return not word or word in vocabulary().marks["part_label"]


def _is_one_name(words: Sequence[str]) -> bool:
    """True for one word without digits, or several of one character: `张 三`."""
    is_joined = all(len(one) == 1 for one in words)
    return (len(words) <= 1 or is_joined) and not any(map(str.isdigit, "".join(words)))


def is_likely_name(word: str) -> bool:
    """True for what begins with a surname, or has the dot of a name: 李四, 阿依·古丽."""
    surnames = vocabulary().marks["surname"]
    return bool(_DOTTED.fullmatch(word)) or (
        len(word) in _NAME_LENGTHS and word.startswith(surnames)
    )


def _is_no_name(word: str) -> bool:
    """True for a place, an illness or whose it is, which may begin like a name: 江北, 高血压."""
    marks, roles = vocabulary().marks, _roles()
    is_place = word.startswith(marks["no_name_beginning"]) or word.endswith(marks["no_name_ending"])
    return is_place or word.startswith(roles) or word.endswith(roles)


def _roles() -> tuple[str, ...]:
    return vocabulary().marks["other_role"]


def _is_about_card(word: str) -> bool:
    marks = vocabulary().marks
    return word in marks["valid_card"] or any(one in word for one in marks["void_card"])


def _left() -> Fault:
    return Fault(
        _MIXED,
        text(
            "The cell holds name, number or telephone together, and not all of it could be taken "
            "with certainty; what another column says was kept."
        ),
        text("Compare the entry with the cell, and correct it where it is wrong."),
    )


def _taken_apart(problem: Problem) -> Problem:
    return Problem(
        "mixed_taken_apart",
        Severity.NOTICE,
        problem.place,
        problem.value,
        text(
            "Name, number and telephone of this column were taken apart, here and in the lines "
            "below."
        ),
        text("Nothing has to be done; each value shows where it is from."),
    )

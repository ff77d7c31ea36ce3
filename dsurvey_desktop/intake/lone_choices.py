"""A column that asks for one choice of a question by yes or no: `是否入户` for 调查方式.

Yes is that choice. No rules it out and leaves open which other it was, unless only one is left:
the answer stays blank then, and this is told. A cell may also name another choice (`电话`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from dsurvey_desktop.domain.problem import Place, Problem
from dsurvey_desktop.forms.model import Item, ItemKind
from dsurvey_desktop.intake.blank_cells import is_blank
from dsurvey_desktop.intake.cell_readers import reader_for
from dsurvey_desktop.intake.choice_words import fold, ticked
from dsurvey_desktop.intake.model import ColumnMatch, ParsedRow
from dsurvey_desktop.intake.problems import choice_contradicted, choice_left_open
from dsurvey_desktop.intake.readings import ColumnReader, Reading
from dsurvey_desktop.intake.sheets import Cell, Sheet, plain_text
from dsurvey_desktop.intake.tick_boxes import MARK
from dsurvey_desktop.intake.vocabulary import vocabulary

_BARE_NO = ("0", "2")
_UNCLEAR = frozenset("x")
"""A tick to some, a cross to others."""
_MOSTLY = 0.6


def lone_choices(
    columns: Sequence[ColumnMatch], items: Mapping[str, Item]
) -> dict[int, ColumnMatch]:
    """The columns, from 0, that ask for one choice of a single choice and stand alone in that."""
    owners = Counter(match.item.partition(MARK)[0] for match in columns if MARK in match.item)
    return {
        match.column - 1: match
        for match in columns
        if MARK in match.item
        and owners[owner := match.item.partition(MARK)[0]] == 1
        and items[owner].kind is ItemKind.SELECT_ONE
    }


def lone_reader(match: ColumnMatch, item: Item, year: int) -> ColumnReader:
    """Reads yes as the choice, no as the only other one if there is but one, else as blank."""
    code = match.item.partition(MARK)[2]
    others = [choice.code for choice in item.choices if choice.code != code]
    yes, no, own = _words(item, code, "yes"), _words(item, code, "no"), reader_for(item, year)

    def read(cell: Cell) -> Reading:
        word = _word(cell)
        if word in yes:
            return Reading(code, is_changed=True)
        if word in no:
            return Reading(others[0] if len(others) == 1 else None, is_changed=True)
        return own(cell)

    return ColumnReader(match.item, read)


def says_yes_or_no(item: Item, code: str, texts: Collection[str]) -> bool:
    """True where most cells of a column say yes or no to a choice; some may name another."""
    words = [_word(text) for text in texts if not is_blank(text)]
    known = _words(item, code, "yes") | _words(item, code, "no")
    return sum(word in known for word in words) >= max(1, _MOSTLY * len(words))


def left_open(
    place: Place,
    sheet: Sheet,
    places: Sequence[int],
    columns: Sequence[ColumnMatch],
    items: Mapping[str, Item],
) -> Iterator[Problem]:
    """A warning for each such column whose no leaves open what it was; `place` is the header's."""
    answered = {match.item for match in columns}
    for at, match in lone_choices(columns, items).items():
        owner, _mark, code = match.item.partition(MARK)
        item = items[owner]
        if owner in answered or len(item.choices) == 2:
            continue
        no = _words(item, code, "no")
        count = sum(
            at < len(sheet.rows[one]) and _word(sheet.rows[one][at]) in no for one in places
        )
        if count:
            labels = _label(item.labels, owner), _label(_labels_of(item, code), code)
            yield choice_left_open(replace(place, column=at + 1), match, labels, count)


def contradicted(row: ParsedRow, match: ColumnMatch, item: Item, file: str) -> Iterator[Problem]:
    """What there is to say where a column of the question itself says otherwise."""
    code = match.item.partition(MARK)[2]
    cell = row.cells[match.column - 1] if match.column <= len(row.cells) else ""
    said, word = row.answers.get(item.name), _word(cell)
    is_other = word in _words(item, code, "yes") and said != code
    if said is not None and (is_other or (word in _words(item, code, "no") and said == code)):
        place = Place(file, row.sheet, row.row, match.column)
        yield choice_contradicted(place, cell, _label(item.labels, item.name))


@cache
def _plain_words(side: str) -> frozenset[str]:
    """What says yes or no to anything."""
    marks, other = vocabulary().marks, vocabulary().value_aliases
    labels = marks[f"{side}_label"]
    aliases = (word.casefold() for label in labels for word in other.get(label, ()))
    plain = marks["tick"] if side == "yes" else (*marks["empty_box"], *_BARE_NO)
    return frozenset((*labels, *aliases, *plain)) - _UNCLEAR


def _words(item: Item, code: str, side: str) -> frozenset[str]:
    known = vocabulary().lone_choices
    labels = _labels_of(item, code).values()
    own = (word for label in labels for word in known.get((item.name, label, side), ()))
    return _plain_words(side).union(own)


def _labels_of(item: Item, code: str) -> Mapping[str, str]:
    return next((choice.labels for choice in item.choices if choice.code == code), {})


def _label(labels: Mapping[str, str], name: str) -> str:
    return next(iter(labels.values()), name)


def _word(cell: Cell) -> str:
    return fold(ticked(plain_text(cell))).casefold().removesuffix(".0")

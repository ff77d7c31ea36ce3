"""What ○, 0 or × mean in a column of yes and no, told by the marks that stand beside them there.

`○` is no where `●` is yes, and yes where `×` is no; 0 is no in a column without the code 2, though
not in one of zeros alone beside columns with that code, where it may be what is blank. A mark
that stands alone in all such columns of a table, or beside marks that contradict each other, says
nothing and stays unread.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import NamedTuple

from dsurvey_desktop.domain.problem import Place, Problem
from dsurvey_desktop.forms.model import Item, ItemKind
from dsurvey_desktop.intake.choice_words import fold
from dsurvey_desktop.intake.choices import ChoiceReader
from dsurvey_desktop.intake.model import ColumnMatch
from dsurvey_desktop.intake.problems import marks_understood, only_yes
from dsurvey_desktop.intake.sheets import Cell, Sheet, plain_text
from dsurvey_desktop.intake.vocabulary import vocabulary

Marks = Mapping[str, str]
"""Code by mark, for marks that mean it in one column."""


class YesOrNo(NamedTuple):
    """A question with these two choices and no other: how it is read, and the code of each."""

    reader: ChoiceReader
    yes: str
    no: str


_ZERO = "0"
_LEAST_OPEN = 2
_MOST_DIFFERENT = 50
"""A column of more different texts is none of marks."""


def marks_in(
    sheet: Sheet,
    places: Sequence[int],
    columns: Sequence[ColumnMatch],
    questions: Mapping[str, YesOrNo],
) -> dict[int, Marks]:
    """The marks of each column of yes and no that has any; columns from 0.

    `questions` are those of the form, see `yes_or_no`.
    """
    return marks_of(answers_in(sheet, places, columns, questions))


class Answered(NamedTuple):
    """What stands in a column of yes and no: its different texts, and whether cells are blank."""

    question: YesOrNo
    texts: set[str]
    has_blank: bool


def answers_in(
    sheet: Sheet,
    places: Sequence[int],
    columns: Sequence[ColumnMatch],
    questions: Mapping[str, YesOrNo],
) -> dict[int, Answered]:
    """The columns of yes and no, from 0, and what stands in them."""
    rows = [sheet.rows[place] for place in places]
    shortest = min(map(len, rows), default=0)
    return {
        match.column - 1: Answered(questions[match.item], *_texts(rows, match.column - 1, shortest))
        for match in columns
        if match.item in questions
    }


def marks_of(answered: Mapping[int, Answered]) -> dict[int, Marks]:
    """The same as `marks_in`, of columns that were looked at."""
    everywhere = set().union(*(one.texts for one in answered.values()))
    return {
        at: marks
        for at, one in answered.items()
        if (marks := _marks(one.texts, everywhere, one.question))
    }


def yes_alone(
    place: Place, columns: Sequence[ColumnMatch], answered: Mapping[int, Answered]
) -> Iterator[Problem]:
    """A warning where a table says nothing but yes, and leaves cells blank that may mean no."""
    if any(_says_other(one) for one in answered.values()):
        return
    open_ones = [columns[at] for at, one in answered.items() if one.texts and one.has_blank]
    if len(open_ones) >= _LEAST_OPEN:
        yield only_yes(place, open_ones)


def _says_other(one: Answered) -> bool:
    return any(one.question.reader.code_of(text) != one.question.yes for text in one.texts)


def told(
    place: Place,
    columns: Sequence[ColumnMatch],
    marks: Mapping[int, Marks],
    items: Mapping[str, Item],
) -> Iterator[Problem]:
    """A notice for each column whose marks were read; `place` is that of the header."""
    for at, meant in marks.items():
        words = _words_of(meant, items[columns[at].item])
        yield marks_understood(replace(place, column=at + 1), columns[at], words)


def _words_of(marks: Marks, item: Item) -> list[str]:
    """Each mark with the label it stands for, as a person reads it."""
    labels = {one.code: next(iter(one.labels.values()), one.code) for one in item.choices}
    return [f"{mark} = {labels[code]}" for mark, code in sorted(marks.items())]


def yes_or_no(items: Mapping[str, Item]) -> dict[str, YesOrNo]:
    """The questions of a form that are answered by yes or no, by item."""
    found = ((name, _sides(item)) for name, item in items.items())
    return {
        name: YesOrNo(ChoiceReader(items[name].choices), *sides) for name, sides in found if sides
    }


def _sides(item: Item) -> tuple[str, str] | None:
    """The codes of yes and no, where the question has these two choices and no other."""
    if item.kind is not ItemKind.SELECT_ONE or len(item.choices) != 2:
        return None
    marks, codes = vocabulary().marks, {}
    for choice in item.choices:
        labels = {label.casefold() for label in choice.labels.values()}
        for side in ("yes_label", "no_label"):
            if labels & set(marks[side]):
                codes[side] = choice.code
    return (codes["yes_label"], codes["no_label"]) if len(codes) == 2 else None


def _texts(rows: Sequence[list[Cell]], at: int, shortest: int) -> tuple[set[str], bool]:
    """The different texts of a column; rows are of one length in nearly all files."""
    long = rows if at < shortest else [row for row in rows if at < len(row)]
    cells: set[Cell] = set(map(itemgetter(at), long))
    if len(cells) > _MOST_DIFFERENT:
        return set(), False
    texts = {fold(plain_text(cell)) for cell in cells}
    return texts - {""}, "" in texts or len(long) < len(rows)


def _marks(texts: set[str], everywhere: set[str], question: YesOrNo) -> Marks:
    """Told by the column itself, or else by all such columns of the table."""
    reader, yes, no = question
    found = {}
    for mark in texts:
        if mark in (yes, no) or (mark == _ZERO and yes not in texts and no in everywhere):
            continue
        if reader.code_of(mark) is None:
            sides = yes, no
            codes = _meanings(mark, texts, sides) or _meanings(mark, everywhere, sides)
            if len(codes) == 1:
                found[mark] = codes.pop()
    return found


def _meanings(mark: str, texts: set[str], sides: tuple[str, str]) -> set[str]:
    """The codes a mark may stand for, each proved by the mark beside it."""
    yes, no = sides
    words = vocabulary().marks
    pairs = [(pair[0], pair[1]) for pair in words["yes_and_no"]]
    found = {yes for one, other in pairs if mark == one and other in texts}
    found |= {no for one, other in pairs if mark == other and one in texts}
    if mark in words["filled_mark"]:
        found.add(yes)
    if mark == _ZERO and _ZERO not in sides and no not in texts:
        found.add(no)
    return found

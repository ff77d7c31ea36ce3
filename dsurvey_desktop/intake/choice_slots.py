"""A multiple choice spread over numbered columns, each with one of the choices or blank.

`康复需求1 | 康复需求2 | 康复需求3` hold what one cell holds elsewhere. A column per choice may look
the same (`1 2 3` below a joined `康复需求`) but holds ticks, and 0, 1 and 2 alone may be yes and
no; so the cells have to prove it. Only where all of them can be read does the answer count.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.domain.word_memory import remembers_words
from dsurvey_desktop.forms.model import Item
from dsurvey_desktop.intake.blank_cells import is_blank
from dsurvey_desktop.intake.cell_readers import column_reader, reader_for
from dsurvey_desktop.intake.choice_words import fold
from dsurvey_desktop.intake.header_texts import fold_header, numbered_header
from dsurvey_desktop.intake.headers import Headers
from dsurvey_desktop.intake.lexicon import SLOT, SURE, Lexicon, Meaning
from dsurvey_desktop.intake.limits import DEFAULT_LIMITS
from dsurvey_desktop.intake.model import Change, ColumnMatch, ParsedRow
from dsurvey_desktop.intake.readings import ColumnReader
from dsurvey_desktop.intake.tick_boxes import MARK
from dsurvey_desktop.intake.vocabulary import vocabulary

_NUMBERED = 0.9
_LEAST, _MOSTLY = 2, 0.6
_BARE = frozenset("012")
"""What may be a tick, or yes and no, as well as a choice."""
_Said = tuple[int, list[str]]


class Slots(NamedTuple):
    """Columns (from 0) that may be the slots of one question.

    Attributes:
        is_numbered: each is called a slot; else the first may be the whole question as well, and
            the others have to prove that it is not.
        is_named: all have a header.
    """

    item: str
    columns: tuple[int, ...]
    is_numbered: bool = False
    is_named: bool = True

    @property
    def proof(self) -> tuple[int, ...]:
        """Those that have to hold choices."""
        return self.columns if self.is_numbered else self.columns[1:]


class _Numbered(NamedTuple):
    item: str
    number: int
    column: int
    has_number: bool


@remembers_words(32)
def possible_slots(headers: Headers, lexicon: Lexicon) -> tuple[Slots, ...]:
    """Columns whose headers name one question and count on from 1; the first may have no number.

    So may columns with the same header side by side, and those without any behind the question.
    Kept, since the files of a folder have the same headers.
    """
    found = sorted(
        one for at, parts in enumerate(headers) if parts for one in _numbered(at, parts, lexicon)
    )
    runs = [list(own) for _item, own in groupby(found, lambda one: one.item)]
    whole = [run for run in runs if _counts_on(run) or _is_repeated(run, headers)]
    named = (
        Slots(run[0].item, tuple(one.column for one in run), all(one.has_number for one in run))
        for run in whole
    )
    alone = (run[0] for run in runs if len(run) == 1 and run[0].number == 1)
    return (*named, *(slots for one in alone if (slots := _unnamed(one, headers))))


def _is_repeated(run: Sequence[_Numbered], headers: Headers) -> bool:
    """The same header again, column by column."""
    first = run[0].column
    columns = [one.column for one in run]
    is_beside = columns == list(range(first, first + len(run)))
    return len(run) >= _LEAST and is_beside and len({headers[at] for at in columns}) == 1


def _unnamed(one: _Numbered, headers: Headers) -> Slots | None:
    """A question with columns behind it that have no header, as below one that is joined."""
    end = one.column + 1
    while end < len(headers) and not headers[end]:
        end += 1
    columns = tuple(range(one.column, end))
    return Slots(one.item, columns, is_named=False) if len(columns) >= _LEAST else None


def proved(
    slots: Slots, texts: Mapping[int, Collection[str]], lexicon: Lexicon
) -> dict[int, Meaning]:
    """The meaning of these columns where their cells hold choices; none where they may be ticks.

    Args:
        slots: that may be.
        texts: of each column.
        lexicon: of the form.
    """
    said = {at: _words(texts[at]) for at in slots.columns}
    words = set().union(*(said[at] for at in slots.proof))
    if not words - _ticks():
        return {}
    read = reader_for(lexicon.items[slots.item], 0)
    values = {
        word: read(word).value if _is_short(word) else None for word in set().union(*said.values())
    }
    readable = sum(values[word] is not None for word in words)
    if readable < _MOSTLY * len(words) or _holds_more(slots, said, values):
        return {}
    return dict.fromkeys(slots.columns, Meaning(_NUMBERED, lexicon.slot(slots.item)))


def _ticks() -> set[str]:
    marks = vocabulary().marks
    return {*marks["tick"], *marks["empty_box"], *_BARE}


def _holds_more(
    slots: Slots, said: Mapping[int, set[str]], values: Mapping[str, Value | None]
) -> bool:
    """True where columns that are not numbered say more than slots do.

    Several choices in one cell are the whole answer; what stands beside it may be last year's.
    Bare numbers without a header may count the rows.
    """
    if slots.is_numbered:
        return False
    has_several = any(isinstance(value, list) and len(value) > 1 for value in values.values())
    is_count = not slots.is_named and any(
        said[at] and all(map(str.isdecimal, said[at])) for at in slots.proof
    )
    return has_several or is_count


def _words(texts: Collection[str]) -> set[str]:
    return {fold(text).casefold().removesuffix(".0") for text in texts if not is_blank(text)}


def slot_reader(match: ColumnMatch, item: Item, year: int) -> ColumnReader:
    """Reads one slot as the whole question is read, under a name of its own."""
    reader = column_reader(item, year)
    reader.item = f"{match.item}{match.column}"
    return reader


def slot_columns(matches: Sequence[ColumnMatch]) -> dict[str, tuple[int, ...]]:
    """The columns, from 1, of each question that is spread over slots."""
    found: dict[str, tuple[int, ...]] = {}
    for match in matches:
        owner, mark, choice = match.item.partition(MARK)
        if mark and choice == SLOT:
            found[owner] = (*found.get(owner, ()), match.column)
    return found


def merge_slots(row: ParsedRow, item: Item, columns: Sequence[int]) -> None:
    """Put the slots together as the item's answer, changed in place; a column of its own wins.

    Half an answer would look like a whole one: where a slot cannot be read the item stays blank.
    """
    names = {f"{item.name}{MARK}{SLOT}{column}": column for column in columns}
    said = {column: row.answers.pop(name, None) for name, column in names.items()}
    if row.changes:
        row.changes = tuple(
            one._replace(item=item.name) if one.item in names else one for one in row.changes
        )
    if item.name in row.answers or any(one.place.column in columns for one in row.problems):
        return
    filled = [(column, value) for column, value in said.items() if isinstance(value, list)]
    for column, _value in (spare := _says_no_more(filled, item)):
        row.changes += (Change(item.name, row.cells[column - 1], ""),)
    codes = {code for one in filled if one not in spare for code in one[1]}
    if codes:
        row.answers[item.name] = [one.code for one in item.choices if one.code in codes]


def _says_no_more(filled: Sequence[_Said], item: Item) -> list[_Said]:
    """Slots behind the first that say `无`, where others name a choice: nothing more is meant."""
    nothing = vocabulary().marks["nothing"]
    codes = [one.code for one in item.choices if not set(one.labels.values()).isdisjoint(nothing)]
    is_more = any(code not in codes for _column, value in filled[:1] for code in value)
    return [one for one in filled[1:] if is_more and set(one[1]) <= set(codes)]


def _numbered(at: int, parts: tuple[str, ...], lexicon: Lexicon) -> Iterator[_Numbered]:
    """The question and number that a header names; 1 where it has none."""
    own = fold_header(parts[-1])
    base, number = numbered_header(own)
    has_number = number > 0
    if not has_number:
        base, number = own, 1
    elif not base and len(parts) > 1:
        base = parts[-2]
    owner = _sure_item(base, lexicon)
    is_taken = base != own and _sure_item(own, lexicon) not in ("", owner)
    if lexicon.slot(owner) and not is_taken:
        yield _Numbered(owner, number, at, has_number)


def _sure_item(header: str, lexicon: Lexicon) -> str:
    """The item a header surely names, whole or one choice of it."""
    meaning = lexicon.sure(header)
    return meaning.item.partition(MARK)[0] if meaning.confidence >= SURE else ""


def _counts_on(run: Sequence[_Numbered]) -> bool:
    """From 1 on, one after the other, in columns from the left."""
    columns = [one.column for one in run]
    numbers = [one.number for one in run]
    is_whole = numbers == list(range(1, len(run) + 1))
    return len(run) >= _LEAST and is_whole and columns == sorted(columns)


def _is_short(word: str) -> bool:
    return len(word) <= DEFAULT_LIMITS.short_characters

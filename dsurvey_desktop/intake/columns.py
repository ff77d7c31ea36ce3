"""Each column to one item: the surest meaning wins, what it beats is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from typing import NamedTuple

from dsurvey_desktop.domain.word_memory import remembers_words
from dsurvey_desktop.intake.choice_slots import possible_slots, proved
from dsurvey_desktop.intake.cleaning import clean_number
from dsurvey_desktop.intake.column_items import is_slot, items_for, may_repeat
from dsurvey_desktop.intake.header_texts import CODE_ONLY_HEADER
from dsurvey_desktop.intake.headers import Headers, HeaderSpan, all_column_parts
from dsurvey_desktop.intake.lexicon import NOTHING, SURE, Lexicon, Meaning
from dsurvey_desktop.intake.lone_choices import says_yes_or_no
from dsurvey_desktop.intake.mapping import ColumnMapping, shape_of
from dsurvey_desktop.intake.model import ColumnMatch
from dsurvey_desktop.intake.numbered_choices import numbered_boxes
from dsurvey_desktop.intake.sheets import Cell, Sheet, plain_text

_EXAMPLES, _EXAMPLE_ROWS = 3, 200
_NUMBER_ITEM, _NAME_ITEM = "certificate_no", "name"
_CERTIFICATE = re.compile(r"\d{17}[\dX][1-7][1-4](?:B\d{1,2})?", re.ASCII)
_TOLD_BY_CONTENT, _TOLD_BY_CELLS, _MOSTLY = 0.8, 0.9, 0.6


@dataclass(frozen=True, slots=True)
class Columns:
    """The meaning of every column.

    Attributes:
        matches: all columns from the left.
        beaten: those that lost their item to a surer one, with that item.
        shape: digest of the headers.
        is_confirmed: a person said what the columns mean.
    """

    matches: tuple[ColumnMatch, ...]
    beaten: tuple[ColumnMatch, ...]
    shape: str
    is_confirmed: bool = False


def match_columns(
    sheet: Sheet,
    span: HeaderSpan,
    body: range,
    lexicon: Lexicon,
    mappings: Mapping[str, ColumnMapping],
) -> Columns:
    """What each column of a table means.

    Args:
        sheet: with the table.
        span: its header.
        body: the places of its rows, for the examples.
        lexicon: of the form.
        mappings: what persons said before, by shape.
    """
    headers = all_column_parts(sheet, span, _width(sheet, span, body))
    texts = _texts_of(headers)
    said = items_for(texts, mappings, lexicon)
    if said is not None:
        matched = _matched(texts, dict(enumerate(Meaning(1.0, item) for item in said)))
    elif by_content := _by_content(sheet, body, headers, lexicon):
        matched = _matched(texts, {**_meanings(headers, lexicon), **by_content})
    else:
        matched = _matched_by_headers(headers, lexicon)
    examples = [*_examples(sheet, body), *[()] * len(texts)]
    matches, beaten = (
        tuple(ColumnMatch(*one[:-1], examples[one.column - 1]) for one in some) for some in matched
    )
    return Columns(matches, beaten, shape_of(texts), said is not None)


class _Matched(NamedTuple):
    """All columns, and those that lost their item, still without examples."""

    matches: tuple[ColumnMatch, ...]
    beaten: tuple[ColumnMatch, ...]


def _matched(headers: Sequence[str], meanings: Mapping[int, Meaning]) -> _Matched:
    winners = _winners(meanings)
    matches, beaten = [], []
    for column, header in enumerate(headers):
        meaning = meanings[column]
        match = ColumnMatch(column + 1, header, meaning.item, round(meaning.confidence, 2))
        if meaning.item and column not in winners:
            beaten.append(match)
            match = ColumnMatch(match.column, match.header, "", 0.0)
        matches.append(match)
    return _Matched(tuple(matches), tuple(beaten))


@remembers_words(32)
def _texts_of(headers: Headers) -> tuple[str, ...]:
    return tuple(" ".join(parts) for parts in headers)


@remembers_words(32)
def _matched_by_headers(headers: Headers, lexicon: Lexicon) -> _Matched:
    """Kept, since the files of a folder have the same headers."""
    return _matched(_texts_of(headers), _meanings(headers, lexicon))


@remembers_words(32)
def _meanings(headers: Headers, lexicon: Lexicon) -> Mapping[int, Meaning]:
    """By column from 0; kept, since the files of a folder have the same headers."""
    meanings = {column: _meaning(parts, lexicon) for column, parts in enumerate(headers)}
    return meanings | _unguessed(headers, lexicon) | numbered_boxes(headers, lexicon)


def _unguessed(headers: Headers, lexicon: Lexicon) -> dict[int, Meaning]:
    """Of several numbered columns of one question none is taken for the whole of it."""
    sure = [lexicon.sure(parts[-1] if parts else "") for parts in headers]
    slots = [one.item for one in sure if one.confidence < 1 and is_slot(one.item)]
    return {
        column: NOTHING
        for column, meaning in enumerate(sure)
        if meaning.item in slots and slots.count(meaning.item) > 1
    }


def _meaning(parts: tuple[str, ...], lexicon: Lexicon) -> Meaning:
    """The first sure one of: a tick box of the group, group and own line together, the own line.

    `监护人` over `姓名` is no name of the person's, though that label is surer by itself.
    """
    if not parts:
        return NOTHING
    for group, own in reversed(list(pairwise(parts))):  # a line of numbers may be the last
        if box := lexicon.box_below(lexicon.sure(group).item, own):
            return Meaning(SURE, box)
    texts = _texts(_but_code(parts, lexicon))
    found = (m for m in map(lexicon.sure, texts) if m.confidence == 1 or not is_slot(m.item))
    best = max(found, key=lambda meaning: min(meaning.confidence, SURE), default=NOTHING)
    if best.confidence > 0:
        return best
    return max((lexicon.guess(text) for text in _texts(parts)), key=lambda m: m.confidence)


def _but_code(parts: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """Without a line of codes below words that name an item: other editions number otherwise."""
    is_code = len(parts) > 1 and CODE_ONLY_HEADER.fullmatch(parts[-1]) is not None
    is_named = is_code and bool(lexicon.sure(parts[-2]).item)
    return parts[:-1] if is_named else parts


def _by_content(
    sheet: Sheet, body: range, headers: Headers, lexicon: Lexicon
) -> dict[int, Meaning]:
    """The meanings that cells prove where headers alone do not, by column from 0."""
    found = _slots(sheet, body, headers, lexicon)
    found |= _lone_choices(sheet, body, headers, lexicon)
    if _NUMBER_ITEM in lexicon.items:
        found |= _numbers(sheet, body, {**_meanings(headers, lexicon), **found})
    return found


def _slots(sheet: Sheet, body: range, headers: Headers, lexicon: Lexicon) -> dict[int, Meaning]:
    """Numbered columns that hold the choices of one question.

    A cell of a printed form that no label stands beside is a title, a remark or a blank label.
    """
    found: dict[int, Meaning] = {}
    for slots in possible_slots(headers, lexicon):
        if sheet.spots is not None and not slots.is_named:
            continue
        texts = {at: set(texts_of(sheet, body, at)) for at in slots.columns}
        found |= proved(slots, texts, lexicon)
    return found


def _lone_choices(
    sheet: Sheet, body: range, headers: Headers, lexicon: Lexicon
) -> dict[int, Meaning]:
    """Columns of another meaning that turn out to ask for a choice by yes or no: `入户情况`."""
    found: dict[int, Meaning] = {}
    for column, box in _possible_lone(headers, lexicon):
        owner, _mark, code = box.partition("/")
        texts = set(texts_of(sheet, body, column))
        if says_yes_or_no(lexicon.items[owner], code, texts):
            found[column] = Meaning(_TOLD_BY_CELLS, box)
    return found


@remembers_words(32)
def _possible_lone(headers: Headers, lexicon: Lexicon) -> tuple[tuple[int, str], ...]:
    asked = ((at, lexicon.lone_choice(parts[-1])) for at, parts in enumerate(headers) if parts)
    return tuple(
        (at, box) for at, box in asked if box and lexicon.sure(headers[at][-1]).item != box
    )


def _texts(parts: tuple[str, ...]) -> Iterator[str]:
    """Joined headers first: `户主` over `姓名` is the householder's name, not the person's."""
    if len(parts) > 1:
        yield " ".join(parts)
        yield "".join(parts)
        yield "".join(parts[-2:])
    yield parts[-1]
    if len(parts) > 2:
        yield parts[-2]


def _numbers(sheet: Sheet, body: range, meanings: Mapping[int, Meaning]) -> dict[int, Meaning]:
    """Where no header names the certificate number, the one column that is full of them."""
    if any(meaning.item == _NUMBER_ITEM for meaning in meanings.values()):
        return {}
    others = [column for column, meaning in meanings.items() if meaning.item != _NAME_ITEM]
    full = [column for column in others if holds_numbers(texts_of(sheet, body, column))]
    return {full[0]: Meaning(_TOLD_BY_CONTENT, _NUMBER_ITEM)} if len(full) == 1 else {}


def holds_numbers(texts: Iterable[str]) -> bool:
    """True where most of the texts are certificate numbers."""
    fits = [_CERTIFICATE.fullmatch(clean_number(text)) is not None for text in texts]
    return bool(fits) and sum(fits) >= _MOSTLY * len(fits)


def _winners(meanings: Mapping[int, Meaning]) -> set[int]:
    best: dict[str, int] = {}
    for column, meaning in meanings.items():
        rival = best.get(meaning.item)
        if rival is None or meaning.confidence > meanings[rival].confidence:
            best[meaning.item] = column
    repeated = {column for column, meaning in meanings.items() if may_repeat(meaning.item)}
    return set(best.values()) | repeated


def _width(sheet: Sheet, span: HeaderSpan, body: range) -> int:
    places = [*range(span.first, span.last + 1), *body[:_EXAMPLE_ROWS]]
    return max(len(sheet.rows[place]) for place in places)


def _examples(sheet: Sheet, body: range) -> list[tuple[str, ...]]:
    """The first different texts of every column, turned to columns since most cells are alike."""
    rows = (sheet.rows[place] for place in body[:_EXAMPLE_ROWS])
    return [_first_texts(column) for column in zip_longest(*rows, fillvalue="")]


def _first_texts(column: tuple[Cell, ...]) -> tuple[str, ...]:
    found: list[str] = []
    last: Cell | None = None
    for cell in column:
        if cell is last or cell == "":
            continue
        last = cell
        text = cell.strip() if type(cell) is str else plain_text(cell).strip()
        if text and text not in found:
            found.append(text)
            if len(found) == _EXAMPLES:
                break
    return tuple(found)


def texts_of(sheet: Sheet, body: range, column: int) -> Iterator[str]:
    """The filled cells of a column, of the first rows."""
    for place in body[:_EXAMPLE_ROWS]:
        row = sheet.rows[place]
        if column < len(row) and row[column] != "":
            text = plain_text(row[column]).strip()
            if text:
                yield text

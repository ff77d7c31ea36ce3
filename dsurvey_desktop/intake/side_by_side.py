"""People or communities side by side, a column each, behind labels that they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dsurvey_desktop.domain.problem import column_letters
from dsurvey_desktop.intake.archive import below
from dsurvey_desktop.intake.card_pairs import Pair, pairs_of
from dsurvey_desktop.intake.community_names import is_remark
from dsurvey_desktop.intake.header_rows import LEAST_NAMELESS, LONGEST_HEADER, identity_items
from dsurvey_desktop.intake.lexicon import HINTS, Lexicon
from dsurvey_desktop.intake.sheets import Cell, Sheet, plain_text

_NAME = "community_name"


def column_forms(
    sheet: Sheet, asked: Sequence[Pair], columns: Sequence[int], remarks: Sequence[Pair] = ()
) -> Iterator[tuple[Sheet, list[Pair]]]:
    """A sheet and its pairs for each column, with what stands beside labels that nobody knows.

    `remarks` are beside the lines and of no column: each form has them, as they may be of any.
    """
    lines = sorted([*asked, *_others_asked(sheet, asked, columns)], key=_place_of_label)
    for column in columns:
        own = []
        for pair in lines:
            place, label = pair.label_at
            row = sheet.rows[place]
            value = row[column] if label < column < len(row) else ""
            own.append(replace(pair, value=value, at=(place, column)))
        letters = column_letters(column + 1)
        yield replace(sheet, name=below(sheet.name, letters) or letters), [*own, *remarks]


def communities_beside(sheet: Sheet, lexicon: Lexicon) -> list[tuple[Sheet, list[Pair]]]:
    """The forms of communities whose names stand in one line; none for any other sheet."""
    pairs = [pair for at, row in enumerate(sheet.rows) for pair in pairs_of(row, at, lexicon)]
    asked = [pair for pair in pairs if pair.item and pair.item not in HINTS]
    lines = {pair.label_at[0] for pair in asked}
    if len(lines) < LEAST_NAMELESS or len(lines) < len(asked):
        return []  # several questions on a line are those of one form
    who = identity_items(lexicon)
    questions = [pair for pair in asked if pair.item not in who]
    columns = _without_remarks(sheet, min(lines), _filled_columns(sheet, questions))
    if len(columns) < 2:
        return []
    if not any(pair.item == _NAME for pair in asked):
        names = _line_of_names(sheet, min(lines), columns)
        item = next((one for one in (_NAME, *who) if one in lexicon.items), "")
        if names is None or not item:
            return []
        at = (names, asked[0].label_at[1])
        label = next(iter(lexicon.items[item].labels.values()), item)
        asked = [Pair(label, "", item, at, at), *asked]
    remarks = list(_remarks(sheet, questions, columns))
    return list(column_forms(sheet, asked, columns, remarks))


def _filled_columns(sheet: Sheet, asked: Sequence[Pair]) -> list[int]:
    """The columns that answer at least half of the questions."""
    filled = Counter(
        at
        for pair in asked
        for at, cell in enumerate(sheet.rows[pair.label_at[0]])
        if cell != "" and at > pair.label_at[1]
    )
    return sorted(at for at, count in filled.items() if 2 * count >= len(asked))


def _without_remarks(sheet: Sheet, before: int, columns: list[int]) -> list[int]:
    """The columns but those on the right that a line above the questions calls remarks."""
    names = _line_of_names(sheet, before, columns)
    while (
        columns and names is not None and is_remark((plain_text(sheet.rows[names][columns[-1]]),))
    ):
        columns = columns[:-1]
    return columns


def _remarks(sheet: Sheet, asked: Sequence[Pair], columns: Sequence[int]) -> Iterator[Pair]:
    """What stands beside questions in no column of a community, each with its question."""
    for pair in asked:
        place, label = pair.label_at
        for at, cell in enumerate(sheet.rows[place]):
            if at > label and at not in columns and cell != "":
                said = f"{pair.label}:{plain_text(cell)}"
                yield Pair("", said, "", (place, at), (place, at))


def _line_of_names(sheet: Sheet, before: int, columns: Sequence[int]) -> int | None:
    """The nearest line above the questions with a word in each column."""
    for place in range(before - 1, -1, -1):
        if all(_is_word(sheet.rows[place], at) for at in columns):
            return place
    return None


def _is_word(row: Sequence[Cell], at: int) -> bool:
    cell = row[at] if at < len(row) else ""
    return isinstance(cell, str) and bool(cell.strip()) and not cell.strip().isdecimal()


def _others_asked(sheet: Sheet, asked: Sequence[Pair], columns: Sequence[int]) -> Iterator[Pair]:
    """The labels of the same column that mean no item for certain, with something beside them."""
    known = {pair.label_at[0] for pair in asked}
    ((label_column, _count),) = Counter(pair.label_at[1] for pair in asked).most_common(1)
    for place, row in enumerate(sheet.rows):
        label = plain_text(row[label_column]) if label_column < len(row) else ""
        if place in known or not label or len(label) > LONGEST_HEADER:
            continue
        filled = sum(at < len(row) and row[at] != "" for at in columns)
        if filled and (place > min(known) or 2 * filled >= len(columns)):
            yield Pair(label, "", "", (place, label_column), (place, label_column))


def _place_of_label(pair: Pair) -> tuple[int, int]:
    return pair.label_at

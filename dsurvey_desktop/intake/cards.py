"""One form a sheet, as printed: each question with its answer beside it instead of below.

Such a sheet becomes one of a header and a line, which is read as any other table. It remembers
where its cells stood, so that problems name the right ones. Several forms may stand below each
other, or side by side, a column each, behind labels that they share.

A sheet is taken for a form only where a person's number (or a community's code) stands beside its
label, or where it has the labels of another sheet of that file that proves to be one. A table of
people is none, and a sheet that only shows how to fill one in is none beside others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from dsurvey_desktop.domain.problem import Problem, column_letters
from dsurvey_desktop.intake.archive import below
from dsurvey_desktop.intake.card_pairs import Pair, in_one_cell, pairs_of, without_signatures
from dsurvey_desktop.intake.cleaning import clean_text
from dsurvey_desktop.intake.header_rows import identity_items
from dsurvey_desktop.intake.headers import find_headers
from dsurvey_desktop.intake.lexicon import HINTS, SURE, Lexicon
from dsurvey_desktop.intake.sheets import Cell, Position, Sheet, Spots, plain_text
from dsurvey_desktop.intake.vocabulary import vocabulary

_SEARCHED_ROWS, _MOST_TRIED = 60, 12
_MOST_ROWS, _MOST_COLUMNS = 20_000, 100
_LEAST_ITEMS, _LEAST_ROWS = 4, 2
_ALIKE = 0.8
_BLANKS = re.compile(r"[\s\-]")
_NUMBER = re.compile(r"\d{12}")
_SHORTEST, _LONG_FROM = 12, 1e11
_Form = tuple[Sheet, list[Pair], int]
"""A form: its sheet, its pairs, and where its title lines begin."""


def with_cards(sheets: Sequence[Sheet], lexicon: Lexicon) -> tuple[list[Sheet], int]:
    """The sheets, forms of one sheet turned to tables; and how many forms that are."""
    forms = _proved(sheets, lexicon)
    if not forms:
        return list(sheets), 0
    found = {at: [_card(*form, lexicon) for form in own] for at, own in forms.items()}
    own_pairs = (form for own in forms.values() for _sheet, form, _top in own)
    labels = {pair.item for form in own_pairs for pair in form if pair.item}
    for at, sheet in enumerate(sheets):
        is_open = at not in found and not _shows_how(sheet)
        if is_open and (form := _like(sheet, labels, lexicon)):
            is_filled = any(pair.value != "" for pair in form)
            one = _card(sheet, form, 0, lexicon) if is_filled else replace(sheet, rows=[])
            found[at] = [one]
    made = [one for at, sheet in enumerate(sheets) for one in found.get(at, [sheet])]
    return made, sum(map(len, found.values()))


def _proved(sheets: Sequence[Sheet], lexicon: Lexicon) -> dict[int, list[_Form]]:
    """The forms of the sheets that prove to hold some, by the sheet's place."""
    forms = {
        at: own
        for at, sheet in enumerate(sheets)
        if _names_number(sheet, lexicon) and (own := _forms(sheet, lexicon))
    }
    real = {at: own for at, own in forms.items() if not _shows_how(sheets[at])}
    if real or not forms:
        return real
    return {} if any(_holds_people(sheet, lexicon) for sheet in sheets) else forms


def _shows_how(sheet: Sheet) -> bool:
    return any(word in sheet.name for word in vocabulary().marks["example_sheet"])


def _holds_people(sheet: Sheet, lexicon: Lexicon) -> bool:
    """True for a table: labels stand beside each other, or numbers below theirs."""
    span = next(find_headers(sheet, lexicon), None)
    if span is None:
        return False
    items = [lexicon.sure(plain_text(cell)).item for cell in sheet.rows[span.last]]
    if sum(bool(one and other) for one, other in pairwise(items)) >= _LEAST_ITEMS - 1:
        return True
    number = identity_items(lexicon)[0]
    columns = [at for at, item in enumerate(items) if item == number]
    body = sheet.rows[span.last + 1 :]
    return any(at < len(row) and _is_number(row[at]) for row in body for at in columns)


def _names_number(sheet: Sheet, lexicon: Lexicon) -> bool:
    """True where a label for the number has one beside it; looks at few cells of a table."""
    number = identity_items(lexicon)[0]
    labels = (label for row in sheet.rows[:_SEARCHED_ROWS] for label in _labels_of_numbers(row))
    for label in islice(labels, _MOST_TRIED):
        whole, meaning = in_one_cell(label, lexicon), lexicon.sure(label)
        is_sure = meaning.item == number and meaning.confidence >= SURE
        if is_sure or (whole is not None and whole[2] == number):
            return True
    return False


def _labels_of_numbers(row: Sequence[Cell]) -> Iterator[str]:
    """Texts without a number before a cell with a long one, and cells with both."""
    before = ""
    for cell in row:
        if cell == "":
            continue
        is_number = _is_number(cell)
        if is_number and isinstance(cell, str) and (":" in cell or "\uff1a" in cell):
            yield cell
        elif is_number and before:
            yield before
        before = "" if is_number or not isinstance(cell, str) else cell


def _is_number(cell: Cell) -> bool:
    if isinstance(cell, str):
        return len(cell) >= _SHORTEST and bool(_NUMBER.search(_BLANKS.sub("", clean_text(cell))))
    return isinstance(cell, float) and cell >= _LONG_FROM


def _forms(sheet: Sheet, lexicon: Lexicon) -> list[_Form]:
    """The forms of a sheet."""
    if len(sheet.rows) > _MOST_ROWS or sheet.width() > _MOST_COLUMNS:
        return []
    pairs = [pair for at, row in enumerate(sheet.rows) for pair in pairs_of(row, at, lexicon)]
    number = identity_items(lexicon)[0]
    asked = [pair for pair in pairs if pair.item and pair.item not in HINTS]
    if not asked:
        return []
    numbers = [pair for pair in asked if pair.item == number]
    if len(numbers) == 1 and (people := _columns_of_people(sheet, asked, lexicon)):
        return [_column_form(sheet, asked, at) for at in people]
    starts = [pair.label_at[0] for pair in asked if pair.item == asked[0].item]
    if len(numbers) == 1:
        starts = starts[:1]
    ends = [*starts[1:], len(sheet.rows)]
    forms: list[_Form] = []
    top = 0
    for start, end in zip(starts, ends, strict=True):
        inside = [pair for pair in pairs if start <= pair.label_at[0] < end]
        own = list(without_signatures(inside))
        forms.append((sheet, own, top))
        top = max(pair.at[0] for pair in own if pair.item) + 1
    is_whole = len(starts) == len(numbers) and all(
        _is_form(own, number) for _sheet, own, _top in forms
    )
    return forms if is_whole and any(_is_number(pair.value) for pair in numbers) else []


def _columns_of_people(sheet: Sheet, asked: Sequence[Pair], lexicon: Lexicon) -> list[int]:
    """Where people stand side by side, a column each, with the labels on the left."""
    who = identity_items(lexicon)
    lines = [(sheet.rows[p.label_at[0]], p.label_at[1], p.item) for p in asked if p.item in who]
    columns: set[int] = set()
    numbers = 0
    for row, label, item in lines:
        filled = [at for at in range(label + 1, len(row)) if row[at] != ""]
        if any(lexicon.sure(plain_text(row[at])).confidence >= SURE for at in filled):
            return []
        columns.update(filled)
        numbers += sum(_is_number(row[at]) for at in filled) if item == who[0] else 0
    return sorted(columns) if numbers > 1 else []


def _column_form(sheet: Sheet, asked: Sequence[Pair], column: int) -> _Form:
    """The form of one of them."""
    own = []
    for pair in asked:
        place, label = pair.label_at
        row = sheet.rows[place]
        value = row[column] if label < column < len(row) else ""
        own.append(replace(pair, value=value, at=(place, column)))
    letters = column_letters(column + 1)
    return replace(sheet, name=below(sheet.name, letters) or letters), own, 0


def _is_form(pairs: Sequence[Pair], number: str) -> bool:
    """One number, and enough questions on more than one line."""
    said = [pair for pair in pairs if pair.item and pair.item not in HINTS]
    rows = {pair.label_at[0] for pair in said}
    is_single = sum(pair.item == number for pair in said) == 1
    return is_single and len({p.item for p in said}) >= _LEAST_ITEMS and len(rows) >= _LEAST_ROWS


def _like(sheet: Sheet, labels: set[str], lexicon: Lexicon) -> list[Pair]:
    """The pairs of a sheet with the labels of a form, whose number is blank or no number.

    A form without any answer is among them.
    """
    is_long = len(sheet.rows) > _SEARCHED_ROWS * 2
    if sheet.is_hidden or is_long or _holds_people(sheet, lexicon):
        return []
    pairs = [pair for at, row in enumerate(sheet.rows) for pair in pairs_of(row, at, lexicon)]
    said = [pair for pair in pairs if pair.item]
    is_like = len({pair.item for pair in said} & labels) >= _ALIKE * len(labels)
    is_filled = any(pair.value != "" for pair in said)
    is_blank = all(pair.value == "" for pair in pairs)
    if not said or not is_like or not (is_filled or is_blank):
        return []
    return [pair for pair in pairs if pair.label_at[0] >= said[0].label_at[0]]


def _card(sheet: Sheet, pairs: Sequence[Pair], top: int, lexicon: Lexicon) -> Sheet:
    """Title lines, the labels as a header, the values as a line."""
    start = min(pair.label_at[0] for pair in pairs if pair.item)
    titles = [list(row) for row in sheet.rows[top:start]]
    number = identity_items(lexicon)[0]
    own = next((pair for pair in pairs if pair.item == number), pairs[0])
    titles.append([])  # what stands right above a header may name its groups
    spots = Spots(
        len(titles),
        tuple(pair.label_at for pair in pairs),
        tuple(pair.at for pair in pairs),
        own.at[0],
        start,
    )
    rows: list[list[Cell]] = [[p.label for p in pairs], [p.value for p in pairs]]
    return replace(
        sheet,
        rows=[*titles, *rows],
        exact_numbers=lambda: _moved(sheet.exact_numbers(), spots),
        merged=(),
        spots=spots,
    )


def _moved(exact: Mapping[Position, str], spots: Spots) -> dict[Position, str]:
    line = spots.header + 1
    return {(line, at): exact[spot] for at, spot in enumerate(spots.values) if spot in exact}


def on_card(problem: Problem, spots: Spots) -> Problem:
    """A problem of the header or of the line, at the cell of the form it is about."""
    place = problem.place
    found = spots.labels if place.row == spots.header + 1 else spots.values
    if place.row not in (spots.header + 1, spots.header + 2):
        return problem
    row, column = found[place.column - 1] if place.column else (spots.row, -1)
    return replace(problem, place=replace(place, row=row + 1, column=column + 1))

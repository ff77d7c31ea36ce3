"""Which sheets are printed forms: each question with its answer beside it instead of below.

A sheet is taken for a form where a person's number (or a community's code) stands beside its
label, where it has the labels of another sheet of that file that proves to be one, or where the
number is missing and it is no table. A table of people is none, and a sheet that only shows how
to fill one in is none beside others.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from dsurvey_desktop.domain.word_memory import remembers_words
from dsurvey_desktop.intake.card_pairs import Pair, in_one_cell, pairs_of, without_signatures
from dsurvey_desktop.intake.choice_words import is_unticked
from dsurvey_desktop.intake.cleaning import clean_text, key_of
from dsurvey_desktop.intake.header_rows import LEAST_NAMELESS, identity_items
from dsurvey_desktop.intake.headers import find_headers
from dsurvey_desktop.intake.lexicon import HINTS, SURE, Lexicon
from dsurvey_desktop.intake.model import COMMUNITY_HINT, FileKind
from dsurvey_desktop.intake.sheets import Cell, Sheet, plain_text
from dsurvey_desktop.intake.side_by_side import column_forms, communities_beside
from dsurvey_desktop.intake.vocabulary import vocabulary

_SEARCHED_ROWS, _MOST_TRIED = 60, 12
_MOST_ROWS, _MOST_COLUMNS = 20_000, 100
_LEAST_ITEMS, _LEAST_ROWS = 4, 2
_ALIKE = 0.8
_BLANKS = re.compile(r"[\s\-]")
_NUMBER, _DIGIT = re.compile(r"\d{12}"), re.compile(r"\d")
_SHORTEST, _LONG_FROM = 12, 1e11
_LONGEST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Form:
    """A form: its sheet, its pairs, and where its title lines begin."""

    sheet: Sheet
    pairs: list[Pair]
    top: int = 0

    def is_blank(self) -> bool:
        """True where nothing is filled in beside any label but where the form belongs."""
        return all(
            _is_unfilled(pair.value) or _may_be_label(pair)
            for pair in self.pairs
            if pair.label and pair.item != COMMUNITY_HINT
        )


@dataclass(frozen=True, slots=True)
class Numbered:
    """A sheet with the labels that stand before long numbers, of its first rows.

    `is_table` where any kind of form finds a table of people in it.
    """

    sheet: Sheet
    labels: tuple[str, ...]
    is_table: bool


def numbered(sheet: Sheet, lexicons: Sequence[Lexicon]) -> Numbered:
    """Looks at few cells of a table."""
    rows = sheet.rows[:_SEARCHED_ROWS]
    labels = tuple(islice((one for row in rows for one in _labels_of_numbers(row)), _MOST_TRIED))
    return Numbered(sheet, labels, any(_holds_people(sheet, lexicon) for lexicon in lexicons))


def proved_forms(sheets: Sequence[Numbered], lexicon: Lexicon) -> dict[int, list[Form]]:
    """The forms of the sheets that prove to hold some, by the sheet's place."""
    forms = {at: own for at, one in enumerate(sheets) if (own := _proved(one, lexicon))}
    real = {at: own for at, own in forms.items() if not shows_how(sheets[at].sheet)}
    if real or not forms:
        return real
    return {} if any(_holds_people(one.sheet, lexicon) for one in sheets) else forms


def _proved(one: Numbered, lexicon: Lexicon) -> list[Form]:
    if _names_number(one, lexicon):
        return _forms(one.sheet, lexicon)
    if lexicon.kind is not FileKind.COMMUNITY or one.is_table or _is_no_form(one.sheet, lexicon):
        return []
    return [Form(*found) for found in communities_beside(one.sheet, lexicon)]


def form_without_number(one: Numbered, lexicon: Lexicon) -> Form | None:
    """The form of a sheet that says nobody's number; blank ones are among them."""
    if one.is_table or _names_number(one, lexicon) or _is_no_form(one.sheet, lexicon):
        return None
    form = _whole_form(one.sheet, lexicon)
    who = identity_items(lexicon)
    ways = who if lexicon.kind is FileKind.COMMUNITY else who[:1]  # a name may be anybody's
    is_form = any(_is_form(form.pairs, item) for item in ways)
    is_nameless = lexicon.kind is FileKind.COMMUNITY and _is_nameless_form(form.pairs, who)
    return form if is_form or is_nameless else None


def form_like(sheet: Sheet, labels: Collection[str], lexicon: Lexicon) -> Form | None:
    """The form of a sheet with these labels, whose number is blank or no number."""
    if _is_no_form(sheet, lexicon):
        return None
    form = _whole_form(sheet, lexicon)
    said = [pair for pair in form.pairs if pair.item]
    is_like = len({pair.item for pair in said} & set(labels)) >= _ALIKE * len(labels)
    is_filled = any(not _is_unfilled(pair.value) for pair in said)
    return form if said and is_like and (is_filled or form.is_blank()) else None


def shows_how(sheet: Sheet) -> bool:
    """True for a sheet called an example."""
    return any(word in sheet.name for word in vocabulary().marks["example_sheet"])


def _is_no_form(sheet: Sheet, lexicon: Lexicon) -> bool:
    is_long = len(sheet.rows) > _SEARCHED_ROWS * 2 or sheet.width() > _MOST_COLUMNS
    return sheet.is_hidden or is_long or shows_how(sheet) or _holds_people(sheet, lexicon)


def _whole_form(sheet: Sheet, lexicon: Lexicon) -> Form:
    """The sheet as one form, from its first question on."""
    pairs = [pair for at, row in enumerate(sheet.rows) for pair in pairs_of(row, at, lexicon)]
    start = next((pair.label_at[0] for pair in pairs if pair.item), 0)
    own = [pair for pair in pairs if pair.label_at[0] >= start]
    return Form(sheet, list(without_signatures(own)))


def _may_be_label(pair: Pair) -> bool:
    """True for words that do not stand right beside their label: another one may be unknown."""
    words = plain_text(pair.value)
    is_apart = pair.at[1] > pair.label_at[1] + 1
    return is_apart and len(words) <= _LONGEST_WORDS and not any(map(str.isdigit, words))


def _is_unfilled(value: Cell) -> bool:
    """True for nothing, boxes of which none is ticked, strokes, and a printed year-month-day."""
    said = plain_text(value).strip()
    if not said or is_unticked(said) or said.endswith((":", "\uff1a")):
        return True
    return set(key_of(said)) <= set(vocabulary().marks["printed_day"])


def _holds_people(sheet: Sheet, lexicon: Lexicon) -> bool:
    """True for a table: labels stand beside each other, or numbers below theirs."""
    span = next(find_headers(sheet, lexicon), None)
    if span is None:
        return False
    lines = sheet.rows[span.first : span.last + 1]
    texts = tuple(tuple(map(plain_text, line)) for line in lines)
    if _ask_beside_each_other(texts, lexicon):
        return True
    number = identity_items(lexicon)[0]
    columns = {
        at for line in texts for at, text in enumerate(line) if lexicon.sure(text).item == number
    }
    body = sheet.rows[span.last + 1 :]
    return any(at < len(row) and _is_number(row[at]) for row in body for at in columns)


@remembers_words(32)
def _ask_beside_each_other(lines: tuple[tuple[str, ...], ...], lexicon: Lexicon) -> bool:
    """Whether several questions stand side by side; the files of a folder share their headers."""
    for line in lines:
        items = [lexicon.sure(text).item for text in line]
        beside = sum(one != "" != other for one, other in pairwise(items))
        if beside >= _LEAST_ITEMS - 1:
            return True
    return False


def _names_number(one: Numbered, lexicon: Lexicon) -> bool:
    """True where a label for the number has one beside it."""
    number = identity_items(lexicon)[0]
    for label in one.labels:
        whole, meaning = in_one_cell(label, lexicon), lexicon.sure(label)
        is_sure = meaning.item == number and meaning.confidence >= SURE
        if is_sure or (whole is not None and whole[2] == number):
            return True
    return False


def _labels_of_numbers(row: Sequence[Cell]) -> Iterator[str]:
    """Texts without a number before a cell with a long one, and cells with both."""
    for at in _numbers_in(row):
        cell = row[at]
        if isinstance(cell, str) and (":" in cell or "\uff1a" in cell):
            yield cell
            continue
        before = next((one for one in reversed(row[:at]) if one != ""), "")
        if before != "" and isinstance(before, str) and not _is_number(before):
            yield before


def _numbers_in(row: Sequence[Cell]) -> list[int]:
    """Where long numbers stand; nearly all cells are short texts."""
    long = [at for at, cell in enumerate(row) if type(cell) is not str or len(cell) >= _SHORTEST]
    return [at for at in long if _is_number(row[at])]


def _is_number(cell: Cell) -> bool:
    if isinstance(cell, str):
        return len(cell) >= _SHORTEST and _holds_number(cell)
    return isinstance(cell, float) and cell >= _LONG_FROM


def _holds_number(text: str) -> bool:
    """Told by the text itself in nearly all cells; cleaning one takes ten times as long."""
    if _NUMBER.search(text):
        return True
    return bool(_DIGIT.search(text)) and bool(_NUMBER.search(_BLANKS.sub("", clean_text(text))))


def _forms(sheet: Sheet, lexicon: Lexicon) -> list[Form]:
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
        return [Form(*one) for one in column_forms(sheet, asked, people)]
    starts = [pair.label_at[0] for pair in asked if pair.item == asked[0].item]
    if len(numbers) == 1:
        starts = starts[:1]
    ends = [*starts[1:], len(sheet.rows)]
    forms: list[Form] = []
    top = 0
    for start, end in zip(starts, ends, strict=True):
        inside = [pair for pair in pairs if start <= pair.label_at[0] < end]
        own = list(without_signatures(inside))
        forms.append(Form(sheet, own, top))
        top = max((pair.at[0] for pair in own if pair.item), default=start) + 1
    is_whole = len(starts) == len(numbers) and all(_is_form(form.pairs, number) for form in forms)
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


def _is_nameless_form(pairs: Sequence[Pair], who: Collection[str]) -> bool:
    """Enough questions to a community that only title, sheet or file may name."""
    said = {pair.item: pair.label_at[0] for pair in pairs if pair.item and pair.item not in HINTS}
    is_long = len(said) >= LEAST_NAMELESS and len(set(said.values())) >= _LEAST_ROWS
    return is_long and said.keys().isdisjoint(who)


def _is_form(pairs: Sequence[Pair], identity: str) -> bool:
    """One number or community's name, and enough questions on more than one line."""
    said = [pair for pair in pairs if pair.item and pair.item not in HINTS]
    rows = {pair.label_at[0] for pair in said}
    is_single = sum(pair.item == identity for pair in said) == 1
    return is_single and len({p.item for p in said}) >= _LEAST_ITEMS and len(rows) >= _LEAST_ROWS

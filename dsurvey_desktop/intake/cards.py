"""One form a sheet, as printed: each question with its answer beside it instead of below.

Such a sheet becomes one of a header and a line, which is read as any other table. It remembers
where its cells stood, so that problems name the right ones. Several forms may stand below each
other, or side by side, a column each, behind labels that they share.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dsurvey_desktop.domain.problem import Place, Problem
from dsurvey_desktop.intake.card_sheets import (
    Form,
    Numbered,
    form_like,
    form_without_number,
    numbered,
    proved_forms,
)
from dsurvey_desktop.intake.header_rows import identity_items
from dsurvey_desktop.intake.lexicon import Lexicon
from dsurvey_desktop.intake.model import ColumnMatch, FileKind
from dsurvey_desktop.intake.problems import blank_form, choice_beside
from dsurvey_desktop.intake.sheets import Cell, Position, Sheet, Spots


@dataclass(frozen=True, slots=True)
class Cards:
    """The sheets of a file, printed forms turned to tables.

    Attributes:
        lexicon: of the forms.
        count: how many there are, blank ones left out.
        blank: names of sheets that are forms in which nothing is filled in; their rows are gone.
    """

    sheets: list[Sheet]
    lexicon: Lexicon
    count: int
    blank: tuple[str, ...]

    def told(self, file: str) -> Iterator[Problem]:
        """A notice for each blank form."""
        return (blank_form(Place(file, name)) for name in self.blank)


def with_cards(sheets: Sequence[Sheet], lexicons: Sequence[Lexicon]) -> Cards | None:
    """The printed forms of a file under whichever form has most; None without any."""
    people = [lexicon for lexicon in lexicons if lexicon.kind is not FileKind.ROSTER]
    looked_at = [numbered(sheet, people) for sheet in sheets]
    found = [_cards(looked_at, lexicon) for lexicon in people]
    best = max(found, key=lambda cards: (cards.count, len(cards.blank)), default=None)
    return best if best and (best.count or best.blank) else None


def _cards(sheets: Sequence[Numbered], lexicon: Lexicon) -> Cards:
    forms = proved_forms(sheets, lexicon)
    others = dict(_others(sheets, forms, lexicon))
    blank = [at for at, form in others.items() if form.is_blank()]
    forms |= {at: [form] for at, form in others.items() if at not in blank}
    made: list[Sheet] = []
    for at, one in enumerate(sheets):
        if at in blank:
            made.append(replace(one.sheet, rows=[]))
        else:
            made += [_card(form, lexicon) for form in forms.get(at, ())] or [one.sheet]
    names = tuple(sheets[at].sheet.name for at in blank)
    return Cards(made, lexicon, sum(map(len, forms.values())), names)


def _others(
    sheets: Sequence[Numbered], forms: Mapping[int, Sequence[Form]], lexicon: Lexicon
) -> Iterator[tuple[int, Form]]:
    """Forms that name nobody's number: by the labels of those that do, or by their own."""
    pairs = (pair for own in forms.values() for form in own for pair in form.pairs)
    labels = {pair.item for pair in pairs if pair.item}
    for at, one in enumerate(sheets):
        if at in forms:
            continue
        form = form_like(one.sheet, labels, lexicon) if labels else None
        if form := form or form_without_number(one, lexicon):
            yield at, form


def _card(form: Form, lexicon: Lexicon) -> Sheet:
    """Title lines, the labels as a header, the values as a line."""
    sheet, pairs, top = form.sheet, form.pairs, form.top
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


def beside_answers(
    line: Place, matches: Sequence[ColumnMatch], spots: Spots, lexicon: Lexicon
) -> Iterator[Problem]:
    """Cells without a label right behind an answer that may be one more of its choices.

    `line` is that of the values in the sheet the form became.
    """
    for asked, match in pairwise(matches):
        if match.header or not asked.item or not match.examples:
            continue
        is_same_line = spots.values[match.column - 1][0] == spots.labels[asked.column - 1][0]
        if is_same_line and lexicon.is_choice(asked.item, match.examples[0]):
            place = replace(line, column=match.column)
            yield choice_beside(place, match.examples[0], asked.header)


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

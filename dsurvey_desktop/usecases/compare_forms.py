"""Two forms of one community side by side (rule C01); one is chosen, as a whole or by fields."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import Answers, Value
from dsurvey_desktop.domain.ids import BatchId, RowId
from dsurvey_desktop.domain.problem import Place
from dsurvey_desktop.storage import community_store, office_store, row_store
from dsurvey_desktop.storage.row_store import RowRecord
from dsurvey_desktop.usecases.community_forms import check_known, code_of, office_codes
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.difference_words import Items, answer, in_words, question
from dsurvey_desktop.usecases.editions import COMMUNITY, all_items
from dsurvey_desktop.usecases.intake_views import Difference
from dsurvey_desktop.usecases.pending_answers import WhatIsHere


@dataclass(frozen=True, slots=True)
class ComparedItem:
    """One item of both forms; `is_open` until a person has decided of a difference.

    Attributes:
        label: the question.
        here_words, came_words: the answers in words; empty for blank.
    """

    item: str
    here: Value | None
    came: Value | None
    is_open: bool
    label: str = ""
    here_words: str = ""
    came_words: str = ""


@dataclass(frozen=True, slots=True)
class FormComparison:
    """A form that waits beside the one that is here.

    Attributes:
        id: of the row that waits; `take` and `keep` are told it.
        here, came: where each form stood; `here` has an empty file where there is none any more.
        items: those that either form answers, in the order of the form.
        differences: what is still to be decided.
    """

    id: RowId
    batch: BatchId
    community_code: str
    community_name: str
    here: Place
    came: Place
    items: tuple[ComparedItem, ...]
    differences: tuple[Difference, ...]


def compare_forms(desk: Desk, community: str = "") -> tuple[FormComparison, ...]:
    """Every waiting community form beside the one here; of one community or all.

    Raises:
        AppError: `no_community`.
    """
    with desk.database.read() as connection:
        check_known(connection, community)
        names = {str(one.code): one.name for one in office_store.load_communities(connection)}
        codes = office_codes(connection)
        rows = row_store.forms_waiting(connection)
        here, found = WhatIsHere(connection, rows), []
        for row in rows:
            code = code_of(row.answers, codes)
            if code and community in ("", code):
                found.append(_comparison(connection, here, row, code, names.get(code, "")))
        return tuple(found)


def _comparison(
    connection: Connection, here: WhatIsHere, row: RowRecord, code: str, community_name: str
) -> FormComparison:
    items = all_items(connection, COMMUNITY)
    differences = in_words(here.differences(row), items)
    return FormComparison(
        row.id,
        row.batch,
        code,
        community_name,
        _place_here(connection, code),
        Place(row.file, row.sheet, row.row),
        tuple(_compared(items, here.answers(row), row.answers, {one.item for one in differences})),
        differences,
    )


def _compared(
    items: Items, here: Answers, came: Answers, waiting: set[str]
) -> Iterator[ComparedItem]:
    for name in items:
        if name in here or name in came:
            yield ComparedItem(
                name,
                here.get(name),
                came.get(name),
                name in waiting,
                question(items, name),
                answer(items, name, here.get(name)),
                answer(items, name, came.get(name)),
            )


def _place_here(connection: Connection, code: str) -> Place:
    form = community_store.load_forms(connection).get(code)
    row = None if form is None else row_store.load_row(connection, form.row_id)
    return Place("") if row is None else Place(row.file, row.sheet, row.row)

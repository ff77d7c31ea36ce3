"""What of a waiting row is still to be decided, answer by answer."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import Answers
from dsurvey_desktop.storage import community_store, entry_store, row_store
from dsurvey_desktop.storage.row_store import RowRecord
from dsurvey_desktop.usecases.asked_items import AskedItems
from dsurvey_desktop.usecases.carrying import answer_names, carry, current_names
from dsurvey_desktop.usecases.change_entry import differences, proposed, with_items
from dsurvey_desktop.usecases.community_forms import code_of, office_codes
from dsurvey_desktop.usecases.editions import COMMUNITY, load_edition, load_form
from dsurvey_desktop.usecases.intake_views import Difference


def open_differences(
    here: Answers, row: RowRecord, names: frozenset[str]
) -> tuple[Difference, ...]:
    """What a row says otherwise of an edition's items (`names`) and nobody has decided yet."""
    said = proposed(here, row)
    found = differences(carry(here, names).answers, carry(said, names).answers)
    return tuple(one for one in found if one.item not in row.kept)


def with_row_items(here: Answers, row: RowRecord, items: Collection[str]) -> Answers:
    """The answers that are here with the row's for some items."""
    return with_items(here, {item: row.answers.get(item) for item in items})


def answers_here(connection: Connection, row: RowRecord) -> Answers:
    """The answers of the entry or community form that a row waits beside."""
    if row.entry is not None:
        record = entry_store.load_entry(connection, row.entry)
        return {} if record is None else record.answers
    code = code_of(row.answers, office_codes(connection))
    form = community_store.load_forms(connection).get(code)
    return {} if form is None else form.answers


def names_for(
    connection: Connection, row: RowRecord, asked: AskedItems | None = None
) -> frozenset[str]:
    """The items that count: of the campaign's edition, or for a return of the entry's own.

    Those that the file has no column for do not. `asked` remembers columns from row to row.
    """
    return (asked or AskedItems(connection)).of(row, _names(connection, row))


def _names(connection: Connection, row: RowRecord) -> frozenset[str]:
    if row.entry is None:
        return answer_names(load_edition(connection, COMMUNITY).form)
    record = entry_store.load_entry(connection, row.entry)
    if row.reason == row_store.RETURNED and record is not None:
        return answer_names(load_form(connection, record.form_digest))
    return current_names(connection)

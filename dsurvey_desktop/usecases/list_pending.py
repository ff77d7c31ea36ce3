"""Differences that wait for a person's decision (product B5)."""

from __future__ import annotations

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import Answers
from dsurvey_desktop.domain.ids import BatchId, EntryId
from dsurvey_desktop.storage import community_store, entry_store, row_store
from dsurvey_desktop.storage.row_store import RowRecord
from dsurvey_desktop.usecases.carrying import answer_names, carry, current_names
from dsurvey_desktop.usecases.change_entry import differences, proposed
from dsurvey_desktop.usecases.community_forms import code_of, office_codes
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import COMMUNITY, load_edition, load_form
from dsurvey_desktop.usecases.intake_views import Difference, PendingChange


def list_pending(desk: Desk, batch: BatchId | None = None) -> tuple[PendingChange, ...]:
    """Rows that say other things than what is here, field by field."""
    with desk.database.read() as connection:
        rows = row_store.list_rows(connection, (row_store.PENDING,), batch)
        return tuple(_view(connection, row) for row in rows)


def _view(connection: Connection, row: RowRecord) -> PendingChange:
    if row.entry is None:
        return _community_view(connection, row)
    record = entry_store.load_entry(connection, row.entry)
    assert record is not None
    is_return = row.reason == row_store.RETURNED
    own = record.form_digest
    names = answer_names(load_form(connection, own)) if is_return else current_names(connection)
    return PendingChange(
        row.id,
        row.batch,
        record.id,
        record.name,
        record.certificate_no,
        row.file,
        row.sheet,
        row.row,
        _differences(record.answers, proposed(record.answers, row), names),
    )


def _community_view(connection: Connection, row: RowRecord) -> PendingChange:
    """A community form: entry id 0, the community's name, no number."""
    code = code_of(row.answers, office_codes(connection))
    here = community_store.load_forms(connection).get(code)
    names = answer_names(load_edition(connection, COMMUNITY).form)
    return PendingChange(
        row.id,
        row.batch,
        EntryId(0),
        str(row.answers.get("community_name", "")),
        "",
        row.file,
        row.sheet,
        row.row,
        _differences(here.answers if here else {}, row.answers, names),
    )


def _differences(here: Answers, said: Answers, names: frozenset[str]) -> tuple[Difference, ...]:
    """As far as an edition has items: the campaign's, or for a return the entry's own."""
    return differences(carry(here, names).answers, carry(said, names).answers)

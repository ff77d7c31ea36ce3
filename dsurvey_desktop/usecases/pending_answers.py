"""What of a waiting row is still to be decided, answer by answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import Answers
from dsurvey_desktop.storage import community_store, entry_store, row_store
from dsurvey_desktop.storage.community_store import CommunityFormRecord
from dsurvey_desktop.storage.entry_store import EntryRecord
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


class WhatIsHere:
    """The entries and community forms that rows wait beside; good until one of them changes."""

    def __init__(self, connection: Connection, rows: Iterable[RowRecord]) -> None:
        """Read the rows' entries, all at once."""
        self._connection = connection
        self._asked = AskedItems(connection)
        ids = sorted({row.entry for row in rows if row.entry is not None})
        self._entries = {one.id: one for one in entry_store.load_entries(connection, ids)}

    def entry(self, row: RowRecord) -> EntryRecord | None:
        """The entry a row waits beside; None for a community form."""
        return None if row.entry is None else self._entries.get(row.entry)

    def answers(self, row: RowRecord) -> Answers:
        """The answers of the entry or community form that a row waits beside."""
        if row.entry is not None:
            record = self._entries.get(row.entry)
            return {} if record is None else record.answers
        form = self._forms.get(code_of(row.answers, self._codes))
        return {} if form is None else form.answers

    def names(self, row: RowRecord) -> frozenset[str]:
        """The items that count: of the campaign's edition, or for a return of the entry's own.

        Those that the file has no column for do not.
        """
        return self._asked.of(row, self._names(row))

    def differences(self, row: RowRecord) -> tuple[Difference, ...]:
        """What a row says otherwise and nobody has decided yet."""
        return open_differences(self.answers(row), row, self.names(row))

    def _names(self, row: RowRecord) -> frozenset[str]:
        if row.entry is None:
            return self._form_names
        record = self._entries.get(row.entry)
        if row.reason == row_store.RETURNED and record is not None:
            return answer_names(load_form(self._connection, record.form_digest))
        return self._current_names

    @cached_property
    def _codes(self) -> dict[str, str]:
        return office_codes(self._connection)

    @cached_property
    def _forms(self) -> dict[str, CommunityFormRecord]:
        return community_store.load_forms(self._connection)

    @cached_property
    def _current_names(self) -> frozenset[str]:
        return current_names(self._connection)

    @cached_property
    def _form_names(self) -> frozenset[str]:
        return answer_names(load_edition(self._connection, COMMUNITY).form)

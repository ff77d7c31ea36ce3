"""Files with only some of the form's columns: what they did not ask stays as it is."""

from __future__ import annotations

from collections.abc import Sequence

from dsurvey_desktop.domain.ids import EntryId, RowId
from dsurvey_desktop.storage import batch_store, entry_store, row_store
from dsurvey_desktop.storage.row_store import PENDING, UNCHANGED
from dsurvey_desktop.usecases.asked_items import AskedItems, items_of_columns
from dsurvey_desktop.usecases.carrying import current_names
from dsurvey_desktop.usecases.intake_unit import IntakeUnit
from dsurvey_desktop.usecases.pending_answers import open_differences
from dsurvey_desktop.usecases.taking import Arrival, Ledger, sum_up_again


def settle_same(unit: IntakeUnit, arrival: Arrival, ledger: Ledger) -> None:
    """Rows that differ from their entries in nothing that they were asked do not wait."""
    if not ledger.counts[PENDING]:
        return
    connection = unit.connection()
    names = current_names(connection)
    if names <= items_of_columns(batch_store.columns_of(connection, ledger.batch)):
        return
    asked = AskedItems(connection)
    rows = row_store.list_rows(connection, (PENDING,), ledger.batch)
    by_entry = {row.entry: row for row in rows if row.entry is not None}
    records = entry_store.load_entries(connection, list(by_entry))
    here = {one.id: one.answers for one in records}
    same = [
        (row.id, row.entry)
        for row in rows
        if row.entry is not None
        and not open_differences(here[row.entry], row, asked.of(row, names))
    ]
    mark_same(unit, arrival, ledger, same, PENDING)


def mark_same(
    unit: IntakeUnit,
    arrival: Arrival,
    ledger: Ledger,
    rows: Sequence[tuple[RowId, EntryId]],
    counted: str,
) -> None:
    """Rows end as unchanged that were counted otherwise so far."""
    if not rows:
        return
    connection = unit.connection()
    for row_id, entry in rows:
        row_store.settle(connection, row_id, UNCHANGED, entry)
    ledger.counts[counted] -= len(rows)
    ledger.counts[UNCHANGED] += len(rows)
    kept = {
        (row.sheet, row.row) for row in row_store.list_rows(connection, (UNCHANGED,), ledger.batch)
    }
    sum_up_again(connection, unit.desk, arrival, ledger, kept)

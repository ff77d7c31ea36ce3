"""What the district's receipt says of this town's entries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, insert, select, update

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.storage.asking import ask
from dsurvey_desktop.storage.dialect import in_chunks
from dsurvey_desktop.storage.exchange_tables import sent_back
from dsurvey_desktop.storage.tables import entry

REASONS_OF = (
    select(sent_back).where(sent_back.c.entry_id == bindparam("entry")).order_by(sent_back.c.id)
)


@dataclass(frozen=True, slots=True)
class SentBackRecord:
    """Why the district sent an entry back, in the version it was handed over in."""

    entry: EntryId
    version: int
    item: str
    reason: str


def states(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[EntryState, int | None]]:
    """State and version handed over, by entry."""
    columns = (entry.c.id, entry.c.state, entry.c.handed_over_version)
    return {
        row[0]: (EntryState(row[1]), row[2])
        for chunk in in_chunks(sorted(set(ids)))
        for row in connection.execute(select(*columns).where(entry.c.id.in_(chunk)))
    }


def set_states(connection: Connection, ids: Sequence[int], state: EntryState) -> None:
    """Give entries the state the district says; one that is sent back is approved no longer."""
    if not ids:
        return
    values: dict[str, object] = {"state": state.value}
    if state is EntryState.SENT_BACK:
        values |= {"approved_by": None, "approved_at": None, "approved_version": None}
    own = update(entry).where(entry.c.id == bindparam("number")).values(values)
    connection.execute(own, [{"number": number} for number in ids])


def add_reasons(connection: Connection, reasons: Sequence[SentBackRecord], bundle_id: int) -> None:
    """Keep why entries were sent back."""
    if reasons:
        connection.execute(
            insert(sent_back),
            [
                {
                    "entry_id": one.entry,
                    "version": one.version,
                    "item": one.item,
                    "reason": one.reason,
                    "bundle_id": bundle_id,
                }
                for one in reasons
            ],
        )


def reasons_of(connection: Connection, entry_id: EntryId) -> tuple[SentBackRecord, ...]:
    """All reasons an entry was ever sent back for, oldest first."""
    rows = ask(connection, REASONS_OF, entry=entry_id)
    return tuple(SentBackRecord(entry_id, row.version, row.item, row.reason) for row in rows)

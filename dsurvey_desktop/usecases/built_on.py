"""What came to an entry after a batch had made or changed it (product B4, B5)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import EntryState, Value
from dsurvey_desktop.domain.ids import BatchId, EntryId
from dsurvey_desktop.storage import review_store
from dsurvey_desktop.storage.entry_store import EntryRecord
from dsurvey_desktop.storage.review_store import EDITION_SOURCE, CorrectionRecord
from dsurvey_desktop.storage.row_store import RowRecord
from dsurvey_desktop.usecases.change_entry import source_of

_APPROVED = (EntryState.APPROVED, EntryState.HANDED_OVER, EntryState.ACCEPTED)
_BATCHES = source_of(BatchId(0)).removesuffix("0")
"""How the source of what came with a file begins."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What a batch did to an entry.

    Attributes:
        makes: the entry began with it, and goes with it.
        first: its first change of an entry that was there; None where that is not on record.
    """

    makes: bool
    first: CorrectionRecord | None = None

    def is_before(self, moment: datetime) -> bool:
        """The batch had come to the entry by then, as far as is known."""
        return self.first is None or self.first.at <= moment


class BuiltOn:
    """What stands on what a batch did to entries; only what came after it counts.

    Args:
        connection: of the unit of work.
        batch: the batch.
        records: the entries it made or changed, as they are.
        rows: the batch's own, by entry.
    """

    def __init__(
        self,
        connection: Connection,
        batch: BatchId,
        records: Sequence[EntryRecord],
        rows: Mapping[EntryId, Sequence[RowRecord]],
    ) -> None:
        ids = [record.id for record in records]
        self._own = source_of(batch)
        self._records = records
        self._changes = review_store.corrections_by_entry(connection, ids)
        self._explained = review_store.last_explained(connection, ids)
        self.deeds = {one: self._deed(one, rows[one]) for one in ids}

    def made(self) -> list[EntryId]:
        """Entries that would go."""
        return [one for one, deed in self.deeds.items() if deed.makes]

    def approved(self) -> set[EntryId]:
        """What was handed over once must not vanish, even when its approval fell since."""
        return {one.id for one in self._records if self._is_approved(one)}

    def corrected(self) -> set[EntryId]:
        """Corrected or explained by a person."""
        by_hand = {one for one in self.deeds if any(not _is_file(c) for c in self.changes(one))}
        explained = (one for one, at in self._explained.items() if self.deeds[one].is_before(at))
        return by_hand | set(explained)

    def changed_by_files(self) -> dict[EntryId, set[BatchId]]:
        """Changed by other files, and by which."""
        found = {
            one: set(map(_batch_of, filter(_is_file, self.changes(one)))) for one in self.deeds
        }
        return {one: batches for one, batches in found.items() if batches}

    def changes(self, entry: EntryId) -> Iterator[CorrectionRecord]:
        """Changes of another source that stand since the batch came."""
        return changes_since(self._changes.get(entry, ()), self._own, self.deeds[entry].first)

    def _deed(self, entry: EntryId, rows: Sequence[RowRecord]) -> Deed:
        if first_of(rows).before is None:
            return Deed(makes=True)
        own = (one for one in self._changes.get(entry, ()) if one.source == self._own)
        return Deed(makes=False, first=next(own, None))

    def _is_approved(self, record: EntryRecord) -> bool:
        handed_over, first = record.handed_over_version, self.deeds[record.id].first
        if record.state in _APPROVED or handed_over is None:
            return record.state in _APPROVED
        return first is None or first.version is None or handed_over >= first.version


def first_of(rows: Sequence[RowRecord]) -> RowRecord:
    """The row of a batch that came to an entry first: what was before it is from elsewhere."""
    own = {row.id for row in rows}
    return next(row for row in rows if row.before is None or row.before["row_id"] not in own)


def changes_since(
    changes: Sequence[CorrectionRecord], own: str, first: CorrectionRecord | None
) -> Iterator[CorrectionRecord]:
    """Changes that stand and are not of the source `own`, oldest first.

    A correction that was undone does not stand, nor does the number a settled row was given: that
    goes and comes with its row. What came with a form edition goes and comes with that.

    Args:
        changes: all of an entry, oldest first.
        own: the source that does not count.
        first: where to begin; None counts all.
    """
    start = first.id if first is not None else 0
    undone = {one.undoes for one in changes}
    for one in changes:
        if one.source == own or one.item == "certificate_no" or one.id < start:
            continue
        if one.source.startswith(EDITION_SOURCE) or one.id in undone:
            continue
        if one.undoes is None:
            yield one


def taken_back_since(
    changes: Sequence[CorrectionRecord], first: CorrectionRecord | None
) -> dict[str, Value | None]:
    """Values that taking back something older than `first` gave items, since then."""
    start = first.id if first is not None else 0
    return {
        one.item: one.new
        for one in changes
        if one.id > start and one.undoes is not None and one.undoes < start
    }


def _is_file(change: CorrectionRecord) -> bool:
    return change.source.startswith(_BATCHES)


def _batch_of(change: CorrectionRecord) -> BatchId:
    return BatchId(int(change.source.removeprefix(_BATCHES)))

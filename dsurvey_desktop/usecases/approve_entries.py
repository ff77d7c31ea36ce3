"""Approving entries, and taking an approval back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.entry_rights import EntryStep, may_in
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import approval_store, entry_store, queue_store
from dsurvey_desktop.storage.codec import encode_moment
from dsurvey_desktop.storage.entry_store import EntryRecord
from dsurvey_desktop.usecases.approval_rules import blockers_of
from dsurvey_desktop.usecases.community_forms import check_known
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.entry_views import ApprovalResult, Blocked, EntryView, Seen
from dsurvey_desktop.usecases.inspection import state_of
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.meanwhile import check_seen, check_warnings_seen
from dsurvey_desktop.usecases.permissions import require_step
from dsurvey_desktop.usecases.reasons import stated
from dsurvey_desktop.usecases.show_entry import load, show_entry

ENTRIES_APPROVED = "entries_approved"


def approve_entries(
    desk: Desk,
    ids: Sequence[EntryId],
    progress: Progress = no_progress,
    seen: Mapping[EntryId, Seen] | None = None,
) -> ApprovalResult:
    """Approve those of the entries that nothing stands in the way of, in one unit of work.

    Args:
        desk: who approves.
        ids: of the entries.
        progress: is told how far it is.
        seen: those of them that the person looked at, as they were then.

    Raises:
        AppError: `not_allowed`, `no_entry`, `entry_changed`.
    """
    require_step(desk, EntryStep.APPROVE)
    with desk.database.write() as connection:
        return approve_in(connection, desk, ids, progress, seen)


def approve_in(
    connection: Connection,
    desk: Desk,
    ids: Sequence[EntryId],
    progress: Progress,
    seen: Mapping[EntryId, Seen] | None = None,
) -> ApprovalResult:
    """The same in the caller's unit of work, whose caller has looked at the role."""
    result = _sort_out(connection, desk, ids, seen or {})
    progress(1, 2, text("Checked"))
    at = desk.now()
    approval_store.approve(connection, result.approved, desk.user.id, at)
    if result.approved:
        note(
            connection,
            desk,
            ENTRIES_APPROVED,
            f"{len(result.approved)} entries",
            {"entries": list(result.approved), "at": encode_moment(at)},
        )
    progress(2, 2, text("Approved"))
    return result


def _sort_out(
    connection: Connection, desk: Desk, ids: Sequence[EntryId], seen: Mapping[EntryId, Seen]
) -> ApprovalResult:
    records = {record.id: record for record in entry_store.load_entries(connection, ids)}
    for entry_id in ids:
        if entry_id not in records:
            load(connection, entry_id)
    for entry_id in seen.keys() & records.keys():
        check_seen(connection, records[entry_id], seen[entry_id])
        check_warnings_seen(records[entry_id], seen[entry_id])
    reasons = blockers_of(connection, desk, records.values())
    blocked = tuple(
        Blocked(record.id, record.name, reasons[record.id])
        for record in records.values()
        if reasons[record.id]
    )
    stopped = {one.entry for one in blocked}
    return ApprovalResult(tuple(number for number in records if number not in stopped), blocked)


def ready_entries(desk: Desk, community: str = "") -> tuple[EntryId, ...]:
    """Entries that can be approved, of one community or all; AppError `no_community`."""
    wanted = EntryFilter(community=community, quality="ready", sort="row")
    with desk.database.read() as connection:
        check_known(connection, community)
        return tuple(queue_store.find_ids(connection, wanted))


def withdraw_approval(desk: Desk, entry_id: EntryId, reason: str) -> EntryView:
    """Take an approval back, with a reason.

    Raises:
        AppError: `not_allowed`, `no_entry`, `not_approved`, `reason_missing`.
    """
    require_step(desk, EntryStep.WITHDRAW)
    why = stated(reason)
    with desk.database.write() as connection:
        record = load(connection, entry_id)
        if not may_in(EntryStep.WITHDRAW, record.state):
            raise AppError("not_approved", text("This entry is not approved."))
        withdraw_in(connection, [record])
        note(
            connection,
            desk,
            "approval_withdrawn",
            f"entry {entry_id}",
            {"reason": why},
        )
    return show_entry(desk, entry_id)


def withdraw_in(connection: Connection, records: Iterable[EntryRecord]) -> None:
    """Entries that are approved stand as they would unapproved, in the caller's unit of work."""
    states: dict[EntryState, list[EntryId]] = {}
    for record in records:
        states.setdefault(state_of(record.findings), []).append(record.id)
    for state, ids in states.items():
        approval_store.withdraw(connection, ids, state)

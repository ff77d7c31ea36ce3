"""Taking back as one what somebody approved in one go (product D7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from dsurvey_desktop.domain.clock import office_day
from dsurvey_desktop.domain.entry_rights import EntryStep, may_in
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import entry_store, log_store
from dsurvey_desktop.storage.codec import decode_moment
from dsurvey_desktop.storage.entry_store import EntryRecord
from dsurvey_desktop.usecases.approve_entries import ENTRIES_APPROVED, withdraw_in
from dsurvey_desktop.usecases.correct_entry import UNDONE
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import require_step


@dataclass(frozen=True, slots=True)
class ApprovalsUndone:
    """Entries whose approval is taken back.

    `left` are those approved with them that stay as they are: handed over, changed, or approved
    anew since.
    """

    entries: tuple[EntryId, ...]
    left: tuple[EntryId, ...]


def undo_approvals(desk: Desk, progress: Progress = no_progress) -> ApprovalsUndone:
    """Take back, in one unit of work, one's own newest approval of several entries of today.

    Raises:
        AppError: `not_allowed`, `nothing_to_undo`.
    """
    require_step(desk, EntryStep.WITHDRAW)
    with desk.database.write() as connection:
        done = _newest(connection, desk)
        ids = [EntryId(number) for number in done.get("entries", ())]
        records = entry_store.load_entries(connection, ids)
        standing = [one for one in records if _stands(one, desk, done)]
        if not standing:
            raise AppError(
                "nothing_to_undo",
                text("There is no approval of several entries of yours of today to take back."),
                text("Please withdraw the approval of a single entry in that entry (W)."),
            )
        progress(1, 2, text("Checked"))
        withdraw_in(connection, standing)
        taken = tuple(one.id for one in standing)
        left = tuple(number for number in ids if number not in set(taken))
        detail = {"entries": list(taken), "left": list(left), "reason": UNDONE}
        note(connection, desk, "approvals_undone", f"{len(taken)} entries", detail)
        progress(2, 2, text("Taken back"))
    return ApprovalsUndone(taken, left)


def _newest(connection: Connection, desk: Desk) -> Mapping[str, Any]:
    """What is in the log of one's newest approval of several entries, if it is of today."""
    for detail in log_store.details_of(connection, ENTRIES_APPROVED, desk.user.id):
        if len(detail["entries"]) > 1:
            at = detail.get("at")
            is_today = at is not None and office_day(decode_moment(at)) == desk.today()
            return detail if is_today else {}
    return {}


def _stands(record: EntryRecord, desk: Desk, done: Mapping[str, Any]) -> bool:
    """Whether it is approved by this very deed: any change since would have let that fall."""
    is_same = record.approved_at == decode_moment(done["at"])
    is_own = record.approved_by == desk.user.id
    return may_in(EntryStep.WITHDRAW, record.state) and is_same and is_own

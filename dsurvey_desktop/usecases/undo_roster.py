"""Taking the newest roster back: everybody stands as before it, entries are kept (product A3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import (
    entry_lookup,
    office_store,
    roster_history,
    roster_store,
)
from dsurvey_desktop.storage.roster_history import RosterRecord
from dsurvey_desktop.storage.roster_store import PersonChange
from dsurvey_desktop.usecases.back_up import back_up_before_undo
from dsurvey_desktop.usecases.compare_roster import Reissue, find_reissues
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.follow_number import follow_absence, follow_number
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.match_last_year import match_last_year
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.place_again import place_again
from dsurvey_desktop.usecases.placing import can_be_changed
from dsurvey_desktop.usecases.recheck import recheck
from dsurvey_desktop.usecases.roster_views import CoverageView, RosterLine, RosterUndone

ROSTER_UNDONE = "roster_undone"
People = Mapping[str, Mapping[str, Any] | None]
"""How people stood before an import, by certificate number; None: not at all."""
_CAN_FALL = (EntryState.APPROVED, EntryState.HANDED_OVER)


def list_rosters(desk: Desk) -> tuple[RosterLine, ...]:
    """All rosters that were taken in, the newest first."""
    with desk.database.read() as connection:
        records = roster_history.list_imports(connection)
    newest = next((one.id for one in records if not one.is_undone), None)
    return tuple(
        RosterLine(
            one.id,
            one.file,
            one.imported_at,
            one.imported_by,
            one.people,
            dict(one.counts),
            one.is_undone,
            one.id == newest,
        )
        for one in records
    )


def undo_roster(desk: Desk, progress: Progress = no_progress) -> RosterUndone:
    """Take the newest roster back in one step, after a backup.

    Whom it brought is no longer on the roster; an entry of theirs stays and says so. Entries that
    went to a new number go back. The roster before it can be taken back next.

    Raises:
        AppError: `not_allowed`, `no_roster`.
    """
    require(desk, Role.CLERK)
    with desk.database.write() as connection:
        record = _newest(connection)
        before = roster_history.coverage(connection)
        people = roster_history.stood_before(connection, record.id)
        reissues = _reissues(connection, people)
        roster_store.put_people_back(connection, people)
        roster_store.apply_cutoff(connection, office_store.load_campaign(connection).cutoff_date)
        roster_history.put_communities_back(connection, record.communities)
        followed, fallen = _go_back(connection, desk, reissues, record.id)
        roster_history.mark_undone(connection, record.id, desk.now())
        match_last_year(connection)
        back_up_before_undo(connection, desk)
        place_again(connection, desk, ROSTER_UNDONE)
        fallen += recheck(connection, desk, ROSTER_UNDONE, progress=progress)
        after = roster_history.coverage(connection)
        detail = {"import": record.id, "people": len(people), "entries_followed": followed}
        note(connection, desk, ROSTER_UNDONE, f"roster {record.id}", detail)
    coverage = CoverageView(*before), CoverageView(*after)
    return RosterUndone(record.id, len(people), followed, fallen, *coverage)


def _newest(connection: Connection) -> RosterRecord:
    for record in roster_history.list_imports(connection):
        if not record.is_undone:
            return record
    raise AppError(
        "no_roster",
        text("There is no roster that could be taken back."),
        text("Rosters taken in by an older program can't be taken back."),
    )


def _reissues(connection: Connection, people: People) -> tuple[Reissue, ...]:
    """Whose number an import changed, told from how they stood before and stand now."""
    listed = roster_store.citizen_ids(connection)
    return find_reissues(
        PersonChange(number, row, {} if number in listed else None)
        for number, row in people.items()
    )


def _go_back(
    connection: Connection, desk: Desk, reissues: Sequence[Reissue], import_id: int
) -> tuple[int, int]:
    """Entries of new numbers go back to the old ones; how many, and approvals that fell."""
    followed = fallen = 0
    for one in reissues:
        follow_absence(connection, one.new, one.old)
        here = entry_lookup.brief_entries(connection, [one.old, one.new])
        stands = here.get(one.new)
        if stands is not None and one.old not in here and can_be_changed(stands.state):
            follow_number(connection, desk, stands.id, one.old, import_id)
            followed += 1
            fallen += stands.state in _CAN_FALL
    return followed, fallen

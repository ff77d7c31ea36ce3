"""Taking in the roster of certificate holders."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.person import Person
from dsurvey_desktop.domain.progress_report import Progress, no_progress, part_of
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.intake.mapping import ColumnMapping
from dsurvey_desktop.storage import roster_history
from dsurvey_desktop.usecases.compare_roster import counts_of
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.keep_roster import ROSTER_IMPORTED, keep_roster
from dsurvey_desktop.usecases.load_rules import load_rules
from dsurvey_desktop.usecases.office_views import LeftOut, RosterImport
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.place_again import PlacedAgain, place_again
from dsurvey_desktop.usecases.read_roster import Roster, read_roster
from dsurvey_desktop.usecases.read_source import read_source
from dsurvey_desktop.usecases.recheck import recheck
from dsurvey_desktop.usecases.refused_files import answer_on_its_page
from dsurvey_desktop.usecases.remember_mapping import keep_confirmed
from dsurvey_desktop.usecases.roster_views import CoverageView, RosterChange
from dsurvey_desktop.usecases.waiting_files import settle_waiting
from dsurvey_desktop.usecases.wishes import Wishes

_STEPS = 3
_COME_AND_GO = {RosterChange.NEW, RosterChange.BACK, RosterChange.GONE}


def import_roster(
    desk: Desk,
    path: Path,
    progress: Progress = no_progress,
    *,
    mapping: ColumnMapping | None = None,
    accept_mapping: bool = False,
) -> RosterImport:
    """Take in a roster; a later one is compared, and nobody disappears (product A3).

    Rows set aside whose people are on it now become entries, entries follow their people to new
    certificate numbers, and every entry is checked against it, all in the same unit of work.

    Args:
        desk: who takes in, and where.
        path: the file.
        progress: told of each step.
        mapping: what the columns mean; remembered for rosters of its shape.
        accept_mapping: take the program's own matching where it would ask, and remember it.

    Raises:
        AppError: `not_allowed`, `mapping_invalid`, `mapping_unconfirmed` for a file whose columns
            a person should look at first (it waits then, with the submissions), or the file's
            trouble with the code of intake; nothing is changed then.
    """
    require(desk, Role.CLERK)
    wishes = Wishes(mapping=mapping, accept_mapping=accept_mapping)
    return import_content(desk, path, read_source(path), wishes, progress)


def import_content(
    desk: Desk, path: Path, data: bytes, wishes: Wishes, progress: Progress
) -> RosterImport:
    """As `import_roster`, from the bytes of a file that lay at `path`."""
    roster = read_roster(desk, path, data, wishes, part_of(progress, 0, _STEPS))
    with desk.database.write() as connection:
        found = _take_in(connection, desk, roster, progress)
        known = load_rules(connection).mappings
        keep_confirmed(connection, desk, roster.parsed.source, wishes.mapping, known)
        digest = hashlib.sha256(data).hexdigest()
        settle_waiting(connection, desk, digest, roster.source.file)
        answer_on_its_page(connection, desk, digest)
        return found


def preview_roster(
    desk: Desk,
    path: Path,
    progress: Progress = no_progress,
    *,
    mapping: ColumnMapping | None = None,
    accept_mapping: bool = False,
) -> RosterImport:
    """What taking in a roster would change, and what comes of it; nothing of it is kept.

    Raises:
        AppError: as `import_roster`; a file whose columns are in question waits then.
    """
    require(desk, Role.CLERK)
    wishes = Wishes(mapping=mapping, accept_mapping=accept_mapping)
    return preview_content(desk, path, read_source(path), wishes, progress)


def preview_content(
    desk: Desk, path: Path, data: bytes, wishes: Wishes, progress: Progress
) -> RosterImport:
    """As `preview_roster`, from the bytes of a file that lay at `path`."""
    roster = read_roster(desk, path, data, wishes, part_of(progress, 0, _STEPS))
    with desk.database.trial() as connection:
        found = _take_in(connection, desk, roster, progress)
    return replace(found, is_preview=True, import_id=None)


def _take_in(
    connection: Connection, desk: Desk, roster: Roster, progress: Progress
) -> RosterImport:
    progress(1, _STEPS, text("Roster read"))
    before = roster_history.coverage(connection)
    kept = keep_roster(connection, desk, roster.source)
    progress(2, _STEPS, text("Roster compared"))
    placed = place_again(connection, desk, ROSTER_IMPORTED)
    last = part_of(progress, 2, _STEPS)
    fallen = kept.fallen + recheck(connection, desk, ROSTER_IMPORTED, progress=last)
    progress(3, _STEPS, text("Entries checked again"))
    found = kept.differences(connection) if before.on_roster else ()
    counts = counts_of(found)
    if not before.on_roster:
        counts[RosterChange.NEW.value] = len(kept.changes)
    roster_history.keep_counts(connection, kept.import_id, counts)
    after = roster_history.coverage(connection)
    return replace(
        _view(roster, placed, fallen),
        import_id=kept.import_id,
        new=counts[RosterChange.NEW] + counts[RosterChange.BACK],
        changed=sum(not _COME_AND_GO & set(one.changes) for one in found),
        gone=counts[RosterChange.GONE],
        differences=found,
        counts=counts,
        before=CoverageView(*before),
        after=CoverageView(*after),
    )


def _view(roster: Roster, placed: PlacedAgain, fallen: int) -> RosterImport:
    people = roster.source.people
    out_of_scope = [_left_out(one, one.out_of_scope) for one in people if one.out_of_scope]
    unreadable = [_left_out(one, "no_number") for one in roster.nameless]
    return RosterImport(
        file=roster.source.file,
        rows_read=roster.parsed.rows_read,
        in_scope=len(people) - len(out_of_scope),
        out_of_scope=(*out_of_scope, *unreadable),
        communities=tuple(roster.parsed.communities),
        new=0,
        changed=0,
        gone=0,
        problems=roster.parsed.problems,
        taken=placed.taken,
        pending=placed.pending,
        fallen=fallen,
    )


def _left_out(one: Person, reason: str) -> LeftOut:
    return LeftOut(one.certificate_no, one.name, one.community_name, reason, one.place.row)

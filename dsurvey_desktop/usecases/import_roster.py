"""Taking in the roster of certificate holders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.person import Person
from dsurvey_desktop.domain.progress_report import Progress, no_progress, part_of
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.forms.model import Form
from dsurvey_desktop.intake.model import FileKind, ParsedRoster
from dsurvey_desktop.intake.roster import parse_roster
from dsurvey_desktop.intake.submission import parse_submission
from dsurvey_desktop.storage import office_store, roster_history
from dsurvey_desktop.usecases.compare_roster import counts_of
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import submission_forms
from dsurvey_desktop.usecases.keep_roster import ROSTER_IMPORTED, RosterSource, keep_roster
from dsurvey_desktop.usecases.office_views import LeftOut, RosterImport
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.place_again import PlacedAgain, place_again
from dsurvey_desktop.usecases.read_source import read_source, shown_name
from dsurvey_desktop.usecases.recheck import recheck
from dsurvey_desktop.usecases.roster_views import CoverageView, RosterChange

_STEPS = 3
_COME_AND_GO = {RosterChange.NEW, RosterChange.BACK, RosterChange.GONE}


@dataclass(frozen=True, slots=True)
class _Roster:
    """A roster file on its way in; `nameless` people have no number to be known by."""

    source: RosterSource
    parsed: ParsedRoster
    nameless: tuple[Person, ...]


def import_roster(desk: Desk, path: Path, progress: Progress = no_progress) -> RosterImport:
    """Take in a roster; a later one is compared, and nobody disappears (product A3).

    Rows set aside whose people are on it now become entries, entries follow their people to new
    certificate numbers, and every entry is checked against it, all in the same unit of work.

    Raises:
        AppError: `not_allowed`, or the file's trouble with the code of intake; nothing is
            changed then.
    """
    require(desk, Role.CLERK)
    roster = _read(desk, path, part_of(progress, 0, _STEPS))
    with desk.database.write() as connection:
        return _take_in(connection, desk, roster, progress)


def preview_roster(desk: Desk, path: Path, progress: Progress = no_progress) -> RosterImport:
    """What taking in a roster would change, and what comes of it; nothing is kept.

    Raises:
        AppError: as `import_roster`.
    """
    require(desk, Role.CLERK)
    roster = _read(desk, path, part_of(progress, 0, _STEPS))
    with desk.database.trial() as connection:
        found = _take_in(connection, desk, roster, progress)
    return replace(found, is_preview=True, import_id=None)


def _take_in(
    connection: Connection, desk: Desk, roster: _Roster, progress: Progress
) -> RosterImport:
    progress(1, _STEPS, text("Roster read"))
    before = roster_history.coverage(connection)
    kept = keep_roster(connection, desk, roster.source)
    progress(2, _STEPS, text("Roster saved"))
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


def _read(desk: Desk, path: Path, progress: Progress) -> _Roster:
    name, data = shown_name(path), read_source(path)
    with desk.database.read() as connection:
        campaign = office_store.load_campaign(connection)
        office = office_store.load_office(connection)
        communities = office_store.load_communities(connection)
        forms = submission_forms(connection)
    parsed = parse_roster(data, name, campaign, office.code, communities, progress=progress)
    if not any(one.certified_on for one in parsed.persons):
        _refuse_submission(data, name, forms, campaign.year)
    people = tuple(one for one in parsed.persons if one.certificate_no)
    nameless = tuple(one for one in parsed.persons if not one.certificate_no)
    return _Roster(RosterSource(name, data, people, parsed.communities), parsed, nameless)


def _refuse_submission(data: bytes, name: str, forms: Mapping[FileKind, Form], year: int) -> None:
    """A submission is no roster: with it, everybody of the other communities would be gone."""
    if parse_submission(data, name, forms, year).kind is not FileKind.ROSTER:
        raise AppError(
            "submission_file",
            text("The file {file} is a submission, not a roster. Nothing was changed.", file=name),
            text("Please take it in with the submissions."),
        )


def _view(roster: _Roster, placed: PlacedAgain, fallen: int) -> RosterImport:
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

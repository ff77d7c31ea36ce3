"""Taking in the roster of certificate holders."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
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
from dsurvey_desktop.storage import batch_store, office_store, roster_store
from dsurvey_desktop.storage.roster_store import Comparison
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import submission_forms
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.match_last_year import match_last_year
from dsurvey_desktop.usecases.office_views import LeftOut, RosterImport
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.place_again import PlacedAgain, place_again
from dsurvey_desktop.usecases.read_source import read_source, shown_name
from dsurvey_desktop.usecases.recheck import recheck
from dsurvey_desktop.usecases.search_text import search_text

ROSTER_IMPORTED = "roster_imported"
_STEPS = 3


@dataclass(frozen=True, slots=True)
class _Roster:
    """A roster file on its way in; `people` have a number to be known by, `nameless` have none."""

    file: str
    data: bytes
    parsed: ParsedRoster
    people: tuple[Person, ...]
    nameless: tuple[Person, ...]


def import_roster(desk: Desk, path: Path, progress: Progress = no_progress) -> RosterImport:
    """Take in a roster; a later one is compared, and nobody disappears (product A3).

    Rows set aside whose people are on it now become entries, and every entry is checked against
    it, all in the same unit of work.

    Raises:
        AppError: `not_allowed`, or the file's trouble with the code of intake; nothing is
            changed then.
    """
    require(desk, Role.CLERK)
    roster = _read(desk, path, part_of(progress, 0, _STEPS))
    with desk.database.write() as connection:
        progress(1, _STEPS, text("Roster read"))
        comparison = _save(connection, desk, roster)
        progress(2, _STEPS, text("Roster saved"))
        placed = place_again(connection, desk, ROSTER_IMPORTED)
        last = part_of(progress, 2, _STEPS)
        fallen = recheck(connection, desk, ROSTER_IMPORTED, progress=last)
        progress(3, _STEPS, text("Entries checked again"))
    return _view(roster, comparison, placed, fallen)


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
    return _Roster(
        name,
        data,
        parsed,
        tuple(one for one in parsed.persons if one.certificate_no),
        tuple(one for one in parsed.persons if not one.certificate_no),
    )


def _refuse_submission(data: bytes, name: str, forms: Mapping[FileKind, Form], year: int) -> None:
    """A submission is no roster: with it, everybody of the other communities would be gone."""
    if parse_submission(data, name, forms, year).kind is not FileKind.ROSTER:
        raise AppError(
            "submission_file",
            text("The file {file} is a submission, not a roster. Nothing was changed.", file=name),
            text("Please take it in with the submissions."),
        )


def _save(connection: Connection, desk: Desk, roster: _Roster) -> Comparison:
    digest = hashlib.sha256(roster.data).hexdigest()
    file_id = batch_store.save_file(connection, roster.file, digest, roster.data)
    named = office_store.save_communities(connection, roster.parsed.communities)
    people = [(person, search_text(person.name)) for person in roster.people]
    comparison = roster_store.save_people(connection, people, file_id)
    match_last_year(connection)
    detail = {"file_digest": digest, **comparison._asdict(), "communities": named}
    note(connection, desk, ROSTER_IMPORTED, digest[:12], detail)
    return comparison


def _view(
    roster: _Roster, comparison: Comparison, placed: PlacedAgain, fallen: int
) -> RosterImport:
    out_of_scope = [_left_out(one, one.out_of_scope) for one in roster.people if one.out_of_scope]
    unreadable = [_left_out(one, "no_number") for one in roster.nameless]
    return RosterImport(
        file=roster.file,
        rows_read=roster.parsed.rows_read,
        in_scope=len(roster.people) - len(out_of_scope),
        out_of_scope=(*out_of_scope, *unreadable),
        communities=tuple(roster.parsed.communities),
        new=comparison.new,
        changed=comparison.changed,
        gone=comparison.gone,
        problems=roster.parsed.problems,
        taken=placed.taken,
        pending=placed.pending,
        fallen=fallen,
    )


def _left_out(one: Person, reason: str) -> LeftOut:
    return LeftOut(one.certificate_no, one.name, one.community_name, reason, one.place.row)

"""A roster file to people, once it is certain what its columns mean."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.person import Person
from dsurvey_desktop.domain.progress_report import Progress
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.intake.model import FileKind, IntakeError, ParsedRoster
from dsurvey_desktop.intake.roster import parse_roster
from dsurvey_desktop.intake.submission import parse_submission
from dsurvey_desktop.storage import office_store
from dsurvey_desktop.usecases.add_submissions import check_wishes
from dsurvey_desktop.usecases.arrivals import asked_outcome, is_asked
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.intake_waiting import MAPPING_UNCONFIRMED
from dsurvey_desktop.usecases.keep_roster import RosterSource
from dsurvey_desktop.usecases.load_rules import load_rules
from dsurvey_desktop.usecases.read_source import shown_name
from dsurvey_desktop.usecases.reading_rules import ReadingRules
from dsurvey_desktop.usecases.waiting_files import keep_waiting
from dsurvey_desktop.usecases.wishes import Wishes


@dataclass(frozen=True, slots=True)
class Roster:
    """A roster file on its way in; `nameless` people have no number to be known by."""

    source: RosterSource
    parsed: ParsedRoster
    nameless: tuple[Person, ...]


def read_roster(desk: Desk, path: Path, data: bytes, wishes: Wishes, progress: Progress) -> Roster:
    """A roster whose columns are not in question.

    Raises:
        AppError: `mapping_invalid`, `mapping_unconfirmed` for a file that waits for a person now,
            `submission_file`, or of `parse_roster`.
    """
    check_wishes(desk, wishes)
    roster = _read(desk, shown_name(path), data, wishes, progress)
    if is_asked(roster.parsed.source, wishes):
        raise _waiting(desk, path, roster)
    return roster


def _waiting(desk: Desk, path: Path, roster: Roster) -> AppError:
    """The file waits for a person; what to raise."""
    with desk.database.write() as connection:
        outcome = asked_outcome(load_rules(connection), roster.parsed.source, path)
        kept = keep_waiting(connection, desk, outcome, roster.source.data)
    return AppError(
        MAPPING_UNCONFIRMED,
        text("Please check the columns of {file} first; nothing was taken in.", file=outcome.file),
        text("It waits with the submissions: confirm its columns there."),
        waiting=kept.waiting,
    )


def _read(desk: Desk, name: str, data: bytes, wishes: Wishes, progress: Progress) -> Roster:
    said = wishes.mapping
    with desk.database.read() as connection:
        campaign = office_store.load_campaign(connection)
        office = office_store.load_office(connection)
        communities = office_store.load_communities(connection)
        rules = load_rules(connection)
    parsed = parse_roster(
        data,
        name,
        campaign,
        office.code,
        communities,
        said.by_header() if said else None,
        {**rules.mappings, **({said.shape: said} if said else {})},
        progress=progress,
    )
    if not _is_confirmed(parsed) and not any(one.certified_on for one in parsed.persons):
        _refuse_submission(data, name, rules)
    people = tuple(one for one in parsed.persons if one.certificate_no)
    nameless = tuple(one for one in parsed.persons if not one.certificate_no)
    return Roster(RosterSource(name, data, people, parsed.communities), parsed, nameless)


def _is_confirmed(parsed: ParsedRoster) -> bool:
    """A person said that it is a roster, by saying what its columns mean."""
    return any(table.is_confirmed for table in parsed.source.tables)


def _refuse_submission(data: bytes, name: str, rules: ReadingRules) -> None:
    """A submission is no roster: with it, everybody of the other communities would be gone."""
    try:
        kind = parse_submission(data, name, rules.forms, rules.year).kind
    except IntakeError:  # no submission either
        return
    if kind is not FileKind.ROSTER:
        raise AppError(
            "submission_file",
            text("The file {file} is a submission, not a roster. Nothing was changed.", file=name),
            text("Please take it in with the submissions."),
        )

"""Collection workbooks for the communities, with their part of the roster (product B9)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.file_names import file_name
from dsurvey_desktop.domain.office import Community
from dsurvey_desktop.domain.person import Person
from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.domain.texts import _, text
from dsurvey_desktop.storage import office_store, roster_store
from dsurvey_desktop.usecases.collection_columns import CollectionPlan
from dsurvey_desktop.usecases.collection_content import community_sheet, individual_sheet
from dsurvey_desktop.usecases.community_forms import check_known
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import COMMUNITY, INDIVIDUAL, load_edition
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.target_folder import make_folder


@dataclass(frozen=True, slots=True)
class WrittenWorkbook:
    """A workbook that was written; `kind` is individual or community."""

    path: str
    kind: str
    community_code: str
    community_name: str
    people: int


@dataclass(frozen=True, slots=True)
class _Roster:
    """Who lives in the communities to write for."""

    people: dict[Community, list[Person]]
    plans: tuple[CollectionPlan, CollectionPlan]


def make_workbooks(
    desk: Desk, folder: Path, community: str = "", progress: Progress = no_progress
) -> tuple[WrittenWorkbook, ...]:
    """Write both workbooks of one community or all into a folder; logged.

    Args:
        desk: whose office.
        folder: made where it is missing; files of the same names are replaced.
        community: 12-digit code; empty for all.
        progress: told for each community; may raise `Cancelled`, what is written stays
            and is in the log.

    Raises:
        AppError: `no_community`, `no_communities`, `folder_unusable`, and by `replace_file`.
    """
    with desk.database.read() as connection:
        check_known(connection, community)
        roster = _load(connection, community)
    make_folder(folder)
    written: list[WrittenWorkbook] = []
    try:
        for number, one in enumerate(roster.people):
            words = text("Writing the workbooks of {community}", community=one.name)
            progress(number, len(roster.people), words)
            written += _write(folder, one, roster)
    finally:
        if written:
            _log(desk, written)
    return tuple(written)


def _log(desk: Desk, written: Sequence[WrittenWorkbook]) -> None:
    """They hold personal data: whatever was written before a stop is on record too."""
    communities = {one.community_code for one in written}
    detail = {"communities": len(communities), "people": sum(one.people for one in written)}
    with desk.database.write() as connection:
        note(connection, desk, "workbooks_made", f"{len(written)} workbooks", detail)


def _load(connection: Connection, community: str) -> _Roster:
    office = office_store.load_office(connection)
    campaign = office_store.load_campaign(connection)
    people = people_by_community(connection)
    individual, own = (
        CollectionPlan(office, campaign, kind, load_edition(connection, kind).form)
        for kind in (INDIVIDUAL, COMMUNITY)
    )
    wanted = {one: members for one, members in people.items() if community in ("", one.code)}
    return _Roster(wanted, (individual, own))


def people_by_community(connection: Connection) -> dict[Community, list[Person]]:
    """Who is to be surveyed, in the order of the roster, for each community of the office.

    Raises:
        AppError: `no_communities`.
    """
    communities = office_store.load_communities(connection)
    if not communities:
        raise AppError(
            "no_communities",
            text("The office has no communities yet."),
            text("Please import the roster, or add the communities in the settings."),
        )
    people = defaultdict(list)
    for person in roster_store.load_people(connection).values():
        if not person.out_of_scope:
            people[person.community_code].append(person)
    return {one: sorted(people[one.code], key=_on_the_roster) for one in communities}


def _write(folder: Path, community: Community, roster: _Roster) -> Iterator[WrittenWorkbook]:
    # Loads the spreadsheet library, which the window starts without.
    from dsurvey_desktop.documents.collection_workbook import (  # noqa: PLC0415
        write_collection_workbook,
    )

    individual, own = roster.plans
    people = roster.people[community]
    code, name = str(community.code), community.name
    if people:
        target = folder / _file_name(_("Collection"), community)
        write_collection_workbook(target, individual_sheet(individual, community, people))
        yield WrittenWorkbook(str(target), INDIVIDUAL, code, name, len(people))
    target = folder / _file_name(_("Community form"), community)
    write_collection_workbook(target, community_sheet(own, community))
    yield WrittenWorkbook(str(target), COMMUNITY, code, name, 0)


def _on_the_roster(person: Person) -> tuple[str, str, int]:
    return person.place.file, person.place.sheet, person.place.row


def _file_name(words: str, community: Community) -> str:
    """Named after the community; two of the same name are told apart by their codes."""
    return file_name(community.name, f"_{words}_{community.code}.xlsx")

"""The district's task package for a town: the shortest way for it to set up the campaign."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.domain.campaign import Campaign
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Community, Office, Role
from dsurvey_desktop.domain.person import Person
from dsurvey_desktop.domain.progress_report import Progress, beyond_stopping, no_progress
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.exchange.bundle import BundleContent, BundleFile, build_bundle
from dsurvey_desktop.exchange.office_tables import (
    DISTRICT_CARD_FILE,
    FORMS_FOLDER,
    REVOKED_FILE,
    TRUST_FILE,
    CommunityRow,
    RosterRow,
    RuleOffRow,
    SettingRow,
    task_package_tables,
)
from dsurvey_desktop.exchange.statement import BundleKind, Statement
from dsurvey_desktop.storage import form_store, office_store, roster_store
from dsurvey_desktop.storage.bundle_store import BundleDraft
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.district_views import WrittenTaskPackage
from dsurvey_desktop.usecases.editions import COMMUNITY, INDIVIDUAL
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.office_keys import own_card, own_keys, trusted_cards
from dsurvey_desktop.usecases.permissions import check_district, require
from dsurvey_desktop.usecases.send_bundle import Sending, draft_of, next_number, send_bundle
from dsurvey_desktop.usecases.set_up_office import check_office_code
from dsurvey_desktop.usecases.town_names import town_names, town_of

CODE_SETTING, NAME_SETTING = "office_code", "office_name"


def make_task_package(
    desk: Desk, town: str, folder: Path, name: str = "", progress: Progress = no_progress
) -> WrittenTaskPackage:
    """Write the package a town sets its office up with.

    It is signed but not sealed: the town has no key before it is set up. So it goes from hand to
    hand.

    Args:
        desk: the district's.
        town: office code, nine or twelve digits.
        folder: a stick or folder.
        name: the town office's name; empty for the one on its key card.
        progress: may cancel until the package is written.

    Raises:
        AppError: `not_allowed`, `not_a_district`, `code_invalid`, `town_elsewhere`,
            `unfinished_bundle`, or the trouble of writing.
    """
    require(desk, Role.ADMINISTRATOR)
    check_office_code(town)
    progress(1, 4, text("Collecting the town's part"))
    with desk.database.read() as connection:
        district = office_store.load_office(connection)
        check_district(district)
        _check_belongs(district, town)
        called = name.strip() or town_names(connection).get(town, "")
    draft = partial(_draft, town=Office(town, called))
    sending = Sending(BundleKind.TASK_PACKAGE.value, town, draft, _settle)
    sent = send_bundle(desk, folder, sending, progress)
    counts = sent.bundle.statement.row_counts
    beyond_stopping(progress)(4, 4, text("Done"))
    with desk.database.read() as connection:
        fingerprint = own_card(connection).fingerprint
    return WrittenTaskPackage(
        path=str(sent.path),
        digest=sent.bundle.digest,
        town=town,
        town_name=called,
        sequence=sent.bundle.statement.sequence,
        people=counts["roster"],
        communities=counts["communities"],
        fingerprint=fingerprint,
        is_resumed=sent.is_resumed,
    )


def _check_belongs(district: Office, town: str) -> None:
    if not town.startswith(district.code[:6]) or town == district.code:
        raise AppError(
            "town_elsewhere",
            text("Office {office} is no town of this district.", office=town),
            text("Please copy the code from the list of division codes."),
        )


def _draft(connection: Connection, desk: Desk, *, town: Office) -> BundleDraft:
    campaign = office_store.load_campaign(connection)
    sequence, previous = next_number(connection, town.code)
    statement = Statement(
        kind=BundleKind.TASK_PACKAGE,
        sender=office_store.load_office(connection).code,
        addressee=town.code,
        campaign_year=campaign.year,
        sequence=sequence,
        created_at=desk.now().replace(microsecond=0),
        previous_digest=previous,
        form_editions=form_store.edition_digests(connection),
    )
    return draft_of(_build(connection, statement, campaign, town))


def _build(
    connection: Connection, statement: Statement, campaign: Campaign, town: Office
) -> BundleFile:
    people = [
        person
        for person in roster_store.load_people(connection).values()
        if town_of(person.community_code) == town_of(town.code)
    ]
    tables = task_package_tables(
        list(_settings(campaign, town)),
        [CommunityRow(*pair) for pair in _communities(connection, town, people)],
        [_roster_row(person) for person in people],
        [RuleOffRow(rule) for rule in sorted(campaign.rules_off)],
    )
    own, trust = own_card(connection), trusted_cards(connection)
    files = {
        DISTRICT_CARD_FILE: own.to_text().encode(),
        TRUST_FILE: trust.with_card(own).to_text().encode(),
        REVOKED_FILE: trust.revocation_text().encode(),
        **{
            f"{FORMS_FOLDER}{kind}.xlsx": form_store.load_workbook(connection, kind)
            for kind in (INDIVIDUAL, COMMUNITY)
        },
    }
    content = BundleContent(statement, tables, files)
    return build_bundle(content, own_keys(connection), is_sealed=False)


def _settings(campaign: Campaign, town: Office) -> Iterator[SettingRow]:
    yield SettingRow(CODE_SETTING, town.code)
    yield SettingRow(NAME_SETTING, town.name)
    for one in fields(Campaign):
        value = getattr(campaign, one.name)
        if one.name != "rules_off":
            yield SettingRow(one.name, "" if value is None else str(value))


def _communities(
    connection: Connection, town: Office, people: Sequence[Person]
) -> list[tuple[str, str]]:
    """The district's communities of the town, and those its people live in."""
    known: list[Community] = list(office_store.load_communities(connection))
    found = {str(one.code): one.name for one in known if town_of(one.code) == town_of(town.code)}
    for person in people:
        if person.community_code:
            found.setdefault(person.community_code, person.community_name or person.community_code)
    return sorted(found.items())


def _roster_row(person: Person) -> RosterRow:
    values = {name: getattr(person, name) for name in RosterRow._fields}
    day = person.certified_on
    return RosterRow(**values | {"certified_on": day.isoformat() if day else ""})


def _settle(connection: Connection, desk: Desk, draft: BundleDraft, bundle: BundleFile) -> None:
    statement = bundle.statement
    subject = f"bundle {draft.addressee}-{statement.sequence}"
    detail = {"digest": bundle.digest, "people": statement.row_counts["roster"]}
    note(connection, desk, "task_package_written", subject, detail)

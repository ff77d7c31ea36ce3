"""A later task package at a town that is set up: shown as differences, taken in one step."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role, is_district_code
from dsurvey_desktop.domain.person import Person
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.exchange.office_tables import DISTRICT_CARD_FILE
from dsurvey_desktop.exchange.own_card import card_inside
from dsurvey_desktop.exchange.refusals import refusal
from dsurvey_desktop.exchange.statement import BundleKind
from dsurvey_desktop.exchange.succession import Expectation, check_succession
from dsurvey_desktop.exchange.trust_list import TrustList
from dsurvey_desktop.exchange.verification import verify_bundle
from dsurvey_desktop.exchange.zip_container import Limits
from dsurvey_desktop.storage import (
    form_store,
    office_store,
    received_store,
    roster_history,
    roster_store,
)
from dsurvey_desktop.usecases.adopt_edition import adopt
from dsurvey_desktop.usecases.change_settings import (
    CAMPAIGN_CHANGED,
    COMMUNITIES_ADDED,
    settings_changed,
)
from dsurvey_desktop.usecases.compare_roster import counts_of
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.district_views import SAME, TAKEN, WOULD_TAKE
from dsurvey_desktop.usecases.find_edition import FoundEdition
from dsurvey_desktop.usecases.keep_roster import KeptRoster, RosterSource, keep_roster
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.office_keys import REVOKED, recipient_card, trusted_cards
from dsurvey_desktop.usecases.open_bundle import (
    OpenedBundle,
    keep_bundle,
    load_receiver,
)
from dsurvey_desktop.usecases.package_views import (
    LaterPackage,
    PackageCommunity,
    PackageForm,
    setting_changes,
)
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.place_again import place_again
from dsurvey_desktop.usecases.read_bundle import bundle_name, read_bundle
from dsurvey_desktop.usecases.read_source import shown_name
from dsurvey_desktop.usecases.read_task_package import TaskPackage, check_compared, package_of
from dsurvey_desktop.usecases.recheck import recheck
from dsurvey_desktop.usecases.roster_views import CoverageView
from dsurvey_desktop.usecases.set_up_from_package import ROSTER_FILE, accept_card

CAUSE = "task_package"
_CARD = f"data/{DISTRICT_CARD_FILE}"


@dataclass(frozen=True, slots=True)
class _Opened:
    """A package that may be believed, once its fingerprint is compared where its key is new."""

    package: TaskPackage
    is_new_key: bool


def preview_package(desk: Desk, path: Path, answered: frozenset[str] = frozenset()) -> LaterPackage:
    """What taking a later task package would change; nothing of it is kept.

    Raises:
        AppError: as `take_package`, but for the fingerprint.
    """
    require(desk, Role.ADMINISTRATOR)
    opened = _open(desk, path)
    with desk.database.trial() as connection:
        view = _taken(connection, desk, opened, answered)
        return view if view.outcome == SAME else replace(view, outcome=WOULD_TAKE)


def take_package(
    desk: Desk,
    path: Path,
    fingerprint: str = "",
    answered: frozenset[str] = frozenset(),
    seen: str = "",
) -> LaterPackage:
    """Take what a later task package changes, whole or not at all; logged.

    Args:
        desk: the town's.
        path: the package.
        fingerprint: of the district's key as a person has compared it; wanted where it is new.
        answered: codes of `refusals.ASKED` that a person has answered with "go on".
        seen: digest of the package whose changes a person was shown; empty where nobody was.

    Raises:
        AppError: `not_allowed`, `package_changed`, `fingerprint_differs`, or what is wrong with
            the file, such as `signer_unknown`, `sender_no_district`, `addressee_other`,
            `campaign_other`, `suite_other`, `sequence_gap`; nothing is changed then.
    """
    require(desk, Role.ADMINISTRATOR)
    opened = _open(desk, path)
    if seen not in {"", opened.package.bundle.digest}:
        raise AppError(
            "package_changed",
            text("The file is no longer the task package that was shown; nothing was changed."),
            text("Please open it again and look at what it would change."),
        )
    if opened.is_new_key:
        check_compared(opened.package, fingerprint)
    with desk.database.write() as connection:
        return _taken(connection, desk, opened, answered)


def _open(desk: Desk, path: Path) -> _Opened:
    with desk.database.read() as connection:
        receiver = load_receiver(connection, desk, BundleKind.TASK_PACKAGE)
        known = recipient_card(connection)
        own = office_store.load_office(connection).code
    limits = Limits()
    data = read_bundle(path, limits.bundle_bytes)
    card = card_inside(data, limits, _CARD)
    is_known = known is not None and known.office_code == card.office_code
    is_ours = is_known or (is_district_code(card.office_code) and card.office_code[:6] == own[:6])
    is_new = all(one.fingerprint != card.fingerprint for one in receiver.trust.cards)
    trust = receiver.trust.with_card(card) if is_new and is_ours else receiver.trust
    bundle = verify_bundle(data, trust, receiver.now, receiver.opener, receiver.expected, limits)
    if card.office_code != bundle.statement.sender:
        raise refusal("statement_disagrees")
    if not is_ours:
        raise _not_our_district(card.office_code)
    file = shown_name(path.with_name(bundle_name(path)))
    return _Opened(package_of(file, data, bundle, card), is_new)


def _not_our_district(code: str) -> AppError:
    return AppError(
        "sender_no_district",
        text(
            "The task package is by office {office}, which is not this office's district.",
            office=code,
        ),
        text("Please don't use it and tell the district; it sends this office's own."),
    )


def _taken(
    connection: Connection, desk: Desk, opened: _Opened, answered: frozenset[str]
) -> LaterPackage:
    """All changes in the caller's unit of work, and the account of them."""
    package, statement = opened.package, opened.package.bundle.statement
    view = LaterPackage(
        TAKEN,
        package.file,
        statement.sequence,
        package.bundle.digest,
        package.fingerprint,
        opened.is_new_key,
    )
    expected = Expectation(seen=received_store.seen(connection), answered=answered)
    try:
        check_succession(statement, package.bundle.digest, expected)
    except AppError as error:
        if error.code != "same_bundle":
            raise
        return replace(view, outcome=SAME)
    view = _changed(connection, desk, package, view)
    counts = {"fallen": view.fallen, "placed": view.placed, "people": sum(view.people.values())}
    keep_bundle(connection, desk, OpenedBundle(package.file, package.data, package.bundle), counts)
    return view


def _changed(
    connection: Connection, desk: Desk, package: TaskPackage, view: LaterPackage
) -> LaterPackage:
    before = CoverageView(*roster_history.coverage(connection))
    settings = tuple(setting_changes(office_store.load_campaign(connection), package.campaign))
    revoked = _take_keys(connection, desk, package)
    _take_campaign(connection, desk, package)
    communities = _take_communities(connection, desk, package)
    forms = tuple(_take_forms(connection, desk, package))
    roster = _take_roster(connection, desk, package)
    roster_store.apply_cutoff(connection, package.campaign.cutoff_date)
    placed = place_again(connection, desk, CAUSE)
    fallen = recheck(connection, desk, CAUSE)
    people = counts_of(roster.differences(connection)) if roster is not None else {}
    if roster is not None:
        roster_history.keep_counts(connection, roster.import_id, people)
        fallen += roster.fallen
    return replace(
        view,
        settings=settings,
        forms=forms,
        communities=communities,
        people=people,
        before=before,
        after=CoverageView(*roster_history.coverage(connection)),
        revoked=revoked,
        placed=placed.taken + placed.pending,
        fallen=fallen,
    )


def _take_keys(connection: Connection, desk: Desk, package: TaskPackage) -> tuple[str, ...]:
    """The district's card where it is another, and what the district says counts no more."""
    here = trusted_cards(connection)
    if package.card not in here.cards:
        accept_card(connection, desk, package.card)
    gone = [one for one in package.revoked.revoked if one not in here.revoked]
    for one in gone:
        line = TrustList().with_revoked(one.office_code, one.signing_public).to_text().encode()
        office_store.add_key(connection, one.office_code, REVOKED, line, desk.now())
        note(connection, desk, "key_revoked", one.office_code, {"bundle": package.bundle.digest})
    return tuple(one.office_code for one in gone)


def _take_campaign(connection: Connection, desk: Desk, package: TaskPackage) -> None:
    before = office_store.load_campaign(connection)
    changes = settings_changed(before, package.campaign)
    if changes:
        office_store.save_campaign(connection, package.campaign)
        detail = {"changes": changes}
        note(connection, desk, CAMPAIGN_CHANGED, str(package.campaign.year), detail)


def _take_communities(
    connection: Connection, desk: Desk, package: TaskPackage
) -> tuple[PackageCommunity, ...]:
    changes = office_store.save_communities(connection, package.communities)
    if changes:
        detail = {"changes": changes}
        note(connection, desk, COMMUNITIES_ADDED, f"{len(changes)} communities", detail)
    return tuple(PackageCommunity(*one) for one in changes)


def _take_forms(connection: Connection, desk: Desk, package: TaskPackage) -> Iterator[PackageForm]:
    for kind, (form, workbook) in package.forms.items():
        if form_store.current_digest(connection, kind) != form.digest:
            file = f"{kind}.xlsx"
            kept = form.digest in form_store.kinds_by_digest(connection)
            source = FoundEdition(form, kind, file, workbook, is_kept=kept)
            made = adopt(connection, desk, source)
            before = made.comparison.old.version
            yield PackageForm(kind, form.title, form.version, before, made.entries_elsewhere)


def _take_roster(connection: Connection, desk: Desk, package: TaskPackage) -> KeptRoster | None:
    """Kept only where it says something else; a package without people has no roster."""
    here = [_plain(one) for one in roster_store.load_people(connection).values()]
    theirs = [_plain(one) for one in package.people]
    if not theirs or sorted(here, key=str) == sorted(theirs, key=str):
        return None
    content = package.bundle.tables["roster"].content
    return keep_roster(connection, desk, RosterSource(ROSTER_FILE, content, package.people))


def _plain(person: Person) -> dict[str, object]:
    values = person._asdict()
    del values["place"]
    return values

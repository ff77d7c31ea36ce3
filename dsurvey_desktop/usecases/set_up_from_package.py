"""Setting a town's office up from the district's task package."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.domain.clock import Clock, system_clock
from dsurvey_desktop.domain.server_address import Server
from dsurvey_desktop.exchange.key_card import KeyCard
from dsurvey_desktop.forms.form_json import form_to_json
from dsurvey_desktop.storage import form_store, office_store
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.keep_roster import RosterSource, keep_roster
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.office_keys import CARD, REVOKED
from dsurvey_desktop.usecases.office_views import OfficeSetup
from dsurvey_desktop.usecases.open_bundle import OpenedBundle, keep_bundle
from dsurvey_desktop.usecases.read_task_package import TaskPackage, check_compared
from dsurvey_desktop.usecases.set_up_office import set_up_office

ROSTER_FILE = "roster.csv"


def set_up_from_package(
    folder: Path,
    package: TaskPackage,
    fingerprint: str,
    user_name: str,
    password: str,
    name: str = "",
    clock: Clock = system_clock,
    server: Server | None = None,
) -> Desk:
    """Make the town's office as the district's package says, whole or not at all.

    Args:
        folder: where nothing is yet.
        package: as it was read.
        fingerprint: of the district's key, as a person has compared it.
        user_name: of the first user.
        password: theirs.
        name: the office's name where the package names none.
        clock: time.
        server: keeps the database of an office of several seats.

    Raises:
        AppError: `fingerprint_differs`, or those of `set_up_office`.
    """
    check_compared(package, fingerprint)
    office = replace(package.office, name=package.office.name or name)
    setup = OfficeSetup(office, package.campaign, package.communities, user_name, server)
    return set_up_office(folder, setup, password, clock, partial(_furnish, package=package))


def _furnish(connection: Connection, desk: Desk, *, package: TaskPackage) -> None:
    _add_forms(connection, package)
    _add_roster(connection, desk, package)
    accept_card(connection, desk, package.card)
    revoked = package.revoked.to_text().encode()
    if package.revoked.revoked:
        office_store.add_key(connection, package.card.office_code, REVOKED, revoked, desk.now())
    counts = {"people": len(package.people), "communities": len(package.communities)}
    keep_bundle(connection, desk, OpenedBundle(package.file, package.data, package.bundle), counts)


def _add_forms(connection: Connection, package: TaskPackage) -> None:
    for kind, (form, workbook) in package.forms.items():
        form_store.add_edition(
            connection, form.digest, kind, form.title, form.version, form_to_json(form), workbook
        )


def _add_roster(connection: Connection, desk: Desk, package: TaskPackage) -> None:
    if not package.people:
        return
    content = package.bundle.tables["roster"].content
    keep_roster(connection, desk, RosterSource(ROSTER_FILE, content, package.people))


def accept_card(connection: Connection, desk: Desk, card: KeyCard) -> None:
    """Let the district's key count, after somebody compared it or its former key signed it."""
    text = card.to_text().encode()
    office_store.add_key(connection, card.office_code, CARD, text, desk.now())
    detail = {"fingerprint": card.fingerprint}
    note(connection, desk, "key_card_accepted", card.office_code, detail)

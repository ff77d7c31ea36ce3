"""The first start: an office, its campaign, its keys and its first user."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.domain.clock import Clock, practice_clock, system_clock
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import UserId
from dsurvey_desktop.domain.office import Role, User
from dsurvey_desktop.domain.resources import resources_folder
from dsurvey_desktop.domain.server_address import Server
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.exchange.office_keys import generate_keys
from dsurvey_desktop.forms.form_json import form_to_json, load_shipped_form
from dsurvey_desktop.storage import (
    account_store,
    database,
    form_store,
    log_store,
    office_store,
    shared_slots,
)
from dsurvey_desktop.storage.database import Database
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import COMMUNITY, INDIVIDUAL
from dsurvey_desktop.usecases.name_explanations import note_named
from dsurvey_desktop.usecases.office_keys import OWN
from dsurvey_desktop.usecases.office_views import OfficeSetup
from dsurvey_desktop.usecases.rebuild_search import note_version

Furnish = Callable[[Connection, Desk], None]
FIRST_USER = UserId(1)
MINIMUM_PASSWORD_LENGTH = 8


def set_up_office(
    folder: Path,
    setup: OfficeSetup,
    password: str,
    clock: Clock = system_clock,
    furnish: Furnish | None = None,
) -> Desk:
    """Make an office in `folder` and open it.

    Args:
        folder: where nothing is yet.
        setup: what a person or a task package says of the office.
        password: the first user's.
        clock: time; a practice office has its own.
        furnish: fills the new office further in the same unit of work.

    Raises:
        AppError: `code_invalid`, `name_missing`, `password_short`, `office_exists`,
            `folder_not_writable`, `server_in_use`, `server_encoding`, or of `storage.trouble`.
    """
    check_office_code(setup.office.code)
    check_office_name(setup.office.name)
    check_password(password)
    if setup.campaign.practice_date is not None:
        clock = practice_clock(setup.campaign.practice_date)
    with _new_database(folder, password, setup.server) as opened, opened.write() as connection:
        user = _fill(connection, setup, clock)
        if furnish is not None:
            furnish(connection, Desk(folder, opened, user, clock))
        account_store.add_slot(connection, opened.slot_id, user.id, account_store.PASSWORD, clock())
        shared_slots.share(connection, opened)
    return Desk(folder, database.open_database(folder, password), user, clock)


def _new_database(
    folder: Path, password: str, server: Server | None
) -> AbstractContextManager[Database]:
    if server is None:
        return database.new_database(folder, password, FIRST_USER)
    from dsurvey_desktop.storage.server_database import new_server_database  # noqa: PLC0415

    return new_server_database(folder, server, password, FIRST_USER)


def _fill(connection: Connection, setup: OfficeSetup, clock: Clock) -> User:
    now = clock()
    user = User(FIRST_USER, setup.user_name, frozenset(Role))
    office_store.add_account(connection, user.id, user.name, user.roles, now)
    office_store.save_office(connection, setup.office)
    office_store.save_campaign(connection, setup.campaign)
    office_store.save_communities(connection, setup.communities)
    note_version(connection)
    note_named(connection)
    for kind in (INDIVIDUAL, COMMUNITY):
        _add_shipped_form(connection, kind)
    keys = generate_keys(setup.campaign.suite)
    office_store.add_key(connection, setup.office.code, OWN, keys.to_bytes(), now)
    log_store.append(
        connection, now, user.id, "office_set_up", setup.office.code, {"year": setup.campaign.year}
    )
    return user


def _add_shipped_form(connection: Connection, kind: str) -> None:
    folder = resources_folder() / "forms"
    form = load_shipped_form(folder, kind)
    workbook = (folder / f"{kind}.xlsx").read_bytes()
    form_store.add_edition(
        connection, form.digest, kind, form.title, form.version, form_to_json(form), workbook
    )


def check_office_code(code: str) -> None:
    """AppError `code_invalid` unless 6, 9 or 12 digits."""
    if not (code.isascii() and code.isdigit() and len(code) in {6, 9, 12}):
        raise AppError(
            "code_invalid",
            text("An office code has 9 or 12 digits (6 for a district)."),
            text("Please copy it from the list of division codes, for example 330282105."),
        )


def check_office_name(name: str) -> None:
    """AppError `name_missing` when nothing can be read in it."""
    if not name.strip():
        raise AppError(
            "name_missing",
            text("The office needs a name."),
            text("Please enter it as it stands on the office's stamp."),
        )


def check_password(password: str) -> None:
    """AppError `password_short` under eight characters."""
    if len(password) < MINIMUM_PASSWORD_LENGTH:
        raise AppError(
            "password_short",
            text("The password is too short."),
            text("Please use at least {count} characters.", count=MINIMUM_PASSWORD_LENGTH),
        )

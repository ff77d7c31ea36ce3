"""When a campaign's algorithms may change, and what changes with them."""

from __future__ import annotations

from sqlalchemy import Connection

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.suite import SuiteName
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.exchange.office_keys import generate_keys
from dsurvey_desktop.storage import bundle_store, office_store, received_store
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.office_keys import OWN


def why_fixed(connection: Connection) -> str:
    """Why the algorithms stay as they are; empty while nothing went out or came in."""
    if bundle_store.is_any(connection):
        return str(text("Something was handed over with these; the receiver relies on them."))
    if received_store.count(connection):
        return str(text("A bundle or task package was opened here; its sender uses these."))
    return ""


def take_suite(connection: Connection, desk: Desk, suite: SuiteName) -> None:
    """Give this office a key of other algorithms; what was sealed to the one before opens still.

    AppError `suite_fixed` once bundles went out or came in.
    """
    because = why_fixed(connection)
    if because:
        raise AppError(
            "suite_fixed",
            text("What bundles are signed and sealed with stays as it is. {why}", why=because),
            text("Please set up a new office for the other algorithms."),
        )
    keys = generate_keys(suite)
    code = office_store.load_office(connection).code
    office_store.add_key(connection, code, OWN, keys.to_bytes(), desk.now())

"""Noting what a person did, in the unit of work that does it (product I3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from dsurvey_desktop.storage import log_store
from dsurvey_desktop.storage.log_store import NewLine
from dsurvey_desktop.usecases.desk import Desk


def note(
    connection: Connection,
    desk: Desk,
    action: str,
    subject: str,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Add a line to the chained log: who is at the desk, now.

    Args:
        connection: of the unit of work that does the thing.
        desk: whose deed it is.
        action: what was done, one word for one deed.
        subject: on what, such as `entry 7`; no personal data.
        detail: old and new values and the reason, where there are any.
    """
    log_store.append_all(connection, [new_line(desk, action, subject, detail)])


def new_line(
    desk: Desk, action: str, subject: str, detail: Mapping[str, Any] | None = None
) -> NewLine:
    """The line, to be added in the unit of work with others."""
    return NewLine(desk.now(), desk.user.id, action, subject, detail)

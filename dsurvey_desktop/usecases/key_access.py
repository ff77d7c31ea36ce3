"""The key file of the office at hand: passwords in use, slots added and taken away."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import UserId
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import account_store, key_slots, shared_slots
from dsurvey_desktop.storage.key_slots import OpenSlot
from dsurvey_desktop.usecases.desk import Desk


def check_unused(desk: Desk, password: str) -> None:
    """AppError `password_in_use`: a password says who signs in, so it is one person's."""
    if key_slots.opens_a_slot(_path(desk), password):
        raise AppError(
            "password_in_use",
            text("This password is in use here already."),
            text("Please choose another one."),
        )


def add_slot(
    connection: Connection, desk: Desk, own: OpenSlot, user_id: UserId, secret: str, kind: str
) -> None:
    """Let a password or recovery code open the office; last in the caller's unit of work."""
    shared_slots.renew(connection, desk.database)
    slot_id = key_slots.add_slot(_path(desk), own.key, user_id, secret)
    account_store.add_slot(connection, slot_id, user_id, kind, desk.now())
    shared_slots.share(connection, desk.database)


def remove_slots(connection: Connection, desk: Desk, slot_ids: tuple[str, ...]) -> None:
    """Let these open nothing any more; last in the caller's unit of work."""
    account_store.forget_slots(connection, slot_ids)
    shared_slots.renew(connection, desk.database)
    key_slots.remove_slots(_path(desk), slot_ids)
    shared_slots.share(connection, desk.database)


def adopt_own_slot(connection: Connection, desk: Desk, own: OpenSlot) -> None:
    """Note whose slot it is, in offices that were set up before slots were noted."""
    if own.slot_id not in account_store.slots_of(connection, desk.user.id):
        account_store.add_slot(
            connection, own.slot_id, desk.user.id, account_store.PASSWORD, desk.now()
        )


def _path(desk: Desk) -> Path:
    return desk.folder / key_slots.SLOTS_NAME

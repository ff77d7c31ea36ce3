"""Changing one's password, also after signing in with the recovery sheet."""

from __future__ import annotations

from dsurvey_desktop.storage import account_store, key_slots, shared_slots
from dsurvey_desktop.storage.account_store import PASSWORD, RECOVERY
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.key_access import check_unused
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.password_guard import own_slot
from dsurvey_desktop.usecases.set_up_office import check_password


def change_password(desk: Desk, old: str, new: str) -> None:
    """Seal the database key with a new password; every older one of this person opens no more.

    Args:
        desk: the person's.
        old: their password, or the code of the recovery sheet, which stays valid.
        new: the new password.

    Raises:
        AppError: `wrong_password`, `password_short`, `password_in_use`.
    """
    check_password(new)
    check_unused(desk, new)
    own = own_slot(desk, old)
    path = desk.folder / key_slots.SLOTS_NAME
    with desk.database.write() as connection:
        known = {own.slot_id, *account_store.slots_of(connection, desk.user.id, PASSWORD)}
        closed = known.difference(account_store.slots_of_kind(connection, RECOVERY))
        note(connection, desk, "password_changed", "own")
        account_store.forget_slots(connection, closed)
        shared_slots.renew(connection, desk.database)
        slot_id = key_slots.replace_slots(path, closed, own.key, own.user_id, new)
        account_store.add_slot(connection, slot_id, desk.user.id, PASSWORD, desk.now())
        shared_slots.share(connection, desk.database)

"""The recovery sheet: the one way in when the administrator's password is lost (product I1)."""

from __future__ import annotations

from pathlib import Path

from dsurvey_desktop.documents.recovery_sheet import write_recovery_sheet
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.recovery_code import new_recovery_code
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import account_store, office_store
from dsurvey_desktop.storage.account_store import RECOVERY
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.key_access import add_slot, adopt_own_slot, remove_slots
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.password_guard import own_slot
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.sheet_header import sheet_header


def print_recovery_sheet(desk: Desk, own_password: str, path: Path) -> int:
    """Print a new code that opens the office as the administrator at the desk; the page count.

    The code of an earlier sheet opens nothing any more once the new sheet is written.

    Raises:
        AppError: `not_allowed`, `wrong_password`, or of writing the file.
    """
    require(desk, Role.ADMINISTRATOR)
    own = own_slot(desk, own_password)
    code = new_recovery_code()
    with desk.database.write() as connection:
        office = office_store.load_office(connection)
        header = sheet_header(connection, desk, office.code)
        old = account_store.slots_of_kind(connection, RECOVERY)
        adopt_own_slot(connection, desk, own)
        add_slot(connection, desk, own, desk.user.id, code, RECOVERY)
        pages = write_recovery_sheet(path, header, office.name, desk.user.name, code)
        note(connection, desk, "recovery_sheet_printed", f"user {desk.user.id}")
        remove_slots(connection, desk, old)
    return pages


def check_recovery_code(desk: Desk, typed: str) -> None:
    """AppError `wrong_recovery_code` unless this code opens the office: try the sheet once."""
    try:
        slot = own_slot(desk, typed)
    except AppError as error:
        if error.code != "wrong_password":
            raise
        raise _wrong() from error
    with desk.database.read() as connection:
        if slot.slot_id not in account_store.slots_of_kind(connection, RECOVERY):
            raise _wrong()


def _wrong() -> AppError:
    return AppError(
        "wrong_recovery_code",
        text("This is not the code of the newest recovery sheet."),
        text("Please compare it sign by sign, or print a new sheet."),
    )

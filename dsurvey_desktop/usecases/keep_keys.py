"""This office's keys in a sealed copy for the safe, and taking them from it again.

Where the database is lost for good, the office is set up anew with the keys its district trusts
already, and what was sealed to them opens again.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from dsurvey_desktop.documents.write_file import replace_file
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.exchange.key_safe import open_keys, seal_keys
from dsurvey_desktop.exchange.office_keys import OfficeKeys
from dsurvey_desktop.exchange.refusals import refusal
from dsurvey_desktop.exchange.suites import SUITES
from dsurvey_desktop.storage import office_store
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.office_keys import OWN, own_card, own_keys
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.read_source import read_up_to
from dsurvey_desktop.usecases.set_up_office import check_password
from dsurvey_desktop.usecases.target_folder import make_folder

ENDING = ".keys.age"
_LARGEST_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class KeptKeys:
    """A sealed copy, and the fingerprint of the keys in it."""

    file: str
    fingerprint: str


def seal_own_keys(desk: Desk, folder: Path, passphrase: str) -> KeptKeys:
    """Write this office's newest keys sealed with a passphrase, and open the copy again.

    Raises:
        AppError: `not_allowed`, `password_short`, `folder_unusable`, or the trouble of writing.
    """
    require(desk, Role.ADMINISTRATOR)
    check_password(passphrase)
    make_folder(folder)
    with desk.database.read() as connection:
        keys, card = own_keys(connection), own_card(connection)
    path = folder / f"{card.office_code}{ENDING}"
    with replace_file(path) as file:
        file.write(seal_keys(keys, passphrase))
    _read(path, passphrase)
    with desk.database.write() as connection:
        note(connection, desk, "keys_sealed", card.office_code, {"fingerprint": card.fingerprint})
    return KeptKeys(str(path), card.fingerprint)


def restore_own_keys(desk: Desk, path: Path, passphrase: str) -> KeptKeys:
    """Make the keys of a sealed copy this office's; those it has now still open what came to them.

    The copy names no office: a person compares the fingerprint with the printed card.

    Raises:
        AppError: `not_allowed`, `file_missing`, …, `passphrase_wrong`, `keys_damaged`,
            `card_suite_other`, `keys_same`; nothing changes then.
    """
    require(desk, Role.ADMINISTRATOR)
    keys = _read(path, passphrase)
    with desk.database.write() as connection:
        ours = office_store.load_campaign(connection).suite
        if keys.suite != ours:
            theirs = SUITES[keys.suite].name
            raise refusal("card_suite_other", theirs=theirs.label, ours=ours.label)
        if keys == own_keys(connection):
            raise AppError(
                "keys_same",
                text("These are the keys this office has already."),
                text("There is nothing to do."),
            )
        code = office_store.load_office(connection).code
        office_store.add_key(connection, code, OWN, keys.to_bytes(), desk.now())
        fingerprint = own_card(connection).fingerprint
        note(connection, desk, "keys_restored", code, {"fingerprint": fingerprint})
    return KeptKeys(str(path), fingerprint)


def _read(path: Path, passphrase: str) -> OfficeKeys:
    return open_keys(read_up_to(path, _LARGEST_BYTES), passphrase)

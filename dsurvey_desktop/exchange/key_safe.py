"""The sealed copy of an office's keys for the safe: an age file that a passphrase opens."""

from __future__ import annotations

import pyrage

from dsurvey_desktop.exchange.office_keys import OfficeKeys
from dsurvey_desktop.exchange.refusals import refusal


def seal_keys(keys: OfficeKeys, passphrase: str) -> bytes:
    """The copy; `age --decrypt` opens it too. Takes about a second, which is what protects it."""
    return bytes(pyrage.passphrase.encrypt(keys.to_bytes(), passphrase))


def open_keys(sealed: bytes, passphrase: str) -> OfficeKeys:
    """The keys; raises `BundleError` (`passphrase_wrong` or `keys_damaged`)."""
    try:
        content = bytes(pyrage.passphrase.decrypt(sealed, passphrase))
    except pyrage.DecryptError as error:
        raise refusal("passphrase_wrong") from error
    return OfficeKeys.from_bytes(content)

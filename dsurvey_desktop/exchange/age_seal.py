"""Sealing with age v1 (C2SP age, X25519 recipients)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import pyrage

from dsurvey_desktop.domain.suite import SuiteName
from dsurvey_desktop.exchange.refusals import refusal

_FIRST_LINE = b"age-encryption.org/v1\n"
_NO_KEY = "No matching keys found"


def is_age_file(data: bytes) -> bool:
    """Whether `data` begins like a binary age file."""
    return data.startswith(_FIRST_LINE)


@dataclass(frozen=True, slots=True)
class AgeSealer:
    """Seals to `age1…` recipients."""

    def seal(self, content: bytes, recipients: Sequence[str]) -> bytes:
        """An age file; raises `BundleError` (`recipient_invalid`)."""
        return bytes(pyrage.encrypt(content, [_recipient(line) for line in recipients]))


@dataclass(frozen=True, slots=True)
class AgeOpener:
    """Opens with an `AGE-SECRET-KEY-1…` identity, or one of those before it."""

    identity: str = field(repr=False)
    earlier: tuple[str, ...] = field(default=(), repr=False)

    @property
    def suite(self) -> SuiteName:
        """Whose files it opens."""
        return SuiteName.STANDARD

    def open(self, sealed: bytes) -> bytes:
        """What was sealed; age authenticates every byte of header and content."""
        keys = [pyrage.x25519.Identity.from_str(one) for one in (self.identity, *self.earlier)]
        try:
            return bytes(pyrage.decrypt(sealed, keys))
        except pyrage.DecryptError as error:
            # pyrage tells the two apart by text only; a wrong guess changes the sentence, no more
            code = "sealed_for_others" if str(error) == _NO_KEY else "seal_broken"
            raise refusal(code) from error


def _recipient(line: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(line)
    except pyrage.RecipientError as error:
        raise refusal("recipient_invalid") from error

"""An office's private keys, of the suite its campaign uses."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from dsurvey_desktop.domain.office import Office
from dsurvey_desktop.domain.suite import SuiteName
from dsurvey_desktop.exchange.key_card import KeyCard
from dsurvey_desktop.exchange.refusals import refusal
from dsurvey_desktop.exchange.suites import SUITES, Opener, Signer


@dataclass(frozen=True, slots=True)
class OfficeKeys:
    """Secret: belongs into the encrypted database or a sealed copy, nowhere else.

    Attributes:
        suite: the suite these keys belong to.
        signing: private signing key as the suite writes it.
        identity: private key to open with, as the suite writes it.
    """

    suite: str
    signing: bytes = field(repr=False)
    identity: str = field(repr=False)

    @property
    def signer(self) -> Signer:
        """Signs bundles for this office."""
        return SUITES[self.suite].keys.signer(self.signing)

    @property
    def opener(self) -> Opener:
        """Opens what was sealed for this office."""
        return SUITES[self.suite].keys.opener([self.identity])

    @property
    def signing_public(self) -> str:
        """The public signing key's line."""
        return SUITES[self.suite].keys.signing_public(self.signing)

    @property
    def recipient(self) -> str:
        """The public key others seal to."""
        return SUITES[self.suite].keys.recipient(self.identity)

    def to_bytes(self) -> bytes:
        """For the encrypted database."""
        signing = base64.b64encode(self.signing).decode()
        return json.dumps([self.suite, signing, self.identity]).encode()

    @staticmethod
    def from_bytes(data: bytes) -> OfficeKeys:
        """The opposite of `to_bytes`; raises `BundleError` (`keys_damaged`)."""
        try:
            suite, signing, identity = json.loads(data)
            keys = OfficeKeys(suite, base64.b64decode(signing, validate=True), identity)
            _ = keys.signing_public, keys.recipient
        except (KeyError, ValueError, TypeError) as error:
            raise refusal("keys_damaged") from error
        return keys

    def card(
        self, office: Office, valid_after: datetime, valid_before: datetime | None = None
    ) -> KeyCard:
        """The public part, to be compared by voice or on paper."""
        return KeyCard(
            office.code, office.name, self.signing_public, self.recipient, valid_after, valid_before
        )


def generate_keys(suite: str = SuiteName.STANDARD) -> OfficeKeys:
    """New keys from the operating system's random source, which alone is fit for keys."""
    return OfficeKeys(str(suite), *SUITES[suite].keys.generate())


def opener_of(keys: Sequence[OfficeKeys]) -> Opener:
    """Opens what was sealed to the newest keys (the last), or to those of its suite before."""
    newest = keys[-1]
    identities = [one.identity for one in reversed(keys) if one.suite == newest.suite]
    return SUITES[newest.suite].keys.opener(identities)

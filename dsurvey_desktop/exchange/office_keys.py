"""An office's private keys: Ed25519 to sign with, X25519 (age) to open with."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from datetime import datetime

import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from dsurvey_desktop.domain.office import Office
from dsurvey_desktop.exchange.age_seal import AgeOpener
from dsurvey_desktop.exchange.key_card import KeyCard
from dsurvey_desktop.exchange.refusals import refusal
from dsurvey_desktop.exchange.ssh_signature import SshSigner, public_line
from dsurvey_desktop.exchange.suites import DEFAULT_SUITE, NAMESPACE


@dataclass(frozen=True, slots=True)
class OfficeKeys:
    """Secret: belongs into the encrypted database or a sealed copy, nowhere else.

    Attributes:
        suite: the suite these keys belong to.
        signing: raw Ed25519 private key, 32 bytes.
        identity: age identity, `AGE-SECRET-KEY-1…`.
    """

    suite: str
    signing: bytes = field(repr=False)
    identity: str = field(repr=False)

    @property
    def signer(self) -> SshSigner:
        """Signs bundles for this office."""
        return SshSigner(Ed25519PrivateKey.from_private_bytes(self.signing), NAMESPACE)

    @property
    def opener(self) -> AgeOpener:
        """Opens what was sealed for this office."""
        return AgeOpener(self.identity)

    @property
    def signing_public(self) -> str:
        """The public signing key as an `ssh-ed25519` line."""
        return public_line(Ed25519PrivateKey.from_private_bytes(self.signing).public_key())

    @property
    def recipient(self) -> str:
        """The public key others seal to, `age1…`."""
        return str(pyrage.x25519.Identity.from_str(self.identity).to_public())

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
        except (ValueError, TypeError, pyrage.IdentityError) as error:
            raise refusal("keys_damaged") from error
        return keys

    def card(
        self, office: Office, valid_after: datetime, valid_before: datetime | None = None
    ) -> KeyCard:
        """The public part, to be compared by voice or on paper."""
        return KeyCard(
            office.code, office.name, self.signing_public, self.recipient, valid_after, valid_before
        )


def generate_keys() -> OfficeKeys:
    """New keys from the operating system's random source, which alone is fit for keys."""
    signing = Ed25519PrivateKey.generate().private_bytes_raw()
    return OfficeKeys(DEFAULT_SUITE, signing, str(pyrage.x25519.Identity.generate()))

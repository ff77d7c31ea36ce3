"""Keys of the standard suite: Ed25519 to sign with, X25519 (age) to open with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pyrage
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_ssh_public_key

from dsurvey_desktop.exchange.age_seal import AgeOpener
from dsurvey_desktop.exchange.ssh_signature import SshSigner, public_line


@dataclass(frozen=True, slots=True)
class StandardKeys:
    """Signing keys are 32 raw bytes, identities `AGE-SECRET-KEY-1…`."""

    namespace: str
    key_type: str = "ssh-ed25519"

    def generate(self) -> tuple[bytes, str]:
        """A new signing key and identity."""
        signing = Ed25519PrivateKey.generate().private_bytes_raw()
        return signing, str(pyrage.x25519.Identity.generate())

    def signer(self, signing: bytes) -> SshSigner:
        """Signs with a signing key."""
        return SshSigner(Ed25519PrivateKey.from_private_bytes(signing), self.namespace)

    def opener(self, identities: Sequence[str]) -> AgeOpener:
        """Opens what is sealed to any of these."""
        first, *others = identities
        return AgeOpener(first, tuple(others))

    def signing_public(self, signing: bytes) -> str:
        """The public signing key as an `ssh-ed25519` line."""
        return public_line(Ed25519PrivateKey.from_private_bytes(signing).public_key())

    def recipient(self, identity: str) -> str:
        """The public key others seal to, `age1…`; ValueError when the identity is none."""
        try:
            return str(pyrage.x25519.Identity.from_str(identity).to_public())
        except pyrage.IdentityError as error:
            raise ValueError("identity") from error

    def checked_public(self, line: str) -> str:
        """The one spelling of a public signing key; ValueError when it is none."""
        try:
            key = load_ssh_public_key(line.encode())
        except UnsupportedAlgorithm as error:
            raise ValueError(line) from error
        if not isinstance(key, Ed25519PublicKey):
            raise ValueError(line)  # noqa: TRY004 - a line that can't be read, not a wrong call
        return public_line(key)

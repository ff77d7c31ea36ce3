"""Keys of the national suite: one SM2 pair to sign with, another to open with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dsurvey_desktop.exchange.sm2 import KEY_TYPE, Sm2Pair, parse_public_line, public_line
from dsurvey_desktop.exchange.sm2_signature import Sm2Signer
from dsurvey_desktop.exchange.sm4_seal import Sm4Opener


@dataclass(frozen=True, slots=True)
class NationalKeys:
    """Signing keys are a pair's 96 bytes, identities the same in hex."""

    key_type: str = KEY_TYPE

    def generate(self) -> tuple[bytes, str]:
        """A new signing key and identity."""
        return Sm2Pair.generate().to_bytes(), Sm2Pair.generate().to_bytes().hex()

    def signer(self, signing: bytes) -> Sm2Signer:
        """Signs with a signing key."""
        return Sm2Signer(Sm2Pair.from_bytes(signing))

    def opener(self, identities: Sequence[str]) -> Sm4Opener:
        """Opens what is sealed to any of these."""
        return Sm4Opener(tuple(Sm2Pair.from_bytes(bytes.fromhex(one)) for one in identities))

    def signing_public(self, signing: bytes) -> str:
        """The public signing key as an `sm2` line."""
        return public_line(Sm2Pair.from_bytes(signing).public)

    def recipient(self, identity: str) -> str:
        """The public key others seal to, as an `sm2` line; ValueError when it is no identity."""
        return public_line(Sm2Pair.from_bytes(bytes.fromhex(identity)).public)

    def checked_public(self, line: str) -> str:
        """The one spelling of a public signing key; ValueError when it is none."""
        return public_line(parse_public_line(line))

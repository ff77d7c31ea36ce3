"""What signs and seals, behind one interface, so that national algorithms can be a second suite."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from dsurvey_desktop.exchange import age_seal, ssh_signature

NAMESPACE = "dsurvey-handover"
DEFAULT_SUITE = "age-ed25519-sha256-v1"


class Signer(Protocol):
    """Holds an office's private signing key."""

    def sign(self, message: bytes) -> bytes:
        """The signature file over `message`."""


class Verifier(Protocol):
    """Needs no secret."""

    def verify(self, message: bytes, signature: bytes) -> str:
        """The public key that signed `message`, as in a trust list; raises `BundleError`."""


class Sealer(Protocol):
    """Needs no secret."""

    def seal(self, content: bytes, recipients: Sequence[str]) -> bytes:
        """`content` so that only the owners of `recipients` can read it."""


class Opener(Protocol):
    """Holds an office's private key for opening."""

    def open(self, sealed: bytes) -> bytes:
        """What was sealed; raises `BundleError` when it is damaged or meant for others."""


@dataclass(frozen=True, slots=True)
class Suite:
    """The algorithms of one way to sign and seal.

    Attributes:
        name: as the statement and `bag-info.txt` name it.
        digest_name: as BagIt writes it in `manifest-<digest_name>.txt`.
        digest: hex digest of bytes.
        verifier, sealer: the public halves.
        is_sealed: whether bytes are a sealed file of this suite.
    """

    name: str
    digest_name: str
    digest: Callable[[bytes], str]
    verifier: Verifier
    sealer: Sealer
    is_sealed: Callable[[bytes], bool]


def sha256_hex(content: bytes) -> str:
    """SHA-256 as 64 lower-case hex digits."""
    return hashlib.sha256(content).hexdigest()


SUITES: Mapping[str, Suite] = {
    DEFAULT_SUITE: Suite(
        name=DEFAULT_SUITE,
        digest_name="sha256",
        digest=sha256_hex,
        verifier=ssh_signature.SshVerifier(NAMESPACE),
        sealer=age_seal.AgeSealer(),
        is_sealed=age_seal.is_age_file,
    )
}

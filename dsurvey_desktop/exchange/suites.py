"""What signs and seals, behind one interface: the standard suite and the national algorithms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from dsurvey_desktop.domain.suite import SuiteName
from dsurvey_desktop.exchange import age_seal, sm2_signature, sm4_seal, ssh_signature
from dsurvey_desktop.exchange.digests import sha256_hex, sm3_hex
from dsurvey_desktop.exchange.national_keys import NationalKeys
from dsurvey_desktop.exchange.standard_keys import StandardKeys

NAMESPACE = "dsurvey-handover"


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

    @property
    def suite(self) -> SuiteName:
        """Whose sealed files it opens."""

    def open(self, sealed: bytes) -> bytes:
        """What was sealed; raises `BundleError` when it is damaged or meant for others."""


class Keys(Protocol):
    """Makes and reads keys; ValueError for what is no key of the suite."""

    @property
    def key_type(self) -> str:
        """How a public signing key's line begins."""

    def generate(self) -> tuple[bytes, str]:
        """A new private signing key, and an identity to open with."""

    def signer(self, signing: bytes) -> Signer:
        """Signs with a private signing key."""

    def opener(self, identities: Sequence[str]) -> Opener:
        """Opens what is sealed to any of these identities."""

    def signing_public(self, signing: bytes) -> str:
        """The public line of a private signing key."""

    def recipient(self, identity: str) -> str:
        """The public key of an identity, which others seal to."""

    def checked_public(self, line: str) -> str:
        """The one spelling of a public signing key's line."""


@dataclass(frozen=True, slots=True)
class Suite:
    """The algorithms of one way to sign and seal.

    Attributes:
        name: as the statement and `bag-info.txt` name it.
        digest_name: as BagIt writes it in `manifest-<digest_name>.txt`.
        digest: hex digest of bytes.
        verifier, sealer: the public halves.
        is_sealed: whether bytes are a sealed file of this suite.
        keys: makes and reads its keys.
        signature_mark: how its signature files begin.
        sign_name, seal_name: the algorithms as a key card names them.
    """

    name: SuiteName
    digest_name: str
    digest: Callable[[bytes], str]
    verifier: Verifier
    sealer: Sealer
    is_sealed: Callable[[bytes], bool]
    keys: Keys
    signature_mark: bytes
    sign_name: str
    seal_name: str


STANDARD = Suite(
    name=SuiteName.STANDARD,
    digest_name="sha256",
    digest=sha256_hex,
    verifier=ssh_signature.SshVerifier(NAMESPACE),
    sealer=age_seal.AgeSealer(),
    is_sealed=age_seal.is_age_file,
    keys=StandardKeys(NAMESPACE),
    signature_mark=ssh_signature.MARK,
    sign_name="Ed25519",
    seal_name="age",
)
NATIONAL = Suite(
    name=SuiteName.NATIONAL,
    digest_name="sm3",
    digest=sm3_hex,
    verifier=sm2_signature.Sm2Verifier(),
    sealer=sm4_seal.Sm4Sealer(),
    is_sealed=sm4_seal.is_sm4_file,
    keys=NationalKeys(),
    signature_mark=sm2_signature.MARK,
    sign_name="SM2",
    seal_name="SM2 / SM4",
)
SUITES: Mapping[str, Suite] = {one.name.value: one for one in (STANDARD, NATIONAL)}


def suite_of_seal(data: bytes) -> Suite | None:
    """Whose sealed file this is; None when it is not sealed."""
    return next((suite for suite in SUITES.values() if suite.is_sealed(data)), None)


def suite_of_signature(signature: bytes) -> Suite:
    """Whose signature file this is; the standard one, which refuses it, when it is nobody's."""
    found = (one for one in SUITES.values() if signature.startswith(one.signature_mark))
    return next(found, STANDARD)


def suite_of_key(line: str) -> Suite:
    """Whose public signing key this is; ValueError when it is nobody's."""
    kind = line.partition(" ")[0]
    for suite in SUITES.values():
        if suite.keys.key_type == kind:
            return suite
    raise ValueError(line)

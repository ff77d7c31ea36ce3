"""SM2 signatures as a text that names its key: two PEM blocks, which `openssl` can read.

The signature is over the file itself, so no tool has to know this program. Which kind of file it
is over can't be mistaken: a tag manifest, a key card and an exported log begin differently, and
each is read strictly.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field

from dsurvey_desktop.exchange import sm2
from dsurvey_desktop.exchange.refusals import refusal
from dsurvey_desktop.exchange.sm2 import Sm2Pair

MARK = b"-----BEGIN PUBLIC KEY-----\n"
_LABEL = "SM2 SIGNATURE"
_MAX_BYTES = 4096
_BLOCKS = re.compile(
    rb"-----BEGIN PUBLIC KEY-----\n([\w+/=\n]+)-----END PUBLIC KEY-----\n"
    rb"-----BEGIN SM2 SIGNATURE-----\n([\w+/=\n]+)-----END SM2 SIGNATURE-----\n",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Sm2Signer:
    """Signs with an office's SM2 key."""

    pair: Sm2Pair = field(repr=False)

    def sign(self, message: bytes) -> bytes:
        """The signature file over `message`."""
        return _file(self.pair.public, self.pair.sign(message))


@dataclass(frozen=True, slots=True)
class Sm2Verifier:
    """Needs no secret."""

    def verify(self, message: bytes, signature: bytes) -> str:
        """The signing key as an `sm2` line; raises `BundleError`."""
        public, raw = _parse(signature)
        if not sm2.is_signed(public, message, raw):
            raise refusal("signature_other_file")
        return sm2.public_line(public)


def _file(public: bytes, raw: bytes) -> bytes:
    return (sm2.public_pem(public) + sm2.pem(_LABEL, raw)).encode()


def _parse(signature: bytes) -> tuple[bytes, bytes]:
    """Public key and raw signature; only the one spelling that `sign` writes is read."""
    blocks = _BLOCKS.fullmatch(signature) if len(signature) <= _MAX_BYTES else None
    if blocks is None:
        raise refusal("signature_damaged")
    try:
        info, raw = (base64.b64decode(block.replace(b"\n", b"")) for block in blocks.groups())
        public = sm2.parse_key_info(info)
    except (binascii.Error, ValueError) as error:
        raise refusal("signature_damaged") from error
    if _file(public, raw) != signature:
        raise refusal("signature_damaged")
    return public, raw

"""Sealing with SM4: a fresh key for each file, wrapped with SM2 for everyone who may open it.

The file begins with lines of text:

    dsurvey-sm4-v1
    -> KEY-ID WRAPPED      one for each recipient: first 8 bytes of SM3 over the key's point, in
                           hex, and its SM2 ciphertext (GM/T 0009, DER) in base64
    --- IV                 16 bytes in hex

Behind them lies the content under SM4-CTR, and at the end 32 bytes of HMAC-SM3 over all before.
What is wrapped are 48 bytes: 16 for SM4 and 32 for the HMAC. Nothing is decrypted before the HMAC
holds. Each part opens with the `openssl` program too.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from cryptography.hazmat.primitives.ciphers.modes import CTR
from cryptography.hazmat.primitives.hashes import SM3
from cryptography.hazmat.primitives.hmac import HMAC

from dsurvey_desktop.domain.suite import SuiteName
from dsurvey_desktop.exchange import sm2
from dsurvey_desktop.exchange.digests import sm3_hex
from dsurvey_desktop.exchange.refusals import refusal
from dsurvey_desktop.exchange.sm2 import Sm2Pair

_FIRST_LINE = b"dsurvey-sm4-v1\n"
_MOST_HEAD_BYTES = 16_384
_HEAD = re.compile(rb"dsurvey-sm4-v1\n((?:-> [0-9a-f]{16} [A-Za-z0-9+/=]+\n)+)--- ([0-9a-f]{32})\n")
_KEY_SIZE, _MAC_KEY_SIZE, _IV_SIZE, _MAC_SIZE = 16, 32, 16, 32


def is_sm4_file(data: bytes) -> bool:
    """Whether `data` begins like a file of `Sm4Sealer`."""
    return data.startswith(_FIRST_LINE)


@dataclass(frozen=True, slots=True)
class Sm4Sealer:
    """Seals to `sm2 …` keys."""

    def seal(self, content: bytes, recipients: Sequence[str]) -> bytes:
        """A sealed file; raises `BundleError` (`recipient_invalid`)."""
        secret, iv = os.urandom(_KEY_SIZE + _MAC_KEY_SIZE), os.urandom(_IV_SIZE)
        lines = b"".join(_recipient_line(line, secret) for line in recipients)
        head = b"%s%s--- %s\n" % (_FIRST_LINE, lines, iv.hex().encode())
        sealed = head + _crypted(content, secret, iv)
        return sealed + _mac(sealed, secret).finalize()


@dataclass(frozen=True, slots=True)
class Sm4Opener:
    """Opens with one of an office's SM2 key pairs."""

    pairs: tuple[Sm2Pair, ...] = field(repr=False)

    @property
    def suite(self) -> SuiteName:
        """Whose files it opens."""
        return SuiteName.NATIONAL

    def open(self, sealed: bytes) -> bytes:
        """What was sealed; the HMAC is over every byte of head and content."""
        head = _HEAD.match(sealed[:_MOST_HEAD_BYTES])
        if head is None or len(sealed) < head.end() + _MAC_SIZE:
            raise refusal("seal_broken")
        secret = self._secret(head[1])
        code = _mac(sealed[:-_MAC_SIZE], secret)
        try:
            code.verify(sealed[-_MAC_SIZE:])
        except InvalidSignature as error:
            raise refusal("seal_broken") from error
        iv = bytes.fromhex(head[2].decode())
        return _crypted(sealed[head.end() : -_MAC_SIZE], secret, iv)

    def _secret(self, lines: bytes) -> bytes:
        wrapped = dict(line.split()[1:] for line in lines.splitlines())
        pair = next((one for one in self.pairs if _key_id(one.public) in wrapped), None)
        if pair is None:
            raise refusal("sealed_for_others")
        try:
            secret = pair.unwrap(base64.b64decode(wrapped[_key_id(pair.public)], validate=True))
        except (binascii.Error, ValueError) as error:
            raise refusal("seal_broken") from error
        if len(secret) != _KEY_SIZE + _MAC_KEY_SIZE:
            raise refusal("seal_broken")
        return secret


def _recipient_line(line: str, secret: bytes) -> bytes:
    try:
        public = sm2.parse_public_line(line)
    except ValueError as error:
        raise refusal("recipient_invalid") from error
    return b"-> %s %s\n" % (_key_id(public), base64.b64encode(sm2.wrap(public, secret)))


def _key_id(public: bytes) -> bytes:
    return sm3_hex(public)[:16].encode()


def _crypted(content: bytes, secret: bytes, iv: bytes) -> bytes:
    """SM4-CTR, which is its own opposite."""
    cipher = Cipher(SM4(secret[:_KEY_SIZE]), CTR(iv)).encryptor()
    return cipher.update(content) + cipher.finalize()


def _mac(data: bytes, secret: bytes) -> HMAC:
    code = HMAC(secret[_KEY_SIZE:], SM3())
    code.update(data)
    return code

"""age v1 files (C2SP age) written by hand, so that each part of one can be wrong."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

CHUNK = 64 * 1024
_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_FILE_KEY, _NONCE, _SHARE = b"file key of 16 B", b"nonce of 16 byte", bytes(range(32))
_COLUMNS = 64


@dataclass(frozen=True)
class AgeParts:
    """What an age file is put together from.

    Attributes:
        recipient: `age1…`.
        content: what is sealed.
        file_key: 16 bytes by the standard.
        stanzas: further ones after the recipient's.
        mac: makes the header's MAC something else.
        chunks: makes the sealed chunks others.
        first_line: without its line feed.
    """

    recipient: str
    content: bytes
    file_key: bytes = _FILE_KEY
    stanzas: bytes = b""
    mac: Callable[[bytes], bytes] = field(default=lambda mac: mac)
    chunks: Callable[[list[bytes]], list[bytes]] = field(default=lambda chunks: chunks)
    first_line: bytes = b"age-encryption.org/v1"

    def to_bytes(self) -> bytes:
        """The file."""
        own = _stanza(self.recipient, self.file_key)
        header = self.first_line + b"\n" + own + self.stanzas + b"---"
        mac = hmac.digest(_derived(self.file_key, b"", b"header"), header, "sha256")
        head = header + b" " + _base64(self.mac(mac)) + b"\n" + _NONCE
        return head + b"".join(self.chunks(sealed_chunks(self.content, self.file_key)))


def sealed_chunks(content: bytes, file_key: bytes = _FILE_KEY) -> list[bytes]:
    """The payload's chunks, the last one marked as such."""
    cipher = ChaCha20Poly1305(_derived(file_key, _NONCE, b"payload"))
    starts = range(0, max(len(content), 1), CHUNK)
    return [
        cipher.encrypt(
            number.to_bytes(11, "big") + bytes([start == starts[-1]]),
            content[start : start + CHUNK],
            None,
        )
        for number, start in enumerate(starts)
    ]


def empty_last_chunk(content: bytes) -> list[bytes]:
    """Whole chunks and then an empty one as the last, which the standard forbids."""
    cipher = ChaCha20Poly1305(_derived(_FILE_KEY, _NONCE, b"payload"))
    starts = range(0, len(content), CHUNK)
    pieces = [content[start : start + CHUNK] for start in starts] + [b""]
    return [
        cipher.encrypt(number.to_bytes(11, "big") + bytes([not piece]), piece, None)
        for number, piece in enumerate(pieces)
    ]


def _stanza(recipient: str, file_key: bytes) -> bytes:
    """The file key wrapped for an X25519 recipient."""
    theirs = _public_bytes(recipient)
    ours = X25519PrivateKey.from_private_bytes(hashlib.sha256(_SHARE).digest())
    share = ours.public_key().public_bytes_raw()
    secret = ours.exchange(X25519PublicKey.from_public_bytes(theirs))
    wrap = _derived(secret, share + theirs, b"age-encryption.org/v1/X25519")
    body = ChaCha20Poly1305(wrap).encrypt(bytes(12), file_key, None)
    return b"-> X25519 " + _base64(share) + b"\n" + wrapped(body)


def wrapped(body: bytes) -> bytes:
    """A stanza's body: full lines of 64 letters, then one that is shorter."""
    text = _base64(body)
    lines = [text[at : at + _COLUMNS] for at in range(0, len(text) + 1, _COLUMNS)]
    return b"".join(line + b"\n" for line in lines)


def _public_bytes(recipient: str) -> bytes:
    """The 32 bytes in a Bech32 text; its checksum is not looked at."""
    letters = recipient.rpartition("1")[2][:-6]
    bits = "".join(f"{_LETTERS.index(letter):05b}" for letter in letters)
    return int(bits[:256], 2).to_bytes(32, "big")


def _derived(secret: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, info).derive(secret)


def _base64(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")

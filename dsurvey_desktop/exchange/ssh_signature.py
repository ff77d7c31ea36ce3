"""OpenSSH signatures (PROTOCOL.sshsig) with Ed25519 and SHA-512, as `ssh-keygen -Y` makes them."""

from __future__ import annotations

import base64
import binascii
import hashlib
import struct
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from dsurvey_desktop.exchange.refusals import refusal

_MAGIC = b"SSHSIG"
_VERSION = 1
_HASH = b"sha512"
_KEY_TYPE = b"ssh-ed25519"
_OTHER_KEY_TYPES = frozenset(
    {
        b"ssh-rsa", b"ssh-dss", b"ecdsa-sha2-nistp256", b"ecdsa-sha2-nistp384",
        b"ecdsa-sha2-nistp521", b"sk-ssh-ed25519@openssh.com",
        b"sk-ecdsa-sha2-nistp256@openssh.com", b"ssh-ed25519-cert-v01@openssh.com",
    }
)  # fmt: skip
_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
MARK = _BEGIN.encode()
_LINE_LENGTH = 70
_MAX_BYTES = 4096


@dataclass(frozen=True, slots=True)
class SshSigner:
    """Signs for one purpose, the `namespace`."""

    key: Ed25519PrivateKey = field(repr=False)
    namespace: str

    def sign(self, message: bytes) -> bytes:
        """The armoured signature over `message`."""
        signature = self.key.sign(_signed_bytes(message, self.namespace.encode()))
        public = _string(_KEY_TYPE) + _string(self.key.public_key().public_bytes_raw())
        return _armour(_blob(public, self.namespace.encode(), signature))


@dataclass(frozen=True, slots=True)
class SshVerifier:
    """Accepts signatures made for one purpose, the `namespace`."""

    namespace: str

    def verify(self, message: bytes, signature: bytes) -> str:
        """The signing key as an `ssh-ed25519` line; raises `BundleError`."""
        public, namespace, raw = _parse_blob(_unarmour(signature))
        if namespace != self.namespace.encode():
            raise refusal("signature_other_purpose")
        key = Ed25519PublicKey.from_public_bytes(public)
        try:
            key.verify(raw, _signed_bytes(message, namespace))
        except InvalidSignature as error:
            raise refusal("signature_other_file") from error
        return public_line(key)


def public_line(key: Ed25519PublicKey) -> str:
    """The key as OpenSSH writes it: `ssh-ed25519 AAAA…`."""
    return key.public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()


def _string(value: bytes) -> bytes:
    return struct.pack(">I", len(value)) + value


def _signed_bytes(message: bytes, namespace: bytes) -> bytes:
    digest = hashlib.sha512(message).digest()
    return _MAGIC + b"".join(map(_string, (namespace, b"", _HASH, digest)))


def _blob(public: bytes, namespace: bytes, signature: bytes) -> bytes:
    wrapped = _string(_KEY_TYPE) + _string(signature)
    fields = (public, namespace, b"", _HASH, wrapped)
    return _MAGIC + struct.pack(">I", _VERSION) + b"".join(map(_string, fields))


def _armour(blob: bytes) -> bytes:
    body = base64.b64encode(blob).decode()
    lines = [body[at : at + _LINE_LENGTH] for at in range(0, len(body), _LINE_LENGTH)]
    return "\n".join([_BEGIN, *lines, _END, ""]).encode()


def _unarmour(armoured: bytes) -> bytes:
    """The blob; only the one spelling that OpenSSH writes is read, so no byte goes unchecked."""
    if len(armoured) > _MAX_BYTES:
        raise refusal("signature_damaged")
    lines = armoured.split(b"\n")
    try:
        blob = base64.b64decode(b"".join(lines[1:-2]), validate=True)
    except binascii.Error as error:
        raise refusal("signature_damaged") from error
    if _armour(blob) != armoured:
        raise refusal("signature_damaged")
    return blob


def _parse_blob(blob: bytes) -> tuple[bytes, bytes, bytes]:
    """Raw public key, namespace and raw signature; anything but our algorithms is refused."""
    try:
        if not blob.startswith(_MAGIC + struct.pack(">I", _VERSION)):
            raise refusal("signature_damaged")
        public, namespace, reserved, hash_name, wrapped = _strings(blob[len(_MAGIC) + 4 :], 5)
        _check_key_type(public)
        key_type, raw_key = _strings(public, 2)
        signature_type, raw_signature = _strings(wrapped, 2)
    except (struct.error, ValueError) as error:
        raise refusal("signature_damaged") from error
    kinds = (key_type, signature_type, hash_name, reserved)
    if kinds != (_KEY_TYPE, _KEY_TYPE, _HASH, b"") or len(raw_key) != 32:
        raise refusal("signature_damaged")
    return raw_key, namespace, raw_signature


def _check_key_type(public: bytes) -> None:
    """A key of another kind stands on no trust list; `signature_damaged` is for nonsense."""
    (length,) = struct.unpack_from(">I", public)
    if public[4 : 4 + length] in _OTHER_KEY_TYPES:
        raise refusal("signer_unknown")


def _strings(data: bytes, count: int) -> list[bytes]:
    """Exactly `count` length-prefixed strings that fill `data`; else ValueError, struct.error."""
    found, at = [], 0
    for _ in range(count):
        (length,) = struct.unpack_from(">I", data, at)
        found.append(data[at + 4 : at + 4 + length])
        at += 4 + length
    if at != len(data):
        raise ValueError(at)
    return found

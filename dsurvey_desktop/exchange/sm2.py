"""SM2 (GM/T 0003, GB/T 32918): key pairs, signatures with SM3 and wrapped keys, through GmSSL."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field

import gmssl_pyx

from dsurvey_desktop.exchange.quiet import quiet_library

KEY_TYPE = "sm2"
SIGNER_ID = b"1234567812345678"
"""The distinguishing id that GM/T 0009 gives for signers who have none of their own."""
_POINT_MARK = b"\x04"
_PUBLIC_SIZE, _PRIVATE_SIZE = 64, 32
_KEY_INFO = bytes.fromhex("3059301306072a8648ce3d020106082a811ccf5501822d034200")
"""Head of a SubjectPublicKeyInfo (RFC 5480): id-ecPublicKey on the curve 1.2.156.10197.1.301."""
_PEM_LINE = 64


@dataclass(frozen=True, slots=True)
class Sm2Pair:
    """A key pair: 32 secret bytes, and the public point's 64."""

    private: bytes = field(repr=False)
    public: bytes

    @staticmethod
    def generate() -> Sm2Pair:
        """A new pair from the operating system's random source."""
        public, private = gmssl_pyx.sm2_key_generate()
        return Sm2Pair(private, public)

    @staticmethod
    def from_bytes(data: bytes) -> Sm2Pair:
        """The opposite of `to_bytes`; ValueError unless the halves belong together."""
        if len(data) != _PRIVATE_SIZE + _PUBLIC_SIZE:
            raise ValueError(len(data))
        pair = Sm2Pair(data[:_PRIVATE_SIZE], checked_point(data[_PRIVATE_SIZE:]))
        if not is_signed(pair.public, SIGNER_ID, pair.sign(SIGNER_ID)):
            raise ValueError(len(data))
        return pair

    def to_bytes(self) -> bytes:
        """For the encrypted database."""
        return self.private + self.public

    def sign(self, message: bytes) -> bytes:
        """The signature as DER (GM/T 0009); ValueError for a key that is none."""
        try:
            with quiet_library():
                return bytes(gmssl_pyx.sm2_sign(self.private, self.public, message, SIGNER_ID))
        except gmssl_pyx.GmsslInnerError as error:
            raise ValueError(KEY_TYPE) from error

    def unwrap(self, wrapped: bytes) -> bytes:
        """What `wrap` made for this pair; ValueError for anything else."""
        try:
            with quiet_library():
                return bytes(gmssl_pyx.sm2_decrypt(self.private, wrapped))
        except gmssl_pyx.GmsslInnerError as error:
            raise ValueError(len(wrapped)) from error


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` over `message` was made by the owner of `public`."""
    try:
        with quiet_library():
            return bool(gmssl_pyx.sm2_verify(public, message, signature, SIGNER_ID))
    except gmssl_pyx.GmsslInnerError:
        return False


def wrap(public: bytes, secret: bytes) -> bytes:
    """A short secret (up to 255 bytes) for the owner of `public`, as DER (C1, C3, C2)."""
    return bytes(gmssl_pyx.sm2_encrypt(public, secret))


def public_line(public: bytes) -> str:
    """`sm2 BASE64`: the public point, uncompressed, in one line like OpenSSH's keys."""
    return f"{KEY_TYPE} {base64.b64encode(_POINT_MARK + public).decode()}"


def parse_public_line(line: str) -> bytes:
    """The opposite of `public_line`; ValueError for anything else."""
    kind, _, encoded = line.partition(" ")
    point = base64.b64decode(encoded, validate=True)
    public = checked_point(point[1:])
    if kind != KEY_TYPE or public_line(public) != line:
        raise ValueError(line)
    return public


def public_pem(public: bytes) -> str:
    """The public key as `openssl` reads it."""
    return pem("PUBLIC KEY", _KEY_INFO + _POINT_MARK + public)


def parse_key_info(info: bytes) -> bytes:
    """The point in a SubjectPublicKeyInfo; ValueError for any other key."""
    head = _KEY_INFO + _POINT_MARK
    if not info.startswith(head):
        raise ValueError(len(info))
    return checked_point(info[len(head) :])


def pem(label: str, content: bytes) -> str:
    """A PEM block (RFC 7468)."""
    body = base64.b64encode(content).decode()
    lines = [body[at : at + _PEM_LINE] for at in range(0, len(body), _PEM_LINE)]
    return "\n".join([f"-----BEGIN {label}-----", *lines, f"-----END {label}-----", ""])


def checked_point(public: bytes) -> bytes:
    """A point of the curve; ValueError for anything else."""
    if len(public) != _PUBLIC_SIZE:
        raise ValueError(len(public))
    try:
        return bytes(gmssl_pyx.normalize_sm2_public_key(public))
    except gmssl_pyx.InvalidValueError as error:
        raise ValueError(len(public)) from error

"""Digests in hex."""

from __future__ import annotations

import hashlib

from cryptography.hazmat.primitives.hashes import SM3, Hash


def sha256_hex(content: bytes) -> str:
    """SHA-256 as 64 lower-case hex digits; files are known by it in every suite."""
    return hashlib.sha256(content).hexdigest()


def sm3_hex(content: bytes) -> str:
    """SM3 (GM/T 0004, GB/T 32905) as 64 lower-case hex digits."""
    digest = Hash(SM3())  # hashlib has it only where the system's OpenSSL does
    digest.update(content)
    return digest.finalize().hex()

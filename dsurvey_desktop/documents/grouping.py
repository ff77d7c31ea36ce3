"""Fingerprints and digests in groups that an eye and a voice can follow."""

from __future__ import annotations


def group_fingerprint(fingerprint: str, size: int = 4) -> str:
    """A fingerprint or digest in groups of `size`; a leading `SHA256:` stays a group of its own.

    One that comes in groups keeps them: people compare it with another paper or screen.
    """
    if " " in fingerprint.strip():
        return fingerprint.strip()
    scheme, colon, digits = (
        fingerprint.rpartition(":") if fingerprint[:3].isupper() else ("", "", fingerprint)
    )
    plain = "".join(digits.split())
    groups = [plain[at : at + size] for at in range(0, len(plain), size)]
    return " ".join(([scheme + colon] if colon else []) + groups)

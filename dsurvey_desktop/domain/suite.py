"""Which algorithms sign and seal what travels between offices; the campaign chooses."""

from __future__ import annotations

from enum import StrEnum


class SuiteName(StrEnum):
    """As statements and bags name them."""

    STANDARD = "age-ed25519-sha256-v1"
    NATIONAL = "sm2-sm3-sm4-v1"

    @property
    def label(self) -> str:
        """The algorithms as people know them, in any language."""
        return _LABELS[self]


_LABELS = {
    SuiteName.STANDARD: "Ed25519 / SHA-256 / age",
    SuiteName.NATIONAL: "SM2 / SM3 / SM4",
}

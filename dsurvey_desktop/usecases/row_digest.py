"""What tells whether two rows say the same."""

from __future__ import annotations

import hashlib


def row_digest(content: object) -> str:
    """A short digest (24 hex) of a row's canonical answers, or of its cells."""
    return hashlib.blake2b(str(content).encode(), digest_size=12).hexdigest()

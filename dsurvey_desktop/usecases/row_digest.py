"""What tells whether two rows say the same."""

from __future__ import annotations

import hashlib


def row_digest(content: object) -> str:
    """A short digest (24 hex) of a row's canonical answers (in UTF-8 too), or of its cells."""
    spelled = content if isinstance(content, bytes) else str(content).encode()
    return hashlib.blake2b(spelled, digest_size=12).hexdigest()

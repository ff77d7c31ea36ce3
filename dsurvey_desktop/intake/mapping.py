"""What a person says the columns of a table mean: valid for every table of the same shape."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from dsurvey_desktop.domain.word_memory import remembers_words
from dsurvey_desktop.intake.cleaning import key_of
from dsurvey_desktop.intake.model import FileKind


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """The meaning of each column, from the left.

    Attributes:
        kind: of the form the items belong to.
        headers: as they came; empty for a column without.
        items: as `ColumnMatch.item`; empty for a column that is not used.
    """

    kind: FileKind
    headers: tuple[str, ...]
    items: tuple[str, ...]

    @property
    def shape(self) -> str:
        """What tables this is for; see `shape_of`."""
        return shape_of(self.headers)

    def by_header(self) -> dict[str, str]:
        """Item by header, for tables whose header is not found without it."""
        return {header: item for header, item in self.pairs() if header}

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Header and item of each column."""
        return tuple(zip(self.headers, self.items, strict=True))


def shape_of(headers: Sequence[str]) -> str:
    """A digest (24 hex) of headers without blanks, punctuation and empty columns at the end."""
    return _shape_of(tuple(headers))


@remembers_words(32)
def _shape_of(headers: tuple[str, ...]) -> str:
    """Files of a folder have the same headers."""
    keys = [key_of(header) for header in headers]
    while keys and not keys[-1]:
        keys.pop()
    return hashlib.blake2b("\x1f".join(keys).encode(), digest_size=12).hexdigest()

"""What a person says the columns of a table mean: valid for every table of the same shape."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dsurvey_desktop.intake.cleaning import key_of
from dsurvey_desktop.intake.lexicon import HINTS, SLOT, Lexicon
from dsurvey_desktop.intake.model import COMMUNITY_HINT, FileKind


def may_repeat(item: str) -> bool:
    """True for what more than one column may mean: whose row it is, and slots of a question."""
    return item == COMMUNITY_HINT or is_slot(item)


def is_slot(item: str) -> bool:
    """True for one of several columns that hold the choices of a question."""
    return item.endswith(f"/{SLOT}")


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


@lru_cache(maxsize=32)
def _shape_of(headers: tuple[str, ...]) -> str:
    """Files of a folder have the same headers."""
    keys = [key_of(header) for header in headers]
    while keys and not keys[-1]:
        keys.pop()
    return hashlib.blake2b("\x1f".join(keys).encode(), digest_size=12).hexdigest()


def items_for(
    headers: Sequence[str], mappings: Mapping[str, ColumnMapping], lexicon: Lexicon
) -> tuple[str, ...] | None:
    """A person's choice for a table with these headers; None where there is none that fits."""
    found = mappings.get(shape_of(headers))
    if found is None or found.kind is not lexicon.kind:
        return None
    known = (*found.items, *[""] * len(headers))[: len(headers)]
    return known if all(is_item(item, lexicon) for item in known) else None


def is_item(item: str, lexicon: Lexicon) -> bool:
    """True for what a column of this form may mean; empty means not used."""
    owner, slash, choice = item.partition("/")
    if choice == SLOT:
        return lexicon.slot(owner) == item
    if slash:
        return lexicon.tick_box(owner, choice) == item
    return owner == "" or owner in lexicon.items or owner in hints_of(lexicon)


def hints_of(lexicon: Lexicon) -> tuple[str, ...]:
    """Meanings besides the form's items."""
    return HINTS if lexicon.kind is FileKind.INDIVIDUAL else ()

"""What a column may mean: an item of the form, a choice or a slot of one, or a hint."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dsurvey_desktop.intake.lexicon import HINTS, SLOT, Lexicon
from dsurvey_desktop.intake.mapping import ColumnMapping, shape_of
from dsurvey_desktop.intake.model import COMMUNITY_HINT, FileKind


def may_repeat(item: str) -> bool:
    """True for what more than one column may mean: whose row it is, and slots of a question."""
    return item == COMMUNITY_HINT or is_slot(item)


def is_slot(item: str) -> bool:
    """True for one of several columns that hold the choices of a question."""
    return item.endswith(f"/{SLOT}")


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

"""What choices read that an answer still names but its form edition no longer has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.forms.model import Choice, Item
from dsurvey_desktop.storage import form_store
from dsurvey_desktop.usecases.editions import items_of

Given = tuple[str, Value | None]
"""An item's name and an answer to it."""


def with_gone_choices(
    connection: Connection, items: Mapping[str, Item], given: Iterable[Given], kind: str
) -> Mapping[str, Item]:
    """The items, those with an answer they have no choice for with the choices of all editions.

    The own choices of an item stay first and keep their words. Other editions are read only where
    an answer needs it.
    """
    lacking = set(_lacking(items, given))
    if not lacking:
        return items
    widened = {name: items[name] for name in lacking}
    for digest, its_kind in form_store.kinds_by_digest(connection).items():
        if its_kind == kind:
            others = items_of(connection, digest)
            widened = {
                name: _widened(item, others[name].choices) if name in others else item
                for name, item in widened.items()
            }
    return {**items, **widened}


def _lacking(items: Mapping[str, Item], given: Iterable[Given]) -> Iterator[str]:
    for name, value in given:
        item = items.get(name)
        if item is None or not item.choices or value is None:
            continue
        codes = value if isinstance(value, list) else [value]
        if not {str(code) for code in codes} <= {choice.code for choice in item.choices}:
            yield name


def _widened(item: Item, others: Iterable[Choice]) -> Item:
    known = {choice.code for choice in item.choices}
    more = tuple(choice for choice in others if choice.code not in known)
    return replace(item, choices=(*item.choices, *more))

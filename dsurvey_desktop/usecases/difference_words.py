"""Differences in words: the question and both answers, by the form editions the office has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.forms.model import Item
from dsurvey_desktop.usecases.answer_values import label_of, shown
from dsurvey_desktop.usecases.intake_views import Difference

Items = Mapping[str, Item]
"""By name, as `editions.all_items` gives them."""


def in_words(found: Iterable[Difference], items: Items) -> tuple[Difference, ...]:
    """The same differences with the words a person reads."""
    return tuple(
        replace(
            one,
            label=question(items, one.item),
            old_words=answer(items, one.item, one.old),
            new_words=answer(items, one.item, one.new),
        )
        for one in found
    )


def question(items: Items, name: str) -> str:
    """The question's words; its name where no edition has it or its words."""
    item = items.get(name)
    return (label_of(item.labels) if item else "") or name


def answer(items: Items, name: str, value: Value | None) -> str:
    """The answer in words; empty for blank."""
    item = items.get(name)
    return shown(item, value) if item else str("" if value is None else value)

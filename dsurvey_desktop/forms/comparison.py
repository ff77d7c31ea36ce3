"""Two editions of a form held against each other: items new, gone and changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from dsurvey_desktop.forms.model import Choice, Form, Item, ItemKind

UNANSWERED = frozenset({ItemKind.NOTE, ItemKind.CALCULATE})
"""Kinds of items that take no answer."""


class ItemFate(StrEnum):
    """What became of an item from one edition to the other."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"


class Aspect(StrEnum):
    """What of an item differs."""

    LABEL = "label"
    CODE = "code"
    SECTION = "section"
    KIND = "kind"
    CHOICE_NEW = "choice_new"
    CHOICE_GONE = "choice_gone"
    CHOICE_LABEL = "choice_label"
    ASKED = "asked"
    REQUIRED = "required"
    RULE = "rule"
    MESSAGE = "message"
    CALCULATION = "calculation"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class AspectChange:
    """One thing that differs; `choice` is the code of the choice it is about, or empty."""

    aspect: Aspect
    choice: str = ""


@dataclass(frozen=True, slots=True)
class ItemChange:
    """An item that is not the same in both; `old` or `new` is None where it is not there."""

    fate: ItemFate
    old: Item | None
    new: Item | None
    changes: tuple[AspectChange, ...] = ()

    @property
    def item(self) -> Item:
        """The item, as the newer edition has it where it does."""
        found = self.new or self.old
        assert found is not None
        return found


def compare_forms(old: Form, new: Form) -> tuple[ItemChange, ...]:
    """What differs, in the order of the new form; what is gone stands where it was."""
    before, after = _by_key(old), _by_key(new)
    found = [
        change for key in _merged(list(before), list(after))
        if (change := _change(before.get(key), after.get(key), old, new)) is not None
    ]  # fmt: skip
    return tuple(found)


def asked_when(form: Form, item: Item) -> str:
    """When an item is asked, as written: its own condition and those of the groups around it."""
    around = (g.relevant for g in form.groups if item.path.startswith(f"{g.path}/") and g.relevant)
    return " and ".join(filter(None, [*(f"({one})" for one in around), item.relevant]))


def answered_items(form: Form) -> tuple[Item, ...]:
    """The items that take an answer, in the order of the form."""
    return tuple(item for item in form.items if item.kind not in UNANSWERED)


def _by_key(form: Form) -> dict[str, Item]:
    """Items by the name their answers are kept under; by path where a name is used twice."""
    names = Counter(item.name for item in form.items)
    return {item.name if names[item.name] == 1 else item.path: item for item in form.items}


def _merged(old: list[str], new: list[str]) -> Iterator[str]:
    """The new order, with each key that is gone behind the one it stood behind."""
    known = set(new)
    gone: dict[str, list[str]] = {}
    last = ""
    for key in old:
        if key in known:
            last = key
        else:
            gone.setdefault(last, []).append(key)
    yield from gone.get("", ())
    for key in new:
        yield key
        yield from gone.get(key, ())


def _change(before: Item | None, after: Item | None, old: Form, new: Form) -> ItemChange | None:
    if before is None:
        return ItemChange(ItemFate.NEW, None, after)
    if after is None:
        return ItemChange(ItemFate.GONE, before, None)
    changes = (
        *_plain_changes(before, after),
        *_choice_changes(before.choices, after.choices),
        *_rule_changes(before, after, asked_when(old, before), asked_when(new, after)),
    )
    return ItemChange(ItemFate.CHANGED, before, after, changes) if changes else None


def _plain_changes(before: Item, after: Item) -> Iterator[AspectChange]:
    pairs = (
        (Aspect.LABEL, before.labels, after.labels),
        (Aspect.CODE, before.code, after.code),
        (Aspect.SECTION, before.section, after.section),
        (Aspect.KIND, before.kind, after.kind),
        (Aspect.HINT, (before.hints, before.guidance), (after.hints, after.guidance)),
        (Aspect.MESSAGE, before.constraint_messages, after.constraint_messages),
        (Aspect.CALCULATION, _worked_out(before), _worked_out(after)),
    )
    for aspect, one, other in pairs:
        if one != other:
            yield AspectChange(aspect)


def _worked_out(item: Item) -> tuple[object, ...]:
    return item.calculation, item.triggered, item.triggers


def _choice_changes(
    before: tuple[Choice, ...], after: tuple[Choice, ...]
) -> Iterator[AspectChange]:
    old, new = ({one.code: one for one in choices} for choices in (before, after))
    for code, choice in old.items():
        if code not in new:
            yield AspectChange(Aspect.CHOICE_GONE, code)
        elif choice.labels != new[code].labels:
            yield AspectChange(Aspect.CHOICE_LABEL, code)
    for code in new:
        if code not in old:
            yield AspectChange(Aspect.CHOICE_NEW, code)


def _rule_changes(before: Item, after: Item, asked: str, asks: str) -> Iterator[AspectChange]:
    pairs = (
        (Aspect.ASKED, (asked,), (asks,)),
        (Aspect.REQUIRED, (before.required,), (after.required,)),
        (Aspect.RULE, _rule_facts(before), _rule_facts(after)),
    )
    for aspect, one, other in pairs:
        if one != other:
            yield AspectChange(aspect)


def _rule_facts(item: Item) -> tuple[object, ...]:
    return (
        item.constraint,
        item.choice_filter,
        item.relevant_rules,
        item.constraint_rules,
        item.required_rule,
        (item.notice_rule, item.notice_item, item.severity),
    )

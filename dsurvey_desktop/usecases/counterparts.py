"""Answers given under one edition of a form in the words of another, where both mean the same.

Editions of different years name, number and code their items differently. Two items are the same
where their questions are; else where their names are, unless a name is a mere number and the
questions differ. Two choices are the same where their labels are; else where code and label are
nearly so. What has no counterpart is told, never guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from dsurvey_desktop.domain.entry import Answers, Value
from dsurvey_desktop.forms.comparison import answered_items
from dsurvey_desktop.forms.model import Choice, Form, Item, ItemKind
from dsurvey_desktop.intake.cleaning import key_of
from dsurvey_desktop.intake.header_texts import NUMBERING, fold_header, without_brackets
from dsurvey_desktop.intake.similarity import negations, similarity
from dsurvey_desktop.usecases.answer_values import label_of, shown

_CODE_NAME = re.compile(r"[a-z]{0,4}[_-]?\d+([_-]?[a-z0-9])*", re.IGNORECASE)
"""Names like `q12` or `R2a_1`, which say nothing of what is asked."""
_ALIKE = 0.6
_NUMBERS = (ItemKind.INTEGER, ItemKind.DECIMAL)
_CHOSEN = (ItemKind.SELECT_ONE, ItemKind.SELECT_MULTIPLE)


class Told(NamedTuple):
    """Answers the other edition has words for, and the names of items it has none for."""

    answers: dict[str, Value]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """An answer in words, under the question it was given to."""

    item: str
    label: str
    words: str


class Counterparts:
    """What answers under `old` are under `new`."""

    def __init__(self, old: Form, new: Form) -> None:
        self._old = {item.name: item for item in answered_items(old)}
        self._partners = partners(old, new)
        self._repeats = {group.name for group in new.groups if group.is_repeat}
        self._codes: dict[str, Mapping[str, str]] = {}

    def tell(self, answers: Answers) -> Told:
        """Sort answers by whether the other edition has words for them."""
        told: dict[str, Value] = {}
        left = []
        for name, value in answers.items():
            item, partner = self._old.get(name), self._partners.get(name)
            if item is None or partner is None:
                if item is None and name in self._repeats:
                    told[name] = value
                else:
                    left.append(name)
                continue
            new = self._value(item, partner, value)
            if new is None:
                left.append(name)
            else:
                told[partner.name] = new
        return Told(told, tuple(left))

    def _value(self, old: Item, new: Item, value: Value) -> Value | None:
        """None where the other edition has no word for the answer."""
        if new.kind in _CHOSEN:
            return self._chosen(old, new, value)
        if old.kind is new.kind and old.kind not in _CHOSEN:
            return value
        if new.kind in _NUMBERS:
            return _number(new.kind, value)
        return shown(old, value) if new.kind is ItemKind.TEXT else None

    def _chosen(self, old: Item, new: Item, value: Value) -> Value | None:
        given = value if isinstance(value, list) else [value]
        known = self._codes.get(old.name)
        if known is None:
            known = self._codes[old.name] = same_choices(old.choices, new.choices)
        labels = {} if old.kind in _CHOSEN else _by_label(new.choices)
        codes = [known.get(str(one)) or labels.get(_label_key(str(one))) for one in given]
        found = [code for code in codes if code is not None]
        if len(found) < len(given):
            return None
        if new.kind is ItemKind.SELECT_MULTIPLE:
            order = [choice.code for choice in new.choices]
            return sorted(set(found), key=order.index)
        return found[0] if len(found) == 1 else None


def partners(old: Form, new: Form) -> dict[str, Item]:
    """The item of `new` that asks the same, by name of the item of `old`."""
    before, after = answered_items(old), answered_items(new)
    found = _by_question(before, after)
    free = {item.name: item for item in after} | {item.name: None for item in found.values()}
    for item in before:
        same = free.get(item.name)
        if item.name not in found and same is not None and _is_likely(item, same):
            found[item.name] = same
    return found


def _by_question(before: Iterable[Item], after: Iterable[Item]) -> dict[str, Item]:
    """Pairs that ask the same question; where several do, those of the same name."""
    new_by_key: dict[str, list[Item]] = {}
    for item in after:
        for key in _keys(item.labels):
            new_by_key.setdefault(key, []).append(item)
    often = Counter(key for item in before for key in _keys(item.labels))
    found: dict[str, Item] = {}
    taken: set[str] = set()
    for is_by_name in (True, False):
        for item in before:
            same = [one for key in _keys(item.labels) for one in new_by_key.get(key, ())]
            named = [one for one in same if one.name == item.name]
            is_only = len({one.name for one in same}) == 1 and all(
                often[key] == 1 for key in _keys(item.labels) if key in new_by_key
            )
            fitting = named if is_by_name else same if is_only else ()
            if item.name not in found and fitting and fitting[0].name not in taken:
                found[item.name] = fitting[0]
                taken.add(fitting[0].name)
    return found


def _is_likely(old: Item, new: Item) -> bool:
    """A name that says what is asked holds; one that is a number needs a question alike."""
    if not _CODE_NAME.fullmatch(old.name):
        return True
    pairs = [(one, other) for one in _keys(old.labels) for other in _keys(new.labels)]
    return any(_is_alike(*pair) for pair in pairs)


def same_choices(old: Iterable[Choice], new: Iterable[Choice]) -> dict[str, str]:
    """The code in `new` by the code in `old`, for choices that say the same."""
    after = tuple(new)
    by_label = _by_label(after)
    by_code = {choice.code: choice for choice in after}
    found: dict[str, str] = {}
    unsaid = []
    for choice in old:
        code = next((by_label[key] for key in _keys(choice.labels) if key in by_label), None)
        if code is not None:
            found[choice.code] = code
        elif choice.code in by_code:
            unsaid.append(choice)
    for choice in unsaid:
        other = by_code[choice.code]
        pairs = ((a, b) for a in _keys(choice.labels) for b in _keys(other.labels))
        if other.code not in found.values() and any(_is_alike(*pair) for pair in pairs):
            found[choice.code] = other.code
    return found


def _by_label(choices: Iterable[Choice]) -> dict[str, str]:
    return {key: choice.code for choice in choices for key in _keys(choice.labels)}


def _is_alike(one: str, other: str) -> bool:
    return negations(one) == negations(other) and similarity(one, other) >= _ALIKE


def _keys(labels: Mapping[str, str]) -> list[str]:
    return list(dict.fromkeys(filter(None, map(_label_key, labels.values()))))


def _label_key(label: str) -> str:
    """A label without numbering, remarks in brackets and punctuation."""
    plain = NUMBERING.sub("", fold_header(label))
    return key_of(without_brackets(plain)) or key_of(plain)


def _number(kind: ItemKind, value: Value) -> Value | None:
    if isinstance(value, list):
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    if number.is_integer():
        return int(number)
    return number if kind is ItemKind.DECIMAL else None


def words_of(form: Form | None, answers: Answers, names: Iterable[str]) -> Iterator[Said]:
    """What was said, in words, to these items of a form."""
    items = {item.name: item for item in answered_items(form)} if form else {}
    for name in names:
        item, value = items.get(name), answers.get(name)
        if value is not None:
            words = shown(item, value) if item else str(value)
            yield Said(name, question_of(form, name), words)


def question_of(form: Form | None, name: str) -> str:
    """What an item asks; its name where the form does not say."""
    found = (item for item in form.items if item.name == name) if form else iter(())
    item = next(found, None)
    return (label_of(item.labels) if item else "") or name

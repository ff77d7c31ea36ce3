"""Labels and answers as texts that are read in the language of the moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dsurvey_desktop.domain.texts import N_, Text
from dsurvey_desktop.forms.answer_values import codes_of, is_blank, text_of
from dsurvey_desktop.forms.model import CHINESE, ENGLISH, Choice, Item, ItemKind

BOTH_LANGUAGES = N_("{en}{zh:{cut}s}")
"""Its Chinese is `{zh}{en:{cut}s}`: each language shows its own words and cuts the other's off."""
CUT = ".0"


def in_both(labels: Mapping[str, str]) -> Text:
    """A label of the form; where it has one language only, that one is shown."""
    any_label = next(iter(labels.values()), "")
    english, chinese = labels.get(ENGLISH) or any_label, labels.get(CHINESE) or any_label
    return Text(BOTH_LANGUAGES, {"en": english, "zh": chinese, "cut": CUT})


class Vocabulary:
    """The labels of a form's items and choices; each text is made once, since entries repeat them.

    Attributes:
        items: the items of the form by name.
    """

    def __init__(self, items: Mapping[str, Item]) -> None:
        self.items = items
        self._labels: dict[str, Text] = {}
        self._answers: dict[tuple[str, ...], Text] = {}

    def label(self, item: Item) -> Text:
        """The question of an item, or its name where it has no label."""
        found = self._labels.get(item.path)
        if found is None:
            found = self._labels[item.path] = in_both(item.labels or {ENGLISH: item.name})
        return found

    def answer(self, item: Item, answer: Any) -> Text | str:
        """An answer in words: the labels of its choices, else as it is; empty for none."""
        if is_blank(answer):
            return ""
        if not item.choices:
            return text_of(answer)
        is_one = item.kind is ItemKind.SELECT_ONE
        return self.choices(item, [text_of(answer)] if is_one else codes_of(answer))

    def choices(self, item: Item, codes: list[str]) -> Text:
        """The labels of several choices; a code that is no choice stands for itself."""
        key = (item.path, *codes)
        found = self._answers.get(key)
        if found is None:
            found = _labels_of(item, codes)
            if all(any(choice.code == code for choice in item.choices) for code in codes):
                self._answers[key] = found
        return found


def _labels_of(item: Item, codes: Iterable[str]) -> Text:
    known = {choice.code: choice for choice in item.choices}
    chosen = [known.get(code) or Choice(code, {}) for code in codes]
    english, chinese = _joined(chosen, ENGLISH, ", "), _joined(chosen, CHINESE, "、")
    return in_both({ENGLISH: english, CHINESE: chinese})


def _joined(choices: Iterable[Choice], language: str, separator: str) -> str:
    return separator.join(
        choice.labels.get(language) or next(iter(choice.labels.values()), choice.code)
        for choice in choices
    )

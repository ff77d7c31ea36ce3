"""Other spellings of what stands in a field or came in its cell, that may be what was meant.

Whether one is right is for the form to say; intake has put right by itself what leaves no doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.domain.numbers import as_citizen_id
from dsurvey_desktop.forms.model import Item
from dsurvey_desktop.intake.choice_words import fold, words_by_any_name
from dsurvey_desktop.intake.cleaning import clean_name, clean_number, key_of
from dsurvey_desktop.intake.similarity import negations, similarity
from dsurvey_desktop.intake.telephones import clean_phone

_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)", re.ASCII)
_LIKE_DIGITS = str.maketrans("OoQlI|ZzSB", "0001112258")
_NEAR, _NEARER = 0.4, 0.1


def normal_forms(item: Item, value: Value | None, raw: str) -> Iterator[Value]:
    """Values that may be meant: of the answer where there is one, else of the raw cell."""
    words = raw if value is None else value
    if not isinstance(words, str) or not words.strip():
        return
    if item.choices:
        if value is None and not item.kind.value.endswith("multiple"):
            yield from _nearest(item, words)
    elif item.kind.value == "text":
        yield from dict.fromkeys(one for one in _spellings(words) if one != value)


def _spellings(words: str) -> Iterator[str]:
    number = clean_number(words)
    yield from (clean_phone(words), number, clean_name(words))
    longer = as_citizen_id(number)
    if longer:
        yield longer
    as_digits = words.translate(_LIKE_DIGITS)
    yield from (clean_phone(as_digits), clean_number(as_digits))
    mobiles = set(_MOBILE.findall(fold(words)))
    if len(mobiles) == 1:
        yield mobiles.pop()


def _nearest(item: Item, words: str) -> Iterator[str]:
    """The option that is clearly nearest to words that intake could not take for one."""
    key = key_of(words)
    scores: dict[str, float] = {}
    for label, code in words_by_any_name(item.choices).items():
        if key and negations(label) == negations(key):
            scores[code] = max(scores.get(code, 0.0), similarity(key, label))
    ranked = sorted(scores.items(), key=lambda one: -one[1])
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    if ranked and ranked[0][1] >= _NEAR and ranked[0][1] - second >= _NEARER:
        yield ranked[0][0]

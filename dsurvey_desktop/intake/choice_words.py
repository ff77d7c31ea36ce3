"""The words by which the choices of a question are known."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

from dsurvey_desktop.domain.word_memory import remembers_words
from dsurvey_desktop.forms.model import Choice
from dsurvey_desktop.intake.cleaning import clean_text, key_of
from dsurvey_desktop.intake.vocabulary import vocabulary

_TICKED_BOX = re.compile("[☑☒■✔✓√]")
_EMPTY_BOX = re.compile("[□☐]")
_BOXES = re.compile("([☑☒■✔✓√□☐])")
_TICKED_BRACKETS = re.compile(r"[(（]\s*[✔✓√]\s*[)）]")
_EMPTY_BRACKETS = re.compile(r"[(（]\s*[)）]")
"""Boxes that somebody wrote as brackets: `是（√）否（ ）`."""
_BETWEEN_CIRCLED = re.compile("(?<=[①-⑳])(?=[①-⑳])")
_WORDS = re.compile(r"(?:[(（][^()（）]*[)）]|[^\s、,，;；/|])+")
"""What stands in brackets is one word."""
_BRACKETED_CODES = re.compile(r"(?:[(（][0-9]{1,3}[)）]\s*){2,}")
BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")


def words_by_label(choices: Iterable[Choice]) -> dict[str, str]:
    """Code by the key of each label, in every language of the form."""
    return _unique(_label_keys(choices))


def words_by_any_name(choices: tuple[Choice, ...]) -> dict[str, str]:
    """Code by the key of each label, label without brackets, and other word."""
    return _unique(_all_keys(choices))


@remembers_words(4096)
def fold(raw: str) -> str:
    """Compatibility form without outer blanks: full-width and circled characters are plain."""
    return unicodedata.normalize("NFKC", clean_text(raw)).strip()


def holds_boxes(raw: str) -> bool:
    """True for a text with printed boxes, ticked or not."""
    return _BOXES.search(raw) is not None


def is_unticked(raw: str) -> bool:
    """True for a text with printed boxes of which none is ticked."""
    return _EMPTY_BOX.search(raw) is not None and _TICKED_BOX.search(raw) is None


def ticked(raw: str) -> str:
    """Of printed boxes what is ticked: `□是 ☑否` says `否`; a text without boxes as it is.

    So do ticks beside words, `1.是√ 2.否`. Circled and bracketed numbers side by side, `①③` and
    `(1)(3)`, are kept apart.
    """
    raw = _BETWEEN_CIRCLED.sub(";", raw)
    if _BRACKETED_CODES.fullmatch(raw.strip()):
        return ";".join(re.findall(r"[0-9]+", raw))
    if not _TICKED_BOX.search(raw):
        return raw
    if _EMPTY_BRACKETS.search(raw) and _TICKED_BRACKETS.search(raw):
        raw = _EMPTY_BRACKETS.sub("□", _TICKED_BRACKETS.sub("☑", raw))
    if not _EMPTY_BOX.search(raw):
        return _words_with_ticks(raw)
    parts = [one for one in _BOXES.split(raw) if one.strip()]
    if not _BOXES.fullmatch(parts[0]):  # the boxes stand behind their words
        parts.reverse()
    return ";".join(word for box, word in pairwise(parts) if _TICKED_BOX.fullmatch(box))


def _words_with_ticks(raw: str) -> str:
    """The words that have a tick of their own; the text as it is where that is not certain."""
    words = [word for word in _WORDS.findall(raw) if _TICKED_BOX.search(word)]
    bare = [_TICKED_BOX.sub("", word) for word in words]
    is_sure = all(bare) and all(len(_TICKED_BOX.findall(word)) == 1 for word in words)
    return ";".join(bare) if is_sure else raw


def _label_keys(choices: Iterable[Choice]) -> Iterator[tuple[str, str]]:
    for choice in choices:
        for label in choice.labels.values():
            yield key_of(label), choice.code


def _all_keys(choices: tuple[Choice, ...]) -> Iterator[tuple[str, str]]:
    """Labels first, then labels without brackets, then other words."""
    yield from _label_keys(choices)
    for choice in choices:
        for label in choice.labels.values():
            yield key_of(BRACKETS.sub("", fold(label))), choice.code
            for word in vocabulary().value_aliases.get(label, ()):
                yield key_of(word), choice.code


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The first meaning of each key counts."""
    found: dict[str, str] = {}
    for key, code in pairs:
        if key:
            found.setdefault(key, code)
    return found

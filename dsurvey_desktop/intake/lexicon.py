"""What a header may mean: item code, name, path, label, alias, or something similar."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations

from dsurvey_desktop.domain.word_memory import WordMemory
from dsurvey_desktop.forms.model import Form, Item, ItemKind
from dsurvey_desktop.intake.cell_readers import column_reader
from dsurvey_desktop.intake.choices import ChoiceReader
from dsurvey_desktop.intake.cleaning import key_of
from dsurvey_desktop.intake.column_marks import Marks, yes_or_no
from dsurvey_desktop.intake.header_paths import HeaderPaths, is_path, last_part
from dsurvey_desktop.intake.header_sense import may_be_the_same
from dsurvey_desktop.intake.header_texts import (
    CODE_ONLY_HEADER,
    NUMBERING,
    code_key,
    codes_and_labels,
    counting_ideographs,
    fold_header,
    numbered_header,
    spellings,
    without_brackets,
)
from dsurvey_desktop.intake.joint_headers import joint_owner, may_be_joint
from dsurvey_desktop.intake.limits import DEFAULT_LIMITS
from dsurvey_desktop.intake.model import CITIZEN_ID_HINT, COMMUNITY_HINT, FileKind
from dsurvey_desktop.intake.readings import ColumnReader
from dsurvey_desktop.intake.similarity import negations, similarity
from dsurvey_desktop.intake.vocabulary import vocabulary

SURE = 0.85
"""From this confidence on, a header counts as found and not as guessed."""
_EXACT, _ALIAS, _BARE, _CODE_ONLY = 1.0, 0.95, 0.9, 0.86
_CLOSE, _CLEARLY, _MOST_GUESSED = 0.62, 0.06, 0.84
_LEAST = _CLOSE - _CLEARLY
"""Less alike than this, a known header is no rival of one that is close."""
_NO_ANSWER = (ItemKind.CALCULATE, ItemKind.NOTE)
HINTS = (COMMUNITY_HINT, CITIZEN_ID_HINT)
"""Meanings of columns besides the items of the individual form."""
_SEVERAL_KINDS = (ItemKind.SELECT_MULTIPLE, ItemKind.RANK)
_SPLIT_KINDS = (*_SEVERAL_KINDS, ItemKind.SELECT_ONE)
SLOT = "*"
"""Stands for the choice in `ColumnMatch.item` of a numbered column with one of the choices."""
_LETTER = re.compile(r"[^\W\d_]")
_IDEOGRAPHS, _LONGEST_WORD = re.compile(r"[\u4e00-\u9fff]+"), 20


@dataclass(frozen=True, slots=True, order=True)
class Meaning:
    """A possible item of a column; an empty item is a column known to be of no use."""

    confidence: float
    item: str


NOTHING = Meaning(0.0, "")


_MOST_KEPT = 16_384
"""Headers and cells whose meaning is kept; then it begins anew, so that memory stays small."""


class Lexicon:
    """The headers of one form.

    Attributes:
        kind: whose aliases count.
        items: the items that take an answer from a flat table, by name.
        yes_or_no: those of them that ask for yes or no.
    """

    def __init__(self, kind: FileKind, form: Form, mapping: Mapping[str, str]) -> None:
        self.kind = kind
        self.items = {
            item.name: item
            for item in form.items
            if item.kind not in _NO_ANSWER and not item.repeat
        }
        self._mapping = {
            key_of(header): item
            for header, item in mapping.items()
            if item.partition("/")[0] in ("", *HINTS, *self.items)
        }
        self._names = {name.casefold(): name for name in self.items}
        self._codes = {code_key(i.code): i.name for i in self.items.values() if i.code}
        self._choices = {
            item.name: ChoiceReader(item.choices)
            for item in self.items.values()
            if item.kind in _SPLIT_KINDS
        }
        self.yes_or_no = yes_or_no(self.items)
        self._keys = _first_of(self._all_keys())
        self._lone = dict(self._lone_choices())
        self._known_raw = {word.casefold() for word in vocabulary().known_columns}
        self._known_raw |= {i.name.casefold() for i in form.items if i.kind in _NO_ANSWER}
        self._known = {key_of(word) for word in self._known_raw}
        self._paths = HeaderPaths(form, self._names, self._exported_box, self._label_of)
        self._found: WordMemory[str, Meaning] = WordMemory()
        self._readers: dict[tuple[str, int], ColumnReader] = {}

    def sure(self, header: str) -> Meaning:
        """The meaning of a header by look-up alone; `NOTHING` where there is none."""
        meaning = self._found.get(header)
        if meaning is None:
            if _is_word(header) and not (meaning := self._look_up_word(header)).confidence:
                return NOTHING  # what people are called is asked for too: it is not kept
            if len(self._found) >= _MOST_KEPT:
                self._found.clear()
            meaning = self._found[header] = meaning or self._look_up(fold_header(header))
        return meaning

    def _look_up_word(self, word: str) -> Meaning:
        """As `_look_up`, of what has nothing to fold in it, no code, number or path."""
        if (mapped := self._mapping.get(word)) is not None:
            return Meaning(_EXACT, mapped)
        if word in self._names:
            return Meaning(_EXACT, self._names[word])
        return self._by_key(word, 1.0) or self._by_parts(word) or NOTHING

    def guess(self, header: str) -> Meaning:
        """The most similar item, if one is clearly more similar than all others."""
        if len(header) > DEFAULT_LIMITS.read_characters:
            return NOTHING
        key = key_of(without_brackets(NUMBERING.sub("", fold_header(header))))
        if len(key) < 2:
            return NOTHING
        best: dict[str, float] = {}
        for known, meaning in self._keys.items():
            score = similarity(known, key)
            if score > best.get(meaning.item, _LEAST) and _may_mean(key, known):
                best[meaning.item] = score
        ranked = sorted((Meaning(score, item) for item, score in best.items()), reverse=True)
        if not ranked or ranked[0].confidence < _CLOSE:
            return NOTHING
        if len(ranked) > 1 and ranked[0].confidence - ranked[1].confidence < _CLEARLY:
            return NOTHING
        return Meaning(min(ranked[0].confidence, _MOST_GUESSED), ranked[0].item)

    def tick_box(self, item: str, choice: str) -> str:
        """`item/code` where the text is a choice of that question; else empty."""
        reader = self._choices.get(item)
        code = reader.code_of(choice) if reader else None
        return f"{item}/{code}" if code is not None else ""

    def box_below(self, item: str, header: str) -> str:
        """The same for a header below the question's: a single choice is named, not numbered.

        A line of numbers below the headers counts the columns.
        """
        is_one = item in self.items and self.items[item].kind is ItemKind.SELECT_ONE
        return "" if is_one and not _LETTER.search(header) else self.tick_box(item, header)

    def _exported_box(self, item: str, choice: str) -> str:
        """The same in exports, which spread multiple choices only."""
        kind = self.items[item].kind if item in self.items else None
        return self.tick_box(item, choice) if kind in _SEVERAL_KINDS else ""

    def slot(self, item: str) -> str:
        """`item/*` of a multiple choice, which may be spread over numbered columns; else empty."""
        is_multiple = item in self.items and self.items[item].kind is ItemKind.SELECT_MULTIPLE
        return f"{item}/{SLOT}" if is_multiple else ""

    def is_choice(self, item: str, said: str) -> bool:
        """True where the text is a choice of that question, by its code or one of its names."""
        choices = self.items[item].choices if item in self.items else ()
        return bool(choices) and ChoiceReader(choices).code_of(said) is not None

    def column_reader(self, name: str, year: int, marks: Marks | None = None) -> ColumnReader:
        """How a column of an item is read; tables share it and read each different cell once.

        `year` is that of dates without one. A column with `marks` of its own has its own reader.
        """
        if marks:
            return column_reader(self.items[name], year, marks)
        reader = self._readers.get((name, year))
        if reader is None or len(reader) >= _MOST_KEPT:
            reader = self._readers[name, year] = column_reader(self.items[name], year)
        return reader

    def _look_up(self, header: str) -> Meaning:
        if not header or len(header) > DEFAULT_LIMITS.read_characters:
            return NOTHING
        if (mapped := self._mapping.get(key_of(header))) is not None:
            return Meaning(_EXACT, mapped)
        if header.casefold() in self._names:
            return Meaning(_EXACT, self._names[header.casefold()])
        if header.isascii() and header.casefold() in self._known_raw:
            return Meaning(_EXACT, "")
        return (
            self._by_named_path(header)
            or self._by_code(header)
            or self._by_path(header)
            or self._by_label(header)
            or self._by_label_path(header)
            or self._by_number(header)
            or self._by_parts(header)
            or NOTHING
        )

    def _by_code(self, header: str) -> Meaning | None:
        if CODE_ONLY_HEADER.fullmatch(header):
            name = self._codes.get(code_key(header))
            return Meaning(_EXACT, name) if name else None
        for code, label in codes_and_labels(header):
            by_label = self._by_label(label)
            if by_label:  # other editions number otherwise: what the words say counts
                return by_label
            name = self._codes.get(code_key(code))
            if name:
                return Meaning(_CODE_ONLY, name)
        return None

    def _by_number(self, header: str) -> Meaning | None:
        """A column that may be one of several for a question: `康复需求2`; its cells decide."""
        base, number = numbered_header(header)
        slot = self.slot(self.sure(base).item) if number else ""
        return Meaning(SURE, slot) if slot else None

    def _by_parts(self, header: str) -> Meaning | None:
        """A column of name and number, or the like, whose cells are taken apart."""
        owner = joint_owner(header, self._part) if may_be_joint(header) else ""
        return Meaning(_BARE, owner) if owner else None

    def _part(self, part: str) -> str:
        meaning = self._by_label(part)
        return meaning.item if meaning else ""

    def _by_named_path(self, header: str) -> Meaning | None:
        """A group may be called as other editions number questions: `g1-status`."""
        is_plain = header.isascii() and is_path(header) and " " not in header
        found = self._paths.by_name(header) if is_plain else ""
        return Meaning(_EXACT, found) if found else None

    def _by_path(self, header: str) -> Meaning | None:
        if found := self._paths.by_name(header):
            return Meaning(_EXACT, found)
        is_known = is_path(header) and last_part(header).casefold() in self._known_raw
        return Meaning(_EXACT, "") if is_known and header.isascii() else None

    def _by_label_path(self, header: str) -> Meaning | None:
        found = self._paths.by_label(header)
        return Meaning(max(found[0], SURE), found[1]) if found else None

    def _label_of(self, label: str) -> tuple[float, str] | None:
        meaning = self._by_label(label)
        return (meaning.confidence, meaning.item) if meaning else None

    def _by_label(self, header: str) -> Meaning | None:
        for spelling, factor in spellings(header):
            if found := self._by_key(key_of(spelling), factor):
                return found
        return None

    def _by_key(self, key: str, factor: float) -> Meaning | None:
        if key in self._keys:
            found = self._keys[key]
            return Meaning(found.confidence * factor, found.item)
        if key in self._known:
            return Meaning(_EXACT, "")
        return Meaning(_ALIAS * factor, self._lone[key]) if key in self._lone else None

    def lone_choice(self, header: str) -> str:
        """`item/code` where the header may ask for one choice by yes or no; else empty."""
        keys = (key_of(spelling) for spelling, _factor in spellings(fold_header(header)))
        return next((self._lone[key] for key in keys if key in self._lone), "")

    def _lone_choices(self) -> Iterator[tuple[str, str]]:
        for (item, label, kind), words in vocabulary().lone_choices.items():
            if kind == "header" and (box := self.tick_box(item, label)):
                yield from ((key_of(word), box) for word in words)

    def _all_keys(self) -> Iterator[tuple[str, Meaning]]:
        for item in self.items.values():
            for label in item.labels.values():
                yield key_of(label), Meaning(_EXACT, item.name)
            for both in permutations(item.labels.values(), 2):
                yield key_of("".join(both)), Meaning(_EXACT, item.name)
        hints = HINTS if self.kind is FileKind.INDIVIDUAL else ()
        for name in (*self.items, *hints):
            for alias in vocabulary().aliases.get((self.kind.value, name), ()):
                yield key_of(alias), Meaning(_ALIAS, name)
        for item in self.items.values():
            yield from _bare_labels(item)


def _may_mean(key: str, known: str) -> bool:
    return negations(known) == negations(key) and may_be_the_same(key, known)


def _is_word(text: str) -> bool:
    """True for ideographs alone, none of which counts."""
    is_short = len(text) <= _LONGEST_WORD and _IDEOGRAPHS.fullmatch(text) is not None
    return is_short and counting_ideographs().isdisjoint(text)


def lexicon_of(kind: FileKind, form: Form) -> Lexicon:
    """The headers of a form without anybody's mapping; made once for each edition in use."""
    made = _made.get(kind)
    if made is None or made[0] is not form:
        made = _made[kind] = (form, Lexicon(kind, form, {}))
    return made[1]


_made: dict[FileKind, tuple[Form, Lexicon]] = {}


def _bare_labels(item: Item) -> Iterator[tuple[str, Meaning]]:
    for label in item.labels.values():
        bare = key_of(without_brackets(unicodedata.normalize("NFKC", label)))
        if len(bare) > 1:
            yield bare, Meaning(_BARE, item.name)


def _first_of(pairs: Iterator[tuple[str, Meaning]]) -> dict[str, Meaning]:
    found: dict[str, Meaning] = {}
    for key, meaning in pairs:
        found.setdefault(key, meaning)
    return found

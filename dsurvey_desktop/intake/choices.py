"""What a person wrote in a cell to the codes of a select question."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from dsurvey_desktop.forms.model import Choice
from dsurvey_desktop.intake.choice_words import (
    BRACKETS,
    fold,
    ticked,
    words_by_any_name,
    words_by_label,
)
from dsurvey_desktop.intake.cleaning import key_of
from dsurvey_desktop.intake.similarity import negations, similarity
from dsurvey_desktop.intake.vocabulary import vocabulary
from dsurvey_desktop.intake.words_beside import (
    changes_meaning,
    says_no_more,
    without_day,
    without_remark,
)

_CODE_AND_LABEL = re.compile(
    r"[(\[]?\s*([0-9]{1,3}|[A-Za-z])\s*[)\]]?[\s.、,:)_\-]*(\S.*)", re.DOTALL
)
_LABEL_AND_CODE = re.compile(r"(.*\S)\s*[(\[]\s*([0-9]{1,3})\s*[)\]]", re.DOTALL)
_SEPARATORS = tuple(
    re.compile(pattern)
    for pattern in (r"[;|\n\\]+", r",+", r"/+", r"、+", r"[+&]+", r"\s+", r"\.+", r"(?<=\D)(?=\d)")
)
_RUN = re.compile(r"[0-9]{2,12}")
"""Longer ones are no choices, and may be taken apart in too many ways to try."""
_ANY_SEPARATOR = re.compile(r"[;|\n\\,/、+&\s]")
_OUTER = " \t\n.、,;:|/'\u2018\u2019"
_CLOSE, _CLEARLY = 0.6, 0.15


class UnreadableChoice(Exception):
    """No choice is meant by the text, or it may be more than one."""


class ChoiceReader:
    """Reads the answers of one select question.

    A text is a code, a label in any of the form's languages, both together, a known other word,
    or a label slightly off when only one choice can be meant.
    """

    def __init__(self, choices: Iterable[Choice]) -> None:
        self._choices = tuple(choices)
        self._order = {choice.code: place for place, choice in enumerate(self._choices)}
        self._codes = {choice.code.casefold(): choice.code for choice in self._choices}
        self._by_key = words_by_any_name(self._choices)
        self._labels = words_by_label(self._choices)
        self._is_yes_or_no = not set(vocabulary().marks["yes_label"]).isdisjoint(self._labels)
        words = "|".join(map(re.escape, vocabulary().marks["and"]))
        self._separators = (*_SEPARATORS, re.compile(words))

    def read_one(self, raw: str) -> tuple[str, bool]:
        """The code, and whether it took more than looking up code or label.

        Raises:
            UnreadableChoice: none or several choices fit, or code and label contradict.
        """
        folded = fold(ticked(raw))
        exact = self._exact(folded)
        if exact is not None:
            return exact, False
        return self._similar(folded if self._is_yes_or_no else without_day(folded)), True

    def read_many(self, raw: str, *, is_ranked: bool = False) -> tuple[list[str], bool]:
        """The codes in the form's order, or in the text's, and whether any label was only similar.

        Codes may stand without anything between them, `13`, where only one reading is possible.

        Raises:
            UnreadableChoice: as `read_one`, for any part of the text.
        """
        folded = self._without_inner_separators(fold(ticked(raw)))
        is_similar = False
        try:
            codes = list(self._split(folded, 0, may_guess=False))
        except UnreadableChoice:
            codes, is_similar = list(self._split(folded, 0, may_guess=True)), True
        told = dict.fromkeys(codes)
        return (list(told) if is_ranked else sorted(told, key=self._order.__getitem__)), is_similar

    def code_of(self, raw: str) -> str | None:
        """The code of an exact code or label; None otherwise."""
        try:
            return self._exact(fold(raw))
        except UnreadableChoice:
            return None

    def _exact(self, folded: str) -> str | None:
        trimmed = folded.strip(_OUTER)
        code = self._code(trimmed)
        if code is None:
            code = self._by_key.get(key_of(trimmed))
        return code if code is not None else self._code_with_label(trimmed)

    def _code(self, trimmed: str) -> str | None:
        bare = _unnamed(trimmed.strip("()[] ").casefold())
        whole = bare.removesuffix(".0")
        spellings = (bare, whole, whole.lstrip("0") or whole[:1])
        return next((self._codes[one] for one in spellings if one in self._codes), None)

    def _code_with_label(self, trimmed: str) -> str | None:
        for code, label in _code_and_label(trimmed):
            known, meant = self._codes.get(code), self._by_key.get(key_of(label))
            if known is not None and meant is not None:
                if known != meant:
                    raise UnreadableChoice
                return known
        return None

    def _similar(self, folded: str) -> str:
        for code, label in _code_and_label(folded.strip(_OUTER)):
            known = self._codes.get(code)
            if known is not None and self._alike(key_of(label))[0] == known:
                return known
        before, remark = without_remark(folded.strip(_OUTER))
        exact = self._exact(before) if remark else None
        if exact is not None and self._is_told_by(remark, exact):
            return exact
        code, is_certain = self._alike(key_of(folded))
        if not is_certain:
            raise UnreadableChoice
        return code

    def _is_told_by(self, remark: str, code: str) -> bool:
        """True for a remark that only says more about a choice: `辅助器具(轮椅)`."""
        if vocabulary().marks["other"][0] in self._label(code):
            return True
        return not changes_meaning(remark) and set(self._words_in(remark).values()) <= {code}

    def _label(self, code: str) -> str:
        return "".join(label for label, meant in self._labels.items() if meant == code)

    def _alike(self, key: str) -> tuple[str, bool]:
        """The only choice whose label contains the text, is contained in it, or is close to it.

        And whether the text says no more than that. A text that denies something else than the
        label does never means it.
        """
        denied = negations(key)
        labels = {label: code for label, code in self._labels.items() if negations(label) == denied}
        begun = {code for label, code in labels.items() if len(key) > 1 and label.startswith(key)}
        inside = self._words_in(key)
        if begun or inside:
            codes = begun | set(inside.values())
            if len(codes) > 1 or not (begun or any(negations(word) == denied for word in inside)):
                raise UnreadableChoice
            code = codes.pop()
        else:
            code = _closest(key, labels)
        return code, bool(begun) or says_no_more(key, inside, self._label(code))

    def _words_in(self, key: str) -> dict[str, str]:
        """The labels and other words in a text, without those that are part of a longer one."""
        found = {word: code for word, code in self._by_key.items() if len(word) > 1 and word in key}
        return {
            word: code
            for word, code in found.items()
            if not any(word != other and word in other for other in found)
        }

    def _split(self, part: str, level: int, *, may_guess: bool) -> Iterator[str]:
        if not part.strip(_OUTER):
            return
        exact = self._exact(part)
        if exact is not None:
            yield exact
            return
        if dashed := self._dashed(part):
            yield from dashed
            return
        if may_guess and _is_single(part):
            yield self._similar(part)
            return
        if level == len(self._separators):
            yield from self._run_together(part)
            return
        pieces = [piece for piece in self._separators[level].split(part) if piece.strip(_OUTER)]
        self._check_pairs(pieces)
        for piece in pieces:
            yield from self._split(piece, level + 1, may_guess=may_guess)

    def _dashed(self, part: str) -> list[str]:
        """Codes with hyphens between them; none for `1-3`, which may be a range."""
        codes = [self._codes.get(piece.strip(), "") for piece in part.strip(_OUTER).split("-")]
        if len(codes) < 2 or not all(codes):
            return []
        places = [self._order[code] for code in codes]
        is_range = len(codes) == 2 and places[1] - places[0] != 1
        return [] if is_range else codes

    def _run_together(self, part: str) -> tuple[str, ...]:
        """Codes without anything between them, `13`, where they can be told apart in one way."""
        digits = part.strip(_OUTER)
        if not _RUN.fullmatch(digits):
            raise UnreadableChoice
        ways = list(islice(self._ways(digits), 2))
        if len(ways) != 1:
            raise UnreadableChoice
        return ways[0]

    def _ways(self, digits: str, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
        """The ways to take digits apart into codes, none of them twice."""
        if not digits:
            yield before
        for end in range(1, len(digits) + 1):
            code = self._codes.get(digits[:end])
            if code is not None and code not in before:
                yield from self._ways(digits[end:], (*before, code))

    def _check_pairs(self, pieces: list[str]) -> None:
        """Code, label, code, label: each pair has to say the same."""
        codes = [self._codes.get(piece.strip(_OUTER).casefold()) for piece in pieces[::2]]
        labels = [self._by_key.get(key_of(piece)) for piece in pieces[1::2]]
        are_pairs = len(codes) == len(labels) and None not in (*codes, *labels)
        if are_pairs and codes != labels:
            raise UnreadableChoice

    def _without_inner_separators(self, folded: str) -> str:
        """Labels that hold separators themselves, and brackets, as one word each."""
        for choice in self._choices:
            for label in map(fold, choice.labels.values()):
                if _ANY_SEPARATOR.search(label):
                    folded = folded.replace(label, key_of(label))
        return BRACKETS.sub(_joined, folded)


def _unnamed(code: str) -> str:
    """Without what says that it is a code: `选项2`."""
    for word in vocabulary().marks["option"]:
        if code.startswith(word):
            return code.removeprefix(word).lstrip()
    return code


def _joined(match: re.Match[str]) -> str:
    inner = key_of(match[0])
    return match[0] if not inner or inner.isdecimal() else f"({inner})"


def _is_single(part: str) -> bool:
    match = _CODE_AND_LABEL.fullmatch(part.strip(_OUTER))
    return not _ANY_SEPARATOR.search(match[2] if match else part.strip(_OUTER))


def _code_and_label(trimmed: str) -> Iterator[tuple[str, str]]:
    if match := _CODE_AND_LABEL.fullmatch(trimmed):
        yield match[1].casefold(), match[2]
    if match := _LABEL_AND_CODE.fullmatch(trimmed):
        yield match[2], match[1]


def _closest(key: str, labels: dict[str, str]) -> str:
    ranked = sorted(
        ((similarity(key, label), code) for label, code in labels.items()), reverse=True
    )
    best = ranked[0][0] if ranked else 0
    second = next((score for score, code in ranked if code != ranked[0][1]), 0)
    if len(key) < 2 or best < _CLOSE or best - second < _CLEARLY:
        raise UnreadableChoice
    return ranked[0][1]

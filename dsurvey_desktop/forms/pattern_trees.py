"""The structure of a regular expression: how much work it may take, and its parts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dsurvey_desktop.forms.java_patterns import EDGE, NO_EDGE

MANY = 10
"""A part that may be there so many times counts as one without end."""
ENDLESS = 100
"""The degree of what takes twice as long with each letter."""
_COUNT = re.compile(r"\{(\d+)(?:(,)(\d*))?\}")
_ZERO_WIDTH = frozenset({"^", "$", EDGE, NO_EDGE, r"\A", r"\Z", r"(?=\n?\Z)"})
_AGAIN = re.compile(r"\\[1-9]\d*|\(\?P=\w+\)")
_LOOK = ("(?=", "(?!", "(?<=", "(?<!")
_PLAIN = re.compile(r"\(\?(?::|P<\w+>)|\((?!\?)")
_FLAGS = re.compile(r"\(\?([ims]+)\)")


@dataclass(frozen=True, slots=True)
class Atom:
    """One letter that fits `source`; with `is_width` false a place that it asks about."""

    source: str
    is_width: bool = True


@dataclass(frozen=True, slots=True)
class Chain:
    """Parts one after the other."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Parts one of which is there."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Times:
    """A part several times; `most` is None where there is no end."""

    part: Part
    least: int
    most: int | None


@dataclass(frozen=True, slots=True)
class Special:
    """What only a search that goes back can follow: looking ahead, a group again, possession."""

    part: Part


Part = Atom | Chain | Choice | Times | Special


@dataclass(frozen=True, slots=True)
class PatternTree:
    """A pattern and the flags (of `im s`) that hold for all of it."""

    part: Part
    flags: str


def tree_of(pieces: Sequence[str]) -> PatternTree:
    """The tree of a pattern that Python reads, cut into letters, escapes and sets."""
    text = "".join(pieces)
    flags = _FLAGS.match(text)
    reader = _Reader(pieces)
    if flags:
        reader.skip(len(flags[0]))
    return PatternTree(reader.choice(), flags[1] if flags else "")


def degree_of(part: Part) -> int:
    """How the work grows with the length of a text: as its power of that number."""
    match part:
        case Atom():
            return 0
        case Chain(parts):
            return min(sum(map(degree_of, parts)), ENDLESS)
        case Choice(parts):
            return max(map(degree_of, parts))
        case Special(inner):
            return degree_of(inner)
        case Times():
            return _degree_of_times(part)


def _degree_of_times(part: Times) -> int:
    own = degree_of(part.part)
    if part.most is not None and (part.most < MANY or part.least == part.most):
        return min(own * part.most, ENDLESS)
    return ENDLESS if own or _has_ways(part.part) else 1


def _has_ways(part: Part) -> bool:
    """Whether a part may fit the same letters in several ways."""
    match part:
        case Atom():
            return False
        case Choice(parts):
            return len(parts) > 1
        case Chain(parts):
            return any(map(_has_ways, parts))
        case Times(inner, least, most):
            return least != most or _has_ways(inner)
        case Special(inner):
            return _has_ways(inner)


class _Reader:
    """Recursive descent over the pieces; the pattern is known to be sound."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self._pieces = pieces
        self._at = 0

    @property
    def _rest(self) -> str:
        return "".join(self._pieces[self._at : self._at + 40])

    @property
    def _now(self) -> str:
        return self._pieces[self._at] if self._at < len(self._pieces) else ""

    def skip(self, length: int) -> None:
        """Leave out pieces of so many letters together."""
        while length > 0:
            length -= len(self._pieces[self._at])
            self._at += 1

    def choice(self) -> Part:
        """Parts between `|`, up to the bracket that closes them."""
        found = [self._chain()]
        while self._now == "|":
            self._at += 1
            found.append(self._chain())
        return found[0] if len(found) == 1 else Choice(tuple(found))

    def _chain(self) -> Part:
        found: list[Part] = []
        while self._now not in {"", "|", ")"}:
            found.append(self._counted(self._single()))
        return Chain(tuple(found))

    def _counted(self, part: Part) -> Part:
        least, most, length = self._count()
        if not length:
            return part
        self.skip(length)
        counted = Times(part, least, most)
        if self._now == "+":
            self._at += 1
            return Special(counted)
        if self._now == "?":
            self._at += 1
        return self._counted(counted)

    def _count(self) -> tuple[int, int | None, int]:
        short: dict[str, tuple[int, int | None]] = {"*": (0, None), "+": (1, None), "?": (0, 1)}
        if self._now in short:
            return *short[self._now], 1
        match = _COUNT.match(self._rest) if self._now == "{" else None
        if match is None:
            return 0, 0, 0
        least = int(match[1])
        most = (int(match[3]) if match[3] else None) if match[2] else least
        return least, most, len(match[0])

    def _single(self) -> Part:
        piece = self._now
        if piece == "(":
            return self._group()
        self._at += 1
        if piece in _ZERO_WIDTH:
            return Atom(piece, is_width=False)
        if _AGAIN.fullmatch(piece):
            return Special(Times(Atom("."), 0, None))
        return Atom(piece)

    def _group(self) -> Part:
        opening = _PLAIN.match(self._rest)
        is_special = opening is None
        if opening is None:
            known = next((look for look in _LOOK if self._rest.startswith(look)), "(")
            self.skip(len(known))
        else:
            self.skip(len(opening[0]))
        inner = self.choice()
        self._at += 1
        return Special(inner) if is_special else inner

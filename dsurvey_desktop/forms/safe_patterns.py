"""Patterns that no answer can hold up, whichever way the author wrote them.

Python searches by going back, which takes for ever on patterns like `(a+)+b`. What could take long
is followed without going back: all ways at once, letter by letter (Thompson 1968). What cannot be
followed so (looking ahead, a group again) has no value on texts that are too long for it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from dsurvey_desktop.forms.pattern_trees import (
    ENDLESS,
    Atom,
    Chain,
    Choice,
    Part,
    PatternTree,
    Special,
    Times,
    degree_of,
    tree_of,
)
from dsurvey_desktop.forms.xpath_values import EvaluationError

MOST_STEPS = 1_000_000
"""The work that a search going back may take."""
MOST_STATES = 5_000
MOST_WORK = 5_000_000
"""States times letters that are followed at once."""


class SafePattern:
    """A pattern with a bound on its work."""

    def __init__(self, plain: re.Pattern[str], tree: PatternTree, degree: int) -> None:
        self._plain = plain
        self._degree = degree
        self._machine = _machine_of(tree)

    @property
    def may_stall(self) -> bool:
        """Whether it has no value on texts of usual length."""
        return self._machine is None and self._degree >= ENDLESS

    def fullmatch(self, text: str) -> bool | None:
        """Whether the whole text fits; None where it does not, as Python says it.

        Raises:
            EvaluationError: where finding out would take too long.
        """
        if self._steps(len(text)) <= MOST_STEPS:
            return self._plain.fullmatch(text) is not None or None
        if self._machine is None:
            raise EvaluationError(self._plain.pattern)
        return self._machine.fits(text) or None

    def _steps(self, length: int) -> int:
        return int(min(length**self._degree, 2**length))


def safe(plain: re.Pattern[str], pieces: Sequence[str]) -> re.Pattern[str] | SafePattern:
    """The pattern itself where its work grows with the text at most, else one with a bound."""
    tree = tree_of(pieces)
    degree = degree_of(tree.part)
    return plain if degree < 2 else SafePattern(plain, tree, degree)


@dataclass(slots=True)
class _State:
    """What may come next: a letter that leads on, or ways without one.

    Attributes:
        test: of the letter, or of the place where `is_width` is false.
    """

    test: re.Pattern[str] | None = None
    is_width: bool = True
    ways: list[int] = field(default_factory=list)


class _Machine:
    """States that are followed all at once."""

    def __init__(self) -> None:
        self.states: list[_State] = []
        self.end = self.add(_State())
        self.start = self.end

    def add(self, state: _State) -> int:
        """A further state; answers its number."""
        if len(self.states) >= MOST_STATES:
            raise _NotFollowed
        self.states.append(state)
        return len(self.states) - 1

    def fits(self, text: str) -> bool:
        """Whether the whole text fits."""
        if len(text) * len(self.states) > MOST_WORK:
            raise EvaluationError(text[:20])
        now = self._reached([self.start], text, 0)
        for place, letter in enumerate(text):
            found = [
                way
                for number in now
                if (state := self.states[number]).test and state.is_width
                if _fits(state.test, letter)
                for way in state.ways
            ]
            now = self._reached(found, text, place + 1)
            if not now:
                return False
        return self.end in now

    def _reached(self, waiting: list[int], text: str, place: int) -> set[int]:
        """The states that are reached without a further letter."""
        found: set[int] = set()
        while waiting:
            number = waiting.pop()
            if number in found:
                continue
            found.add(number)
            state = self.states[number]
            if state.test is None or (not state.is_width and state.test.match(text, place)):
                waiting.extend(state.ways)
        return found


class _NotFollowed(Exception):
    """The pattern looks ahead or back, or has too many states."""


@lru_cache(maxsize=65_536)
def _fits(test: re.Pattern[str], letter: str) -> bool:
    return test.fullmatch(letter) is not None


def _machine_of(tree: PatternTree) -> _Machine | None:
    machine = _Machine()
    flags = re.ASCII
    for letter in tree.flags:
        flags |= re.RegexFlag[letter.upper()]
    try:
        machine.start = _Builder(machine, flags).part(tree.part, machine.end)
    except (_NotFollowed, RecursionError):
        return None
    return machine


class _Builder:
    """Writes parts from their end to their beginning; each answers the state it begins with."""

    def __init__(self, machine: _Machine, flags: int) -> None:
        self._machine = machine
        self._flags = flags

    def part(self, part: Part, following: int) -> int:
        """The first state of a part that is followed by another."""
        match part:
            case Atom(source, is_width):
                test = re.compile(source, self._flags)
                return self._machine.add(_State(test, is_width, [following]))
            case Chain(parts):
                for one in reversed(parts):
                    following = self.part(one, following)
                return following
            case Choice(parts):
                ways = [self.part(one, following) for one in parts]
                return self._machine.add(_State(ways=ways))
            case Times():
                return self._times(part, following)
            case Special():
                raise _NotFollowed

    def _times(self, part: Times, following: int) -> int:
        if part.most is None:
            loop = self._machine.add(_State(ways=[following]))
            self._machine.states[loop].ways.append(self.part(part.part, loop))
            following = loop
        else:
            end = following
            for _ in range(part.most - part.least):
                following = self._machine.add(_State(ways=[self.part(part.part, following), end]))
        for _ in range(part.least):
            following = self.part(part.part, following)
        return following

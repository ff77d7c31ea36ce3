"""What rests on a few characters of a text, which is worked out once for each such few.

No two certificate numbers are alike, but the month and day in them are one of 366 and the first
four digits one of a few hundred: whatever a form asks of these is remembered.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

from dsurvey_desktop.forms.code_parts import Code, Scope
from dsurvey_desktop.forms.function_table import Kind, is_pure
from dsurvey_desktop.forms.idioms import WeightedDigits
from dsurvey_desktop.forms.xpath_nodes import Binary, Call, Node, Number, Path, parts_of, walk

LONGEST_PIECE = 4
PIECE = "piece"
"""The variable that holds the characters in generated code."""
_CHEAP = frozenset({"substr", "concat", "if", "not", "boolean", "string", "true", "false"})
LEAST_WORK = 2
"""A comparison or `number()` is one, any other function two."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The characters of a text from `start` (0 is the first) up to `end`, in UTF-16 units."""

    subject: Path
    start: int
    end: int

    @property
    def is_short(self) -> bool:
        """Whether there are few texts of this length."""
        return self.end - self.start <= LONGEST_PIECE

    def with_(self, other: Piece) -> Piece:
        """Both and what is between them."""
        return Piece(self.subject, min(self.start, other.start), max(self.end, other.end))


def piece_of(node: Node) -> Piece | None:
    """The few characters that are all an expression rests on; None where it is not worth it."""
    found: Piece | None = None
    waiting, work = [node], 0
    while waiting:
        part = waiting.pop()
        work += work_of(part)
        cut = cut_of(part)
        if cut is None:
            if isinstance(part, Path) or not is_pure(part):
                return None
            waiting.extend(parts_of(part))
            continue
        if found is not None and found.subject != cut.subject:
            return None
        found = cut if found is None else found.with_(cut)
        if not found.is_short:
            return None
    return found if work >= LEAST_WORK else None


def cut_of(node: Node) -> Piece | None:
    """What `substr()` takes of an item where both ends are known."""
    match node:
        case Call("substr", (Path() as subject, Number(start), Number(end))) if start <= end:
            return Piece(subject, math.trunc(start), math.trunc(end))
    return None


def work_of(part: Node) -> int:
    """What a step costs, without its operands."""
    match part:
        case Call("number") | Binary("=" | "!=" | "<" | "<=" | ">" | ">=" | "*" | "div" | "mod"):
            return 1
        case Call(name) if name not in _CHEAP:
            return 2
    return 0


def is_work(node: Node) -> bool:
    """Whether an expression is worth remembering."""
    return sum(map(work_of, walk(node))) >= LEAST_WORK


class PieceScope(Scope):
    """Reads all that is cut out of a text from its piece, which begins at `start`."""

    def __init__(self, outer: Scope, start: int) -> None:
        self._outer = outer
        self._start = start

    def value(self, path: Path) -> Code:  # noqa: ARG002 - there is one text
        """The piece; only cuts ask for it."""
        return Code(PIECE, Kind.TEXT)

    def values(self, path: Path) -> str:
        """The piece alone."""
        return f"({self.value(path).source},)"

    def call(self, call: Call) -> Code:
        """As around it."""
        return self._outer.call(call)

    def cut(self, text: Code, start: int, end: int) -> str:
        """A part of the piece."""
        return f"cut({text.source}, {start - self._start}, {end - self._start})"

    def weighted(self, text: Code, digits: WeightedDigits) -> str:
        """The same of the piece."""
        return super().weighted(text, replace(digits, start=digits.start - self._start))

    def constant(self, value: Any) -> str:
        """As around it."""
        return self._outer.constant(value)

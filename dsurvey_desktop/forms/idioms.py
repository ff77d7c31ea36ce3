"""Turns of phrase that forms repeat, each worked out in one step instead of dozens.

A check digit is a sum of `number(substr(x, i, i + 1)) * weight`; an age begins with
`number(format-date(x, '%Y%m%d'))`. Both decide how fast the forms of this survey are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dsurvey_desktop.forms.xpath_nodes import Binary, Call, Literal, Node, Number

_SHORTEST_RUN = 3
_GREATEST_WEIGHT = 1000
_DAY_NUMBER = "%Y%m%d"
_FORMATS = frozenset({"format-date", "format-date-time"})


@dataclass(frozen=True, slots=True)
class WeightedDigits:
    """The digits of `subject` from `start` (0 is the first), each times its weight, summed up."""

    subject: Node
    start: int
    weights: tuple[int, ...]

    @property
    def of_zeros(self) -> int:
        """What their character codes sum up to where every digit is `0`."""
        return ord("0") * sum(self.weights)

    def parts(self, length: int) -> Iterator[WeightedDigits]:
        """The same in runs of so many digits."""
        for place in range(0, len(self.weights), length):
            weights = self.weights[place : place + length]
            yield WeightedDigits(self.subject, self.start + place, weights)


def weighted_digits(operands: Sequence[tuple[str, Node]]) -> WeightedDigits | None:
    """The run of weighted digits that a sum begins with; None where there is none.

    Args:
        operands: of the sum, each with the operator before it (first: empty).
    """
    first = _weighted_digit(operands[0][1])
    if first is None:
        return None
    weights = [first.weights[0]]
    for operator, operand in operands[1:]:
        place = first.start + len(weights)
        digit = _weighted_digit(operand) if operator == "+" else None
        if digit is None or (digit.subject, digit.start) != (first.subject, place):
            break
        weights += digit.weights
    found = WeightedDigits(first.subject, first.start, tuple(weights))
    return found if len(weights) >= _SHORTEST_RUN else None


def _weighted_digit(node: Node) -> WeightedDigits | None:
    match node:
        case Binary("*", Number(weight), digit) | Binary("*", digit, Number(weight)):
            is_plain = weight.is_integer() and 0 < weight < _GREATEST_WEIGHT
            return _digit(digit, int(weight)) if is_plain else None
    return _digit(node, 1)


def _digit(node: Node, weight: int) -> WeightedDigits | None:
    match node:
        case Call("number", (Call("substr") as cut,)) | (Call("substr") as cut):
            return _one_character(cut, weight)
    return None


def _one_character(cut: Call, weight: int) -> WeightedDigits | None:
    match cut.arguments:
        case (subject, Number(start), Number(end)) if start.is_integer() and end == start + 1:
            return WeightedDigits(subject, int(start), (weight,))
    return None


def day_number(node: Node) -> Node | None:
    """The date of `format-date(date, '%Y%m%d')`, which is only wanted as a number; else None."""
    match node:
        case Call(name, (date, Literal(pattern))) if name in _FORMATS and pattern == _DAY_NUMBER:
            return date
    return None

"""Pieces of generated source and what they may refer to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from dsurvey_desktop.forms import (
    xpath_dates,
    xpath_functions,
    xpath_geo,
    xpath_math,
    xpath_random,
    xpath_values,
)
from dsurvey_desktop.forms.function_table import Kind
from dsurvey_desktop.forms.idioms import WeightedDigits
from dsurvey_desktop.forms.xpath_nodes import Call, Node, Path

RUNTIME: dict[str, Any] = {
    name: value
    for module in (
        *(xpath_values, xpath_math, xpath_dates),
        *(xpath_functions, xpath_geo, xpath_random),
    )
    for name, value in vars(module).items()
    if not name.startswith("_")
}
"""The globals of generated code."""


@dataclass(frozen=True, slots=True)
class Code:
    """Source of an expression; `number` and `codes` are cheaper forms of the same value.

    Attributes:
        number: source of it as a number, where that is at hand.
        codes: source of a select_multiple's answer as a list of codes.
        ascii: source of whether a text is ASCII, where that is at hand.
    """

    source: str
    kind: Kind
    number: str = ""
    codes: str = ""
    ascii: str = ""


class Scope(Protocol):
    """How paths and what depends on the place are read."""

    def value(self, path: Path) -> Code:
        """The one value a path leads to."""

    def values(self, path: Path) -> str:
        """Source of the sequence of values of the nodes a path leads to."""

    def call(self, call: Call) -> Code:
        """A function that depends on the place: count, position, pulldata and so on."""

    def constant(self, value: Any) -> str:
        """A name under which generated code finds `value`."""

    def remembered(self, node: Node) -> Code | None:  # noqa: ARG002 - of use to some
        """An expression whose values are remembered; None where it is worked out."""
        return None

    def cut(self, text: Code, start: int, end: int) -> str:
        """Source of the characters of a text from `start` up to `end`."""
        return f"cut({text.source}, {start}, {end})"

    def weighted(self, text: Code, digits: WeightedDigits) -> str:
        """Source of the sum of weighted digits of a text."""
        weights = self.constant(digits.weights)
        return f"weighted_digits({text.source}, {digits.start}, {weights}, {digits.of_zeros})"

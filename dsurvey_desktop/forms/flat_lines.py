"""Lines of the function that `flat_code` writes.

Variables carry the number of their item: `x3` is the answer, `r3` whether it is asked for, `v3` its
value, `n3` the value as a number, `a3` whether its text is ASCII; of a select_multiple `l3` is the
codes and `f3` what is wrong with them alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dsurvey_desktop.forms.answer_values import LIST_KINDS, NUMBER_KINDS, PLACE_KINDS
from dsurvey_desktop.forms.code_generator import BLANK, common_kind
from dsurvey_desktop.forms.code_parts import Code
from dsurvey_desktop.forms.function_table import Kind
from dsurvey_desktop.forms.model import Item, ItemKind

READERS = {
    ItemKind.INTEGER: "whole_of",
    ItemKind.DECIMAL: "number_of",
    ItemKind.DATE: "date_of",
    ItemKind.DATETIME: "moment_of",
    ItemKind.TIME: "time_of",
    **dict.fromkeys(PLACE_KINDS, "place_of"),
}
"""What reads an answer that is more than text, by kind."""
ALWAYS = "True"
_NOT_TEXTS = LIST_KINDS | NUMBER_KINDS
_VARIABLE = re.compile(r"\b[aflnrv]\d+\b")
_DEFINITION = re.compile(r"([aflnrv]\d+(?:, [aflnrv]\d+)*) = (.*)")


class SharedTerms:
    """Variables for what `and` joins; items with the same terms, or first terms, share them."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, ...], str] = {}

    def variable(self, name: str, terms: Sequence[str]) -> tuple[str, list[str]]:
        """What says whether all terms hold, and the line that defines it if it is new."""
        wanted = tuple(term for term in terms if term != ALWAYS)
        if not wanted:
            return ALWAYS, []
        if wanted in self._names:
            return self._names[wanted], []
        known = max(cut for cut in range(len(wanted)) if not cut or wanted[:cut] in self._names)
        before = [self._names[wanted[:known]]] if known else []
        self._names[wanted] = self._names[name,] = name
        return name, [f"{name} = {' and '.join([*before, *wanted[known:]])}"]


def beside(number: int, kind: Kind) -> str:
    """The variable beside a value of this kind or blank: a text's `a3`, another's `n3`."""
    value = f"v{number}"
    if kind is Kind.TEXT:
        return f"a{number} = {value}.isascii()"
    is_number = kind is Kind.NUMBER
    return f"n{number} = " + (
        f"NAN if {value} == '' else {value}" if is_number else f"to_number({value})"
    )


def choosing(number: int, chosen: str, test: str) -> list[str]:
    """The variables of several choices, which the memory `chosen` has; a list may be in a list."""
    x, both = f"x{number}", f"l{number}, f{number}"
    one = f"{chosen}[tuple({x})] if {x}.__class__ is list else {chosen}.of({x})"
    return [
        f"try: {both} = ({one}) if {test} else UNCHOSEN",
        f"except TypeError: {both} = {chosen}.of({x})",
    ]


def filled(item: Item, number: int) -> str:
    """The test that an item is answered; a zero is an answer where it is no text."""
    x = f"x{number}"
    return f"({x} or {x} not in BLANK_ANSWERS)" if item.kind in _NOT_TEXTS else x


def if_asked(source: str, asked: str, blank: str = BLANK) -> str:
    """A value that is blank where it is not asked for."""
    return source if asked == ALWAYS else f"{source} if {asked} else {blank}"


def if_kept(test: str, yes: Code, no: Code) -> Code:
    """One of two values as they are kept; a blank beside numbers is still a number."""
    source = f"({yes.source} if {test} else {no.source})"
    if yes.kind is no.kind:
        return Code(source, yes.kind)
    is_number = all(code.kind is Kind.NUMBER or code.source == BLANK for code in (yes, no))
    return Code(source, Kind.NUMBER if is_number else common_kind(yes, no))


def if_both(one: str, other: str) -> str:
    """The test that both hold."""
    return " and ".join(test for test in (one, other) if test != ALWAYS) or ALWAYS


def bits_of(terms: Sequence[str]) -> str:
    """A number with a bit set for each term that does not hold."""
    return " | ".join(f"(not {term}) << {place}" for place, term in enumerate(terms)) or "0"


def without_unread(lines: Sequence[str]) -> list[str]:
    """The lines without variables that no later line reads."""
    read: set[str] = set()
    kept = []
    for line in reversed(lines):
        definition = _DEFINITION.fullmatch(line)
        if definition and read.isdisjoint(definition[1].split(", ")):
            continue
        read.update(_VARIABLE.findall(definition[2] if definition else line))
        kept.append(line)
    return kept[::-1]

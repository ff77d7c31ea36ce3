"""Which rows of a list a predicate can hold for, seen before it is asked of each.

`[province = ${province} and …]` holds only where the column equals what the entry says, which is
the same for all rows: these are looked up (`list_rows`), and only they are asked.
"""

from __future__ import annotations

from dsurvey_desktop.forms.xpath_nodes import (
    Binary,
    Call,
    Literal,
    Negative,
    Node,
    Number,
    Path,
    Start,
    Step,
    and_terms,
    walk,
)

_OUTSIDE = frozenset({Start.CURRENT, Start.NAMED, Start.ROOT})
_FIXED_CALLS = frozenset({"true", "false", "today", "now", "pi"})
"""Functions without arguments that give the same for every row."""
_STEPS_OF_PATHS = frozenset({".", "..", "*"})


def column_looked_up(predicate: Node) -> tuple[str, Node] | None:
    """The column that must equal something, and what; None where the rows must be asked.

    Only the first term counts: later ones are not worked out where it fails, so that a row in
    which they have no value does no harm.
    """
    match and_terms(predicate)[0]:
        case Binary("=", left, right):
            for column, other in ((left, right), (right, left)):
                name = _column(column)
                if name and _is_fixed(other):
                    return name, other
    return None


def _column(node: Node) -> str:
    match node:
        case Path(Start.HERE, (Step(name, ()),)) if name not in _STEPS_OF_PATHS:
            return name
    return ""


def _is_fixed(node: Node) -> bool:
    """Whether an expression gives the same for every row."""
    return all(_is_fixed_part(part) for part in walk(node))


def _is_fixed_part(part: Node) -> bool:
    match part:
        case Literal() | Number() | Negative() | Binary():
            return True
        case Path(start, steps):
            return start in _OUTSIDE and not any(step.predicates for step in steps)
        case Call("position" | "last" | "randomize" | "once"):
            return False
        case Call(name, arguments):
            return bool(arguments) or name in _FIXED_CALLS

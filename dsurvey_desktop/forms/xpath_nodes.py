"""What an expression says, as a tree of values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from dsurvey_desktop.domain.texts import Text


class XPathError(Exception):
    """An expression cannot be understood.

    Attributes:
        code: stable, such as `form_function_unknown`.
        message, advice: for the author of the form.
        offset: where in the expression, from 0.
    """

    def __init__(self, code: str, message: Text, advice: Text, offset: int = 0) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.advice = advice
        self.offset = offset


class Start(StrEnum):
    """What a path sets out from."""

    ROOT = "/"
    HERE = "."
    CURRENT = "current()"
    NAMED = "${}"
    INSTANCE = "instance()"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: a child's name, `@name`, `*`, `.` or `..`; predicates filter what it leads to."""

    name: str
    predicates: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """A path; `name` is the question of `${name}` or the instance of `instance('name')`.

    The predicates of `${name}[…]` stand in a first step named `.`.
    """

    start: Start
    steps: tuple[Step, ...]
    name: str = ""
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Literal:
    """A string."""

    value: str


@dataclass(frozen=True, slots=True)
class Number:
    """A number."""

    value: float


@dataclass(frozen=True, slots=True)
class Call:
    """A function with its arguments."""

    name: str
    arguments: tuple[Node, ...]
    offset: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Binary:
    """`operator` is one of `or and = != < <= > >= + - * div mod |`."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Negative:
    """Unary minus."""

    operand: Node


Node = Path | Literal | Number | Call | Binary | Negative


ORDERED, JOINED = frozenset({"<", "<=", ">", ">="}), frozenset({"and", "or"})
"""Operators that compare by size, and those between conditions."""


def chain(node: Node, operators: frozenset[str]) -> list[tuple[str, Node]]:
    """The operands of a left-to-right chain, each with the operator before it (first: empty)."""
    found: list[tuple[str, Node]] = []
    while isinstance(node, Binary) and node.operator in operators:
        found.append((node.operator, node.right))
        node = node.left
    found.append(("", node))
    return found[::-1]


def and_terms(node: Node) -> tuple[Node, ...]:
    """The top-level terms that are joined by `and`, in order."""
    terms = (term for _, term in chain(node, frozenset({"and"})))
    return tuple(
        inner for term in terms for inner in (and_terms(term) if _is_and(term) else (term,))
    )


def _is_and(node: Node) -> bool:
    return isinstance(node, Binary) and node.operator == "and"


def paths_of(node: Node) -> tuple[Path, ...]:
    """Every path in the expression in order, those in predicates included."""
    return tuple(part for part in walk(node) if isinstance(part, Path))


def walk(node: Node) -> Iterator[Node]:
    """An expression and every expression inside it, in order."""
    waiting: list[Node] = [node]
    while waiting:
        current = waiting.pop()
        yield current
        waiting.extend(reversed(parts_of(current)))


def parts_of(node: Node) -> tuple[Node, ...]:
    """The expressions directly inside an expression; a path's are its predicates."""
    match node:
        case Path():
            return tuple(predicate for step in node.steps for predicate in step.predicates)
        case Call():
            return node.arguments
        case Binary():
            return (node.left, node.right)
        case Negative():
            return (node.operand,)
    return ()

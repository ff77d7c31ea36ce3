"""Parses the part of XPath 1.0 that XForms (the ODK dialect) uses."""

from __future__ import annotations

from functools import lru_cache

from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.forms.slip_rewrites import rewritten
from dsurvey_desktop.forms.slip_words import WORDS
from dsurvey_desktop.forms.xpath_axes import with_short_steps
from dsurvey_desktop.forms.xpath_nodes import (
    JOINED,
    ORDERED,
    Binary,
    Call,
    Literal,
    Negative,
    Node,
    Number,
    Path,
    Start,
    Step,
    XPathError,
    chain,
    parts_of,
    walk,
)
from dsurvey_desktop.forms.xpath_tokens import Token, tokens_of

MAX_DEPTH = 60
MAX_HEIGHT = 500
"""A chain of operators is a tree as high as it is long; who walks it calls itself each time."""
_LEVELS = (
    frozenset({"or"}),
    frozenset({"and"}),
    frozenset({"=", "!="}),
    ORDERED,
    frozenset({"+", "-"}),
    frozenset({"*", "div", "mod"}),
)
_LOOSEST = 0
_WITHOUT_ADVICE = frozenset(
    {
        *("form_symbol_unexpected", "form_symbol_missing"),
        *("form_expression_unfinished", "form_character_unknown"),
    }
)
"""Errors of grammar, whose own advice is general."""
_CALCULATED = frozenset({"+", "-", "*", "div", "mod"})


@lru_cache(maxsize=2048)
def parse(expression: str) -> Node:
    """The tree of an expression.

    Raises:
        XPathError: with the offset at which it cannot be understood.
    """
    try:
        return _parsed(expression)
    except XPathError as error:
        if error.code in _WITHOUT_ADVICE and (meant := rewritten(expression, _is_sound)):
            error.advice = text("Write “{wanted}” instead.", wanted=meant)
        raise


def _parsed(expression: str) -> Node:
    parser = _Parser(with_short_steps(tokens_of(expression)))
    node = parser.binary(_LOOSEST)
    parser.expect("end")
    _check_height(node)
    return node


def _is_sound(expression: str) -> bool:
    """Whether it can be read, and says something that a person may have meant."""
    try:
        found = _parsed(expression)
    except XPathError:
        return False
    return not any(map(_is_odd, walk(found)))


def _is_odd(node: Node) -> bool:
    """Whether a yes or no is compared with a number, or a value stands for a condition."""
    match node:
        case Binary(operator, Binary(inner), _) if {operator, inner} <= ORDERED:
            return True
        case Binary(operator, left, right) if operator in JOINED:
            return any(map(_is_value, (left, right)))
    return False


def _is_value(node: Node) -> bool:
    match node:
        case Literal() | Number() | Negative():
            return True
        case Binary(operator):
            return operator in _CALCULATED
    return False


def _check_height(expression: Node) -> None:
    """Refuse a tree that walking would not come to the end of, whatever this Python's stack."""
    level, height = [expression], 0
    while level:
        height += 1
        if height > MAX_HEIGHT:
            raise _too_deep(0)
        level = [part for node in level for part in _below(node)]


def _below(node: Node) -> tuple[Node, ...]:
    """What is directly inside; the terms of an `and` or `or` stand side by side."""
    if isinstance(node, Binary) and node.operator in JOINED:
        return tuple(term for _, term in chain(node, frozenset({node.operator})))
    return parts_of(node)


class _Parser:
    """Recursive descent; one method a rule of the grammar."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0

    @property
    def _now(self) -> Token:
        return self._tokens[self._at]

    def _next(self) -> Token:
        token = self._now
        self._at += 1
        return token

    def _is(self, *texts: str) -> bool:
        return self._now.kind in {"symbol", "operator"} and self._now.text in texts

    def _take(self, *texts: str) -> bool:
        if self._is(*texts):
            self._at += 1
            return True
        return False

    def expect(self, wanted: str) -> None:
        """Take that symbol (or the end) or refuse."""
        token = self._next() if self._now.kind != "end" else self._now
        if token.kind != "end" and wanted != "end" and token.text == wanted:
            return
        if token.kind == wanted == "end":
            return
        raise _unexpected(token, wanted)

    def binary(self, level: int) -> Node:
        """A chain of operators of one level, left to right."""
        if level == len(_LEVELS):
            return self._unary()
        self._depth += 1
        if self._depth > MAX_DEPTH * len(_LEVELS):
            raise _too_deep(self._now.offset)
        left = self.binary(level + 1)
        while self._is(*_LEVELS[level]):
            operator = self._next().text
            left = Binary(operator, left, self.binary(level + 1))
        self._depth -= 1
        return left

    def _unary(self) -> Node:
        count = 0
        while self._take("-"):
            count += 1
        node = self._union()
        for _ in range(count):
            node = Negative(node)
        return node

    def _union(self) -> Node:
        left = self._primary()
        while self._take("|"):
            left = Binary("|", left, self._primary())
        return left

    def _primary(self) -> Node:
        token = self._now
        if token.kind == "string":
            return Literal(self._next().text)
        if token.kind == "number":
            return Number(float(self._next().text))
        if self._take("("):
            node = self.binary(_LOOSEST)
            self.expect(")")
            return node
        if token.kind == "name" and self._tokens[self._at + 1].text == "(":
            return self._call()
        return self._path()

    def _call(self) -> Node:
        name = self._next()
        self.expect("(")
        arguments: list[Node] = []
        while not self._take(")"):
            if arguments:
                self.expect(",")
            arguments.append(self.binary(_LOOSEST))
        if name.text == "current" and not arguments:
            return Path(Start.CURRENT, self._more_steps(), offset=name.offset)
        if name.text == "instance" and self._is("/"):
            return self._instance(name, arguments)
        return Call(name.text, tuple(arguments), name.offset)

    def _instance(self, name: Token, arguments: list[Node]) -> Path:
        match arguments:
            case [Literal(value=instance)]:
                return Path(Start.INSTANCE, self._more_steps(), instance, name.offset)
        raise XPathError(
            "form_instance_name",
            text("instance() needs the name of a list in quotation marks."),
            text("Write it like instance('villages')/root/item."),
            name.offset,
        )

    def _path(self) -> Path:
        token = self._now
        if token.kind == "reference":
            self._next()
            own = self._predicates()
            first = (Step(".", own),) if own else ()
            return Path(Start.NAMED, (*first, *self._more_steps()), token.text, token.offset)
        if self._take("/"):
            return Path(Start.ROOT, (self._step(), *self._more_steps()), offset=token.offset)
        return Path(Start.HERE, (self._step(), *self._more_steps()), offset=token.offset)

    def _more_steps(self) -> tuple[Step, ...]:
        steps: list[Step] = []
        while self._take("/"):
            steps.append(self._step())
        return tuple(steps)

    def _step(self) -> Step:
        token = self._next() if self._now.kind != "end" else self._now
        is_step = token.kind == "name" or token.text in {".", "..", "*"}
        if not is_step or token.kind in {"string", "end"}:
            raise self._no_step(token)
        return Step(token.text, self._predicates())

    def _no_step(self, token: Token) -> XPathError:
        """A sign where a question or step must stand; after a slash people mean a division."""
        before = self._tokens[self._at - 2].text if self._at > 1 else ""
        if token.kind in {"reference", "number"}:
            return _misplaced(token, before)
        return _unexpected(token, "")

    def _predicates(self) -> tuple[Node, ...]:
        found: list[Node] = []
        while self._take("["):
            found.append(self.binary(_LOOSEST))
            self.expect("]")
        return tuple(found)


def _unexpected(token: Token, wanted: str) -> XPathError:
    if token.kind == "end":
        return XPathError(
            "form_expression_unfinished",
            text("The expression ends too early."),
            text("Check that every bracket is closed and nothing is missing at the end."),
            token.offset,
        )
    if wanted not in {"", "end"}:
        return XPathError(
            "form_symbol_missing",
            text("Before “{found}” a “{wanted}” is missing.", found=token.text, wanted=wanted),
            text("Add it, or remove what does not belong there."),
            token.offset,
        )
    return _misplaced(token, token.text)


def _misplaced(token: Token, slip: str) -> XPathError:
    """A token where none can stand; `slip` may be a word that forms write otherwise."""
    advice = text("Check the operators and brackets before it.")
    if slip in WORDS:
        advice = text("Write “{wanted}” instead of “{found}”.", wanted=WORDS[slip], found=slip)
    return XPathError(
        "form_symbol_unexpected",
        text("“{found}” cannot stand at character {at}.", found=token.text, at=token.offset + 1),
        advice,
        token.offset,
    )


def _too_deep(offset: int) -> XPathError:
    return XPathError(
        "form_expression_too_deep",
        text("The expression is nested too deeply."),
        text("Split it into several calculations."),
        offset,
    )

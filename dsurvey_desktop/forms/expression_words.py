"""Conditions of a form in words, as an officer reads them: who is asked, and what must hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dsurvey_desktop.domain.texts import N_, Text, text
from dsurvey_desktop.forms.digit_words import digit_words
from dsurvey_desktop.forms.model import Item
from dsurvey_desktop.forms.operand_words import OperandWords
from dsurvey_desktop.forms.xpath_nodes import (
    Binary,
    Call,
    Literal,
    Node,
    Number,
    Path,
    Start,
    XPathError,
    and_terms,
    chain,
)
from dsurvey_desktop.forms.xpath_parser import parse
from dsurvey_desktop.forms.xpath_values import number_text

_COMPARED = {
    "<": N_("{left} is under {right}"),
    "<=": N_("{left} is at most {right}"),
    ">": N_("{left} is over {right}"),
    ">=": N_("{left} is at least {right}"),
}
_DAYS_COMPARED = {
    "<": N_("{left} is before {right}"),
    "<=": N_("{left} is not after {right}"),
    ">": N_("{left} is after {right}"),
    ">=": N_("{left} is not before {right}"),
}
_AND, _OR, ALSO = (
    N_("{before} and {after}"),
    N_("{before} or {after}"),
    N_("{before}; also {after}"),
)
_ALWAYS = frozenset({"true()", "yes", "true"})


class ConditionWords:
    """Puts the conditions of one form into words; what has no words is shown as it is written."""

    def __init__(self, items: Mapping[str, Item], here: str = "") -> None:
        """Words of a form's items, by name; `here` is the one whose answer `.` means."""
        self._operands = OperandWords(items, here)

    def whole(self, expression: str) -> str:
        """A condition in words; empty for none."""
        plain = expression.strip()
        return str(self.said(plain) or plain)

    def said(self, expression: str) -> Text | None:
        """A condition in words; None where it has none."""
        plain = expression.strip()
        if plain.lower() in _ALWAYS:
            return text("always")
        node = _parsed(plain)
        if node is None:
            return None
        terms = and_terms(node)
        return self._all(terms, ALSO) if len(terms) > 1 else self._node(terms[0])

    def terms(self, expression: str) -> tuple[Text | None, ...]:
        """Each top-level term in words, in order; None for one that has none."""
        node = _parsed(expression.strip())
        return () if node is None else tuple(map(self._node, and_terms(node)))

    def _all(self, terms: Sequence[Node], joint: str) -> Text | None:
        """Terms that hold together; a lower and an upper bound of one value become a range."""
        said: list[Text | None] = []
        rest = list(terms)
        while rest:
            term = rest.pop(0)
            words = self._range(term, rest[0]) if rest else None
            if words:
                rest.pop(0)
            said.append(words or self._inside(term))
        return joined(said, joint)

    def _range(self, low: Node, high: Node) -> Text | None:
        match (low, high):
            case (
                Binary(">=", first, Number(least)),
                Binary("<=", second, Number(most)),
            ) if first == second and (name := self._operands.operand(first)):
                words = N_("{left} is {least} to {most}")
                return text(words, left=name, least=number_text(least), most=number_text(most))
        return None

    def _inside(self, node: Node) -> Text | None:
        """A term among others: alternatives stand in brackets."""
        words = self._node(node)
        is_or = isinstance(node, Binary) and node.operator == "or" and not self._alone(node)
        is_list = is_or and len(_alternatives(node)) > 1
        return text("either {words}", words=words) if words and is_list else words

    def _node(self, node: Node) -> Text | None:
        match node:
            case Binary("and"):
                return self._all(and_terms(node), _AND)
            case Binary("or"):
                return self._alone(node) or self._any(_alternatives(node))
            case Binary("=" | "!=", left, right):
                return self._equal(left, right, is_equal=node.operator == "=")
            case Binary("<" | "<=" | ">" | ">=", left, right):
                return self._compared(node.operator, left, right)
            case Call():
                return self._call(node)
        return None

    def _call(self, call: Call) -> Text | None:
        match call:
            case Call("selected", (Path() as path, Literal(code))):
                return self._operands.told(N_("{question} has “{answer}”"), path, (code,))
            case Call("not", (Call("selected", (Path() as path, Literal(code))),)):
                words = N_("{question} does not have “{answer}”")
                return self._operands.told(words, path, (code,))
            case Call("not", (inner,)):
                return self._not(inner)
            case Call("regex", (Path() as path, Literal(pattern))):
                return digit_words(self._operands.name(path), pattern)
            case Call("true", ()):
                return text("always")
        return None

    def _not(self, inner: Node) -> Text | None:
        """What must not be, or not be together."""
        words = self._node(inner)
        if words is None:
            return None
        if len(and_terms(inner)) > 1:
            return text("not both: {words}", words=words)
        return text("not so: {words}", words=words)

    def _any(self, groups: Sequence[Sequence[Node]]) -> Text | None:
        said = [self._one_of(group) if len(group) > 1 else self._node(group[0]) for group in groups]
        return joined(said, _OR)

    def _one_of(self, nodes: Sequence[Node]) -> Text | None:
        """`x = 'a' or x = 'b'` as one sentence."""
        pairs = [pair for node in nodes if (pair := _pair(node)) is not None]
        codes = [code for _path, code in pairs]
        return self._operands.told(N_("{question} is “{answer}”"), pairs[0][0], codes)

    def _alone(self, node: Binary) -> Text | None:
        """The idiom of a choice such as 无: not chosen, or the only one that is."""
        match node:
            case Binary(
                "or",
                Call("not", (Call("selected", (Path(Start.HERE) as path, Literal(code))),)),
                Binary("=", Call("count-selected", (Path(Start.HERE),)), Number(1)),
            ):
                words = N_("“{answer}” takes no other choice beside it")
                return self._operands.told(words, path, (code,))
        return None

    def _equal(self, left: Node, right: Node, *, is_equal: bool) -> Text | None:
        path = _bare(left)
        if path is not None and isinstance(right, Literal):
            return self._answered(path, right.value, is_equal=is_equal)
        names = self._operands.operand(left), self._operands.operand(right)
        if isinstance(left, Literal) or not all(names):
            return None
        same = N_("{left} is the same as {right}"), N_("{left} is not the same as {right}")
        number = N_("{left} is {right}"), N_("{left} is not {right}")
        words = number if isinstance(right, Number) else same
        return text(words[not is_equal], left=names[0], right=names[1])

    def _answered(self, path: Path, code: str, *, is_equal: bool) -> Text | None:
        if not code:
            blank = N_("{question} is empty") if is_equal else N_("{question} is filled in")
            return self._operands.told(blank, path, ())
        words = N_("{question} is “{answer}”") if is_equal else N_("{question} is not “{answer}”")
        return self._operands.told(words, path, (code,))

    def _compared(self, operator: str, left: Node, right: Node) -> Text | None:
        names = self._operands.operand(left), self._operands.operand(right)
        if not all(names):
            return None
        are_days = self._operands.is_day(left) or self._operands.is_day(right)
        words = _DAYS_COMPARED if are_days else _COMPARED
        return text(words[operator], left=names[0], right=names[1])


def joined(said: Iterable[Text | None], joint: str) -> Text | None:
    """All of these as one sentence; None where one of them has no words."""
    whole: Text | None = None
    for one in said:
        if one is None:
            return None
        whole = one if whole is None else Text(joint, {"before": whole, "after": one})
    return whole


def _parsed(expression: str) -> Node | None:
    try:
        return parse(expression) if expression else None
    except XPathError:
        return None


def _bare(node: Node) -> Path | None:
    """The question a comparison is about; spaces around its answer make no difference."""
    match node:
        case Path():
            return node
        case Call("normalize-space", (Path() as inner,)):
            return inner
    return None


def _alternatives(node: Node) -> list[list[Node]]:
    """The operands of `or`; neighbours that name codes of one question are one group."""
    groups: list[list[Node]] = []
    for _operator, part in chain(node, frozenset({"or"})):
        pair, before = _pair(part), _pair(groups[-1][-1]) if groups else None
        if pair is not None and before is not None and pair[0] == before[0]:
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def _pair(node: Node) -> tuple[Path, str] | None:
    match node:
        case Binary("=", Path() as path, Literal(code)) if code:
            return path, code
    return None

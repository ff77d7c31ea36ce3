"""Conditions of a form in words, as an officer reads them: who is asked, and what must hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dsurvey_desktop.domain.classification import category_name, grade_name
from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.forms.model import Form, Item, ItemKind
from dsurvey_desktop.forms.wording import in_both
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

CALCULATED = {
    "age": N_("Age"),
    "category": N_("Disability category"),
    "grade": N_("Disability grade"),
    "birth_date": N_("Birth date"),
    "reference_date": N_("Reference date"),
}
"""What the survey's own calculations are called, which have no label in the form."""
_CODE_NAMES = {"category": category_name, "grade": grade_name}
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
_MEASURES = {
    "count-selected": N_("the number of choices of {question}"),
    "string-length": N_("the length of {question}"),
}
_ALWAYS = frozenset({"true()", "yes", "true"})


class ConditionWords:
    """Puts the conditions of one form into words; what has no words is shown as it is written."""

    def __init__(self, form: Form, here: str = "") -> None:
        """Words of a form; `here` is the item whose answer `.` means."""
        self._items: Mapping[str, Item] = {item.name: item for item in form.items}
        self._here = here

    def whole(self, expression: str) -> str:
        """A condition in words; empty for none."""
        plain = expression.strip()
        if plain.lower() in _ALWAYS:
            return _("always")
        node = _parsed(plain)
        if node is None:
            return plain
        terms = and_terms(node)
        return (self._all(terms, _("; also ")) if len(terms) > 1 else self._node(terms[0])) or plain

    def terms(self, expression: str) -> tuple[str, ...]:
        """Each top-level term in words, in order."""
        node = _parsed(expression.strip())
        if node is None:
            return ()
        said = [self._node(term) for term in and_terms(node)]
        return tuple(said) if all(said) else ()

    def _all(self, terms: Sequence[Node], joint: str) -> str:
        """Terms that hold together; a lower and an upper bound of one value become a range."""
        said: list[str] = []
        rest = list(terms)
        while rest:
            term = rest.pop(0)
            words = self._range(term, rest[0]) if rest else ""
            if words:
                rest.pop(0)
            said.append(words or self._inside(term))
        return joint.join(said) if all(said) else ""

    def _range(self, low: Node, high: Node) -> str:
        match (low, high):
            case (
                Binary(">=", Path() as first, Number(least)),
                Binary("<=", Path() as second, Number(most)),
            ) if first == second and (name := self._name(first)):
                words = _("{left} is {least} to {most}")
                return words.format(left=name, least=f"{least:g}", most=f"{most:g}")
        return ""

    def _inside(self, node: Node) -> str:
        """A term among others: alternatives stand in brackets."""
        words = self._node(node)
        is_or = isinstance(node, Binary) and node.operator == "or" and not self._alone(node)
        is_list = is_or and len(_alternatives(node)) > 1
        return _("either {words}").format(words=words) if words and is_list else words

    def _node(self, node: Node) -> str:
        said = ""
        match node:
            case Binary("and"):
                said = self._all(and_terms(node), _(" and "))
            case Binary("or"):
                said = self._alone(node) or self._any(_alternatives(node))
            case Binary("=" | "!=", left, right):
                said = self._equal(left, right, is_equal=node.operator == "=")
            case Binary("<" | "<=" | ">" | ">=", left, right):
                said = self._compared(node.operator, left, right)
            case Call():
                said = self._call(node)
        return said

    def _call(self, call: Call) -> str:
        match call:
            case Call("selected", (Path() as path, Literal(code))):
                return self._told(_("{question} has “{answer}”"), path, (code,))
            case Call("not", (Call("selected", (Path() as path, Literal(code))),)):
                return self._told(_("{question} does not have “{answer}”"), path, (code,))
            case Call("true", ()):
                return _("always")
        return ""

    def _any(self, groups: Sequence[Sequence[Node]]) -> str:
        said = [self._one_of(group) if len(group) > 1 else self._node(group[0]) for group in groups]
        return _(" or ").join(said) if all(said) else ""

    def _one_of(self, nodes: Sequence[Node]) -> str:
        """`x = 'a' or x = 'b'` as one sentence."""
        pairs = [pair for node in nodes if (pair := _pair(node)) is not None]
        return self._told(_("{question} is “{answer}”"), pairs[0][0], [code for _p, code in pairs])

    def _alone(self, node: Binary) -> str:
        """The idiom of a choice such as 无: not chosen, or the only one that is."""
        match node:
            case Binary(
                "or",
                Call("not", (Call("selected", (Path(Start.HERE) as path, Literal(code))),)),
                Binary("=", Call("count-selected", (Path(Start.HERE),)), Number(1)),
            ):
                return self._told(_("“{answer}” takes no other choice beside it"), path, (code,))
        return ""

    def _equal(self, left: Node, right: Node, *, is_equal: bool) -> str:
        path = _bare(left)
        if isinstance(right, Number) and (name := self._operand(left)):
            words = _("{left} is {right}") if is_equal else _("{left} is not {right}")
            return words.format(left=name, right=f"{right.value:g}")
        if path is None or not isinstance(right, Literal):
            return ""
        if right.value == "":
            blank = _("{question} is empty") if is_equal else _("{question} is filled in")
            return self._told(blank, path, ())
        words = _("{question} is “{answer}”") if is_equal else _("{question} is not “{answer}”")
        return self._told(words, path, (right.value,))

    def _compared(self, operator: str, left: Node, right: Node) -> str:
        names = [self._operand(left), self._operand(right)]
        if not all(names):
            return ""
        words = _DAYS_COMPARED if self._is_day(left) else _COMPARED
        return _(words[operator]).format(left=names[0], right=names[1])

    def _told(self, words: str, path: Path, codes: Sequence[str]) -> str:
        name = self._name(path)
        answers = _("” or “").join(self._answer(path, code) for code in codes)
        return words.format(question=name, answer=answers) if name else ""

    def _operand(self, node: Node) -> str:
        if isinstance(node, Number):
            return f"{node.value:g}"
        match node:
            case Call("count-selected" | "string-length" as measure, (Path() as path,)):
                name = self._name(path)
                return _(_MEASURES[measure]).format(question=name) if name else ""
        return self._name(node) if isinstance(node, Path) else ""

    def _name(self, path: Path) -> str:
        if path.start is Start.HERE and all(step.name == "." for step in path.steps):
            return _("The answer")
        name = _question_named(path)
        item = self._items.get(name)
        label = str(in_both(item.labels)) if item is not None else ""
        if label or not name:
            return _("“{question}”").format(question=label) if label else ""
        return self._calculated(name)

    @staticmethod
    def _calculated(name: str) -> str:
        return _(CALCULATED.get(name, name))

    def _answer(self, path: Path, code: str) -> str:
        name = _question_named(path) or self._here
        name_of = _CODE_NAMES.get(name)
        if name_of is not None:
            return name_of(code)
        item = self._items.get(name)
        choices = item.choices if item is not None else ()
        return next((str(in_both(one.labels)) for one in choices if one.code == code), "") or code

    def _is_day(self, node: Node) -> bool:
        item = self._items.get(node.name) if isinstance(node, Path) else None
        return item is not None and ItemKind.DATE in {item.kind, item.data_type}


def _parsed(expression: str) -> Node | None:
    try:
        return parse(expression) if expression else None
    except XPathError:
        return None


def _question_named(path: Path) -> str:
    """The question of `${name}`, or of `../name` as the form library writes it; else nothing."""
    if path.start is Start.NAMED and not path.steps:
        return path.name
    is_near = path.start is Start.HERE and len(path.steps) > 1
    if is_near and all(step.name == ".." and not step.predicates for step in path.steps[:-1]):
        return "" if path.steps[-1].predicates else path.steps[-1].name
    return ""


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

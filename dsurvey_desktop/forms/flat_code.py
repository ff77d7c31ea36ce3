"""A form without repeats and names used twice as one Python function that finds all faults.

Twenty thousand entries go through it at once, so it uses local variables of known kinds, converts
nothing twice and works out what many items have in common (whom they are asked of) once. It gives
the same as `Evaluation`, which a test holds it to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from dsurvey_desktop.forms import answer_values, memories
from dsurvey_desktop.forms.answer_values import LIST_KINDS, PLACE_KINDS
from dsurvey_desktop.forms.code_generator import Generator
from dsurvey_desktop.forms.code_parts import RUNTIME, Code
from dsurvey_desktop.forms.compiled_nodes import CompiledNode
from dsurvey_desktop.forms.faults import FaultKind
from dsurvey_desktop.forms.flat_answers import (
    FEW_ANSWERS,
    answers_read,
    as_texts,
    of_one_answer,
    reading,
)
from dsurvey_desktop.forms.flat_lines import (
    ALWAYS,
    READERS,
    SharedTerms,
    beside,
    bits_of,
    choosing,
    filled,
    if_asked,
    if_both,
    if_kept,
    without_unread,
)
from dsurvey_desktop.forms.flat_scope import FlatScope, NotFlat
from dsurvey_desktop.forms.form_tree import FormTree, TreeNode
from dsurvey_desktop.forms.function_table import Kind, is_pure
from dsurvey_desktop.forms.memories import ForContext
from dsurvey_desktop.forms.model import Item, ItemKind
from dsurvey_desktop.forms.text_pieces import is_work
from dsurvey_desktop.forms.xpath_nodes import Call, Node, Path, and_terms, walk
from dsurvey_desktop.forms.xpath_values import Value

RawFault = tuple[int, FaultKind, int]
"""Item, kind, and a bit for each term that does not hold."""
FlatResult = tuple[list[RawFault], tuple[Value, ...]]
"""The faults and the values of all calculations."""


@dataclass(frozen=True, slots=True)
class FlatForm:
    """The function, with the items its numbers mean and the names of the calculations.

    Attributes:
        find: `find(context)(answers)` is a `FlatResult`, or None when there is no fault.
    """

    find: ForContext
    items: tuple[Item, ...]
    calculated: tuple[str, ...]
    source: str


def flat_form(
    tree: FormTree,
    order: Sequence[TreeNode],
    compiled: Mapping[TreeNode, CompiledNode],
    version: str,
) -> FlatForm:
    """The function of a form.

    Raises:
        NotFlat: when the form needs the tree.
    """
    if tree.has_repeats or not all(tree.is_unique(node.name) for node in tree.items):
        raise NotFlat(tree.root.name)
    return FlatWriter(tree, order, compiled, version).form()


class FlatWriter:
    """Writes the function: first every item's relevance and value, then its faults."""

    def __init__(
        self,
        tree: FormTree,
        order: Sequence[TreeNode],
        compiled: Mapping[TreeNode, CompiledNode],
        version: str,
    ) -> None:
        self._tree = tree
        self._order = order
        self._compiled = compiled
        self._numbers = {node: number for number, node in enumerate(order)}
        self._scope = FlatScope(tree, self._numbers, version)
        self._generator = Generator(self._scope)
        self._relevance = SharedTerms()
        self._asked: dict[TreeNode, str] = {}
        self._fixed: list[str] = []

    def form(self) -> FlatForm:
        """Compile what was written."""
        values = [line for node in self._order for line in self._value_lines(node)]
        faults = [line for node in self._tree.items for line in self._fault_lines(node)]
        calculated = [node for node in self._tree.items if self._is_calculated(node)]
        results = "".join(f"v{self._numbers[node]}, " for node in calculated)
        lines = [*values, *faults, f"return (out, ({results})) if out else None"]
        source = self._source(["out = []; add = out.append", *lines])
        items = tuple(node.item or _NO_ITEM for node in self._order)
        find = self._function(source)
        return FlatForm(find, items, tuple(n.name for n in calculated), source)

    def _source(self, lines: Sequence[str]) -> str:
        """These lines as a function of answers in one of a context; memories stand before."""
        scope, begin = self._scope, "def of(answers):"
        beforehand = without_unread(
            [
                *(f"{name} = {source}" for source, name in scope.of_context.items()),
                *self._fixed,
                *(f"{name} = {source}" for source, name in scope.remembered_there.items()),
                *(begin, *self._answers(), *lines),
            ]
        )
        inside = beforehand.index(begin) + 1
        body = [*beforehand[:inside], *(f" {line}" for line in beforehand[inside:]), "return of"]
        definitions = [f"{name} = {source}" for source, name in scope.definitions.items()]
        return "\n".join([*definitions, "\n ".join(["def made_for(context):", *body])])

    def _function(self, source: str) -> ForContext:
        """What generated source makes of a context."""
        names: dict[str, Any] = {**RUNTIME, **vars(answer_values), **self._scope.names}
        names.update({kind.name: kind for kind in FaultKind})
        names.update(vars(memories), as_texts=as_texts, first_of=islice)
        exec(compile(source, "<form>", "exec"), names)  # noqa: S102 - made by the generator alone
        return ForContext(names["made_for"])

    def _answers(self) -> list[str]:
        asked = {n: number for n, number in self._numbers.items() if not self._is_without_answer(n)}
        return answers_read(self._scope, asked)

    def _is_calculated(self, node: TreeNode) -> bool:
        return "calculation" in self._compiled[node].parsed

    def _is_without_answer(self, node: TreeNode) -> bool:
        is_asked = node.item is not None and node.item.kind is not ItemKind.NOTE
        return not is_asked or self._is_calculated(node)

    def _part(self, node: TreeNode, part: str) -> Node | None:
        """An expression of a node, which the scope then reads from there."""
        self._scope.node = node
        return self._compiled[node].parsed.get(part)

    def _terms(self, node: TreeNode, part: str) -> list[str]:
        parsed = self._part(node, part)
        return [] if parsed is None else [self._generator.truth(t) for t in and_terms(parsed)]

    def _value_lines(self, node: TreeNode) -> list[str]:
        """Relevance and value; nodes come in order, so that kinds are known in time."""
        around = self._asked.get(node.parent, ALWAYS) if node.parent else ALWAYS
        terms = [around, *self._terms(node, "relevant")]
        asked, lines = self._relevance.variable(f"r{self._numbers[node]}", terms)
        self._asked[node] = asked
        if node.item is not None and self._is_calculated(node):
            calculated = self._calculated(node, node.item)
            if not self._is_fixed(node):
                return [*lines, *calculated]
            self._fixed += calculated
            return lines
        if node.item is None or self._is_without_answer(node):
            return lines
        is_text = node.item.kind in PLACE_KINDS or node.item.kind not in READERS
        self._scope.kinds[node] = Kind.TEXT if is_text else Kind.PLAIN
        return [*lines, *self._reading(node, node.item)]

    def _reading(self, node: TreeNode, item: Item) -> list[str]:
        number, asked = self._numbers[node], self._asked[node]
        if item.kind not in LIST_KINDS or not item.choices:
            return reading(self._scope, item, number, asked)
        work = f"lambda codes, l{number}: {self._chosen(node, item)}"
        test = if_both(asked, filled(item, number))
        return choosing(number, self._scope.defined(f"Chosen({work})"), test)

    def _chosen(self, node: TreeNode, item: Item) -> str:
        """The codes of an answer and the fault of them that rests on nothing else."""
        number, broken = self._numbers[node], "None"
        codes = self._scope.constant(frozenset(choice.code for choice in item.choices))
        if self._is_of_its_own(node):
            bits = bits_of(self._terms(node, "constraint"))
            broken = f"(({number}, CONSTRAINT, bits) if (bits := {bits}) else None)"
        wrong = f"({number}, WRONG_VALUE, 0)"
        return f"(l{number}, {broken} if is_choice_list(codes, {codes}) else {wrong})"

    def _is_of_its_own(self, node: TreeNode) -> bool:
        """Whether the constraint of several choices rests on them alone."""
        constraint = self._part(node, "constraint")
        return constraint is not None and all(
            self._scope.is_own(part) if isinstance(part, Path) else is_pure(part)
            for part in walk(constraint)
        )

    def _is_fixed(self, node: TreeNode) -> bool:
        """Whether a calculation rests on the context alone, which is noted."""
        calculation = self._part(node, "calculation")
        is_always = calculation is not None and self._asked[node] == ALWAYS
        if calculation is None or not is_always or self._scope.support(calculation) != frozenset():
            return False
        self._scope.fixed.add(node)
        return True

    def _calculated(self, node: TreeNode, item: Item) -> list[str]:
        number, kept, asked = self._numbers[node], self._kept(node, item), self._asked[node]
        if memory := self._memory(node, kept):
            is_text = kept.kind is Kind.TEXT
            both = if_asked(memory, asked, "BLANK_TEXT" if is_text else "BLANK_NUMBER")
            return [f"v{number}, {'a' if is_text else 'n'}{number} = {both}"]
        return [f"v{number} = {if_asked(kept.source, asked)}", beside(number, kept.kind)]

    def _memory(self, node: TreeNode, kept: Code) -> str:
        """What is remembered of a calculation that rests on one day or single choice."""
        calculation = self._part(node, "calculation")
        support = calculation and self._scope.support(calculation)
        if not calculation or not support or len(support) > 1 or not is_work(calculation):
            return ""
        (other,) = support
        if other.item is None or other.item.kind not in FEW_ANSWERS or self._is_calculated(other):
            return ""
        work = f"with_{'ascii' if kept.kind is Kind.TEXT else 'number'}({kept.source})"
        number = self._numbers[other]
        made = of_one_answer(self._scope, other.item, number, work)
        return f"{made}[{if_asked(f'x{number}', self._asked[other])}]"

    def _kept(self, node: TreeNode, item: Item) -> Code:
        """What a calculation gives as it is kept; its kind is known from then on."""
        calculation = self._part(node, "calculation")
        assert calculation is not None
        kept = self._stored(calculation, item.data_type)
        self._scope.kinds[node] = _KIND_KEPT.get(kept.kind, Kind.ANY)
        return kept

    def _stored(self, node: Node, data_type: str) -> Code:
        """An expression as it is kept; what is a number may also be blank."""
        match node:
            case Call("if", (test, yes, no)) if self._scope.remembered(node) is None:
                kept = (self._stored(yes, data_type), self._stored(no, data_type))
                return if_kept(self._generator.truth(test), *kept)
            case Call("int", (number,)) if data_type == "int":
                return Code(f"stored_whole({self._generator.number(number)})", Kind.NUMBER)
        code = self._generator.code(node)
        if code.kind is Kind.TEXT or self._is_day_of_text(node):
            return code
        if code.kind is Kind.NUMBER:
            store = "stored_whole" if data_type == "int" else "stored_number"
            return Code(f"{store}({code.source})", Kind.NUMBER)
        return Code(f"stored({code.source}, {data_type!r})", code.kind)

    def _is_day_of_text(self, node: Node) -> bool:
        """Whether it is a date or blank, for certain no number."""
        match node:
            case Call("date" | "date-time", (day,)):
                return self._generator.code(day).kind is Kind.TEXT
        return False

    def _fault_lines(self, node: TreeNode) -> list[str]:
        item, number, asked = node.item, self._numbers[node], self._asked[node]
        if item is not None and item.kind is ItemKind.NOTE and item.notice_rule:
            return [f"if {asked}: add(({number}, NOTICE, 0))"]
        is_answered = item is not None and item.kind is not ItemKind.CALCULATE
        if item is None or not is_answered or self._is_without_answer(node):
            return []
        tests = [*self._not_asked(node), *self._wrong_value(node, item), *self._broken(node, item)]
        missing = [f"elif {test}" for test in self._missing(node)]
        if not tests:
            return [f"if {filled(item, number)}: pass", *missing]
        first, *others = tests
        lines = [f" if {first}", *(f" elif {test}" for test in others)]
        return [f"if {filled(item, number)}:", *lines, *missing]

    def _not_asked(self, node: TreeNode) -> list[str]:
        asked = self._asked[node]
        bits = bits_of(self._terms(node, "relevant"))
        fault = f"({self._numbers[node]}, NOT_ASKED, {bits})"
        return [] if asked == ALWAYS else [f"not {asked}: add({fault})"]

    def _missing(self, node: TreeNode) -> list[str]:
        required = self._part(node, "required")
        if required is None:
            return []
        needed = if_both(self._asked[node], self._generator.truth(required))
        return [f"{needed}: add(({self._numbers[node]}, MISSING, 0))"]

    def _wrong_value(self, node: TreeNode, item: Item) -> list[str]:
        is_listed = bool(item.choice_list and not item.choices)
        if item.choice_filter or item.choice_source or is_listed:
            raise NotFlat(item.name)
        number = self._numbers[node]
        if item.choices and item.kind in LIST_KINDS:
            return [f"f{number}: add(f{number})"]
        test = self._misfit(item, number)
        return [f"{test}: add(({number}, WRONG_VALUE, 0))"] if test else []

    def _misfit(self, item: Item, number: int) -> str:
        if not item.choices:
            return f"v{number} == ''" if item.kind in READERS else ""
        codes = self._scope.constant(frozenset(choice.code for choice in item.choices))
        return f"x{number} not in {codes}"

    def _broken(self, node: TreeNode, item: Item) -> list[str]:
        if item.choices and item.kind in LIST_KINDS and self._is_of_its_own(node):
            return []
        terms = self._terms(node, "constraint")
        fault = f"({self._numbers[node]}, CONSTRAINT, {bits_of(terms)})"
        return [f"not ({' and '.join(terms)}): add({fault})"] if terms else []


_NO_ITEM = Item("", "", ItemKind.NOTE, {})
_KIND_KEPT = {Kind.TEXT: Kind.TEXT, Kind.NUMBER: Kind.PLAIN, Kind.PLAIN: Kind.PLAIN}
"""A calculation's value is blank where it is not asked or no number."""

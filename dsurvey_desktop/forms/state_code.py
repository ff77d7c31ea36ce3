"""What a form without repeats says about all its items, as one Python function.

It gives the same as `CompiledForm.evaluate`, which a test holds it to, for the many answer sets of
`dsurvey form evaluate`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dsurvey_desktop.forms.answer_values import LIST_KINDS, NUMBER_KINDS
from dsurvey_desktop.forms.beginnings import unanswered
from dsurvey_desktop.forms.compile import CompiledForm
from dsurvey_desktop.forms.context import FormContext
from dsurvey_desktop.forms.flat_answers import reading
from dsurvey_desktop.forms.flat_code import FlatWriter
from dsurvey_desktop.forms.flat_lines import READERS, beside, filled, if_asked
from dsurvey_desktop.forms.flat_scope import NotFlat
from dsurvey_desktop.forms.form_order import order_of
from dsurvey_desktop.forms.form_tree import TreeNode
from dsurvey_desktop.forms.memories import ForContext
from dsurvey_desktop.forms.model import Item, ItemKind

States = dict[str, dict[str, Any]]


class FlatStates:
    """The states of a form's items by the one function, where it can say them.

    Raises:
        NotFlat: when the form needs the tree.
    """

    def __init__(self, compiled: CompiledForm) -> None:
        tree, nodes = compiled.tree, compiled.nodes
        items = [node for node in tree.items if node.item is not None]
        is_plain = all(tree.is_unique(node.name) and not _begins_otherwise(node) for node in items)
        if tree.has_repeats or not is_plain:
            raise NotFlat(tree.root.name)
        order = order_of(tree, nodes.values())
        self._states = _StateWriter(tree, order, nodes, compiled.form.version).function()
        self._paths = frozenset("/".join(n.names[1:]) for n in items if len(n.names) > 2)
        self._numbers = frozenset(n.name for n in items if n.item and n.item.kind in NUMBER_KINDS)
        self._preset = {n.name: n.item for n in items if n.item and _is_preset(n.item)}

    def states(self, answers: Mapping[str, Any], context: FormContext) -> States | None:
        """The states of a new entry with these answers; None where only the tree can say them.

        Raises:
            EvaluationError: when an expression has no value for these answers.
        """
        if not self._paths.isdisjoint(answers) or self._has_false_answer(answers):
            return None
        begun = {name: unanswered(item, context) for name, item in self._preset.items()}
        states: States = self._states(context)({**begun, **answers} if begun else answers)
        return states

    def _has_false_answer(self, answers: Mapping[str, Any]) -> bool:
        """Whether any answer is one that the function would take for none, such as `false`."""
        given = answers.values()
        return (0 in given or {} in given) and any(
            answer in (0, {}) and name not in self._numbers for name, answer in answers.items()
        )


def flat_states(compiled: CompiledForm) -> FlatStates | None:
    """The states of a form by one function; None where it needs the tree."""
    try:
        return FlatStates(compiled)
    except NotFlat:
        return None


def _begins_otherwise(node: TreeNode) -> bool:
    item = node.item
    return item is not None and bool(item.triggers or item.default_is_expression)


def _is_preset(item: Item) -> bool:
    return bool(item.default or item.preload)


class _StateWriter(FlatWriter):
    """Writes the function: every item's relevance and value, then what is said of it."""

    def function(self) -> ForContext:
        """Compile what was written."""
        values = [line for node in self._order for line in self._value_lines(node)]
        states = "".join(f"{node.name!r}: {self._state(node)}, " for node in self._tree.items)
        return self._function(self._source([*values, f"return {{{states}}}"]))

    def _calculated(self, node: TreeNode, item: Item) -> list[str]:
        """`w3` is what is worked out, asked or not; others read blank where it is not asked."""
        number, kept = self._numbers[node], self._kept(node, item)
        value = if_asked(f"w{number}", self._asked[node])
        return [f"w{number} = {kept.source}", f"v{number} = {value}", beside(number, kept.kind)]

    def _reading(self, node: TreeNode, item: Item) -> list[str]:
        return reading(self._scope, item, self._numbers[node], self._asked[node])

    def _state(self, node: TreeNode) -> str:
        required = self._part(node, "required")
        needed = "False" if required is None else self._generator.truth(required)
        parts = {
            "relevant": self._asked[node],
            "required": needed,
            "valid": self._valid(node),
            "value": self._shown(node),
        }
        return "{" + ", ".join(f"{name!r}: {source}" for name, source in parts.items()) + "}"

    def _shown(self, node: TreeNode) -> str:
        if self._is_calculated(node):
            return f"plain(w{self._numbers[node]})"
        return f"None if {self._blank(node)} else answers.get({node.name!r})"

    def _blank(self, node: TreeNode) -> str:
        """The test that there is no answer or computed value."""
        if self._is_calculated(node):
            return f"w{self._numbers[node]} == ''"
        if self._is_without_answer(node) or node.item is None:
            return f"not {self._answer(node)}"
        return f"not {filled(node.item, self._numbers[node])}"

    def _answer(self, node: TreeNode) -> str:
        if self._is_without_answer(node):
            return f"answers.get({node.name!r})"
        return f"x{self._numbers[node]}"

    def _valid(self, node: TreeNode) -> str:
        item = node.item
        assert item is not None
        is_calculated = self._is_calculated(node)
        is_answerless = item.kind in {ItemKind.NOTE, ItemKind.CALCULATE} and not item.default
        if is_answerless and not is_calculated:
            return "None"
        fits = [] if is_calculated else self._fits(node, item)
        holding = " and ".join([*fits, *self._terms(node, "constraint")])
        return f"None if {self._blank(node)} else {holding or True}"

    def _fits(self, node: TreeNode, item: Item) -> list[str]:
        """The test that an answer is of its kind or on its list, asked or not."""
        if item.choice_filter or item.choice_source or (item.choice_list and not item.choices):
            raise NotFlat(item.name)
        answer, number = self._answer(node), self._numbers[node]
        if item.choices:
            codes = self._scope.constant(frozenset(choice.code for choice in item.choices))
            if item.kind in LIST_KINDS:
                return [f"is_choice_list(codes_of({answer}), {codes})"]
            return [f"x{number} in {codes}"]
        if item.kind in LIST_KINDS:
            raise NotFlat(item.name)
        reader = READERS.get(item.kind)
        return [f"{reader}({answer}) != ''" if reader else f"text_of({answer}) != ''"]

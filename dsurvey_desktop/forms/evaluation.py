"""Works out one entry on its tree: on demand, each node once, as expressions ask for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dsurvey_desktop.forms.answer_values import (
    LIST_KINDS,
    codes_of,
    is_blank,
    is_choice_list,
    plain,
    read_answer,
    stored,
)
from dsurvey_desktop.forms.answered_choices import AnsweredChoices
from dsurvey_desktop.forms.compiled_nodes import CompiledNode
from dsurvey_desktop.forms.context import FormContext, ItemState
from dsurvey_desktop.forms.form_tree import TreeNode
from dsurvey_desktop.forms.instance import InstanceNode
from dsurvey_desktop.forms.list_rows import ListRoot, cell
from dsurvey_desktop.forms.list_trees import ListTrees
from dsurvey_desktop.forms.model import Item, ItemKind
from dsurvey_desktop.forms.path_reader import PathReader
from dsurvey_desktop.forms.tree_code import CompiledPath, Function, Sieve, beside
from dsurvey_desktop.forms.xpath_values import EvaluationError, Value, to_number, to_text

MOST_ROWS = 1000
"""Rows that all counts of a form together may add to an entry; more is a slip."""
_ANSWERLESS = frozenset({ItemKind.NOTE, ItemKind.CALCULATE})


class Evaluation(PathReader):
    """One entry under one form.

    An expression that has no value for these answers (such as the date of a wrong text) leaves its
    item relevant, not required, invalid or blank.

    Attributes:
        is_opening: the defaults of a new entry are worked out, before any calculation or relevance.
    """

    def __init__(
        self,
        nodes: Mapping[TreeNode, CompiledNode],
        lists: ListTrees,
        root: InstanceNode,
        context: FormContext,
    ) -> None:
        super().__init__(lists, root, context)
        self._nodes = nodes
        self._rows_left = MOST_ROWS
        self._answered = AnsweredChoices(self)
        self.is_opening = False

    def state(self, node: InstanceNode) -> ItemState:
        """What the form says about an item."""
        return ItemState(
            self.is_relevant(node), self.is_required(node), self.is_valid(node), self._shown(node)
        )

    def _shown(self, node: InstanceNode) -> Any:
        if self._compiled(node).calculation is not None:
            return plain(self.own_value(node))
        return None if is_blank(node.answer) else node.answer

    def is_relevant(self, node: InstanceNode) -> bool:
        """Whether the node is asked: its own relevance and that of every group around it."""
        if self.is_opening:
            return True
        if node.relevant is None:
            node.relevant = True  # while it is worked out, so that a circle ends
            node.relevant = self._is_relevant(node)
        return node.relevant

    def _is_relevant(self, node: InstanceNode) -> bool:
        if node.parent is not None and not self.is_relevant(node.parent):
            return False
        terms = () if node.schema is None else self._compiled(node).relevant
        return not terms or all(self._truth(term, node, True) for term in terms)

    def failing(
        self, node: InstanceNode, terms: Sequence[Function], on_error: bool
    ) -> tuple[int, ...]:
        """The places of the terms that do not hold; `on_error` is what a term without value is."""
        return tuple(
            place for place, term in enumerate(terms) if not self._truth(term, node, on_error)
        )

    def _truth(self, function: Function, node: InstanceNode, on_error: bool) -> bool:
        try:
            return bool(function(self, node, node, node.position))
        except EvaluationError:
            return on_error

    def is_required(self, node: InstanceNode) -> bool:
        """Whether an answer must be there (whether or not the item is relevant)."""
        required = self._compiled(node).required
        return required is not None and self._truth(required, node, False)

    def is_valid(self, node: InstanceNode) -> bool | None:
        """Whether the answer is of its kind, on its list and within the constraint."""
        if self.is_blank(node):
            return None
        if self.has_wrong_value(node):
            return False
        return not self.failing(node, self._compiled(node).constraint, False)

    def is_blank(self, node: InstanceNode) -> bool:
        """Whether there is no answer and no computed value."""
        if self._compiled(node).calculation is not None:
            return self.own_value(node) == ""
        item = self._item(node)
        is_written = item.kind not in _ANSWERLESS or bool(item.triggers or item.default)
        return not is_written or is_blank(node.answer)

    def has_wrong_value(self, node: InstanceNode) -> bool:
        """Whether an answer does not fit its kind or is not among the choices."""
        item = self._item(node)
        if self._compiled(node).calculation is not None:
            return False
        is_list = item.kind in LIST_KINDS
        codes = codes_of(node.answer) if is_list else [str(self.own_value(node))]
        path = self._compiled(node).choice_path
        if path is not None:
            offered = (code for code in codes if self._answered.offer(path, code, node))
            return not is_choice_list(codes, frozenset(offered))
        allowed = self.allowed_codes(node)
        if allowed is None:
            return self.own_value(node) == ""
        return not is_choice_list(codes, allowed)

    def allowed_codes(self, node: InstanceNode) -> frozenset[str] | None:
        """The codes that may be chosen here, after the choice filter; None where any may."""
        item, compiled = self._item(node), self._compiled(node)
        if compiled.choice_path is not None:
            return self._answered_codes(compiled.choice_path, node)
        offered, column = self.offered(item), item.code_column or "name"
        if offered is None or (compiled.choice_filter is None and item.choices):
            return compiled.codes if item.choices else None
        if compiled.choice_filter is None:
            return offered.codes(column)
        rows = self._passing(compiled.choice_filter, compiled.sieve, offered, node)
        return frozenset(cell(row, column) for row in rows)

    def _passing(
        self, choice_filter: Function, sieve: Sieve | None, offered: ListRoot, node: InstanceNode
    ) -> Iterator[InstanceNode]:
        """The rows that a choice filter lets through."""
        try:
            rows = self.sifted(offered, sieve, node) if sieve else offered.rows
        except EvaluationError:
            rows = offered.rows
        return (row for row in rows if self._passes(choice_filter, row, node))

    def _answered_codes(self, path: CompiledPath, node: InstanceNode) -> frozenset[str] | None:
        """The answers that are choices; None where a filter has no value."""
        try:
            return frozenset(map(to_text, self.values(path, node, node)))
        except EvaluationError:
            return None

    def _passes(self, function: Function, row: InstanceNode, node: InstanceNode) -> bool:
        try:
            return bool(function(self, row, node, row.position))
        except EvaluationError:
            return True

    def rows_wanted(self, around: InstanceNode, schema: TreeNode, count: Function) -> int:
        """How many rows a repeat has by the form, if it is asked; `MOST_ROWS` in all."""
        if not self.is_relevant(InstanceNode(schema.name, around, 1, schema)):
            return 0
        place = InstanceNode(beside(schema), around, 1, schema)
        try:
            wanted = to_number(count(self, place, place, 1))
        except EvaluationError:
            return 0
        rows = int(min(wanted, self._rows_left)) if wanted >= 1 else 0
        self._rows_left -= rows
        return rows

    def own_value(self, node: InstanceNode) -> Value:
        """The value of a node, worked out once."""
        if node.value is None:
            node.value = self._worked_out(node)
        value: Value = node.value
        return value

    def _worked_out(self, node: InstanceNode) -> Value:
        if node.schema is None:
            return str(node.answer or "")
        if node.schema.item is None or node.is_running:
            return ""
        calculation = self._compiled(node).calculation
        if calculation is None or self.is_opening:
            return read_answer(node.schema.item.kind, node.answer)
        return self.worked_out(node, calculation)

    def worked_out(self, node: InstanceNode, function: Function) -> Value:
        """What a calculation gives as it is kept; blank where it has no value."""
        node.is_running = True
        try:
            return self.written(node, function)
        finally:
            node.is_running = False

    def written(self, node: InstanceNode, function: Function) -> Value:
        """The same of a calculation that may read what the node holds before."""
        try:
            value = function(self, node, node, node.position)
        except EvaluationError:
            return ""
        return stored(value, self._item(node).data_type)

    def _compiled(self, node: InstanceNode) -> CompiledNode:
        assert node.schema is not None
        return self._nodes[node.schema]

    @staticmethod
    def _item(node: InstanceNode) -> Item:
        assert node.schema is not None
        assert node.schema.item is not None
        return node.schema.item

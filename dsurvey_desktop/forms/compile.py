"""A form made ready to evaluate entries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from graphlib import CycleError
from typing import Any

from dsurvey_desktop.domain.entry import Answers, Finding
from dsurvey_desktop.domain.problem import Problem
from dsurvey_desktop.forms.beginnings import ABSENT, begin
from dsurvey_desktop.forms.compiled_nodes import CompiledNode, compile_node
from dsurvey_desktop.forms.context import FormContext, ItemState
from dsurvey_desktop.forms.evaluation import Evaluation
from dsurvey_desktop.forms.faults import Fault, FaultKind
from dsurvey_desktop.forms.findings import Finder
from dsurvey_desktop.forms.flat_code import FlatForm, flat_form
from dsurvey_desktop.forms.flat_finder import FlatFinder
from dsurvey_desktop.forms.flat_scope import NotFlat
from dsurvey_desktop.forms.form_error import FormError
from dsurvey_desktop.forms.form_order import cycle_problem, order_of
from dsurvey_desktop.forms.form_tree import FormTree, TreeNode
from dsurvey_desktop.forms.instance import InstanceNode, answers_below, build_instance
from dsurvey_desktop.forms.list_trees import ListTrees
from dsurvey_desktop.forms.model import Choice, Form, ItemKind
from dsurvey_desktop.forms.triggered import Device, answered, triggered_by
from dsurvey_desktop.forms.xpath_values import EvaluationError


class CompiledForm:
    """A form whose expressions are Python functions; made by `compile_form`.

    Attributes:
        form: what it was made from.
        tree, nodes: its groups and items, and their functions.
        is_flat: whether `find` is one generated function (forms without repeats).
    """

    def __init__(
        self,
        form: Form,
        tree: FormTree,
        nodes: Mapping[TreeNode, CompiledNode],
        flat: FlatForm | None,
    ) -> None:
        self.form = form
        self.tree = tree
        self.nodes = nodes
        self._lists = ListTrees(lists_of(form))
        self._finder = Finder(tree, nodes)
        self._triggered = triggered_by(tree)
        self._keys: dict[TreeNode, str] = {}
        self._flat = None if flat is None else FlatFinder(flat, self._finder)

    @property
    def is_flat(self) -> bool:
        """Whether `find` is one generated function."""
        return self._flat is not None

    def evaluate(
        self, answers: Answers, context: FormContext, *, is_new: bool = False
    ) -> dict[str, ItemState]:
        """What the form says about every item of an entry.

        Args:
            answers: of the entry; with `is_new`, what they do not name takes its default.
            context: what counts as now, and the attached tables.
            is_new: whether the entry only begins; what came in takes no defaults.

        Returns:
            states by item name; `member[2]/m_name` in a repeat; the path where two items share a
            name.
        """
        root, evaluation = self._begin(answers, context, is_new=is_new)
        return {self.key_of(node): evaluation.state(node) for node in root.leaves()}

    def new_entry(self, answers: Answers, context: FormContext) -> dict[str, Any]:
        """What a new entry holds when a person has given `answers`, repeats as lists of rows.

        Defaults, what is triggered and the rows that the form counts are in it; blanks are not.
        """
        root, _evaluation = self._begin(answers, context, is_new=True, keeps_counts=True)
        return answers_below(root, self.tree)

    def opened(self, answers: Answers, context: FormContext) -> tuple[InstanceNode, Evaluation]:
        """The tree of an entry that is here, and what works it out."""
        return self._begin(answers, context)

    def find(self, answers: Answers, context: FormContext) -> list[Finding]:
        """The rules of the form that an entry breaks, in the order of the form."""
        if self._flat is not None:
            try:
                return self._flat.find(answers, context)
            except EvaluationError:
                pass  # an expression without value, which only the tree can leave out
        return self._finder.findings(list(self._tree_faults(answers, context)))

    def _tree_faults(self, answers: Answers, context: FormContext) -> Iterator[Fault]:
        root, evaluation = self._begin(answers, context)
        for node in root.leaves():
            yield from self._node_faults(node, evaluation, answers)

    def _node_faults(
        self, node: InstanceNode, evaluation: Evaluation, answers: Answers
    ) -> Iterator[Fault]:
        assert node.schema is not None
        assert node.schema.item is not None
        found = _fault_of(node, self.nodes[node.schema], evaluation)
        if found is not None:
            kind, terms = found
            around = _answers_around(node, answers)
            calculated = self._calculated_around(node, evaluation)
            yield Fault(node.schema.item, self.key_of(node), kind, terms, around, calculated)

    def _calculated_around(self, node: InstanceNode, evaluation: Evaluation) -> dict[str, Any]:
        return {
            leaf.name: evaluation.read(leaf)
            for leaf in node.chain()[0].leaves()
            if leaf.schema is not None and "calculation" in self.nodes[leaf.schema].parsed
        }

    def _begin(
        self,
        answers: Answers,
        context: FormContext,
        *,
        is_new: bool = False,
        keeps_counts: bool = False,
    ) -> tuple[InstanceNode, Evaluation]:
        root = build_instance(self.tree, answers, ABSENT if is_new else None)
        evaluation = Evaluation(self.nodes, self._lists, root, context)
        if is_new:
            given = answered(root) if self._triggered else []
            begin(root, self.nodes, evaluation, keeps_counts=keeps_counts)
            if given:
                Device(root, evaluation, self.nodes, self._triggered).give(given)
        return root, evaluation

    def key_of(self, node: InstanceNode) -> str:
        """What a node is called (product C4): rows by number, groups only where names are twice."""
        schema = node.schema
        if schema is None or schema not in self._keys:
            key = self._key_of(node)
            if schema is None or "[" in key:
                return key
            self._keys[schema] = key
        return self._keys[schema]

    def _key_of(self, node: InstanceNode) -> str:
        is_unique = self.tree.is_unique(node.name)
        parts = []
        for step in node.chain()[1:]:
            if step.schema is not None and step.schema.is_repeat:
                parts.append(f"{step.name}[{step.position}]")
            elif step is node or not is_unique:
                parts.append(step.name)
        return "/".join(parts)


def compile_form(form: Form) -> CompiledForm:
    """Make a form ready.

    Raises:
        FormError: when an expression is wrong or items depend on each other in a circle.
    """
    tree, nodes, problems = _compiled_nodes(form)
    try:
        order = order_of(tree, nodes.values())
    except CycleError as error:
        raise FormError([*problems, cycle_problem(form, error)]) from error
    if problems:
        raise FormError(problems)
    try:
        flat = flat_form(tree, order, nodes, form.version)
    except NotFlat:
        flat = None
    return CompiledForm(form, tree, nodes, flat)


def lists_of(form: Form) -> dict[str, tuple[Choice, ...]]:
    """The lists of choices of the workbook by name."""
    of_items = {i.choice_list: i.choices for i in form.items if i.choice_list and i.choices}
    return {**form.lists, **of_items}


def _compiled_nodes(
    form: Form,
) -> tuple[FormTree, dict[TreeNode, CompiledNode], list[Problem]]:
    tree = FormTree(form)
    nodes = {tree.root: CompiledNode(tree.root)}
    problems: list[Problem] = []
    for node in tree.nodes:
        nodes[node], found = compile_node(form, tree, node)
        problems.extend(found)
    return tree, nodes, problems


def _fault_of(
    node: InstanceNode, compiled: CompiledNode, evaluation: Evaluation
) -> tuple[FaultKind, tuple[int, ...]] | None:
    assert compiled.node.item is not None
    item, relevant = compiled.node.item, evaluation.is_relevant(node)
    if compiled.calculation is not None or item.kind is ItemKind.CALCULATE:
        return None
    if item.kind is ItemKind.NOTE:
        return (FaultKind.NOTICE, ()) if relevant and item.notice_rule else None
    if evaluation.is_blank(node):
        return (FaultKind.MISSING, ()) if relevant and evaluation.is_required(node) else None
    if not relevant:
        return FaultKind.NOT_ASKED, evaluation.failing(node, compiled.relevant, True)
    if evaluation.has_wrong_value(node):
        return FaultKind.WRONG_VALUE, ()
    failed = evaluation.failing(node, compiled.constraint, False)
    return (FaultKind.CONSTRAINT, failed) if failed else None


def _answers_around(node: InstanceNode, answers: Answers) -> dict[str, Any]:
    """The answers of the rows around a node, the innermost first."""
    found = dict(answers)
    for step in node.chain():
        for group in step.children.values():
            found.update({leaf.name: leaf.answer for leaf in group if leaf.answer is not None})
    return found

"""Calculations that run when another question changes (column `trigger`), as a device runs them.

A new entry is answered in the order of the form. Each answer that changes what is there runs the
calculations it triggers, with what is answered up to then; what they write may trigger others. An
answer that the answer set gives is not written over once it is given.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dsurvey_desktop.forms.answer_values import is_blank, read_answer
from dsurvey_desktop.forms.beginnings import ABSENT, as_answer, item_of, unanswered
from dsurvey_desktop.forms.compiled_nodes import CompiledNode
from dsurvey_desktop.forms.evaluation import Evaluation
from dsurvey_desktop.forms.form_tree import FormTree, TreeNode
from dsurvey_desktop.forms.instance import InstanceNode
from dsurvey_desktop.forms.model import Item

MOST_WRITTEN, DEEPEST = 1000, 30
"""What one answer may write, and how far on: questions may trigger each other in a circle."""

Triggered = Mapping[TreeNode, Sequence[TreeNode]]
"""The questions that each question writes, in the order of the sheet."""


def triggered_by(tree: FormTree) -> Triggered:
    """Which questions each question triggers; empty where the form has no triggers."""
    found: dict[TreeNode, list[TreeNode]] = defaultdict(list)
    for node in tree.items:
        for name in node.item.triggers if node.item is not None else ():
            for source in tree.named(name):
                found[source].append(node)
    return found


@dataclass(slots=True)
class Device:
    """Gives the answers of a new entry one by one.

    Attributes:
        given: the leaves that were answered already.
    """

    root: InstanceNode
    evaluation: Evaluation
    nodes: Mapping[TreeNode, CompiledNode]
    triggered: Triggered
    given: set[int] = field(default_factory=set)
    writes_left: int = 0

    def give(self, answers: Iterable[tuple[InstanceNode, Any]]) -> None:
        """Give answers, which are in the order of the form, to an entry that has begun."""
        waiting = list(answers)
        for leaf, _ in waiting:
            leaf.answer = unanswered(item_of(leaf), self.evaluation.context)
        self.root.forget()
        for leaf, answer in waiting:
            self.given.add(id(leaf))
            self.writes_left = MOST_WRITTEN
            self._set(leaf, answer, 0)

    def _set(self, leaf: InstanceNode, answer: Any, depth: int) -> None:
        before, leaf.answer = leaf.answer, answer
        if _is_same(item_of(leaf), before, answer):
            return
        self.root.forget()
        assert leaf.schema is not None
        for schema in self.triggered.get(leaf.schema, ()):
            for target in _targets(leaf, schema):
                self._write(target, depth + 1)

    def _write(self, target: InstanceNode, depth: int) -> None:
        if id(target) in self.given or depth > DEEPEST or not self.writes_left:
            return
        self.writes_left -= 1
        assert target.schema is not None
        function = self.nodes[target.schema].triggered
        value = "" if function is None else self.evaluation.written(target, function)
        self._set(target, as_answer(item_of(target), value), depth)


def answered(root: InstanceNode) -> list[tuple[InstanceNode, Any]]:
    """The leaves that the answers name, with their answers."""
    return [(leaf, leaf.answer) for leaf in root.leaves() if leaf.answer is not ABSENT]


def _is_same(item: Item, before: Any, after: Any) -> bool:
    if is_blank(before) or is_blank(after):
        return is_blank(before) and is_blank(after)
    return before == after or read_answer(item.kind, before) == read_answer(item.kind, after) != ""


def _targets(leaf: InstanceNode, schema: TreeNode) -> list[InstanceNode]:
    """The leaves of a question in the rows around `leaf`, and in all rows of other repeats."""
    chain = leaf.chain()
    level = [chain[0]]
    for depth, name in enumerate(schema.names[1:], start=1):
        own = chain[depth] if depth < len(chain) else None
        is_around = level == [chain[depth - 1]] and own is not None and own.name == name
        level = [own] if is_around and own else [c for n in level for c in n.children.get(name, ())]
    return level

"""What generated code asks of an entry's tree: nodes and values at the end of paths."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from datetime import datetime
from itertools import count

from dsurvey_desktop.forms.context import FormContext
from dsurvey_desktop.forms.instance import InstanceNode
from dsurvey_desktop.forms.list_rows import ListRoot, cell
from dsurvey_desktop.forms.list_trees import ListTrees
from dsurvey_desktop.forms.model import CHINESE, Item
from dsurvey_desktop.forms.tree_code import CompiledPath, CompiledStep, Sieve
from dsurvey_desktop.forms.xpath_axes import ATTRIBUTE
from dsurvey_desktop.forms.xpath_math import index_of
from dsurvey_desktop.forms.xpath_values import EvaluationError, Value


class PathReader(ABC):
    """Follows paths through an entry and the attached lists.

    Steps that a path shares with the place it is asked at mean the same rows (as JavaRosa binds
    them), until a predicate or another name comes.

    Attributes:
        context: what counts as now, and the attached tables.
    """

    def __init__(
        self,
        lists: ListTrees,
        root: InstanceNode,
        context: FormContext,
    ) -> None:
        self._lists = lists
        self._root = root
        self._singles: dict[CompiledPath, InstanceNode] = {}
        self.context = context
        self.now: datetime = context.local_now
        self.today: datetime = context.today

    @abstractmethod
    def is_relevant(self, node: InstanceNode) -> bool:
        """Whether the node is asked."""

    @abstractmethod
    def own_value(self, node: InstanceNode) -> Value:
        """The value of a node, relevant or not."""

    def read(self, node: InstanceNode) -> Value:
        """The value that other expressions see: blank unless relevant."""
        return self.own_value(node) if self.is_relevant(node) else ""

    def value(self, path: CompiledPath, node: InstanceNode, current: InstanceNode) -> Value:
        """The one value a path leads to; blank where there is no such node."""
        if path.is_single:
            return self.read(self._singles.get(path) or self._single_node(path))
        return _single(self.values(path, node, current), path)

    def _single_node(self, path: CompiledPath) -> InstanceNode:
        node = self._root
        for step in path.steps[1:]:
            (node,) = node.children[step.name]
        self._singles[path] = node
        return node

    def values(self, path: CompiledPath, node: InstanceNode, current: InstanceNode) -> list[Value]:
        """The values of all nodes a path leads to."""
        return [self.own_value(found) for found in self.nodes(path, node, current)]

    def nodes(
        self, path: CompiledPath, node: InstanceNode, current: InstanceNode
    ) -> list[InstanceNode]:
        """The relevant nodes a path leads to from `node`, asked for `current`."""
        if path.instance:
            chain = node.chain() if node.schema is None else []
            is_same = bool(chain) and chain[0].answer == path.instance
            root = chain[0] if is_same else self._instance(path.instance)
            return self._walk(path, root, chain if is_same else [], current)
        place = current if path.is_current else _place(node, current)
        return self._walk(path, self._root, place.chain(), current)

    def _walk(
        self,
        path: CompiledPath,
        root: InstanceNode,
        chain: Sequence[InstanceNode],
        current: InstanceNode,
    ) -> list[InstanceNode]:
        level = [root]
        is_bound = True
        most = min(len(chain), path.bound)
        for depth, step in enumerate(path.steps[1:], start=1):
            own = chain[depth] if is_bound and depth < most else None
            is_bound = own is not None and own.name == step.name and not step.predicates
            level = [own] if is_bound and own is not None else self._stepped(step, level, current)
        return [found for found in level if self.is_relevant(found)]

    def _stepped(
        self, step: CompiledStep, level: list[InstanceNode], current: InstanceNode
    ) -> list[InstanceNode]:
        """What a step leads to; a predicate counts places below each node anew (XPath 1.0, 2.1)."""
        if step.sieve and isinstance(level[0], ListRoot):
            rows = self.sifted(level[0], step.sieve, current)
            return self._filtered(step, rows, current, of_all=True)
        if not step.predicates or len(level) == 1:
            return self._filtered(step, _children(level, step.name), current)
        return [
            found
            for node in level
            for found in self._filtered(step, _children([node], step.name), current)
        ]

    def _filtered(
        self,
        step: CompiledStep,
        found: list[InstanceNode],
        current: InstanceNode,
        *,
        of_all: bool = False,
    ) -> list[InstanceNode]:
        """Those for which the predicates hold; `of_all`: the first counts among all rows."""
        for depth, predicate in enumerate(step.predicates):
            places = (node.position for node in found) if of_all and not depth else count(1)
            found = [
                node
                for position, node in zip(places, found, strict=False)
                if holds(predicate(self, node, current, position), position)
            ]
        return found

    def sifted(self, root: ListRoot, sieve: Sieve, current: InstanceNode) -> list[InstanceNode]:
        """The rows of a list for which a predicate may hold."""
        value = sieve.value(self, root, current, 1)
        rows = root.rows_where(sieve.column, value)
        return root.rows if rows is None else rows

    def _instance(self, name: str) -> InstanceNode:
        return self._lists.attached(name, self.context)

    def offered(self, item: Item) -> ListRoot | None:
        """An item's list before the choice filter; None where there is none."""
        return self._lists.offered(item, self.context)

    def count_filled(self, nodes: list[InstanceNode]) -> float:
        """`count-non-empty()`."""
        return float(
            sum(any(node.children.values()) or self.own_value(node) != "" for node in nodes)
        )

    @staticmethod
    def position(nodes: list[InstanceNode]) -> float:
        """`position(..)`: the row of the first node, 0 where there is none."""
        return float(nodes[0].position) if nodes else 0.0

    def look_up(self, table: str, column: str, key_column: str, key: str) -> str:
        """`pulldata()`."""
        return self.context.look_up(table, column, key_column, key)

    def choice_name(self, item: Item, code: str) -> str:
        """`jr:choice-name()`: the label of a code, empty for none."""
        if not item.choices:
            return self._listed_name(item, code)
        labels = next((choice.labels for choice in item.choices if choice.code == code), {})
        return labels.get(CHINESE) or next(iter(labels.values()), "")

    def _listed_name(self, item: Item, code: str) -> str:
        """The label of a code in a list that is a file."""
        offered = self.offered(item)
        rows = offered.rows_where(item.code_column or "name", code) if offered else ()
        return cell(rows[0], item.label_column or "label") if rows else ""

    def indexed(
        self,
        target: CompiledPath,
        rows: Sequence[tuple[CompiledPath, float]],
        node: InstanceNode,
        current: InstanceNode,
    ) -> Value:
        """`indexed-repeat()`: the target in those rows; a row below 1 means the first."""
        wanted = {len(path.steps) - 1: max(index_of(row), 1) for path, row in rows}
        chain = _place(node, current).chain()
        level, is_bound = [self._root], True
        for depth, step in enumerate(target.steps[1:], start=1):
            is_bound = is_bound and depth < len(chain) and chain[depth].name == step.name
            row = wanted.get(depth) or (chain[depth].position if is_bound else 0)
            level = [n for n in _children(level, step.name) if row in {0, n.position}]
        return _single([self.read(found) for found in level if self.is_relevant(found)], target)


def _place(node: InstanceNode, current: InstanceNode) -> InstanceNode:
    """Where in the entry an expression stands; from an attached list it is the item that asks."""
    return node if node.schema is not None else current


def _single(values: list[Value], path: CompiledPath) -> Value:
    if len(values) > 1:
        raise EvaluationError(path.steps[-1].name)
    return values[0] if values else ""


def _children(nodes: list[InstanceNode], name: str) -> list[InstanceNode]:
    if name == "*":
        return [
            child
            for node in nodes
            for own, group in node.children.items()
            if not own.startswith(ATTRIBUTE)
            for child in group
        ]
    if name.startswith(ATTRIBUTE) and nodes and nodes[0].schema is not None:
        return _attributes(nodes, name)
    return [child for node in nodes for child in node.children.get(name, ())]


def _attributes(nodes: list[InstanceNode], name: str) -> list[InstanceNode]:
    """The attributes of elements of the form; they are fixed, so that an entry holds none."""
    own = name.removeprefix(ATTRIBUTE)
    return [
        InstanceNode(name, node, answer=node.schema.attributes[own])
        for node in nodes
        if node.schema is not None and own in node.schema.attributes
    ]


def holds(value: Value, position: int) -> bool:
    """A predicate that is a number means that place (XPath 1.0, 2.4)."""
    if isinstance(value, float):
        return value == position
    return bool(value)

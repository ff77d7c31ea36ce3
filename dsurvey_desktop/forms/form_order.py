"""The order in which items must be worked out, and cycles, which no form may have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from dsurvey_desktop.domain.problem import Place, Problem, Severity
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.forms.compiled_nodes import SURVEY_SHEET, CompiledNode
from dsurvey_desktop.forms.form_tree import LAST_SAVED, FormTree, Target, TreeNode
from dsurvey_desktop.forms.model import Form
from dsurvey_desktop.forms.xpath_nodes import (
    Call,
    Node,
    Path,
    Step,
    XPathError,
    parts_of,
)

_ORDERING_PARTS = ("relevant", "calculation")


def order_of(tree: FormTree, compiled: Iterable[CompiledNode]) -> list[TreeNode]:
    """All nodes so that each comes after what its value and relevance depend on.

    Raises:
        CycleError: of `graphlib`, when there is none.
    """
    graph = {entry.node: dependencies(tree, entry) for entry in compiled}
    return [node for node in TopologicalSorter(graph).static_order() if node is not tree.root]


def dependencies(tree: FormTree, compiled: CompiledNode) -> list[TreeNode]:
    """The nodes that relevance and calculation of a node read, in order, and its parent."""
    node = compiled.node
    read = (
        found
        for part in _ORDERING_PARTS
        if part in compiled.parsed
        for found in nodes_read(tree, node, compiled.parsed[part])
    )
    parent = [node.parent] if node.parent is not None else []
    return [*dict.fromkeys([*parent, *read])]


def nodes_read(tree: FormTree, node: TreeNode, expression: Node) -> Iterator[TreeNode]:
    """The nodes an expression reads; those picked out of a repeat by an index are left out."""
    here = Target("", tuple(Step(name) for name in node.names))
    indexed = _indexed_paths(expression)
    for path, place in _placed_paths(tree, expression, here, here):
        if path.name.startswith(LAST_SAVED):
            continue
        target = _target(tree, path, place, here)
        if target is None or target.instance or target.has_predicates or id(path) in indexed:
            continue
        found = tree.at(target.names)
        if found is not None and found not in _ancestors(node):
            yield found


def _target(tree: FormTree, path: Path, here: Target, current: Target) -> Target | None:
    try:
        return tree.target(path, here, current)
    except XPathError:
        return None


def _placed_paths(
    tree: FormTree, expression: Node, here: Target, current: Target
) -> Iterator[tuple[Path, Target]]:
    """Every path with the place it is read at: a predicate's is the step that it filters."""
    if not isinstance(expression, Path):
        for part in parts_of(expression):
            yield from _placed_paths(tree, part, here, current)
        return
    yield expression, here
    target = _target(tree, expression, here, current)
    for depth, step in enumerate(target.steps if target else (), start=1):
        assert target is not None
        place = Target(target.instance, tuple(Step(name) for name in target.names[:depth]))
        for predicate in step.predicates:
            yield from _placed_paths(tree, predicate, place, current)


def _indexed_paths(expression: Node) -> set[int]:
    """Targets of indexed-repeat(): another row of the same repeat is no cycle."""
    found: set[int] = set()
    waiting = [expression]
    while waiting:
        node = waiting.pop()
        waiting.extend(parts_of(node))
        if isinstance(node, Call) and node.name == "indexed-repeat":
            found.update(id(argument) for argument in node.arguments)
    return found


def _ancestors(node: TreeNode) -> set[TreeNode]:
    found: set[TreeNode] = set()
    parent = node.parent
    while parent is not None:
        found.add(parent)
        parent = parent.parent
    return found


def cycle_problem(form: Form, error: CycleError) -> Problem:
    """The problem of items that depend on each other in a circle."""
    names = [node.name for node in error.args[1]]
    first = next((n for n in error.args[1] if n.item is not None), error.args[1][0])
    source = first.item or first.group
    column = form.columns.get("calculation" if getattr(source, "calculation", "") else "relevant")
    return Problem(
        "form_cycle",
        Severity.ERROR,
        Place("", SURVEY_SHEET, source.row if source else 0, column or 0),
        first.name,
        text("These questions depend on each other in a circle: {names}.", names=" ← ".join(names)),
        text("Take one of them out of the other's relevance or calculation."),
    )

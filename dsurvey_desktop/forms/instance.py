"""One person's answers as a tree of nodes that follows the form, repeats row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dsurvey_desktop.forms.form_tree import FormTree, TreeNode

Known = dict[TreeNode, dict[str, TreeNode]]
"""What names mean in the form or in a row of a repeat."""


class InstanceNode:
    """A node of an entry (with `schema`) or of an attached list (without).

    Attributes:
        position: among the rows of its repeat or list, from 1.
        answer: as stored in an entry; in a list the text of the cell; of a group the repeats in it
            that the answers do not name.
        relevant, value: filled in by the evaluation; None while unknown.
    """

    __slots__ = (
        *("answer", "children", "name", "parent", "position", "relevant", "schema", "value"),
        "is_running",
    )

    def __init__(
        self,
        name: str,
        parent: InstanceNode | None = None,
        position: int = 1,
        schema: TreeNode | None = None,
        answer: Any = None,
    ) -> None:
        self.name = name
        self.parent = parent
        self.position = position
        self.schema = schema
        self.answer = answer
        self.children: dict[str, list[InstanceNode]] = {}
        self.relevant: bool | None = None
        self.value: Any = None
        self.is_running = False

    def chain(self) -> list[InstanceNode]:
        """From the root down to this node."""
        found: list[InstanceNode] = []
        node: InstanceNode | None = self
        while node is not None:
            found.append(node)
            node = node.parent
        return found[::-1]

    def add(self, child: InstanceNode) -> InstanceNode:
        """Put a child below this node; answers the child."""
        self.children.setdefault(child.name, []).append(child)
        return child

    def forget(self) -> None:
        """Drop what was worked out here and below."""
        self.relevant = self.value = None
        for group in self.children.values():
            for child in group:
                child.forget()

    def leaves(self) -> Iterator[InstanceNode]:
        """The items below this node in the order of the form."""
        for group in self.children.values():
            for child in group:
                if child.schema is not None and child.schema.item is not None:
                    yield child
                else:
                    yield from child.leaves()


def build_instance(tree: FormTree, answers: Mapping[str, Any], absent: Any = None) -> InstanceNode:
    """The tree of an entry; answers stand under an item's name or, where two share it, its path.

    `absent` becomes the answer of an item that the answers do not name.
    """
    root = InstanceNode(tree.root.name, schema=tree.root)
    _fill(root, tree.root, answers, len(tree.root.names), absent)
    return root


def _fill(
    node: InstanceNode, schema: TreeNode, answers: Mapping[str, Any], depth: int, absent: Any
) -> None:
    for child in schema.children.values():
        if child.is_repeat:
            found = _answer(child, answers, depth, absent)
            node.children[child.name] = []
            if absent is not None and found is absent:
                node.answer = (*(node.answer or ()), child.name)
            for row in _rows(found):
                add_row(node, child, row, absent)
        elif child.item is not None:
            answer = _answer(child, answers, depth, absent)
            node.add(InstanceNode(child.name, node, 1, child, answer))
        else:
            made = node.add(InstanceNode(child.name, node, 1, child))
            _fill(made, child, answers, depth, absent)


def add_row(
    parent: InstanceNode, schema: TreeNode, answers: Mapping[str, Any], absent: Any
) -> InstanceNode:
    """Put a row at the end of a repeat."""
    position = len(parent.children.get(schema.name, ())) + 1
    row = parent.add(InstanceNode(schema.name, parent, position, schema))
    _fill(row, schema, answers, len(schema.names), absent)
    return row


def answers_below(node: InstanceNode, tree: FormTree) -> dict[str, Any]:
    """The answers of a tree as `build_instance` takes them, blanks left out."""
    depth = len(node.schema.names) if node.schema else 0
    return dict(_named(node, tree, depth))


def _named(node: InstanceNode, tree: FormTree, depth: int) -> Iterator[tuple[str, Any]]:
    for name, children in node.children.items():
        for child in children[:1]:
            assert child.schema is not None
            key = name if tree.is_unique(name) else "/".join(child.schema.names[depth:])
            if child.schema.is_repeat:
                yield key, [answers_below(row, tree) for row in children]
            elif child.schema.item is None:
                yield from _named(child, tree, depth)
            elif child.answer not in (None, "", []):
                yield key, child.answer


def _answer(schema: TreeNode, answers: Mapping[str, Any], depth: int, absent: Any) -> Any:
    for key in _keys(schema, depth):
        if key in answers:
            return answers[key]
    return absent


def _keys(schema: TreeNode, depth: int) -> tuple[str, ...]:
    """What an answer may stand under: the path from the form or the repeat around it, the name."""
    if (keys := schema.keys.get(depth)) is None:
        paths = ("/".join(schema.names[1:]), "/".join(schema.names[depth:]), schema.name)
        keys = schema.keys[depth] = tuple(dict.fromkeys(paths))
    return keys


def unread_names(tree: FormTree, answer_sets: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """The names in answer sets that stand for nothing in the form, rows of repeats included."""
    known: Known = {}
    for answers in answer_sets:
        yield from _unread(tree.root, answers, "", known)


def _unread(
    around: TreeNode, answers: Mapping[str, Any], place: str, known: Known
) -> Iterator[str]:
    if around not in known:
        depth = len(around.names)
        known[around] = {k: node for node in _answerable(around) for k in _keys(node, depth)}
    names = known[around]
    for key, answer in answers.items():
        node = names.get(key)
        if node is None:
            yield f"{place}{key}"
        elif node.is_repeat:
            for number, row in enumerate(_rows(answer), start=1):
                yield from _unread(node, row, f"{place}{key}[{number}]/", known)


def _answerable(around: TreeNode) -> Iterator[TreeNode]:
    """The items and repeats of a form or row, groups left out."""
    for child in around.children.values():
        if child.is_repeat or child.item is not None:
            yield child
        else:
            yield from _answerable(child)


def _rows(answer: Any) -> Sequence[Mapping[str, Any]]:
    """The rows of a repeat; an object in the place of a list is its only row."""
    if isinstance(answer, Mapping):
        return [answer]
    rows = answer if isinstance(answer, list) else []
    return [row if isinstance(row, Mapping) else {} for row in rows]

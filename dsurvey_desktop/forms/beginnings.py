"""What a new entry holds before anybody answers: defaults, and what a device notes by itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dsurvey_desktop.forms.answer_values import LIST_KINDS, NUMBER_KINDS, plain
from dsurvey_desktop.forms.compiled_nodes import CompiledNode
from dsurvey_desktop.forms.context import FormContext
from dsurvey_desktop.forms.evaluation import Evaluation
from dsurvey_desktop.forms.form_tree import TreeNode
from dsurvey_desktop.forms.instance import InstanceNode, add_row
from dsurvey_desktop.forms.model import Item, ItemKind
from dsurvey_desktop.forms.xpath_values import number_text, text_number

_NUMBERS = frozenset({*NUMBER_KINDS, ItemKind.CALCULATE})
ABSENT = object()
"""The answer of an item that a new entry's answers do not name (XForms: first load)."""


def begin(
    root: InstanceNode,
    nodes: Mapping[TreeNode, CompiledNode],
    evaluation: Evaluation,
    *,
    keeps_counts: bool = False,
) -> None:
    """Fill every absent answer: what is fixed, then defaults that are worked out, in order.

    As on a device, these see no calculation yet and take everything for asked.
    Then each repeat with a number of rows that the answers do not name gets them; they begin alike.
    With `keeps_counts` it gets as many as it should have also where the answers name it.
    """
    evaluation.is_opening = True
    _fill_absent(root, root, nodes, evaluation)
    evaluation.is_opening = False
    _add_rows(root, root, nodes, evaluation, keeps_counts=keeps_counts)


def _add_rows(
    around: InstanceNode,
    root: InstanceNode,
    nodes: Mapping[TreeNode, CompiledNode],
    evaluation: Evaluation,
    *,
    keeps_counts: bool,
) -> None:
    for schema in around.schema.children.values() if around.schema is not None else ():
        count = nodes[schema].repeat_count
        if count is not None and (keeps_counts or schema.name in (around.answer or ())):
            rows = around.children[schema.name]
            wanted = evaluation.rows_wanted(around, schema, count)
            del rows[wanted:]
            for _ in range(wanted - len(rows)):
                _fill_absent(add_row(around, schema, {}, ABSENT), root, nodes, evaluation)
            root.forget()
        for child in around.children.get(schema.name, ()):
            if schema.item is None:
                _add_rows(child, root, nodes, evaluation, keeps_counts=keeps_counts)


def _fill_absent(
    around: InstanceNode,
    root: InstanceNode,
    nodes: Mapping[TreeNode, CompiledNode],
    evaluation: Evaluation,
) -> None:
    absent = [leaf for leaf in around.leaves() if leaf.answer is ABSENT]
    for leaf in absent:
        leaf.answer = unanswered(item_of(leaf), evaluation.context)
    for leaf in absent:
        default = nodes[leaf.schema].default if leaf.schema is not None else None
        if default is not None:
            leaf.answer = as_answer(item_of(leaf), evaluation.worked_out(leaf, default))
            root.forget()  # what was worked out may have read it


def item_of(leaf: InstanceNode) -> Item:
    """The item of a leaf."""
    assert leaf.schema is not None
    assert leaf.schema.item is not None
    return leaf.schema.item


def unanswered(item: Item, context: FormContext) -> Any:
    """What an item holds before anything is answered or worked out."""
    match item.preload.partition(" ")[0]:
        case "date":
            return context.today.date().isoformat()
        case "timestamp":
            return context.local_now.isoformat(timespec="milliseconds")
    if not item.default or item.default_is_expression:
        return None
    if item.kind in NUMBER_KINDS:
        return _number(item.default)
    return item.default.split() if item.kind in LIST_KINDS else item.default


def _number(default: str) -> Any:
    number = text_number(default)
    return plain(number) if number == number else default  # noqa: PLR0124 - NaN is not itself


def as_answer(item: Item, value: Any) -> Any:
    """A computed value as a person would have answered it."""
    if value == "":
        return None
    if item.kind in LIST_KINDS:
        return str(value).split()
    if item.kind not in _NUMBERS and isinstance(value, float):
        return number_text(value)
    return plain(value) if isinstance(value, str | float | bool | datetime) else None

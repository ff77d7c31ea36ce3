"""Choices that are the answers of a repeat (`select_one ${name}`), found by their code.

Each row of a repeat may choose among all rows of another: asked one by one, five hundred rows would
be a quarter of a million questions to the filter.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dsurvey_desktop.forms.instance import InstanceNode
from dsurvey_desktop.forms.path_reader import PathReader, holds
from dsurvey_desktop.forms.tree_code import CompiledPath, Function
from dsurvey_desktop.forms.xpath_values import EvaluationError, to_text

Places = Sequence[tuple[InstanceNode, int]]
"""Rows that hold an answer, each with its place among those of its repeat that are answered."""


class AnsweredChoices:
    """The answers that may be chosen in one entry, once nothing in it changes any more."""

    def __init__(self, reader: PathReader) -> None:
        self._reader = reader
        self._found: dict[tuple[CompiledPath, InstanceNode], Mapping[str, Places]] = {}

    def offer(self, path: CompiledPath, code: str, node: InstanceNode) -> bool:
        """Whether a row answers that code and passes the filter; so does one it has no value for.

        Args:
            path: to the answers; the rows have the test that they are answered, then the filter.
            code: what is chosen.
            node: the item that asks.
        """
        depth, filters = _rows_of(path)
        places = self._by_code(path, depth, node).get(code, ())
        return any(self._passes(filters, row, node, place) for row, place in places)

    def _passes(
        self, filters: Sequence[Function], row: InstanceNode, node: InstanceNode, place: int
    ) -> bool:
        try:
            return all(holds(one(self._reader, row, node, place), place) for one in filters)
        except EvaluationError:
            return True

    def _by_code(self, path: CompiledPath, depth: int, node: InstanceNode) -> Mapping[str, Places]:
        around = _shared_place(path, node)
        if (path, around) not in self._found:
            answers = self._reader.nodes(_unfiltered(path, depth), node, node)
            self._found[path, around] = self._placed(answers, depth)
        return self._found[path, around]

    def _placed(self, answers: Sequence[InstanceNode], depth: int) -> Mapping[str, Places]:
        placed: dict[str, list[tuple[InstanceNode, int]]] = defaultdict(list)
        counted: dict[InstanceNode | None, int] = defaultdict(int)
        for answer in answers:
            row = answer.chain()[depth]
            counted[row.parent] += 1
            placed[to_text(self._reader.own_value(answer))].append((row, counted[row.parent]))
        return placed


def _rows_of(path: CompiledPath) -> tuple[int, Sequence[Function]]:
    """How deep the rows are that are chosen among, and what filters them."""
    depth = max(depth for depth, step in enumerate(path.steps) if step.predicates)
    return depth, path.steps[depth].predicates[1:]


def _unfiltered(path: CompiledPath, depth: int) -> CompiledPath:
    rows = path.steps[depth]
    rows = replace(rows, predicates=rows.predicates[:1])
    return replace(path, steps=(*path.steps[:depth], rows, *path.steps[depth + 1 :]))


def _shared_place(path: CompiledPath, node: InstanceNode) -> InstanceNode:
    """The innermost row or group that an asking item and the answers are both in."""
    chain = node.chain()
    shared = chain[0]
    for own, step in zip(chain[1 : path.bound], path.steps[1:], strict=False):
        if own.name != step.name or step.predicates:
            break
        shared = own
    return shared

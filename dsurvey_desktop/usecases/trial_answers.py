"""Answers that are tried on a form, changed one by one; rows of repeats come and go."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dsurvey_desktop.domain.entry import Answers
from dsurvey_desktop.forms.form_tree import FormTree, TreeNode

_ROW = re.compile(r"\[(\d+)\]$")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an answer is kept: the rows around it (key of the repeat, number), and its key."""

    rows: tuple[tuple[str, int], ...]
    key: str


def with_answer(tree: FormTree, answers: Answers, name: str, value: Any) -> dict[str, Any]:
    """The answers with another value under a name such as `member[2]/m_name`; None blanks it."""
    place = _place(tree, name)
    return _changed(answers, place.rows, lambda row: {**row, place.key: value})


def with_row(tree: FormTree, answers: Answers, repeat: str) -> dict[str, Any]:
    """The answers with one row more at the end of a repeat, such as `member[1]/child`."""
    place = _place(tree, repeat)

    def longer(row: Mapping[str, Any]) -> dict[str, Any]:
        return {**row, place.key: [*_rows(row, place.key), {}]}

    return _changed(answers, place.rows, longer)


def without_row(tree: FormTree, answers: Answers, row_name: str) -> dict[str, Any]:
    """The answers without a row, such as `member[2]`; those behind it move up."""
    *around, (key, number) = _place(tree, f"{row_name}/.").rows

    def shorter(row: Mapping[str, Any]) -> dict[str, Any]:
        rows = _rows(row, key)
        return {**row, key: rows[: number - 1] + rows[number:]}

    return _changed(answers, tuple(around), shorter)


def _changed(answers: Answers, rows: tuple[tuple[str, int], ...], change: Any) -> dict[str, Any]:
    if not rows:
        return dict(change(answers))
    (key, number), *inner = rows
    kept = _rows(answers, key)
    kept += [{} for _ in range(number - len(kept))]
    kept[number - 1] = _changed(kept[number - 1], tuple(inner), change)
    return {**answers, key: kept}


def _rows(answers: Mapping[str, Any], key: str) -> list[Any]:
    found = answers.get(key)
    return list(found) if isinstance(found, list) else []


def _place(tree: FormTree, name: str) -> _Place:
    """A row's own place is asked for by `member[2]/.`, as that of something in it."""
    parts = name.split("/")
    numbers = [int(match[1]) for part in parts if (match := _ROW.search(part))]
    names = [_ROW.sub("", part) for part in parts if part != "."]
    node = _node(tree, names)
    repeats = [one for one in _chain(node) if one.is_repeat][: len(numbers)]
    depths = [1, *(len(repeat.names) for repeat in repeats)]
    keys = [_key(tree, one, depth) for one, depth in zip((*repeats, node), depths, strict=True)]
    return _Place(tuple(zip(keys, numbers, strict=False)), keys[-1])


def _node(tree: FormTree, names: list[str]) -> TreeNode:
    if tree.is_unique(names[-1]):
        return tree.named(names[-1])[0]
    found = tree.at((tree.root.name, *names))
    assert found is not None
    return found


def _chain(node: TreeNode) -> list[TreeNode]:
    found: list[TreeNode] = []
    step: TreeNode | None = node
    while step is not None:
        found.append(step)
        step = step.parent
    return found[::-1]


def _key(tree: FormTree, node: TreeNode, depth: int) -> str:
    return node.name if tree.is_unique(node.name) else "/".join(node.names[depth:])

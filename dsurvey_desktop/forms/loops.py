"""Loops over a list of choices, unrolled into a group for each choice as pyxform does it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

_NO_CHOICE = "none"
"""pyxform leaves a choice of this code out."""


def unrolled(part: Mapping[str, Any]) -> dict[str, Any]:
    """A part of pyxform's structure with groups in the place of loops."""
    return {**part, "children": [_child(child) for child in part.get("children", ())]}


def _child(child: Mapping[str, Any]) -> Mapping[str, Any]:
    if "children" not in child:
        return child
    if child["type"] != "loop":
        return unrolled(child)
    columns = (one for one in child.get("columns", ()) if one["name"] != _NO_CHOICE)
    groups = [_group(child, column) for column in columns]
    return unrolled({**child, "type": "group", "children": groups})


def _group(loop: Mapping[str, Any], column: Mapping[str, Any]) -> dict[str, Any]:
    children = [_filled_in(child, column) for child in loop["children"]]
    return {"type": "group", **column, "children": children}


def _filled_in(child: Mapping[str, Any], column: Mapping[str, Any]) -> dict[str, Any]:
    """A question with `%(name)s` and `%(label)s` of the choice in all its words."""
    name, label = str(column["name"]), column.get("label")
    made: dict[str, Any] = {}
    for key, value in child.items():
        if isinstance(value, str):
            made[key] = _with(value, name, _in(label, ""))
        elif isinstance(value, Mapping):
            made[key] = {
                inner: _with(one, name, _in(label, inner)) if isinstance(one, str) else one
                for inner, one in value.items()
            }
        else:
            made[key] = value
    return made


def _in(words: Any, language: str) -> str:
    return str(words.get(language, "") if isinstance(words, Mapping) else words or "")


def _with(text: str, name: str, label: str) -> str:
    return text.replace("%(name)s", name).replace("%(label)s", label)


def rows_in_loops(part: Mapping[str, Any], rows: Mapping[str, int]) -> dict[str, int]:
    """The rows of the sheet by path, those within loops under the path of each choice."""
    return {**rows, **dict(_rows(part, (), rows))}


def _rows(
    part: Mapping[str, Any], path: tuple[str, ...], rows: Mapping[str, int]
) -> Iterator[tuple[str, int]]:
    for child in part.get("children", ()):
        own = (*path, str(child["name"]))
        if child["type"] == "loop":
            begin = "/".join(own)
            inside = {k: row for k, row in rows.items() if k.startswith(f"{begin}/")}
            for column in child.get("columns", ()):
                made = f"{begin}/{column['name']}"
                yield made, rows.get(begin, 0)
                for key, row in inside.items():
                    name = _with(key.removeprefix(begin), column["name"], "")
                    yield f"{made}{name}", row
        yield from _rows(child, own, rows)

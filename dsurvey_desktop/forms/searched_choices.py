"""Choices that a device looks up in a csv file: `search('FILE', 'contains', 'column', ${text})`.

The words stand in the column appearance; the only choice of the list names the file's columns of
codes and labels (ODK's “external selects”).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dsurvey_desktop.forms.xpath_nodes import XPathError
from dsurvey_desktop.forms.xpath_parser import parse

_SEARCH = re.compile(r"\bsearch\s*\(")
_PART = re.compile(r"'[^']*'|\"[^\"]*\"|[^'\"(),]+|.")
_WAYS = {
    "matches": "{column} = {words}",
    "contains": "contains({column}, {words})",
    "startswith": "starts-with({column}, {words})",
    "endswith": "ends-with({column}, {words})",
}
_COUNTS = frozenset({1, 4, 6})
"""A file alone; with what is searched in a column; with a column that is filtered besides."""


def is_searched(found: Mapping[str, Any]) -> bool:
    """Whether a device takes the choices of a question from a csv file."""
    return bool(_SEARCH.search(_appearance(found)))


def searched_list(found: Mapping[str, Any]) -> dict[str, str]:
    """Where the choices are, and the filter that the search is; nothing where it cannot be told."""
    rows: Sequence[Mapping[str, Any]] = found.get("choices") or ()
    arguments = list(_arguments(_appearance(found)))
    if len(rows) != 1 or len(arguments) not in _COUNTS:
        return {}
    table, *rest = arguments
    choice_filter = _filter(rest)
    if choice_filter is None:
        return {}
    label = rows[0].get("label")
    shown = next(iter(label.values()), "") if isinstance(label, Mapping) else str(label or "")
    return {
        "choice_list": _plain(table).removesuffix(".csv"),
        "code_column": str(rows[0]["name"]),
        "label_column": shown,
        "choice_filter": choice_filter,
    }


def _appearance(found: Mapping[str, Any]) -> str:
    return str((found.get("control") or {}).get("appearance", ""))


def _arguments(appearance: str) -> Iterator[str]:
    """The arguments as they are written, up to the bracket that closes them."""
    match = _SEARCH.search(appearance)
    assert match is not None
    depth, written = 0, ""
    for part in _PART.findall(appearance, match.end()):
        if part == ")" and not depth:
            yield written.strip()
            return
        if part == "," and not depth:
            yield written.strip()
            written = ""
            continue
        depth += {"(": 1, ")": -1}.get(part, 0)
        written += part


def _filter(rest: list[str]) -> str | None:
    """The search as a choice filter; None where it is none that we know."""
    if not rest:
        return ""
    way = _WAYS.get(_plain(rest[0]))
    if way is None:
        return None
    found = way.format(column=_plain(rest[1]), words=rest[2])
    if len(rest) > 3:
        found += f" and {_plain(rest[3])} = {rest[4]}"
    try:
        parse(found)
    except XPathError:
        return None
    return found


def _plain(argument: str) -> str:
    return argument.strip("'\"")

r"""Regular expressions as Java writes them, for Python.

Java has sets and properties of its own (`java_sets`), `\Q…\E`, named groups and a few escapes; its
`\d`, `\w` and `\s` mean ASCII.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dsurvey_desktop.forms.java_sets import PROPERTY, property_set, set_at

_QUOTED = re.compile(r"\\Q(.*?)(?:\\E|$)", re.DOTALL)
_NAMED_GROUP = re.compile(r"\(\?<([A-Za-z][A-Za-z0-9]*)>")
_GROUP = re.compile(r"\((?!\?)|\(\?<[A-Za-z][A-Za-z0-9]*>")
_AGAIN = re.compile(r"\\(?:[1-9]\d*|k<([A-Za-z][A-Za-z0-9]*)>)")
EDGE, NO_EDGE = r"(?u:\b)", r"(?u:(?!\b))"
"""Java's borders of words go by the letters of all scripts; those of a blank text are none."""
_ESCAPES = {
    "z": r"\Z",
    "Z": r"(?=\n?\Z)",
    "h": r"[ \t\xa0]",
    "R": r"(?:\r\n|[\n\r])",
    "e": r"\x1b",
    "b": EDGE,
    "B": NO_EDGE,
}
_LONG_ESCAPE = re.compile(r"\\(?:u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|0[0-7]{1,3}|[1-9]\d*)")


def pieces_of(pattern: str) -> list[str]:
    """The pattern as Python's `re` reads it under `re.ASCII`, cut into letters, escapes and sets.

    Raises:
        ValueError: for what has no like in Python.
    """
    plain = _QUOTED.sub(lambda match: re.escape(match[1]), pattern)
    return list(_pieces(plain, keeps_groups=_is_asked_again(plain)))


def is_torn(pattern: str) -> bool:
    """Whether a bracket is missing or a count has nothing before it, which Java refuses too."""
    try:
        pieces = pieces_of(pattern)
    except ValueError:
        return _is_unclosed(pattern)
    depth, before = 0, "("
    for piece in pieces:
        depth += {"(": 1, ")": -1}.get(piece, 0)
        if depth < 0 or (before in {"(", "|"} and piece in {"*", "+"}):
            return True
        before = piece
    return depth > 0


def _is_unclosed(pattern: str) -> bool:
    plain = re.sub(r"\\.", "", _QUOTED.sub("", pattern))
    return plain.count("[") > plain.count("]")


def _is_asked_again(pattern: str) -> bool:
    return any(match[0] for match in _AGAIN.finditer(pattern.replace(r"\\", "")))


def _pieces(pattern: str, *, keeps_groups: bool) -> Iterator[str]:
    """Groups that nothing speaks of need not be kept, which spares Python work and a fault."""
    place = 0
    while place < len(pattern):
        if match := PROPERTY.match(pattern, place):
            place = match.end()
            yield property_set(match)
        elif pattern[place] == "[":
            found, place = set_at(pattern, place + 1)
            yield found
        elif match := _GROUP.match(pattern, place):
            place = match.end()
            yield from (
                "(" + _NAMED_GROUP.sub(r"?P<\1>", match[0]).lstrip("(") if keeps_groups else "(?:"
            )
        elif (match := _AGAIN.match(pattern, place)) and match[1]:
            place = match.end()
            yield f"(?P={match[1]})"
        else:
            found = _letter(pattern, place)
            place += len(found)
            yield _ESCAPES.get(found[1:], found) if found[0] == "\\" else found


def _letter(pattern: str, place: int) -> str:
    """One letter, or an escape as far as it goes."""
    if match := _LONG_ESCAPE.match(pattern, place):
        return match[0]
    return pattern[place : place + 1 + (pattern[place] == "\\")]

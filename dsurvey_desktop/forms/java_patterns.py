r"""Regular expressions as Java writes them, for Python.

Java has classes by category and script (`\p{L}`, `\p{IsHan}`, also inside brackets), `\Q…\E`,
named groups and a few escapes of its own; its `\d`, `\w` and `\s` mean ASCII.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_HAN = ((0x2E80, 0x2FD5), (0x3005, 0x3007), (0x3021, 0x3029), (0x3038, 0x303B), (0x3400, 0x4DBF))
_HAN_MORE = ((0x4E00, 0x9FFF), (0xF900, 0xFAD9), (0x20000, 0x323AF))
Ranges = tuple[tuple[int, int], ...]
_POSIX: dict[str, Ranges] = {
    "ASCII": ((0, 0x7F),),
    "Alpha": ((65, 90), (97, 122)),
    "Digit": ((48, 57),),
    "Alnum": ((48, 57), (65, 90), (97, 122)),
    "Upper": ((65, 90),),
    "Lower": ((97, 122),),
    "Punct": ((33, 47), (58, 64), (91, 96), (123, 126)),
    "Space": ((9, 13), (32, 32)),
    "Blank": ((9, 9), (32, 32)),
    "XDigit": ((48, 57), (65, 70), (97, 102)),
    "Graph": ((33, 126),),
    "Print": ((32, 126),),
    "Cntrl": ((0, 31), (127, 127)),
    "Han": _HAN + _HAN_MORE,
    "CJKUnifiedIdeographs": ((0x4E00, 0x9FFF),),
    "CJK_Unified_Ideographs": ((0x4E00, 0x9FFF),),
    "BasicLatin": ((0, 0x7F),),
    "Latin-1Supplement": ((0x80, 0xFF),),
}
_CATEGORIES = {
    "Alphabetic": ("L", "Nl"),
    "Letter": ("L",),
    "Digit": ("Nd",),
    "Uppercase": ("Lu",),
    "Lowercase": ("Ll",),
    "Punctuation": ("P",),
    "White_Space": ("Z",),
}
_SCRIPTS = frozenset(
    {"LATIN", "CYRILLIC", "GREEK", "ARABIC", "HEBREW", "HIRAGANA", "KATAKANA", "HANGUL", "TIBETAN"}
)
_PROPERTY = re.compile(r"\\([pP])(?:\{\^?([^}]*)\}|([A-Z]))")
_QUOTED = re.compile(r"\\Q(.*?)(?:\\E|$)", re.DOTALL)
_NAMED_GROUP = re.compile(r"\(\?<([A-Za-z][A-Za-z0-9]*)>")
_ESCAPES = {"z": r"\Z", "Z": r"(?=\n?\Z)", "h": r"[ \t\xa0]", "R": r"(?:\r\n|[\n\r])", "e": r"\x1b"}
_IN_CLASS = {"h": r" \t\xa0", "e": r"\x1b"}


def to_python(pattern: str) -> str:
    """The pattern as Python's `re` reads it under `re.ASCII`.

    Raises:
        ValueError: for what has no like in Python.
    """
    plain = _QUOTED.sub(lambda match: re.escape(match[1]), pattern)
    return "".join(_pieces(_NAMED_GROUP.sub(r"(?P<\1>", plain)))


def _pieces(pattern: str) -> Iterable[str]:
    """Piece by piece; brackets inside brackets are one set in Java and are joined."""
    depth = place = 0
    while place < len(pattern):
        match = _PROPERTY.match(pattern, place)
        found = match[0] if match else pattern[place : place + 1 + (pattern[place] == "\\")]
        place += len(found)
        if match:
            yield _class_of(match, is_inside=depth > 0)
        elif found[0] == "\\" and len(found) == 2:
            yield (_IN_CLASS if depth else _ESCAPES).get(found[1], found)
        elif found == "[":
            depth += 1
            yield _opening(pattern, place, depth)
        elif found == "]" and depth:
            depth -= 1
            yield "" if depth else "]"
        elif depth and pattern[place - 1 : place + 1] == "&&":
            raise ValueError(pattern)
        else:
            yield found


def _opening(pattern: str, place: int, depth: int) -> str:
    if depth == 1:
        return "["
    if pattern[place : place + 1] == "^":  # what a set inside a set leaves out
        raise ValueError(pattern)
    return ""


def _class_of(match: re.Match[str], *, is_inside: bool) -> str:
    ranges = _ranges(match[2] or match[3])
    if match[1] == "P":
        ranges = _others(ranges)
    inner = "".join(
        f"\\U{first:08x}" if first == last else f"\\U{first:08x}-\\U{last:08x}"
        for first, last in ranges
    )
    return inner if is_inside else f"[{inner}]"


@lru_cache(maxsize=64)
def _ranges(name: str) -> Ranges:
    """The characters of a property; `Is…`, `In…`, `script=` and `gc=` may stand before its name."""
    if name in _POSIX:
        return _POSIX[name]
    bare = re.sub(r"^(?:Is|In|(?:script|sc|general_category|gc|blk|block)=)", "", name)
    if bare in _CATEGORIES:
        return _of_category(_CATEGORIES[bare])
    if bare in _POSIX and not name.startswith("gc"):
        return _POSIX[bare]
    if bare.upper() in _SCRIPTS:
        return _joined(c for c in range(sys.maxunicode + 1) if _script(c) == bare.upper())
    ranges = _of_category((bare,)) if 0 < len(bare) < 3 else ()
    if not ranges:
        raise ValueError(name)
    return ranges


def _of_category(beginnings: tuple[str, ...]) -> Ranges:
    characters = range(sys.maxunicode + 1)
    return _joined(c for c in characters if unicodedata.category(chr(c)).startswith(beginnings))


def _script(character: int) -> str:
    return unicodedata.name(chr(character), "").partition(" ")[0]


def _joined(characters: Iterable[int]) -> Ranges:
    found: list[list[int]] = []
    for character in characters:
        if found and found[-1][1] == character - 1:
            found[-1][1] = character
        else:
            found.append([character, character])
    return tuple((first, last) for first, last in found)


def _others(ranges: Ranges) -> Ranges:
    edges = [-1, *(edge for first, last in ranges for edge in (first, last)), sys.maxunicode + 1]
    gaps = zip(edges[::2], edges[1::2], strict=True)
    return tuple((last + 1, first - 1) for last, first in gaps if last + 1 <= first - 1)

r"""Sets of characters as Java writes them, for Python: `[a-z&&[^b]]`, `\p{L}`, `\p{IsHan}`.

A set becomes the source of one character; what Python's sets do not have is said by looking ahead
at that character.
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
PROPERTY = re.compile(r"\\([pP])(?:\{\^?([^}]*)\}|([A-Z]))")
_IN_CLASS = {"h": r" \t\xa0", "e": r"\x1b"}
_SPECIAL = frozenset("[]^&~|")
"""Letters that mean more in a set of Python than in one of Java."""
_ANY = r"[\s\S]"


def property_set(match: re.Match[str]) -> str:
    """The set of a property that `PROPERTY` matched, as source of one character."""
    return f"[{_property(match)}]"


def set_at(pattern: str, place: int) -> tuple[str, int]:
    """The set whose opening bracket is before `place`, and the place after it.

    Raises:
        ValueError: when it is not closed, or has a part that Python has no like for.
    """
    is_negated = pattern[place : place + 1] == "^"
    reader = _SetReader(pattern, place + is_negated)
    return reader.whole(is_negated=is_negated), reader.place


class _SetReader:
    """Reads the inside of a set: letters, ranges and sets, joined or cut by `&&`."""

    def __init__(self, pattern: str, place: int) -> None:
        self._pattern = pattern
        self.place = place
        self._letters = ""
        self._inner: list[str] = []
        self._cut: list[str] = []

    def whole(self, *, is_negated: bool) -> str:
        """The source of the set."""
        first = self.place
        while (letter := self._pattern[self.place : self.place + 1]) != "]" or self.place == first:
            if not letter:
                raise ValueError(self._pattern)
            self._take(letter)
        self.place += 1
        if is_negated and not self._inner and not self._cut:
            return f"[^{self._letters}]"
        self._close()
        *others, last = self._cut
        found = "".join(f"(?={other})" for other in others) + last
        found = f"(?:{found})" if others else found
        return f"(?:(?!{found}){_ANY})" if is_negated else found

    def _take(self, letter: str) -> None:
        match = PROPERTY.match(self._pattern, self.place)
        if match:
            self._letters += _property(match)
            self.place = match.end()
        elif self._pattern.startswith("&&", self.place):
            self._close()
            self.place += 2
        elif letter == "[":
            found, self.place = set_at(self._pattern, self.place + 1)
            self._inner.append(found)
        else:
            self._take_letter(letter)

    def _take_letter(self, letter: str) -> None:
        found = self._pattern[self.place : self.place + 1 + (letter == "\\")]
        self.place += len(found)
        is_escape = len(found) == 2
        plain = _IN_CLASS.get(found[1], found) if is_escape else found
        self._letters += f"\\{plain}" if plain in _SPECIAL else plain

    def _close(self) -> None:
        """The letters and sets up to here are one part that others are cut with."""
        parts = ([f"[{self._letters}]"] if self._letters else []) + self._inner
        if not parts:
            raise ValueError(self._pattern)
        self._cut.append(parts[0] if len(parts) == 1 else f"(?:{'|'.join(parts)})")
        self._letters, self._inner = "", []


def _property(match: re.Match[str]) -> str:
    ranges = _ranges(match[2] or match[3])
    if match[1] == "P":
        ranges = _others(ranges)
    return "".join(
        f"\\U{first:08x}" if first == last else f"\\U{first:08x}-\\U{last:08x}"
        for first, last in ranges
    )


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

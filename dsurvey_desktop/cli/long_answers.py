"""Answers that are long lists, such as twenty thousand answer sets: made and said one by one."""

from __future__ import annotations

import json
import zlib
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

_ON_LINES = json.JSONEncoder(ensure_ascii=False, separators=(",\n", ": ")).encode
_IN_TURN = "\0"
"""Stands for a place; JSON has neither it nor the end of a line within a text."""
_FASTEST = 1
_ANY_TEXT = ("utf-8", "surrogatepass")
"""Halves of characters too, which JSON may name."""


@dataclass(frozen=True, slots=True)
class Each:
    """An answer that is a list of plain values, each of them made when it is wanted."""

    values: Iterable[Any]


def in_json(values: Iterable[Any]) -> Iterator[str]:
    """The list in pieces; of a value `{"items": {name: {…}}}` each name stands on a line."""
    opening = "[\n "
    for value in values:
        yield opening + _one_in_json(value)
        opening = ",\n "
    yield "[]" if opening.startswith("[") else "\n]"


def _one_in_json(value: Any) -> str:
    """Encoded in one go, which is the fastest; then the ends of lines go where people want them."""
    words = _ON_LINES(value).replace('{"items": {"', '{\n  "items": {\n   "')
    words = words.replace("},\n", _IN_TURN).replace(",\n", ", ").replace(_IN_TURN, "},\n   ")
    return f"{words[:-2]}\n  }}\n }}" if words.endswith("}}}") else words


class Spool:
    """Keeps what is to be said until all of it is there, for a refusal may still come.

    It is kept compressed, since it may be much, and never on the disk, since it is about people.
    """

    def __init__(self, pieces: Iterable[str]) -> None:
        packer = zlib.compressobj(_FASTEST)
        self._packed = [packer.compress(piece.encode(*_ANY_TEXT)) for piece in pieces]
        self._packed.append(packer.flush())

    def pieces(self) -> Iterator[str]:
        """What is kept, in pieces of any size."""
        unpacker, decoder = zlib.decompressobj(), getincrementaldecoder(_ANY_TEXT[0])(_ANY_TEXT[1])
        for packed in filter(None, self._packed):
            yield decoder.decode(unpacker.decompress(packed))

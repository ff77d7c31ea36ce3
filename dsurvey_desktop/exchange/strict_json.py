"""JSON that says each thing once: UTF-8 without a mark, no name twice, no NaN."""

from __future__ import annotations

import json
from typing import Any

_HALF = b"\\ud"
"""How half of a pair of code units is written; alone it can't be kept or written again."""


def parse_json(content: bytes) -> Any:
    """What it says; ValueError or RecursionError where it could be read in two ways or not."""
    said = json.loads(content.decode(), object_pairs_hook=_unique, parse_constant=_no_number)
    if _HALF in content.lower():
        json.dumps(said, ensure_ascii=False).encode()  # half a pair is no character
    return said


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError(len(pairs))
    return found


def _no_number(name: str) -> None:
    raise ValueError(name)

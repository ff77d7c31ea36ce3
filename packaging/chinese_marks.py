"""Punctuation that does not belong among Chinese characters."""

from __future__ import annotations

import re

_HAN = "\u4e00-\u9fff"
FOREIGN_MARKS = (
    re.compile(rf"[{_HAN}\uff09\u201d][,;:?!](?!\w*}})"),
    re.compile(rf"[{_HAN})}}] \u2026"),
    re.compile(rf" [:;,] ?[{_HAN}]|: [{_HAN}]"),
    re.compile(rf"(?<![\u6751\u9547]) ?\([^()&%]*[{_HAN}][^()&]*\)(?<!\u517b\))(?<!\u4eba\))"),
)
"""Marks beside Chinese characters; the brackets of communities and towns are official names."""


def unlike_chinese(words: str) -> bool:
    """Whether punctuation of another script stands among Chinese characters."""
    return any(pattern.search(words) for pattern in FOREIGN_MARKS)

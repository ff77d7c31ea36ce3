"""What the commonest patterns ask for, in words: so many digits, with these in front."""

from __future__ import annotations

import re

from dsurvey_desktop.domain.texts import Text, text

_DIGITS = re.compile(
    r"\^?(?P<begin>[0-9]*)(?:\[0-9\]|\\d)(?:\{(?P<least>[0-9]{1,4})(?:,(?P<most>[0-9]{1,4}))?\})?"
    r"(?P<check>\[(?:0-9|\\d)[Xx]{1,2}\])?\$?"
)
"""Digits as they are, then so many of any, as in `^1[0-9]{10}$`; X may stand at a number's end."""


def digit_words(question: Text | str, pattern: str) -> Text | None:
    """What a pattern wants of an answer; None where it is more than a number of digits."""
    found = _DIGITS.fullmatch(pattern)
    if found is None or not question:
        return None
    least, most = found["least"] or "1", found["most"] or found["least"] or "1"
    others = len(found["begin"]) + bool(found["check"])
    counts = {"least": int(least) + others, "most": int(most) + others}
    count = text("{least} to {most}", **counts) if least != most else str(counts["least"])
    said = text("{question} is {count} digits", question=question, count=count)
    if found["begin"]:
        said = text("{said}, the first of them {begin}", said=said, begin=found["begin"])
    return text("{said}, X may be the last", said=said) if found["check"] else said

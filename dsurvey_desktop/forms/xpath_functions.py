"""The functions of XForms expressions on texts and choices, as JavaRosa computes them.

Generated code calls them by name; arguments arrive converted as `function_table` says.
"""

from __future__ import annotations

import base64
import hashlib
import random
import re
import uuid
import warnings
from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import mul

from dsurvey_desktop.forms.java_patterns import pieces_of
from dsurvey_desktop.forms.safe_patterns import SafePattern, safe
from dsurvey_desktop.forms.xpath_math import index_of
from dsurvey_desktop.forms.xpath_values import (
    BLANKS,
    DIGITS,
    EvaluationError,
    Value,
    is_null,
    text_number,
    to_bool,
    to_number,
    to_text,
)

_GAPS = re.compile(r"[ \t\n\x0b\f\r]+")
MOST_LETTERS = 10_000
"""The longest text of `uuid()`: a slip in a form must not fill the memory."""


def text_length(text: str) -> float:
    """`string-length()` in UTF-16 units, as Java counts."""
    return float(len(text) if text.isascii() else len(_units(text)) // 2)


def cut(text: str, start: int, end: int) -> str:
    """Characters from `start` up to `end` of a text, both counted from 0 in UTF-16 units."""
    if text.isascii():
        return text[start:end]
    units = _units(text)
    return units[2 * start : 2 * end].decode("utf-16-le", "replace")


def _units(text: str) -> bytes:
    """UTF-16 of a text, which JSON may have halves of characters in."""
    return text.encode("utf-16-le", "surrogatepass")


def cut_number(text: str, start: int, end: int) -> float:
    """`number(substr(…))` in one step, as check digits need it."""
    digit = DIGITS.get(text[start:end])
    return text_number(cut(text, start, end)) if digit is None or not text.isascii() else digit


def weighted_digits(text: str, start: int, weights: tuple[int, ...], of_zeros: int) -> float:
    """Digits of a text times their weights, summed up; NaN where one is no digit.

    `start` is the place of the first digit, counted from 0; `of_zeros` what the character codes
    sum up to where every digit is `0`.
    """
    digits = text[start : start + len(weights)]
    if digits.isdigit() and text.isascii() and len(digits) == len(weights):
        return float(sum(map(mul, digits.encode(), weights), -of_zeros))
    places = enumerate(weights, start)
    return sum(weight * cut_number(text, place, place + 1) for place, weight in places)


def substring(text: str, start: float, end: float | None = None) -> str:
    """`substr()`: from `start` (0 is the first) up to `end`; negative counts from the end."""
    length = int(text_length(text))
    first = index_of(start)
    last = length if end is None else index_of(end)
    first, last = (place + length if place < 0 else place for place in (first, last))
    first, last = (min(max(0, place), length) for place in (first, last))
    return cut(text, first, last) if first <= last else ""


def translated(text: str, before: str, after: str) -> str:
    """`translate()`: the n-th character of `before` becomes the n-th of `after`, or goes."""
    table: dict[int, str | None] = {}
    for place, character in enumerate(before):
        table.setdefault(ord(character), after[place] if place < len(after) else None)
    return text.translate(table)


def squeezed(text: str) -> str:
    """`normalize-space()`; letters and digits have no gaps."""
    return text if text.isalnum() else _GAPS.sub(" ", text).strip(BLANKS)


def before(text: str, mark: str) -> str:
    """`substring-before()`; empty when the mark is not there."""
    return text.partition(mark)[0] if mark in text and mark else ""


def after(text: str, mark: str) -> str:
    """`substring-after()`; empty when the mark is not there."""
    return text.partition(mark)[2] if mark and mark in text else ("" if mark else text)


def joined(separator: str, values: Sequence[Value]) -> str:
    """`join()`."""
    return separator.join(map(to_text, values))


@lru_cache(maxsize=512)
def pattern_of(expression: str) -> re.Pattern[str] | SafePattern:
    """A regular expression of Java as one of Python, with a bound where it could take for ever.

    Raises:
        EvaluationError: when Python cannot read it.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", FutureWarning)  # a set that Python may read otherwise
            pieces = pieces_of(expression)
            return safe(re.compile("".join(pieces), re.ASCII), pieces)
    except (re.error, ValueError, OverflowError, FutureWarning) as error:
        raise EvaluationError(expression) from error


def matches(text: str, expression: str) -> bool:
    """`regex()`: the whole text fits."""
    return pattern_of(expression).fullmatch(text) is not None


def is_selected(chosen: str, code: str) -> bool:
    """`selected()` on codes separated by blanks."""
    return f" {code.strip(BLANKS)} " in f" {chosen} "


def codes_in(chosen: str) -> list[str]:
    """The codes of a text; only a plain blank parts them."""
    return [code for code in chosen.split(" ") if code]


def selected_at(chosen: str, index: float) -> str:
    """`selected-at()`; the first is 0, empty outside."""
    codes = codes_in(chosen)
    place = index_of(index)
    return codes[place] if 0 <= place < len(codes) else ""


def checklist(least: float, most: float, factors: Sequence[Value]) -> bool:
    """Whether the number of true factors lies between both; a negative limit is none."""
    low, high, count = index_of(least), index_of(most), sum(map(to_bool, factors))
    return (low < 0 or count >= low) and (high < 0 or count <= high)


def weighted_checklist(least: float, most: float, pairs: Sequence[Value]) -> bool:
    """Whether the weights of the true factors (factor, weight, factor …) sum up to between both."""
    weights = (to_number(w) for f, w in zip(pairs[::2], pairs[1::2], strict=True) if to_bool(f))
    return least <= sum(weights) <= most


def from_text(text: str) -> bool:
    """`boolean-from-string()`."""
    return text == "1" or text.lower() == "true"


def coalesced(first: Value, second: Callable[[], Value]) -> Value:
    """`coalesce()`: the first that is not blank; the second is looked at only where it counts."""
    return second() if is_null(first) else first


def new_uuid(length: float | None = None) -> str:
    """`uuid()`, or a random text of so many letters and digits."""
    if length is None:
        return str(uuid.uuid4())
    letters = "0123456789abcdefghijklmnopqrstuvwxyz"
    wanted = min(index_of(length), MOST_LETTERS)
    return "".join(random.choice(letters) for _ in range(wanted))  # noqa: S311 - no secret


def digest(text: str, algorithm: str, encoding: str = "base64") -> str:
    """`digest()`: MD5, SHA-1, SHA-256, SHA-384 or SHA-512, in base64 or hex."""
    name = algorithm.replace("-", "").lower()
    if name not in {"md5", "sha1", "sha256", "sha384", "sha512"}:
        raise EvaluationError(algorithm)
    found = hashlib.new(name, text.encode(), usedforsecurity=False).digest()
    return found.hex() if encoding == "hex" else base64.b64encode(found).decode()


def no_value(function: str) -> Value:
    """For functions that only a device can compute.

    Raises:
        EvaluationError: always.
    """
    raise EvaluationError(function)


def decoded(text: str) -> str:
    """`base64-decode()`."""
    try:
        return base64.b64decode(text).decode("utf-8", "replace")
    except ValueError as error:
        raise EvaluationError(text) from error

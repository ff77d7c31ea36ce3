"""The functions of XForms expressions on numbers, as JavaRosa computes them."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Context, Decimal
from math import fmod

from dsurvey_desktop.forms.xpath_values import NAN, Value, to_number

MAX_ROUNDING_PLACES = 30
_WIDE = Context(prec=400)
"""Decimals wide enough for every float and its places."""


def truncated(number: float) -> float:
    """`int()`: the part before the point with its sign; NaN and infinity stay."""
    if math.isnan(number) or math.isinf(number):
        return number
    return math.copysign(math.trunc(number), number)


def index_of(number: float) -> int:
    """A number as an index; NaN is 0, as a cast in Java gives."""
    return 0 if math.isnan(number) else int(max(min(number, 2.0**31 - 1), -(2.0**31)))


def rounded(number: float, places: float = 0.0) -> float:
    """`round()`: half away from zero for positive numbers, towards zero for negative ones.

    A zero is never a negative one, by which others could divide.
    """
    digits = index_of(places)
    if math.isnan(number) or math.isinf(number):
        return number
    if abs(digits) > MAX_ROUNDING_PLACES:
        return NAN
    if digits < 0:
        scaled = Decimal(repr(number)).scaleb(digits, _WIDE)
        return float(Decimal(math.trunc(float(scaled) + 0.5)).scaleb(-digits, _WIDE))
    mode = ROUND_HALF_DOWN if number < 0 else ROUND_HALF_UP
    unit = Decimal(1).scaleb(-digits)
    return float(Decimal(repr(number)).quantize(unit, rounding=mode, context=_WIDE)) + 0.0


def floor(number: float) -> float:
    """The whole number below."""
    return number if math.isnan(number) or math.isinf(number) else float(math.floor(number))


def ceiling(number: float) -> float:
    """The whole number above."""
    return number if math.isnan(number) or math.isinf(number) else float(math.ceil(number))


def power(base: float, exponent: float) -> float:
    """`pow()`; NaN where there is no real result."""
    try:
        return math.pow(base, exponent)
    except OverflowError:
        return math.inf
    except ValueError:
        return math.inf if base == 0 else NAN


def real(name: str, *numbers: float) -> float:
    """A function of one or two real numbers by its name in `math`; NaN outside its domain."""
    try:
        return float(getattr(math, name)(*numbers))
    except OverflowError:
        return math.inf
    except ValueError:
        return -math.inf if name.startswith("log") and numbers[0] == 0 else NAN


def divided(left: float, right: float) -> float:
    """`div`: IEEE 754, so that dividing by zero gives infinity or NaN."""
    if right != 0:
        return left / right
    if left == 0 or math.isnan(left):
        return NAN
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def remainder(left: float, right: float) -> float:
    """`mod`: the sign of the dividend, as in Java."""
    try:
        return fmod(left, right)
    except ValueError:
        return NAN  # by zero, or of infinity


def largest(values: Sequence[Value]) -> float:
    """`max()`; blanks are passed over, NaN when nothing is left."""
    numbers = [n for n in map(to_number, values) if not math.isnan(n)]
    return max(numbers) if numbers else NAN


def smallest(values: Sequence[Value]) -> float:
    """`min()`; blanks are passed over, NaN when nothing is left."""
    numbers = [n for n in map(to_number, values) if not math.isnan(n)]
    return min(numbers) if numbers else NAN


def total(values: Sequence[Value]) -> float:
    """`sum()`; blanks are passed over."""
    return added(n for n in map(to_number, values) if not math.isnan(n))


def added(numbers: Iterable[float]) -> float:
    """A sum rounded at each step, as Java does it and Python from 3.12 on does not."""
    result = 0.0
    for number in numbers:
        result += number
    return result


def random_number() -> float:
    """`random()`: from 0 up to 1."""
    return random.random()  # noqa: S311 - a form's random choice is no secret

"""`randomize()` as JavaRosa computes it: the same seed gives the same order on every device."""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Callable, Sequence

from dsurvey_desktop.forms.xpath_values import EvaluationError, Value, to_number, to_text

_MODULUS = 2**31 - 1
_MULTIPLIER = 16_807


def shuffled(values: Sequence[Value], seed: Value | None = None) -> list[Value]:
    """The values in another order (Fisher and Yates); without a seed in a new one each time."""
    draw = random.random if seed is None else _park_miller(_whole_seed(seed))
    found: list[Value] = []
    for place, value in enumerate(values):
        other = int(draw() * (place + 1))
        found.append(value)
        found[place], found[other] = found[other], value
    return found


def _whole_seed(seed: Value) -> int:
    """A number cut to a whole one; a text that is none by its digest."""
    number = to_number(seed)
    if math.isnan(number):
        if seed == "":
            return 0
        digest = hashlib.sha256(to_text(seed).encode()).digest()
        return int.from_bytes(digest[:8], "big", signed=True)
    return int(max(min(number, 2.0**63 - 1), -(2.0**63)))


def _park_miller(seed: int) -> Callable[[], float]:
    """Random numbers from 0 up to 1 by the generator of Park and Miller."""
    state = abs(seed) % _MODULUS * (1 if seed >= 0 else -1)  # the remainder of Java
    state = state if state > 0 else state + _MODULUS - 1

    def draw() -> float:
        nonlocal state
        state = state * _MULTIPLIER % _MODULUS
        return (state - 1) / (_MODULUS - 1)

    return draw


def only(values: Sequence[Value]) -> Value:
    """The value of the one node there is.

    Raises:
        EvaluationError: when there are several.
    """
    if len(values) > 1:
        raise EvaluationError(str(len(values)))
    return values[0] if values else ""

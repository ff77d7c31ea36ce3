"""What is remembered of people's own words while an office is open, and forgotten with it.

Reading, judging and printing meet the same words again and again, so that what was made of them is
kept: names, numbers and dates of people among them. Whatever keeps such words is marked here, and
`forget_words` empties all of it at once. What is remembered of forms, headings that we know and
settings needs no mark.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, ParamSpec, TypeVar, cast
from weakref import WeakValueDictionary

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
Key = TypeVar("Key")
Value = TypeVar("Value")

_forgetting: list[Callable[[], None]] = []


def remembers_words(
    most: int,
) -> Callable[[Callable[Arguments, Result]], Callable[Arguments, Result]]:
    """As `lru_cache(most)`, for a function of words that people wrote."""

    def kept(work: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
        remembered = lru_cache(most)(work)
        forget_with_words(remembered.cache_clear)
        return cast("Callable[Arguments, Result]", remembered)

    return kept


class WordMemory(dict[Key, Value]):
    """A dictionary of people's words; gone with whoever holds it, and emptied by `forget_words`."""

    def __init__(self) -> None:
        super().__init__()
        _memories[id(self)] = self


_memories: WeakValueDictionary[int, dict[Any, Any]] = WeakValueDictionary()


def forget_with_words(forget: Callable[[], None]) -> None:
    """Have this called too, for as long as the program runs."""
    _forgetting.append(forget)


def forget_words() -> None:
    """Keep nothing of people any more; work goes on and remembers anew."""
    for forget in _forgetting:
        forget()
    for found in _memories.valuerefs():
        if (memory := found()) is not None:
            memory.clear()

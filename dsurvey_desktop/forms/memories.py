"""What a form asks again and again of the same few values, worked out once for each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dsurvey_desktop.domain.word_memory import WordMemory
from dsurvey_desktop.forms.answer_values import codes_of
from dsurvey_desktop.forms.xpath_values import NAN, EvaluationError

MOST_REMEMBERED = 10_000
"""All numbers of four digits; then it begins anew, so that memory stays small."""


class _Memory(WordMemory[Any, Any]):
    """Values that begin anew when there are too many."""

    def keep(self, argument: Any, value: Any) -> None:
        """Have a value at hand the next time."""
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        self[argument] = value


class Remembered(_Memory):
    """The values of a function by its one argument."""

    def __init__(self, work: Callable[[Any], Any]) -> None:
        super().__init__()
        self._work = work

    def __missing__(self, argument: Any) -> Any:
        value = self._work(argument)
        self.keep(argument, value)
        return value


class Chosen(_Memory):
    """The values of a function of several choices, by the tuple of their codes."""

    def __init__(self, work: Callable[[list[str], list[str]], Any]) -> None:
        """A memory of `work(codes, told)`: codes as kept, and as expressions read them."""
        super().__init__()
        self._work = work

    def __missing__(self, argument: tuple[Any, ...]) -> Any:
        value = self.of([*argument])
        if all(code.__class__ is str for code in argument):  # 1 is looked up as true and 1.0 are
            self.keep(argument, value)
        return value

    def of(self, answer: Any) -> Any:
        """The value for an answer as it is kept.

        Raises:
            EvaluationError: when its codes are not told apart any more where they are one text.
        """
        codes = codes_of(answer)
        told = " ".join(codes).split(" ") if codes else []
        if "" in told:
            raise EvaluationError(str(codes))
        return self._work(codes, told)


UNCHOSEN = ((), None)
"""No codes and nothing wrong with them."""
BLANK_TEXT, BLANK_NUMBER = ("", True), ("", NAN)
"""A blank, and whether it is ASCII or the number that it is."""


class ForContext:
    """A function that is made for one context, and anew where another comes."""

    def __init__(self, make: Callable[[Any], Any]) -> None:
        self._make = make
        self._last: tuple[Any, Any] = (None, None)

    def __call__(self, context: Any) -> Any:
        """What was made for the context."""
        last = self._last  # one look, since threads may come with contexts of their own
        if last[0] is not context:
            last = self._last = (context, self._make(context))
        return last[1]

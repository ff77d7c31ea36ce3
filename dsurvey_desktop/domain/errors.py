"""Expected trouble: every refusal has a code, a sentence and an advice in the user's words."""

from __future__ import annotations

from typing import Any

from dsurvey_desktop.domain.texts import Text

NO_ADVICE = Text("")


class AppError(Exception):
    """Something a person can do about. Anything else is a bug and goes to the exception hook.

    Attributes:
        code: stable, lower-case, words joined by `_`; machines and tests decide by it.
        message: what happened and what is unharmed.
        advice: what to do next; may be empty.
        context: facts for the answer of `--json`; never personal data.
    """

    def __init__(self, code: str, message: Text, advice: Text = NO_ADVICE, **context: Any) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.advice = advice
        self.context = context

    def __reduce__(self) -> tuple[Any, ...]:
        """So that another process can tell what it met."""
        return _rebuilt, (type(self), self.code, self.message, self.advice, self.context)

    def __str__(self) -> str:
        return " ".join(part for part in (str(self.message), str(self.advice)) if part)


def _rebuilt(
    kind: type[AppError], code: str, message: Text, advice: Text, context: dict[str, Any]
) -> AppError:
    error = kind.__new__(kind)
    AppError.__init__(error, code, message, advice, **context)
    return error


class Cancelled(Exception):
    """A person stopped the job; the unit of work was rolled back."""

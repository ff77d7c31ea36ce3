"""Why something was changed: a person says so, or nothing is changed."""

from __future__ import annotations

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import text


def stated(reason: str) -> str:
    """The reason without outer blanks; AppError `reason_missing` when nothing is left."""
    words = reason.strip()
    if words:
        return words
    raise AppError(
        "reason_missing",
        text("A reason is needed."),
        text("Please say in a few words why, for example: confirmed by telephone."),
    )

"""Refusals on their way from another process."""

from __future__ import annotations

import pickle

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.intake.model import IntakeError


def test_error_arrives_as_it_was() -> None:
    for kind in (AppError, IntakeError):
        error = kind("code", text("It is {what}.", what="so"), text("Do that."), waiting=3)
        again = pickle.loads(pickle.dumps(error))
        assert type(again) is kind
        assert (again.code, again.message, again.advice) == ("code", error.message, error.advice)
        assert again.context == {"waiting": 3}
        assert again.args == error.args

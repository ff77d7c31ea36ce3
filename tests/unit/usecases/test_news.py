"""What an officer has not seen of the findings of an entry."""

from __future__ import annotations

from dsurvey_desktop.domain.entry import Finding
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.usecases.recheck import news


def warning(basis: str) -> Finding:
    return Finding("X1", Severity.WARNING, "remark", text("Please look."), basis)


def test_two_warnings_about_one_item_are_known_by_what_they_rest_on() -> None:
    """A form of one's own may say two things of an item under one rule; nothing changed here."""
    both = (warning("a"), warning("b"))
    assert news(both, both) == ()
    assert news(both, (warning("a"), warning("c"))) == (warning("c"),)
    assert news((warning(""),), both) == (), "an older program kept no basis"

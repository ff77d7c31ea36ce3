"""Rules C02 and C03 on community forms (C01 is kept by intake: one form per community)."""

from __future__ import annotations

from collections.abc import Iterator

from dsurvey_desktop.domain.entry import Answers, Finding
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.domain.texts import text

YES = "1"


def check_community(answers: Answers, residents_in_care: int) -> Iterator[Finding]:
    """Hold a community's form against itself and its residents.

    Args:
        answers: of the community form.
        residents_in_care: entries of the community that say elder care at home or in the
            community (R17 is 1 or 2): the only record of such services in the individual form.
    """
    total, disabled = answers.get("liaison_count"), answers.get("liaison_disabled")
    if _is_number(total) and _is_number(disabled) and disabled > total:  # type: ignore[operator]
        yield Finding(
            "C02",
            Severity.ERROR,
            "liaison_disabled",
            text("More disabled liaison officers than liaison officers."),
        )
    for item in ("day_care", "home_service"):
        if answers.get(item) == YES and residents_in_care == 0:
            yield Finding(
                "C03",
                Severity.WARNING,
                item,
                text("The community offers care, but no resident's form says so. Check again."),
            )


def _is_number(value: object) -> bool:
    return isinstance(value, int | float)

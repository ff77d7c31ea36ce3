"""Rule P08: items that rarely change say something else than last year."""

from __future__ import annotations

from collections.abc import Iterator

from dsurvey_desktop.checks.facts import CheckContext, EntryFacts
from dsurvey_desktop.domain.classification import CATEGORIES, GRADES
from dsurvey_desktop.domain.entry import Answers, Finding, basis_of
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.domain.survey_codes import NORMAL
from dsurvey_desktop.domain.texts import Text, text

_NEVER_MARRIED = "1"


def check_last_year(facts: EntryFacts, context: CheckContext) -> Iterator[Finding]:
    """Category or grade, hukou, education going down, never married after having been (P08).

    Says nothing of people without last year's data, or who were not surveyed this year.
    """
    last = facts.last_year
    if last is None or facts.answers.get("status") != NORMAL:
        return
    yield from _classified(last.certificate_no, facts.certificate_no)
    for item in _turned(last.answers, facts.answers):
        before, now = (str(one[item]) for one in (last.answers, facts.answers))
        words = context.labels
        basis = basis_of(before, now)
        yield _finding(item, words.get((item, before), before), words.get((item, now), now), basis)


def _classified(before: str, now: str) -> Iterator[Finding]:
    """Category and grade stand in the number: its 19th and 20th character."""
    if before[18:20] != now[18:20] and len(before) >= 20:
        basis = basis_of(before[18:20], now[18:20])
        yield _finding("certificate_no", _class_words(before), _class_words(now), basis)


def _class_words(number: str) -> Text:
    category, grade = number[18:19], number[19:20]
    return text(
        "{category} {grade}",
        category=text(CATEGORIES.get(category, category)),
        grade=text(GRADES.get(grade, grade)),
    )


def _turned(before: Answers, now: Answers) -> Iterator[str]:
    """Items whose answers speak against each other; a blank speaks against nothing."""
    if _both(before, now, "hukou") and before["hukou"] != now["hukou"]:
        yield "hukou"
    if _both(before, now, "education_level") and _fell(
        str(before["education_level"]), str(now["education_level"])
    ):
        yield "education_level"
    if _both(before, now, "marital_status") and (
        now["marital_status"] == _NEVER_MARRIED != before["marital_status"]
    ):
        yield "marital_status"


def _both(before: Answers, now: Answers, item: str) -> bool:
    return bool(before.get(item)) and bool(now.get(item))


def _fell(before: str, now: str) -> bool:
    """The codes of education rise with the level."""
    return before.isdecimal() and now.isdecimal() and int(now) < int(before)


def _finding(item: str, before: object, now: object, basis: str) -> Finding:
    return Finding(
        "P08",
        Severity.WARNING,
        item,
        text(
            "Last year: {before}; this year: {now}. This rarely changes, please compare both.",
            before=before,
            now=now,
        ),
        basis,
    )

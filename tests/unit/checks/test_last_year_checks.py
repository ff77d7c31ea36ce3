"""Rule P08 case by case: what rarely changes and says something else than last year."""

from __future__ import annotations

from datetime import date

import pytest

from dsurvey_desktop.checks.facts import CheckContext, EntryFacts
from dsurvey_desktop.checks.last_year_checks import check_last_year
from dsurvey_desktop.checks.run import check_entry
from dsurvey_desktop.domain.campaign import default_campaign
from dsurvey_desktop.domain.last_year import LastYear

NUMBER = "11010519491231002X43"
LABELS = {("education_level", "3"): "初中", ("education_level", "2"): "小学"}
CONTEXT = CheckContext(default_campaign(2025), date(2025, 10, 8), {}, LABELS)
ANSWERS = {"status": "6", "hukou": "1", "education_level": "3", "marital_status": "2"}


def facts(number: str = NUMBER, before: str = NUMBER, last=None, **now: str) -> EntryFacts:
    """An entry whose answers were `ANSWERS` last year but for `last`."""
    then = LastYear(before, {**ANSWERS, **(last or {})})
    return EntryFacts(number, {**ANSWERS, **now}, "", date(2025, 10, 8), None, last_year=then)


def items_found(one: EntryFacts) -> list[str]:
    found = list(check_last_year(one, CONTEXT))
    assert {(f.rule, f.severity.value) for f in found} <= {("P08", "warning")}
    return [finding.item for finding in found]


def test_the_same_answers_are_no_finding():
    assert items_found(facts()) == []


@pytest.mark.parametrize(
    ("one", "items"),
    [
        (facts(hukou="2"), ["hukou"]),
        (facts(education_level="2"), ["education_level"]),
        (facts(education_level="4"), []),
        (facts(marital_status="1"), ["marital_status"]),
        (facts(marital_status="4"), []),
        (facts(last={"marital_status": "1"}, marital_status="1"), []),
        (facts(before="11010519491231002X44"), ["certificate_no"]),
        (facts(before="11010519491231002X33"), ["certificate_no"]),
        (facts(number=NUMBER + "B1"), []),
        (facts(before=NUMBER[:18]), []),
        (facts(hukou="2", education_level="1"), ["hukou", "education_level"]),
    ],
)
def test_what_rarely_changes_is_named(one, items):
    assert items_found(one) == items


@pytest.mark.parametrize("item", ["hukou", "education_level", "marital_status"])
def test_a_blank_in_either_year_speaks_against_nothing(item):
    assert items_found(facts(**{item: ""})) == []
    assert items_found(facts(last={item: ""})) == []


@pytest.mark.parametrize("status", ["1", "5", ""])
def test_who_was_not_surveyed_is_not_compared(status):
    assert items_found(facts(status=status, hukou="2")) == []


def test_without_last_years_data_nothing_is_said():
    alone = facts(hukou="2")._replace(last_year=None)
    assert "P08" not in {one.rule for one in check_entry(alone, CONTEXT)}
    assert "P08" in {one.rule for one in check_entry(facts(hukou="2"), CONTEXT)}


def test_the_finding_shows_both_years_in_words():
    (found,) = check_last_year(facts(education_level="2"), CONTEXT)
    assert "去年：初中" in str(found.message)
    assert "今年：小学" in str(found.message)


def test_category_and_grade_are_shown_in_words():
    (found,) = check_last_year(facts(before="11010519491231002X34"), CONTEXT)
    assert "言语 四级" in str(found.message)
    assert "肢体 三级" in str(found.message)

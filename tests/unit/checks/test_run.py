"""All checks of one entry together, and the order findings are shown in."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dsurvey_desktop.checks.facts import CheckContext, EntryFacts
from dsurvey_desktop.checks.run import arrange, check_entry
from dsurvey_desktop.domain.campaign import default_campaign
from dsurvey_desktop.domain.entry import Finding
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.domain.texts import Text

HEAVIEST_FIRST = [Severity.ERROR, Severity.WARNING, Severity.NOTICE]
findings = st.builds(
    Finding,
    st.sampled_from(["K02", "K07", "D02", "P03"]),
    st.sampled_from(HEAVIEST_FIRST),
    st.sampled_from(["name", "school", ""]),
    st.text("ab", max_size=2).map(Text),
)
rules_off = st.frozensets(st.sampled_from(["K02", "K07", "D02", "P03"]))


def finding(rule: str, severity: Severity, item: str = "", message: str = "") -> Finding:
    return Finding(rule, severity, item, Text(message))


def test_roster_and_time_are_both_checked():
    facts = EntryFacts(
        "11010519491231002X43",
        {"survey_date": "2025-06-01", "status": "5"},
        "",
        date(2025, 10, 20),
        None,
        twins=("11010519491231002X43B1",),
    )
    context = CheckContext(default_campaign(2025), date(2025, 10, 20), {})
    assert [one.rule for one in check_entry(facts, context)] == ["D01", "D03", "P04", "P01"]


def test_the_heaviest_come_first_and_equals_keep_their_order():
    late = finding("D03", Severity.WARNING)
    note = finding("K33", Severity.NOTICE)
    name = finding("P03", Severity.ERROR, "name")
    head = finding("K29", Severity.ERROR, "head")
    assert arrange([note, late, name, head], frozenset()) == (name, head, late, note)


def test_an_error_is_not_hidden_by_a_warning_of_the_same_rule_and_item():
    error = finding("K07", Severity.ERROR, "school", "impossible")
    warning = finding("K07", Severity.WARNING, "school", "unusual")
    assert arrange([error, warning], frozenset()) == (error,)
    assert arrange([warning, error], frozenset()) == (error,)


@given(st.lists(findings), rules_off)
def test_nothing_is_lost_but_what_is_switched_off_or_repeated(found, off):
    shown = arrange(found, off)
    assert {one.key for one in shown} == {one.key for one in found if one.rule not in off}
    assert len({one.key for one in shown}) == len(shown)
    weights = [HEAVIEST_FIRST.index(one.severity) for one in shown]
    assert weights == sorted(weights)
    for one in shown:
        alike = [other.severity for other in found if other.key == one.key]
        assert one.severity == min(alike, key=HEAVIEST_FIRST.index)


@given(st.lists(findings), rules_off)
def test_arranging_again_changes_nothing(found, off):
    once = arrange(found, off)
    assert arrange(once, off) == once

"""Rules D01 to D03 on the days around each boundary."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsurvey_desktop.checks.facts import CheckContext, EntryFacts
from dsurvey_desktop.checks.time_checks import check_time
from dsurvey_desktop.domain.campaign import default_campaign

CAMPAIGN = default_campaign(2025)
TODAY = date(2025, 10, 8)
CONTEXT = CheckContext(CAMPAIGN, TODAY, {})
days = st.dates(date(2025, 1, 1), date(2025, 12, 31))


def rules(
    surveyed: str = "2025-09-30",
    confirmed: str = "",
    *,
    status: str = "6",
    received: date = TODAY,
    context: CheckContext = CONTEXT,
) -> list[str]:
    answers = {"survey_date": surveyed, "reconfirmed_on": confirmed, "status": status}
    given_ones = {item: value for item, value in answers.items() if value}
    facts = EntryFacts("11010519491231002X43", given_ones, "", received, None)
    return [finding.rule for finding in check_time(facts.answers, facts.received_on, context)]


@pytest.mark.parametrize(
    ("surveyed", "confirmed", "expected"),
    [
        ("2025-06-30", "2025-09-30", ["D01"]),
        ("2025-07-01", "2025-09-30", []),
        ("2025-10-08", "", []),
        ("2025-10-09", "", ["D01"]),
        ("2024-09-30", "", ["D01", "D02"]),
        ("2025-09-29", "", ["D02"]),
        ("2025-09-29", "2025-09-29", ["D02"]),
        ("2025-09-29", "2025-09-30", []),
        ("2025-09-29", "2025-10-03", []),
        ("2025-09-29", "2025-09-31", ["D02"]),
        ("2025-09-30", "", []),
        ("2025-10-01", "2025-09-01", []),
        ("", "", []),
        ("2025-02-30", "", []),
        ("soon", "", []),
    ],
)
def test_survey_dates(surveyed, confirmed, expected):
    assert rules(surveyed, confirmed) == expected


@pytest.mark.parametrize("status", ["1", "2", "3", "4", "5", ""])
def test_who_was_not_surveyed_need_not_confirm(status):
    assert rules("2025-09-01", status=status) == []


@pytest.mark.parametrize(
    ("received", "expected"),
    [
        (date(2025, 10, 9), []),
        (date(2025, 10, 10), []),
        (date(2025, 10, 11), ["D03"]),
    ],
)
def test_the_deadline_day_itself_is_in_time(received, expected):
    assert rules(received=received) == expected


def test_an_entry_without_survey_date_can_still_be_late():
    assert rules("", received=date(2025, 10, 20)) == ["D03"]


def test_the_campaigns_own_dates_are_used():
    campaign = replace(
        CAMPAIGN,
        opening_date=date(2025, 8, 1),
        reference_date=date(2025, 8, 31),
        community_deadline=date(2025, 9, 5),
    )
    context = CheckContext(campaign, date(2025, 9, 10), {})
    assert rules("2025-07-15", context=context, received=date(2025, 9, 6)) == ["D01", "D02", "D03"]
    assert rules("2025-09-01", context=context, received=date(2025, 9, 5)) == []


@given(days, days, days)
def test_the_rules_say_what_the_survey_says(surveyed, confirmed, received):
    expected = {
        "D01": not CAMPAIGN.opening_date <= surveyed <= TODAY,
        "D02": surveyed < CAMPAIGN.reference_date and confirmed < CAMPAIGN.reference_date,
        "D03": received > CAMPAIGN.community_deadline,
    }
    found = rules(surveyed.isoformat(), confirmed.isoformat(), received=received)
    assert found == [rule for rule, is_broken in expected.items() if is_broken]


def test_the_messages_name_the_days():
    answers = {"survey_date": "2025-06-01", "status": "6"}
    facts = EntryFacts("", answers, "", date(2025, 10, 12), None)
    assert [
        (f.item, str(f.message)) for f in check_time(facts.answers, facts.received_on, CONTEXT)
    ] == [
        ("survey_date", "调查日期应在 2025-07-01 至今天之间。"),
        ("reconfirmed_on", "在 2025-09-30 之前采集\uff0c请按该日情况再次确认。"),
        ("", "2025-10-12 收到\uff0c已逾期\uff08村(社区)上报截止 2025-10-10\uff09。"),
    ]

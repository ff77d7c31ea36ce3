"""The start page's figures: shares, verdicts, and where they lead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.forecast import forecast
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.progress_views import (
    CommunityProgress,
    Deadline,
    ProgressView,
    Task,
)
from ui.changes import Destination
from ui.start import figures
from ui.start.community_columns import community_columns
from ui.start.deadline_card import urgency
from ui.start.deadline_words import deadline_words
from ui.start.tasks import PLACES, WORDS, is_deadline_met, task_place, task_words
from ui.widgets.share_bar import percent_text


def community(**changes) -> CommunityProgress:
    values = {
        "code": "330282105201",
        "name": "东溪村",
        "on_roster": 420,
        "with_entry": 391,
        "missing": 29,
        "home_visit_share": 0.9233,
        "app_share": 0.9949,
        "confirmed": 389,
        "to_confirm": 2,
        "approved": 240,
        "handed_over": 100,
        "errors": 15,
        "warnings": 3,
        "has_community_form": False,
    }
    return CommunityProgress(**{**values, **changes})


@pytest.fixture
def progress() -> ProgressView:
    return ProgressView(
        today=date(2025, 10, 8),
        total=community(),
        communities=(community(),),
        deadlines=(),
        tasks=(),
        home_visit_target=0.9,
        app_target=1.0,
    )


@pytest.mark.parametrize(
    ("make", "share", "counts", "rest"),
    [
        (figures.covered, 391 / 420, "391/420", Destination("roster", "missing")),
        (
            figures.approved,
            240 / 420,
            "240/420",
            Destination("verify", EntryFilter(quality="ready")),
        ),
        (figures.handed_over, 100 / 420, "100/420", Destination("hand_over")),
        (figures.confirmed, 389 / 391, "389/391", figures.UNCONFIRMED),
        (figures.home_visits, 0.9233, "", figures.ALL_ENTRIES),
    ],
)
def test_each_figure_counts_and_leads_on(progress, make, share, counts, rest):
    figure = make(progress)
    assert figure.share == pytest.approx(share)
    assert figure.counts == counts
    assert figure.rest == rest


def test_a_rate_below_its_target_says_how_many_are_short(progress):
    assert figures.by_app(progress).verdict == "差 2 人达 100%"
    assert figures.home_visits(progress).verdict == "目标 90%"


def test_an_empty_office_divides_by_nothing(progress):
    empty = ProgressView(
        today=progress.today,
        total=community(on_roster=0, with_entry=0, confirmed=0, to_confirm=0, app_share=None),
        communities=(),
        deadlines=(),
        tasks=(),
        home_visit_target=0.9,
        app_target=1.0,
    )
    assert figures.covered(empty).share is None
    assert figures.confirmed(empty).share is None
    assert figures.by_app(empty).verdict == "目标 100%"


@pytest.mark.parametrize(
    ("share", "words"),
    [(None, "—"), (0.0, "0%"), (0.999, "99%"), (1.0, "100%"), (0.29, "29%"), (0.57, "57%")],
)
def test_only_all_is_a_hundred_percent(share, words):
    assert percent_text(share) == words


@pytest.mark.parametrize(
    ("days", "words", "kind"),
    [
        (7, "距镇核准 7 天", ""),
        (3, "距镇核准 3 天", "warning"),
        (0, "今天镇核准截止", "warning"),
        (-2, "镇核准逾期 2 天", "error"),
    ],
)
def test_a_deadline_says_how_near_it_is(days, words, kind):
    deadline = Deadline("town", date(2025, 10, 15), days)
    assert (deadline_words("town", days), urgency(deadline)) == (words, kind)


@pytest.mark.parametrize(("days", "is_met"), [(7, False), (3, True), (-2, True)])
def test_a_deadline_for_which_nothing_is_left_alarms_nobody(progress, days, is_met):
    deadline = Deadline("town", date(2025, 10, 15), days)
    done = replace(progress, tasks=(Task("errors", 4),))
    assert is_deadline_met(done, deadline) is is_met
    left = replace(progress, tasks=(Task("town_deadline", 4, days_left=days),))
    assert not is_deadline_met(left, deadline)
    nobody = replace(done, total=community(on_roster=0))
    assert not is_deadline_met(nobody, deadline)


def test_each_number_of_a_community_leads_to_its_list(progress):
    here = community()
    columns = {c.column.title: c for c in community_columns(progress)}
    code = here.code
    expected = {
        "在册": ("420", Destination("roster", f"community:{code}")),
        "缺表": ("29", Destination("roster", f"missing:{code}")),
        "错误": ("15", Destination("verify", EntryFilter(community=code, quality="error"))),
        "已上报": (
            "100",
            Destination("verify", EntryFilter(community=code, state=EntryState.HANDED_OVER)),
        ),
    }
    for title, (shown, leads_to) in expected.items():
        assert columns[title].column.show(here) == shown
        assert columns[title].leads_to(here) == leads_to


def test_shapes_stand_only_where_something_is_wrong(progress):
    columns = {c.column.title: c.column for c in community_columns(progress)}
    fine = community(app_share=1.0, errors=0, missing=0)
    assert [columns["APP率"].kind(c) for c in (community(), fine)] == ["warning", ""]
    assert [columns["错误"].kind(c) for c in (community(), fine)] == ["error", ""]


@pytest.mark.parametrize("kind", WORDS)
def test_each_task_has_words_and_a_place(kind):
    task = Task(kind, 1234, 2 if "deadline" in kind else None, "330282105201")
    assert task_place(task).page == PLACES[kind].page
    assert "{" not in task_words(task)
    assert ("1,234" in task_words(task)) == ("{count}" in WORDS[kind])


def test_communities_are_in_order_by_the_day_of_their_forecast(progress):
    today, deadline = date(2025, 10, 8), date(2025, 10, 10)
    at_end = forecast(0, {today: 5}, today, deadline)
    still = forecast(5, {}, today, deadline)
    days = [forecast(left, {today: 5}, today, deadline) for left in (200, 5)]
    columns = {one.column.title: one.column for one in community_columns(progress)}
    column = columns[_("Forecast")]
    told = [community(registering=one, approving=still) for one in (still, *days)]
    told.append(community(registering=at_end, approving=at_end))
    found = sorted(told, key=column.sort_value)
    assert [told.index(one) for one in found] == [3, 2, 1, 0]
    assert column.sort_value(community()) is None

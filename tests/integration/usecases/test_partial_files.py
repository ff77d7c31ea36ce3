"""A file with some of the form's columns says nothing of the others: they are not blank."""

from __future__ import annotations

import pytest

from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.approve_entries import approve_entries
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.decide_pending import decide_pending
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.list_pending import list_pending
from dsurvey_desktop.usecases.preview_submissions import preview_submissions
from dsurvey_desktop.usecases.undo_batch import undo_batch

MOBILE = "13912345678"


@pytest.fixture
def here(small_desk, small):
    """Two people's entries."""
    add_submissions(small_desk, [small.submission("全表.csv", *small.people[:2])])
    return {one.certificate_no: dict(one.answers) for one in list_entries(small_desk)}


@pytest.fixture
def phones(small):
    """A list of telephone numbers only; the first is new, the second as it was."""
    first, second = small.people[:2]
    short = [{k: one[k] for k in ("name", "certificate_no", "mobile")} for one in (first, second)]
    return small.submission("电话更新.csv", short[0] | {"mobile": MOBILE}, short[1])


def _answers(desk):
    return {one.certificate_no: dict(one.answers) for one in list_entries(desk)}


def _with_mobile(here, small):
    number = small.people[0]["certificate_no"]
    return here | {number: here[number] | {"mobile": MOBILE}}


def test_only_what_the_file_asks_waits_and_is_taken(small_desk, small, here, phones):
    (seen,) = preview_submissions(small_desk, [phones])
    (outcome,) = add_submissions(small_desk, [phones])

    assert (outcome.pending, outcome.unchanged) == (1, 1)
    assert (seen.outcome.pending, seen.outcome.unchanged) == (1, 1)
    assert [one.code for one in outcome.problems if one.code == "differs"] == ["differs"]
    (waiting,) = list_pending(small_desk)
    assert [(one.item, one.new) for one in waiting.differences] == [("mobile", MOBILE)]
    decide_pending(small_desk, [waiting.id], take=True)
    assert _answers(small_desk) == _with_mobile(here, small)
    undo_batch(small_desk, outcome.batch)
    assert _answers(small_desk) == here
    check_log(small_desk)


def test_taken_at_once_the_rest_stays_and_an_approval_of_what_is_the_same(
    small_desk, small, here, phones
):
    approve_entries(small_desk, [one.id for one in list_entries(small_desk)])
    (seen,) = preview_submissions(small_desk, [phones], take_changes=True)
    (outcome,) = add_submissions(small_desk, [phones], take_changes=True)

    assert [[d.item for d in row.differences] for row in seen.rows] == [["mobile"], []]
    assert (outcome.taken, outcome.unchanged, outcome.pending) == (1, 1, 0)
    assert _answers(small_desk) == _with_mobile(here, small)
    states = {one.certificate_no: one.state.value for one in list_entries(small_desk)}
    assert states[small.people[1]["certificate_no"]] == "approved"
    assert states[small.people[0]["certificate_no"]] != "approved"
    check_log(small_desk)


def test_a_column_that_is_there_and_blank_still_says_blank(small_desk, small, here):
    first = small.people[0]
    path = small.submission(
        "空白.csv", {k: first[k] for k in ("name", "certificate_no")} | {"mobile": ""}
    )
    add_submissions(small_desk, [path])

    (waiting,) = list_pending(small_desk)
    assert [(one.item, one.new) for one in waiting.differences] == [("mobile", None)]

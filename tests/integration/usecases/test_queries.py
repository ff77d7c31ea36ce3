"""Queries to communities: state × deed, and what they do to an entry."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.query import QueryDeed, QueryState, Turn
from dsurvey_desktop.storage import entry_store, log_store
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.correct_entry import correct_entry
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.import_roster import import_roster
from dsurvey_desktop.usecases.list_batches import list_batches
from dsurvey_desktop.usecases.list_entries import list_blocked, list_entries
from dsurvey_desktop.usecases.list_queries import list_queries
from dsurvey_desktop.usecases.query_entry import (
    answer_query,
    ask_again,
    close_query,
    open_queries_for_errors,
    open_query,
)
from dsurvey_desktop.usecases.show_entry import show_entry
from dsurvey_desktop.usecases.undo_batch import undo_batch

QUESTION = "请核实手机号码"


@pytest.fixture
def one(small_desk: Desk, small):
    """An entry that could be approved."""
    add_submissions(small_desk, [small.submission("首次.csv", *small.people[:2])])
    entry = next(e for e in list_entries(small_desk) if e.state is EntryState.READY)
    return entry.id


def state(desk: Desk, entry) -> EntryState:
    return show_entry(desk, entry).state


def code_of(action) -> str:
    with pytest.raises(AppError) as caught:
        action()
    return caught.value.code


def test_an_entry_in_query_is_neither_ready_nor_approved_until_it_is_closed(small_desk, one):
    query = open_query(small_desk, one, QUESTION, item="mobile")
    assert (query.state, query.turn, query.item_label) == (
        QueryState.OPEN,
        Turn.OFFICE,
        "手机号码",
    )
    assert state(small_desk, one) is EntryState.IN_QUERY
    assert one not in ready_entries(small_desk)
    (blocked,) = approve_entries(small_desk, [one]).blocked
    assert [str(reason) for reason in blocked.reasons] == ["有查询尚未办结。"]
    assert one in {each.entry for each in list_blocked(small_desk)}
    answered = answer_query(small_desk, query.id, "号码无误")
    assert (answered.state, answered.turn, answered.answer) == (
        QueryState.ANSWERED,
        Turn.OFFICE,
        "号码无误",
    )
    assert state(small_desk, one) is EntryState.IN_QUERY
    close_query(small_desk, query.id)
    assert state(small_desk, one) is EntryState.READY
    assert approve_entries(small_desk, [one]).approved == (one,)
    deeds = [step.deed for step in show_entry(small_desk, one).queries[0].steps]
    assert deeds == [QueryDeed.ASKED, QueryDeed.ANSWERED, QueryDeed.CLOSED]
    check_log(small_desk)


def test_an_approval_falls_when_its_entry_is_asked_about(small_desk, one):
    approve_entries(small_desk, [one])
    open_query(small_desk, one, QUESTION)
    view = show_entry(small_desk, one)
    assert (view.state, view.approved_by, view.approved_at) == (EntryState.IN_QUERY, "", None)
    with small_desk.database.read() as connection:
        fell = [x for x in log_store.lines(connection) if x.action == "approvals_fell"]
    assert [line.detail["entries"] for line in fell] == [[one]]


def test_a_correction_and_a_new_roster_leave_an_entry_in_query(small_desk, one, small):
    open_query(small_desk, one, QUESTION)
    correct_entry(small_desk, one, "note", "补充", "电话核实")
    assert state(small_desk, one) is EntryState.IN_QUERY
    import_roster(small_desk, small.roster({"name": "改名人"}, {"name": "另名人"}, name="新.csv"))
    assert state(small_desk, one) is EntryState.IN_QUERY


def test_the_last_query_that_is_closed_frees_the_entry(small_desk, one):
    first = open_query(small_desk, one, QUESTION)
    second = open_query(small_desk, one, "请核实地址")
    close_query(small_desk, first.id)
    assert state(small_desk, one) is EntryState.IN_QUERY
    close_query(small_desk, second.id, "电话已核实")
    assert state(small_desk, one) is EntryState.READY


def test_asking_again_opens_an_answered_query(small_desk, one):
    query = open_query(small_desk, one, QUESTION)
    answer_query(small_desk, query.id, "不清楚")
    again = ask_again(small_desk, query.id, "请上门核实")
    assert (again.state, again.turn, again.question) == (
        QueryState.OPEN,
        Turn.OFFICE,
        "请上门核实",
    )
    assert [step.words for step in again.steps] == [QUESTION, "不清楚", "请上门核实"]


@pytest.mark.parametrize("deed", [answer_query, ask_again, close_query])
def test_nothing_more_is_done_with_a_closed_query(small_desk, one, deed):
    query = open_query(small_desk, one, QUESTION)
    close_query(small_desk, query.id)
    assert code_of(lambda: deed(small_desk, query.id, "话")) == "query_closed"
    assert code_of(lambda: deed(small_desk, 99, "话")) == "no_query"


def test_the_same_is_not_asked_twice(small_desk, one):
    open_query(small_desk, one, QUESTION)
    assert code_of(lambda: open_query(small_desk, one, QUESTION)) == "query_open"
    assert code_of(lambda: open_query(small_desk, one, "  ")) == "reason_missing"
    assert code_of(lambda: open_query(small_desk, one, rule="K01", item="x")) == "no_finding"


def test_what_the_district_accepted_is_not_asked_about(small_desk, one):
    with small_desk.database.write() as connection:
        accepted = {"state": EntryState.ACCEPTED.value}
        entry_store.update_entry(connection, one, accepted)
    assert code_of(lambda: open_query(small_desk, one, QUESTION)) == "entry_accepted"
    assert open_queries_for_errors(small_desk) == ()


def test_every_error_is_asked_about_once(desk):
    errors = {
        (entry.id, finding.rule, finding.item)
        for entry in list_entries(desk)
        for finding in entry.findings
        if finding.severity == "error"
    }
    assert len(open_queries_for_errors(desk)) == len(errors) > 0
    queries = list_queries(desk)
    assert {(one.entry, one.rule, one.item) for one in queries} == errors
    assert all(one.question for one in queries)
    assert open_queries_for_errors(desk) == ()
    some = queries[0].community_code
    assert {one.community_code for one in list_queries(desk, community=some)} == {some}


def test_an_entry_that_was_asked_about_is_not_undone_with_its_file(small_desk, one):
    open_query(small_desk, one, QUESTION)
    batch = list_batches(small_desk)[0].id
    with pytest.raises(AppError) as caught:
        undo_batch(small_desk, batch)
    assert caught.value.context["reasons"] == {"queried": 1}
    assert state(small_desk, one) is EntryState.IN_QUERY


def test_queries_are_a_clerks_business(small_desk, one):
    query = open_query(small_desk, one, QUESTION)
    roles = frozenset(Role) - {Role.CLERK}
    reviewer = replace(small_desk, user=replace(small_desk.user, roles=roles))
    steps = (
        lambda: open_query(reviewer, one, "另问"),
        lambda: open_queries_for_errors(reviewer),
        lambda: answer_query(reviewer, query.id, "话"),
        lambda: ask_again(reviewer, query.id, "话"),
        lambda: close_query(reviewer, query.id),
    )
    assert {code_of(step) for step in steps} == {"not_allowed"}

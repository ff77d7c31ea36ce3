"""Differences are taken or kept for one answer, one row, one item over all rows, or all."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from sqlalchemy import event

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.storage import batch_store, row_store
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.approve_entries import approve_entries
from dsurvey_desktop.usecases.decide_pending import decide_answers, decide_pending
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.list_pending import list_pending
from dsurvey_desktop.usecases.undo_batch import undo_batch

NEW = {"mobile": "13912345678", "address": "新地址 1 号"}


@pytest.fixture
def waiting(small_desk, small):
    """Two people, each with two answers that differ from what is here."""
    add_submissions(small_desk, [small.submission("甲.csv", *small.people[:2])])
    changed = [one | NEW for one in small.people[:2]]
    (outcome,) = add_submissions(small_desk, [small.submission("乙.csv", *changed)])
    assert outcome.pending == 2
    return list_pending(small_desk)


@contextmanager
def statements(desk):
    """What the database is asked meanwhile."""
    asked: list[str] = []

    def note(_connection, _cursor, statement, *_more) -> None:
        asked.append(statement)

    event.listen(desk.database.engine, "before_cursor_execute", note)
    yield asked
    event.remove(desk.database.engine, "before_cursor_execute", note)


def test_many_differences_are_listed_with_no_more_questions_than_few(small_desk, small, waiting):
    with statements(small_desk) as for_two:
        assert len(list_pending(small_desk)) == 2
    others = small.people[2:8]
    add_submissions(small_desk, [small.submission("丙.csv", *others)])
    add_submissions(small_desk, [small.submission("丁.csv", *[one | NEW for one in others])])
    batch = list_pending(small_desk)[-1].batch
    with statements(small_desk) as for_six:
        found = list_pending(small_desk, batch)
    assert len(found) == len(others) > 2
    assert all([one.item for one in row.differences] == ["address", "mobile"] for row in found)
    assert len(for_six) == len(for_two)


def answers(desk, item: str) -> list:
    return [entry.answers.get(item) for entry in list_entries(desk)]


def open_items(desk) -> list[list[str]]:
    return [[one.item for one in row.differences] for row in list_pending(desk)]


def test_one_answer_is_taken_and_the_row_waits_with_the_other(small_desk, small, waiting):
    decided = decide_answers(small_desk, {waiting[0].id: ["mobile"]}, take=True)
    assert decided == (1, 1)
    assert answers(small_desk, "mobile") == [NEW["mobile"], small.people[1]["mobile"]]
    assert answers(small_desk, "address")[0] == small.people[0]["address"]
    assert open_items(small_desk) == [["address"], ["address", "mobile"]]


def test_one_answer_is_kept_and_no_longer_asked_about(small_desk, small, waiting):
    decide_answers(small_desk, {waiting[0].id: ["mobile"]}, take=False)
    assert answers(small_desk, "mobile")[0] == small.people[0]["mobile"]
    assert open_items(small_desk) == [["address"], ["address", "mobile"]]


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [(True, True, "taken"), (True, False, "taken"), (False, True, "taken"), (False, False, "kept")],
)
def test_a_row_ends_when_its_last_answer_is_decided(
    small_desk, small, waiting, first, second, outcome
):
    row = waiting[0].id
    decide_answers(small_desk, {row: ["mobile"]}, take=first)
    decide_answers(small_desk, {row: ["address"]}, take=second)
    with small_desk.database.read() as connection:
        record = row_store.load_row(connection, row)
        batch = batch_store.load_batch(connection, waiting[0].batch)
    assert record.outcome == outcome
    counted = batch.taken + batch.set_aside + batch.unchanged + batch.pending
    assert (counted, batch.pending) == (batch.rows_read, 1)
    was = small.people[0]
    wanted = (NEW if first else was)["mobile"], (NEW if second else was)["address"]
    assert (answers(small_desk, "mobile")[0], answers(small_desk, "address")[0]) == wanted


def test_the_rest_of_a_row_is_taken_without_what_was_kept(small_desk, small, waiting):
    decide_answers(small_desk, {waiting[0].id: ["mobile"]}, take=False)
    decide_pending(small_desk, [waiting[0].id], take=True)
    assert answers(small_desk, "mobile")[0] == small.people[0]["mobile"]
    assert answers(small_desk, "address")[0] == NEW["address"]


def test_one_item_is_decided_over_all_rows(small_desk, waiting):
    decided = decide_answers(small_desk, {row.id: ["mobile"] for row in waiting}, take=True)
    assert decided == (2, 2)
    assert answers(small_desk, "mobile") == [NEW["mobile"]] * 2
    assert open_items(small_desk) == [["address"], ["address"]]


@pytest.mark.parametrize("take", [True, False])
def test_undoing_the_file_puts_back_what_was_taken_in_part(small_desk, small, waiting, take):
    before = [dict(entry.answers) for entry in list_entries(small_desk)]
    row = waiting[0].id
    decide_answers(small_desk, {row: ["mobile"]}, take=True)
    if not take:
        decide_answers(small_desk, {row: ["address"]}, take=False)
    undo_batch(small_desk, waiting[0].batch)
    assert [dict(entry.answers) for entry in list_entries(small_desk)] == before
    assert list_pending(small_desk) == ()


def test_an_answer_that_does_not_differ_is_refused_and_nothing_is_decided(small_desk, waiting):
    choice = {waiting[0].id: ["mobile"], waiting[1].id: ["name"]}
    with pytest.raises(AppError) as caught:
        decide_answers(small_desk, choice, take=True)
    assert caught.value.code == "no_difference"
    assert open_items(small_desk) == [["address", "mobile"]] * 2


def test_the_same_file_again_brings_no_decided_answer_back(small_desk, small, waiting):
    decide_answers(small_desk, {row.id: ["mobile"] for row in waiting}, take=False)
    changed = [one | NEW for one in small.people[:2]]
    (again,) = add_submissions(small_desk, [small.submission("丙.csv", *changed)])
    assert again.unchanged == 2
    assert open_items(small_desk) == [["address"], ["address"]]


def test_an_approval_falls_when_one_answer_is_taken(small_desk, small, waiting):
    entries = list_entries(small_desk)
    approve_entries(small_desk, [entries[0].id])
    decide_answers(small_desk, {waiting[0].id: ["mobile"]}, take=True)
    assert list_entries(small_desk)[0].state != "approved"


def test_what_stands_in_the_way_of_undoing_is_named_row_by_row(small_desk, small):
    (outcome,) = add_submissions(small_desk, [small.submission("甲.csv", *small.people[:3])])
    entries = list_entries(small_desk)
    approve_entries(small_desk, [entries[0].id, entries[2].id])
    with pytest.raises(AppError) as caught:
        undo_batch(small_desk, outcome.batch)
    named = caught.value.context["entries"]
    assert [(one["row"], one["reason"]) for one in named] == [(2, "approved"), (4, "approved")]
    assert "2、4" in str(caught.value.message)

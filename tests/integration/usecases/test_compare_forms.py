"""A second form of a community stands beside the first; one is chosen, whole or by fields."""

from __future__ import annotations

import pytest

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.storage import community_store
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.compare_forms import compare_forms
from dsurvey_desktop.usecases.decide_pending import decide_answers
from dsurvey_desktop.usecases.preview_submissions import preview_submissions
from dsurvey_desktop.usecases.undo_batch import undo_batch


@pytest.fixture
def code(small) -> str:
    return str(small.setup.communities[0].code)


@pytest.fixture
def send(small_desk, small, code):
    def sent(name, **answers):
        return add_submissions(small_desk, [path(name, **answers)])[0]

    def path(name, **answers):
        return small.submission(name, {"community_code": code, **answers})

    sent.path = path
    return sent


def form(desk, code) -> dict:
    with desk.database.read() as connection:
        return dict(community_store.load_forms(connection)[code].answers)


@pytest.fixture
def two(send, small_desk, items):
    """Two forms that differ in two items and agree in one."""
    first, second, third = items
    send("一.csv", **{first: "1", second: "1", third: "1"})
    assert send("二.csv", **{first: "1", second: "2", third: "2"}).pending == 1
    (comparison,) = compare_forms(small_desk)
    return comparison


@pytest.fixture
def items() -> list[str]:
    """Three items of the form that take the same codes."""
    return ["service_center", "clinic", "bank"]


def test_both_forms_are_set_side_by_side_with_where_they_came_from(two, code, items):
    assert two.community_code == code
    assert (two.here.file, two.came.file) == ("一.csv", "二.csv")
    said = {one.item: (one.here, one.came, one.is_open) for one in two.items}
    assert [said[item] for item in items] == [("1", "1", False), ("1", "2", True), ("1", "2", True)]


def test_one_field_is_taken_and_the_rest_kept(two, small_desk, code, items):
    decide_answers(small_desk, {two.id: [items[1]]}, take=True)
    (left,) = compare_forms(small_desk, code)
    assert [one.item for one in left.differences] == [items[2]]
    assert left.here.file == "二.csv"
    decide_answers(small_desk, {two.id: ()}, take=False)
    assert compare_forms(small_desk) == ()
    assert [form(small_desk, code)[item] for item in items] == ["1", "2", "1"]


def test_a_form_chosen_in_part_is_taken_back_with_its_file(two, small_desk, code, items):
    decide_answers(small_desk, {two.id: [items[1]]}, take=True)
    decide_answers(small_desk, {two.id: [items[2]]}, take=True)
    assert [form(small_desk, code)[item] for item in items] == ["1", "2", "2"]
    undo_batch(small_desk, two.batch)
    assert [form(small_desk, code)[item] for item in items] == ["1", "1", "1"]


def test_a_form_taken_in_one_field_only_is_taken_back_too(two, small_desk, code, items):
    decide_answers(small_desk, {two.id: [items[1]]}, take=True)
    undo_batch(small_desk, two.batch)
    assert [form(small_desk, code)[item] for item in items] == ["1", "1", "1"]
    assert compare_forms(small_desk) == ()


def test_the_whole_second_form_is_chosen(two, small_desk, code, items):
    decide_answers(small_desk, {two.id: ()}, take=True)
    assert [form(small_desk, code)[item] for item in items] == ["1", "2", "2"]


def test_another_community_has_nothing_to_compare_and_an_unknown_one_is_said(
    two, small, small_desk
):
    assert compare_forms(small_desk, str(small.setup.communities[1].code)) == ()
    with pytest.raises(AppError) as caught:
        compare_forms(small_desk, "999999999999")
    assert caught.value.code == "no_community"


def test_a_form_with_some_columns_taken_at_once_changes_only_these(send, small_desk, code, items):
    first, second, third = items
    send("一.csv", **{first: "1", second: "1", third: "1"})
    path = send.path("二.csv", **{second: "2", items[0]: "1"})
    (seen,) = preview_submissions(small_desk, [path], take_changes=True)
    assert [[d.item for d in row.differences] for row in seen.rows] == [[second]]
    (outcome,) = add_submissions(small_desk, [path], take_changes=True)

    assert (outcome.taken, outcome.pending) == (1, 0)
    assert [form(small_desk, code)[item] for item in items] == ["1", "2", "1"]
    assert send("三.csv", **{second: "2", third: "1"}).unchanged == 1
    undo_batch(small_desk, outcome.batch)
    assert [form(small_desk, code)[item] for item in items] == ["1", "1", "1"]

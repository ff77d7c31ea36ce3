"""The whole loop of a return with two communities, as October really goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest

from dsurvey_desktop.domain.entry import Entry, EntryState
from dsurvey_desktop.domain.query import QueryState, Turn
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.approve_entries import approve_entries
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.correct_entry import correct_entry
from dsurvey_desktop.usecases.decide_pending import decide_pending
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.import_roster import import_roster
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.list_pending import list_pending
from dsurvey_desktop.usecases.list_queries import list_queries
from dsurvey_desktop.usecases.make_returns import list_returns, make_returns
from dsurvey_desktop.usecases.query_entry import close_query, open_query
from dsurvey_desktop.usecases.query_views import QueryView
from dsurvey_desktop.usecases.show_progress import show_progress

VALUE, WORDS = 7, 8


@pytest.fixture
def two(small_desk: Desk, small) -> Desk:
    """Three people of each of two communities, with their forms."""
    other = small.setup.communities[1]
    moved = {"community": other.name, "code": other.code}
    import_roster(small_desk, small.roster({}, {}, {}, moved, moved, moved, name="名册二.csv"))
    add_submissions(small_desk, [small.submission("首次.csv", *small.people)])
    return small_desk


def entries(desk: Desk) -> list[Entry]:
    """In the order of the people."""
    return sorted(list_entries(desk), key=lambda one: one.id)


def fill(sheet: str, path: Path, answers: dict[int, tuple[str | None, str | None]]) -> Path:
    """Write value and words beside queries, as a person would in Excel."""
    book = openpyxl.load_workbook(sheet)
    page = book.worksheets[0]
    for row in page.iter_rows(min_row=5):
        said = answers.get(int(str(row[0].value).removeprefix("Q"))) if row[0].value else None
        if said is not None:
            page.cell(row[0].row, VALUE).value, page.cell(row[0].row, WORDS).value = said
    book.save(path)
    return path


def queries(desk: Desk) -> dict[int, QueryView]:
    return {one.id: one for one in list_queries(desk, tuple(QueryState))}


def test_two_communities_answer_in_parts_and_nothing_is_lost_or_overwritten(
    two: Desk, tmp_path: Path
) -> None:
    people = entries(two)
    mobiles = [open_query(two, one.id, "手机号码是否有误?", item="mobile") for one in people]
    words = [open_query(two, one.id, "本人是否仍在本村居住?") for one in people]
    first, second = make_returns(two, tmp_path / "out")
    assert (first.points, second.points) == (6, 6)
    assert {one.turn for one in queries(two).values()} == {Turn.COMMUNITY}
    before = [dict(one.answers) for one in people]

    # The first community answers one person only: a new number, and in words.
    part = {mobiles[0].id: ("13900000001", None), words[0].id: (None, "仍住本村")}
    path = fill(first.workbook, tmp_path / "一.xlsx", part)
    (outcome,) = add_submissions(two, [path])
    assert (outcome.pending, outcome.taken, outcome.unchanged) == (1, 1, 4)
    assert queries(two)[words[0].id].answer == "仍住本村"
    assert [one.turn for one in queries(two).values()].count(Turn.OFFICE) == 2
    assert entries(two)[0].answers == before[0]

    # The same Excel comes again by mail under another name: nothing happens twice.
    (again,) = add_submissions(two, [fill(first.workbook, tmp_path / "一(1).xlsx", part)])
    assert (again.batch, again.unchanged) == (None, 6)
    assert len(queries(two)[mobiles[0].id].steps) == 3

    # Filled further, it brings only what is new.
    more = part | {mobiles[1].id: ("空白", "没有手机"), words[1].id: (None, "已搬走")}
    (outcome,) = add_submissions(two, [fill(str(path), tmp_path / "二.xlsx", more)])
    assert (outcome.pending, outcome.taken, outcome.unchanged) == (1, 1, 4)

    # The office corrects somebody of the second community meanwhile; the sheet knew nothing of it.
    correct_entry(two, people[3].id, "mobile", "13911111111", "电话核实")
    answers = {mobiles[at].id: (f"1390000000{at}", None) for at in (3, 4, 5)}
    (outcome,) = add_submissions(
        two, [fill(second.workbook, tmp_path / "三.xlsx", answers)], take_changes=True
    )
    assert (outcome.pending, outcome.taken, outcome.unchanged) == (1, 2, 3)
    now = entries(two)
    assert now[3].answers["mobile"] == "13911111111"
    assert [now[at].answers["mobile"] for at in (4, 5)] == ["13900000004", "13900000005"]
    waiting = {one.entry: one for one in list_pending(two)}
    assert waiting.keys() == {people[0].id, people[1].id, people[3].id}
    (difference,) = waiting[people[3].id].differences
    assert (difference.old, difference.new) == ("13911111111", "13900000003")

    # The officer takes two differences and keeps the own correction.
    decide_pending(two, [waiting[people[at].id].id for at in (0, 1)], take=True)
    decide_pending(two, [waiting[people[3].id].id], take=False)
    now = entries(two)
    assert now[0].answers == before[0] | {"mobile": "13900000001"}
    assert "mobile" not in now[1].answers
    assert now[3].answers["mobile"] == "13911111111"
    assert list_pending(two) == ()

    # What has no answer is reminded of once its day has passed; the rest is the office's turn.
    late = replace(two, clock=lambda: two.now() + timedelta(days=5))
    tasks = {task.kind: task.count for task in show_progress(late).tasks}
    open_ones = [one for one in queries(two).values() if one.state is QueryState.OPEN]
    assert tasks["reminders"] == len(open_ones) == 5
    assert [one.waiting for one in list_returns(late)] == [3, 2]

    # Closed, an entry can be approved; one with an open query can't.
    for query in (mobiles[0], words[0]):
        close_query(two, query.id)
    result = approve_entries(two, [people[0].id, people[2].id])
    assert result.approved == (people[0].id,)
    assert [one.entry for one in result.blocked] == [people[2].id]
    assert entries(two)[2].state is EntryState.IN_QUERY
    check_log(two)


def test_a_community_may_change_its_own_answer(two: Desk, tmp_path: Path) -> None:
    one = entries(two)[0]
    query = open_query(two, one.id, "手机号码是否有误?", item="mobile")
    (sheet,) = make_returns(two, tmp_path / "out")
    for number in ("13900000001", "13900000002"):
        path = fill(sheet.workbook, tmp_path / f"{number}.xlsx", {query.id: (number, None)})
        (outcome,) = add_submissions(two, [path], take_changes=True)
        assert (outcome.pending, outcome.taken) == (0, 1)
        assert entries(two)[0].answers["mobile"] == number
    assert queries(two)[query.id].answer == "正确内容：13900000002"

"""Many small files share one unit of work, and each is a batch of its own all the same."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.domain.errors import Cancelled
from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.storage.database import Database
from dsurvey_desktop.storage.office_store import load_campaign
from dsurvey_desktop.usecases import intake_unit
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.list_batches import list_batches
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.list_rows import list_rows
from dsurvey_desktop.usecases.manage_mappings import list_mappings
from dsurvey_desktop.usecases.preview_submissions import preview_submissions
from dsurvey_desktop.usecases.recheck import recheck
from dsurvey_desktop.usecases.undo_batch import undo_batch


@pytest.fixture
def each(small) -> list[Path]:
    """A file for each person."""
    return [small.submission(f"{at}.csv", one) for at, one in enumerate(small.people)]


@pytest.fixture
def commits(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One number for each unit of work that takes in files, of those that were begun."""
    begun: list[int] = []
    write = Database.write

    def counted(database: Database):
        if sys._getframe(1).f_code.co_name != "begin_reading":  # the names, before the first
            begun.append(len(begun))
        return write(database)

    monkeypatch.setattr(Database, "write", counted)
    return begun


def stop_at(template: str, error: type[BaseException]) -> Callable[[int, int, Text], None]:
    """A watcher that raises when this is told of the fourth file."""

    def watch(_done: int, _total: int, what: Text) -> None:
        if what == text(template, file="3.csv"):
            raise error

    return watch


def files(desk) -> list[str]:
    return [batch.file for batch in reversed(list_batches(desk))]


def test_small_files_are_taken_in_together_and_undone_singly(small_desk, each, commits):
    outcomes = add_submissions(small_desk, each)
    assert len(commits) == 1
    assert [one.taken for one in outcomes] == [1] * 6
    assert files(small_desk) == [path.name for path in each]
    for outcome in outcomes:
        (row,) = list_rows(small_desk, outcome.batch)
        assert (row.row, row.outcome) == (2, "taken")
    undo_batch(small_desk, outcomes[2].batch)
    assert len(list_entries(small_desk)) == 5
    check_log(small_desk)


def test_the_same_files_again_change_nothing(small_desk, each):
    add_submissions(small_desk, each)
    lines = check_log(small_desk)
    again = add_submissions(small_desk, each)
    assert [(one.batch, one.unchanged) for one in again] == [(None, 1)] * 6
    assert check_log(small_desk) == lines


@pytest.mark.parametrize("template", ["Reading {file}", "Checking {file}"])
def test_a_stopped_intake_keeps_the_files_before(small_desk, each, template):
    with pytest.raises(Cancelled):
        add_submissions(small_desk, each, progress=stop_at(template, Cancelled))
    assert files(small_desk) == ["0.csv", "1.csv", "2.csv"]
    assert len(list_entries(small_desk)) == 3
    check_log(small_desk)


def test_a_fault_leaves_nothing_of_the_files_it_breaks_off(small_desk, each):
    before = check_log(small_desk)
    with pytest.raises(ZeroDivisionError):
        add_submissions(small_desk, each, progress=stop_at("Checking {file}", ZeroDivisionError))
    assert (files(small_desk), list_entries(small_desk)) == ([], ())
    assert check_log(small_desk) == before
    assert [one.taken for one in add_submissions(small_desk, each)] == [1] * 6


def test_a_file_changes_what_one_before_it_brought(small_desk, small, each):
    other = small.people[0] | {"mobile": "13912345678"}
    third = small.submission("第三.csv", other | {"mobile": "13912345679"})
    changed = [each[0], small.submission("更正.csv", other), third]
    outcomes = add_submissions(small_desk, changed, take_changes=True)
    assert [one.taken for one in outcomes] == [1, 1, 1]
    (entry,) = list_entries(small_desk)
    assert (entry.answers["mobile"], entry.version) == ("13912345679", 3)


def test_a_mapping_that_is_accepted_counts_for_the_next_file(small_desk, small):
    first, second = small.people[0], small.people[1]
    same = dict.fromkeys([*first, *second])
    both = [{**same, **one, "姓名": "别人"} for one in (first, second)]
    paths = [small.submission(f"{at}.csv", one) for at, one in enumerate(both)]
    outcomes = add_submissions(small_desk, paths, accept_mapping=True)
    assert [one.taken for one in outcomes] == [1, 1]
    (kept,) = list_mappings(small_desk)
    assert kept.name == "0.csv"
    assert [one.tables[0].mapping for one in outcomes] == ["", "0.csv"]


def test_a_preview_of_many_files_shows_each_and_saves_nothing(small_desk, small, each):
    again = small.submission("再来.csv", small.people[0])
    before = check_log(small_desk)
    previews = preview_submissions(small_desk, [*each, again])
    assert [one.outcome.taken for one in previews] == [1] * 6 + [0]
    assert [len(one.rows) for one in previews] == [1] * 7
    assert previews[6].outcome.unchanged == 1
    assert (list_entries(small_desk), check_log(small_desk)) == ((), before)


def test_more_rows_than_a_unit_may_have_make_several(small_desk, small, commits, monkeypatch):
    monkeypatch.setattr(intake_unit, "UNIT_ROWS", 2000)
    strangers = [small.people[0] | {"certificate_no": f"33028219{n:012d}"} for n in range(2500)]
    paths = [small.submission(f"{at}.csv", *strangers[at::5]) for at in range(5)]
    outcomes = add_submissions(small_desk, paths)
    assert [one.set_aside for one in outcomes] == [500] * 5
    assert len(commits) == 2


def test_files_of_many_bytes_make_several_units(small_desk, small, commits, monkeypatch):
    paths = [small.submission(f"{at}.csv", small.people[at]) for at in range(4)]
    sizes = [path.stat().st_size for path in paths]
    monkeypatch.setattr(intake_unit, "UNIT_BYTES", max(sizes) + 1)
    outcomes = add_submissions(small_desk, paths)
    assert [one.taken for one in outcomes] == [1] * 4
    assert len(commits) == 2


def test_a_small_file_follows_one_of_more_rows_than_are_written_at_once(small_desk, small, commits):
    strangers = [small.people[0] | {"certificate_no": f"33028219{n:012d}"} for n in range(1200)]
    large = small.submission("大.csv", *strangers, *small.people[:3])
    outcomes = add_submissions(small_desk, [large, small.submission("小.csv", *small.people[3:])])
    assert [(one.taken, one.set_aside) for one in outcomes] == [(3, 1200), (3, 0)]
    assert (len(commits), files(small_desk)) == (1, ["大.csv", "小.csv"])
    check_log(small_desk)


def test_a_file_that_is_taken_in_after_midnight_came_on_the_new_day(small_desk, each):
    with small_desk.database.read() as connection:
        deadline = load_campaign(connection).community_deadline
    day = [deadline]

    def past_midnight(_done: int, _total: int, what: Text) -> None:
        if what == text("Checking {file}", file="3.csv"):
            day[0] = deadline + timedelta(days=1)

    office = replace(small_desk, clock=lambda: datetime.combine(day[0], time(12), OFFICE_ZONE))
    add_submissions(office, each, progress=past_midnight)
    late = [any(one.rule == "D03" for one in entry.findings) for entry in list_entries(office)]
    assert sorted(late) == [False] * 3 + [True] * 3
    with office.database.write() as connection:
        recheck(connection, office, "campaign_changed")
    again = [any(one.rule == "D03" for one in entry.findings) for entry in list_entries(office)]
    assert again == late

"""The daily history and the forecast stand on what was done when; a fallen approval is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from dsurvey_desktop.domain.absence import AbsenceReason
from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.domain.forecast import Standing
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.correct_entry import correct_entry
from dsurvey_desktop.usecases.import_roster import import_roster
from dsurvey_desktop.usecases.list_batches import list_batches
from dsurvey_desktop.usecases.list_missing import list_missing
from dsurvey_desktop.usecases.note_absence import note_absence
from dsurvey_desktop.usecases.show_progress import show_progress
from dsurvey_desktop.usecases.undo_batch import undo_batch


@pytest.fixture
def at(small_desk):
    """The desk at a moment of October: `at(6, 23, 30)`."""

    def moved(day: int, hour: int = 12, minute: int = 0):
        moment = datetime(2025, 10, day, hour, minute, tzinfo=OFFICE_ZONE)
        return replace(small_desk, clock=lambda: moment)

    return moved


@pytest.fixture
def taken(small, at):
    """Two people's forms late on the 6th, one more half an hour after midnight, one on the 8th."""
    for moment, people in (
        ((6, 23, 30), small.people[:2]),
        ((7, 0, 30), small.people[2:3]),
        ((8,), small.people[3:4]),
    ):
        add_submissions(at(*moment), [small.submission(f"{moment[0]}日.csv", *people)])


def registered(view):
    return {day.day.day: day.registered for day in view.history[-4:]}


def test_entries_count_on_the_day_they_came_in_the_office(taken, at):
    progress = show_progress(at(8))
    (own,) = [one for one in progress.communities if one.on_roster]
    for view in (progress.total, own):
        assert registered(view) == {5: 0, 6: 2, 7: 3, 8: 4}
        assert len(view.history) == 14
    # three days of work brought four of six
    found = own.registering
    assert (found.left, found.pace_days, found.done_on) == (2, 3, date(2025, 10, 10))
    assert found.pace == pytest.approx(4 / 3)
    assert found.standing is Standing.IN_TIME


def test_an_approval_counts_on_its_day_and_no_more_once_it_fell(taken, at):
    ready = ready_entries(at(8))
    approve_entries(at(7), ready[:2])
    approve_entries(at(8), ready[2:3])
    before = show_progress(at(8)).total
    assert [day.approved for day in before.history[-3:]] == [0, 2, 3]
    assert (before.approving.left, before.approving.pace) == (3, 1.5)
    correct_entry(at(8), ready[0], "note", "改", "电话核实")
    assert [day.approved for day in show_progress(at(8)).total.history[-2:]] == [1, 2]


def test_what_was_taken_back_was_never_there(taken, at):
    newest = list_batches(at(8))[0].id
    undo_batch(at(8), newest)
    assert registered(show_progress(at(8)).total)[8] == 3


def test_whose_absence_is_explained_is_not_waited_for(taken, at):
    missing = list_missing(at(8))
    assert len(missing) == 2
    for one in missing:
        note_absence(at(8), one.certificate_no, AbsenceReason.DEAD, "村里证明")
    total = show_progress(at(8)).total
    assert (total.missing, total.registering.left) == (2, 0)
    assert total.registering.standing is Standing.DONE
    assert total.approving.standing is Standing.STALLED


def test_a_clock_that_was_set_back_loses_nobody(taken, at):
    total = show_progress(at(7)).total
    assert total.history[-1].registered == total.with_entry == 4


def test_an_office_without_roster_has_nothing_left_and_no_pace(open_copy, fresh_office, tmp_path):
    total = show_progress(open_copy(fresh_office)).total
    assert total.with_entry == 0
    assert total.registering.standing is Standing.STALLED
    assert total.registering.pace_days == 0


def tasks(desk):
    return {one.kind: one for one in show_progress(desk).tasks}


def test_the_days_list_names_deadlines_once_they_are_near(taken, at):
    assert "community_deadline" not in tasks(at(6))
    near = tasks(at(8))
    assert (near["community_deadline"].days_left, near["community_deadline"].count) == (2, 2)
    assert "town_deadline" not in near
    past = tasks(at(17))
    assert (past["community_deadline"].days_left, past["town_deadline"].days_left) == (-7, -2)
    assert (past["town_deadline"].count, past["district_deadline"].count) == (6, 6)


def test_a_deadline_with_nothing_left_is_not_spoken_of(taken, at):
    for one in list_missing(at(8)):
        note_absence(at(8), one.certificate_no, AbsenceReason.MOVED, "村里证明")
    assert "community_deadline" not in tasks(at(8))


def test_a_community_of_which_nothing_came_is_to_be_asked(small, small_desk, at):
    other = small.setup.communities[1]
    import_roster(
        small_desk, small.roster({"code": other.code, "community": other.name}, name="新名册.csv")
    )
    assert "silent" not in tasks(at(8)), "nothing has come of anybody: the files are to be taken in"
    add_submissions(at(8), [small.submission("一.csv", *small.people[1:])])
    found = tasks(at(8))["silent"]
    assert (found.count, found.community) == (1, other.code)

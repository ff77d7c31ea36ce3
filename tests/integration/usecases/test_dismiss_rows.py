"""Rows set aside that are nobody's here: a person is done with them, and the counts say so."""

from __future__ import annotations

import pytest

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import RowId
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.dismiss_rows import dismiss_rows, reopen_rows
from dsurvey_desktop.usecases.import_roster import import_roster
from dsurvey_desktop.usecases.intake_waiting import count_intake, needs_a_person
from dsurvey_desktop.usecases.list_batches import list_batches
from dsurvey_desktop.usecases.list_log import list_log
from dsurvey_desktop.usecases.list_set_aside import list_set_aside
from dsurvey_desktop.usecases.settle_row import settle_row
from dsurvey_desktop.usecases.undo_batch import undo_batch


def waiting(desk) -> int:
    with desk.database.read() as connection:
        return count_intake(connection).set_aside


@pytest.fixture
def stranger(small):
    """A person of the roster, as one who is on no roster yet."""
    return small.people[0]


@pytest.fixture
def row(small_desk, small, stranger) -> RowId:
    """A row of somebody who has moved here from another town and is not on the roster."""
    number = stranger["certificate_no"]
    elsewhere = "110101" + number[6:]
    add_submissions(
        small_desk,
        [small.submission("甲.csv", stranger | {"certificate_no": elsewhere, "name": "欧阳无人"})],
    )
    (one,) = list_set_aside(small_desk)
    return one.id


def test_a_row_done_with_waits_no_more_and_can_wait_again(small_desk, row):
    (batch,) = list_batches(small_desk)
    assert (waiting(small_desk), batch.set_aside) == (1, 1)
    assert dismiss_rows(small_desk, [row, row], "外镇人员") == 1
    assert (waiting(small_desk), list_batches(small_desk)) == (0, (batch,))
    assert list_set_aside(small_desk) == ()
    (kept,) = list_set_aside(small_desk, with_dismissed=True)
    assert kept.id == row
    assert kept.is_dismissed
    assert not needs_a_person(kept)
    with pytest.raises(AppError) as refused:
        dismiss_rows(small_desk, [row], "外镇人员")
    assert refused.value.code == "no_row"
    assert reopen_rows(small_desk, [row]) == 1
    assert waiting(small_desk) == 1
    with pytest.raises(AppError):
        reopen_rows(small_desk, [row])
    events = [one.action for one in list_log(small_desk)]
    assert events.count("row_dismissed") == events.count("row_reopened") == 1


def test_it_does_not_come_back_with_its_file_and_can_be_taken_back(
    small_desk, small, stranger, row
):
    dismiss_rows(small_desk, [row], "外镇人员")
    (kept,) = list_set_aside(small_desk, with_dismissed=True)
    said = dict(zip(kept.headers, kept.cells, strict=True))
    assert said
    number = "110101" + stranger["certificate_no"][6:]
    again = small.submission("乙.csv", stranger | {"certificate_no": number, "name": "欧阳无人"})
    (outcome,) = add_submissions(small_desk, [again])
    assert (outcome.unchanged, outcome.set_aside, waiting(small_desk)) == (1, 0, 0)
    undo_batch(small_desk, kept.batch)
    assert list_set_aside(small_desk, with_dismissed=True) == ()


def test_it_can_still_be_given_to_a_person(small_desk, stranger, row):
    dismiss_rows(small_desk, [row], "外镇人员")
    settle_row(small_desk, row, stranger["certificate_no"], "电话核实")
    (batch,) = list_batches(small_desk)
    assert (batch.taken, batch.set_aside) == (1, 0)


def test_a_later_roster_that_names_its_person_gives_it_its_place(small_desk, small, stranger, row):
    dismiss_rows(small_desk, [row], "外镇人员")
    number = "110101" + stranger["certificate_no"][6:]
    change = {"certificate_no": number, "name": "欧阳无人", "citizen_id": number[:18]}
    brought = import_roster(small_desk, small.roster(change))
    assert (brought.taken, waiting(small_desk)) == (1, 0)
    assert list_set_aside(small_desk, with_dismissed=True) == ()

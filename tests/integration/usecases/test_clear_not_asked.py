"""What is answered and not asked is blanked as one correction, and taken back as one."""

from __future__ import annotations

import pytest

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.approve_entries import approve_entries
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.clear_not_asked import clear_not_asked
from dsurvey_desktop.usecases.correct_entry import (
    correct_entry,
    redo_correction,
    undo_correction,
)
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.show_entry import show_entry

WHY = "Not asked of this person"


@pytest.fixture
def moved_away(small_desk: Desk, small):
    """Somebody who moved away, whose whole form is filled in all the same."""
    add_submissions(small_desk, [small.submission("首次.csv", *small.people[:3])])
    entry = list_entries(small_desk)[0]
    return correct_entry(small_desk, entry.id, "status", "2", "电话核实")


def test_one_deed_blanks_all_of_it_and_one_takes_it_back(small_desk: Desk, moved_away) -> None:
    desk, entry = small_desk, moved_away.id
    before = dict(list_entries(desk)[0].answers)
    names = [item.name for item in moved_away.not_asked]
    assert len(names) > 3
    view = clear_not_asked(desk, entry, WHY, moved_away.seen)
    assert view.not_asked == ()
    assert view.version == moved_away.version + 1
    left = {item: value for item, value in before.items() if item not in names}
    assert dict(list_entries(desk)[0].answers) == left
    assert {one.reason for one in view.corrections[: len(names)]} == {WHY}
    for _again in range(2):
        back = undo_correction(desk, entry)
        assert dict(list_entries(desk)[0].answers) == before
        assert len(back.not_asked) == len(names)
        assert redo_correction(desk, entry).not_asked == ()
    assert dict(list_entries(desk)[0].answers) == left
    check_log(desk)


def test_what_came_between_is_not_overwritten(small_desk: Desk, moved_away) -> None:
    desk, entry = small_desk, moved_away.id
    name = moved_away.not_asked[0].name
    only = clear_not_asked(desk, entry, WHY, items=[name])
    assert len(only.not_asked) == len(moved_away.not_asked) - 1
    with pytest.raises(AppError) as caught:
        clear_not_asked(desk, entry, WHY, moved_away.seen)
    assert caught.value.code == "entry_changed"
    clear_not_asked(desk, entry, WHY)
    with pytest.raises(AppError) as caught:
        clear_not_asked(desk, entry, WHY)
    assert caught.value.code == "nothing_changed"
    approve_entries(desk, [entry])
    assert show_entry(desk, entry).state is EntryState.APPROVED
    assert undo_correction(desk, entry).state is EntryState.RECEIVED

"""Two officers at one entry: nobody overwrites, and the second is shown the difference."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import chain

import pytest

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.correct_entry import correct_entry, redo_correction, undo_correction
from dsurvey_desktop.usecases.draw_sample import draw_sample
from dsurvey_desktop.usecases.list_entries import list_entry_ids
from dsurvey_desktop.usecases.list_problems import list_sent_problems
from dsurvey_desktop.usecases.list_refused import end_refused, list_refused
from dsurvey_desktop.usecases.manage_users import set_roles
from dsurvey_desktop.usecases.show_entry import show_entry
from tests.integration.server.conftest import SECOND, SECOND_USER


def _answer(view, name):
    return next(i for s in view.sections for i in s.items if i.name == name).value


def _refusal(deed, *arguments, **named) -> AppError:
    with pytest.raises(AppError) as refused:
        deed(*arguments, **named)
    return refused.value


def test_the_second_to_correct_is_shown_before_theirs_and_yours(seats):
    here, there = seats
    entry = ready_entries(here)[0]
    both_saw = show_entry(here, entry).seen
    before = show_entry(there, entry)
    correct_entry(here, entry, "mobile", "13800000001", "核对电话", both_saw)
    refused = _refusal(
        correct_entry, there, entry, "mobile", "13900000002", "本人来电", before.seen
    )
    (change,) = refused.context["changes"]
    assert refused.code == "entry_changed"
    assert "陈经办" in str(refused.message)
    assert (change.item, change.before) == ("mobile", str(_answer(before, "mobile")))
    assert (change.theirs, change.yours, change.by) == ("13800000001", "13900000002", "陈经办")
    now = show_entry(there, entry)
    assert _answer(now, "mobile") == "13800000001"
    decided = correct_entry(there, entry, "mobile", "13900000002", "本人来电", now.seen)
    assert [one.corrected_by for one in decided.corrections[:2]] == ["林复核", "陈经办"]
    check_log(here)


def test_another_answer_changed_meanwhile_is_told_too(seats):
    here, there = seats
    entry = ready_entries(here)[0]
    seen = show_entry(there, entry).seen
    correct_entry(here, entry, "mobile", "13800000001", "核对电话")
    refused = _refusal(correct_entry, there, entry, "contact_name", "王", "本人来电", seen)
    assert [(one.item, one.yours) for one in refused.context["changes"]] == [("mobile", "")]


def test_what_changed_since_it_was_seen_is_not_approved(seats):
    here, there = seats
    entry = ready_entries(here)[0]
    seen = show_entry(there, entry).seen
    correct_entry(here, entry, "mobile", "13800000001", "核对电话")
    assert _refusal(approve_entries, there, [entry], seen={entry: seen}).code == "entry_changed"
    assert show_entry(there, entry).state is EntryState.READY
    seen = show_entry(there, entry).seen
    assert approve_entries(there, [entry], seen={entry: seen}).approved == (entry,)


def test_who_did_not_see_the_approval_does_not_let_it_fall(seats):
    here, there = seats
    entry = ready_entries(here)[0]
    seen = show_entry(there, entry).seen
    approve_entries(here, [entry])
    refused = _refusal(correct_entry, there, entry, "mobile", "13900000002", "本人来电", seen)
    assert (refused.code, refused.context["changes"]) == ("entry_changed", ())
    assert "陈经办" in str(refused.message)
    seen = show_entry(there, entry).seen
    correct_entry(there, entry, "mobile", "13900000002", "本人来电", seen)
    assert show_entry(here, entry).approved_by == ""


def test_an_undo_takes_nothing_of_anothers_back(seats):
    here, there = seats
    entry = ready_entries(here)[0]
    correct_entry(here, entry, "mobile", "13800000001", "核对电话")
    correct_entry(there, entry, "mobile", "13900000002", "本人来电")
    assert _refusal(undo_correction, here, entry).code == "corrected_since"
    assert _answer(show_entry(here, entry), "mobile") == "13900000002"
    undone = undo_correction(there, entry, show_entry(there, entry).seen)
    assert _answer(undone, "mobile") == "13800000001"
    stale = show_entry(there, entry).seen
    undo_correction(here, entry)
    assert _refusal(redo_correction, there, entry, stale).code == "entry_changed"


def test_roles_are_those_of_the_person_at_each_seat(seats, sit_down):
    here, there = seats
    set_roles(here, SECOND_USER, {Role.CLERK})
    clerk = sit_down(there.folder, SECOND)
    entry = ready_entries(here)[0]
    assert _refusal(approve_entries, clerk, [entry]).code == "not_allowed"
    assert approve_entries(here, [entry]).approved == (entry,)


def test_both_write_at_once_and_the_log_and_all_numbers_hold(seats):
    entries = list_entry_ids(seats[0], EntryFilter(sort="row"))[:12]

    def work(desk, phone):
        for number, entry in enumerate(entries):
            correct_entry(desk, entry, "mobile", f"{phone}{number:08d}", "核对电话")
        return [draw_sample(desk, share=0.02, seed=seed).id for seed in (1, 2)]

    with ThreadPoolExecutor(2) as pool:
        drawn = [*chain.from_iterable(pool.map(work, seats, ("138", "139")))]
    assert len(set(drawn)) == 4
    assert check_log(seats[0]) == check_log(seats[1])
    for entry in entries:
        phones = [one for one in show_entry(seats[0], entry).corrections if one.item == "mobile"]
        assert len(phones) == 2
        assert phones[0].old == phones[1].new


def test_a_file_refused_at_one_seat_is_known_at_the_other_which_may_be_done_with_it(
    seats, tmp_path
):
    here, there = seats
    broken = tmp_path / "上塘村.xlsx"
    broken.write_bytes(b"PK\x03\x04 half a workbook")
    add_submissions(here, [broken])
    (one,) = list_refused(there)
    assert (one.community_name, one.received_by) == ("上塘村", "陈经办")
    assert list_sent_problems(there)[0].refused_file == one.id
    end_refused(there, [one.id])
    assert list_refused(here) == ()
    again = add_submissions(here, [broken, broken])
    assert {two.refused_file for two in again} == {one.id}
    assert [two.id for two in list_refused(there)] == [one.id]
    check_log(here)

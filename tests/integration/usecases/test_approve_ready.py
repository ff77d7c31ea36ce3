"""Approving what a summary offered: what became another since is named, never approved unseen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.storage import key_slots
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.approve_entries import approve_entries, withdraw_approval
from dsurvey_desktop.usecases.approve_ready import approve_ready, offer_approval, offer_chosen
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.correct_entry import correct_entry
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.list_batches import list_batches
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.manage_users import add_user
from dsurvey_desktop.usecases.open_office import close_office, open_office
from dsurvey_desktop.usecases.undo_approvals import undo_approvals
from dsurvey_desktop.usecases.undo_batch import undo_batch

PASSWORD, OTHERS = "password for tests", "the other one's own"


@pytest.fixture
def desk(small_desk: Desk, small, monkeypatch) -> Desk:
    """Whoever approves; six entries are ready."""
    monkeypatch.setattr(key_slots, "_MEMORY_KIB", 64)
    monkeypatch.setattr(key_slots, "_TIME_COST", 1)
    add_submissions(small_desk, [small.submission("今年.csv", *small.people)])
    add_user(small_desk, PASSWORD, "林同事", {Role.CLERK, Role.REVIEWER}, OTHERS)
    return small_desk


@pytest.fixture
def other(desk: Desk) -> Iterator[Desk]:
    """A colleague at another window."""
    opened = open_office(desk.folder, OTHERS)
    yield opened
    close_office(opened)


def states(desk: Desk) -> dict[int, EntryState]:
    return {one.id: one.state for one in list_entries(desk)}


def why(result) -> dict[int, str]:
    return {one.entry: "；".join(map(str, one.reasons)) for one in result.blocked}


def test_what_nobody_touched_is_approved_whole(desk: Desk) -> None:
    offered = offer_approval(desk, EntryFilter())
    assert len(offered) == 6
    result = approve_ready(desk, offered)
    assert (set(result.approved), result.blocked) == ({one.id for one in offered}, ())
    assert set(states(desk).values()) == {EntryState.APPROVED}


def test_what_a_colleague_corrected_meanwhile_is_named_and_not_approved(
    desk: Desk, other: Desk
) -> None:
    offered = offer_approval(desk, EntryFilter())
    touched = offered[2]
    correct_entry(other, touched.id, "note", "改过", "电话核实")
    result = approve_ready(desk, offered)
    assert set(result.approved) == {one.id for one in offered} - {touched.id}
    assert result.blocked[0].name == touched.name
    assert why(result)[touched.id].startswith("林同事在 ")
    assert states(desk)[touched.id] is EntryState.READY
    check_log(desk)


def test_a_later_file_that_changed_an_entry_holds_it_back(desk: Desk, other: Desk, small) -> None:
    offered = offer_approval(desk, EntryFilter())
    changed = small.people[0] | {"note": "新内容"}
    add_submissions(other, [small.submission("更正.csv", changed)], take_changes=True)
    result = approve_ready(desk, offered)
    assert len(result.approved) == 5
    assert len(result.blocked) == 1
    assert "您看到" in why(result)[result.blocked[0].entry]


def test_what_came_in_after_the_summary_is_not_approved(desk: Desk, other: Desk) -> None:
    first, *rest = offer_approval(desk, EntryFilter())
    result = approve_ready(desk, rest)  # the first came in after the summary
    assert first.id not in result.approved
    assert states(desk)[first.id] is EntryState.READY


def test_what_was_taken_back_is_named_and_the_others_are_approved(
    desk: Desk, other: Desk, small
) -> None:
    offered = offer_approval(desk, EntryFilter())
    undo_batch(other, list_batches(other)[0].id)
    result = approve_ready(desk, offered)
    assert result.approved == ()
    assert {one.name for one in result.blocked} == {one.name for one in offered}
    assert set(why(result).values()) == {"已不在：它所在的文件已被撤回。"}


def test_what_a_colleague_approved_meanwhile_is_said(desk: Desk, other: Desk) -> None:
    offered = offer_approval(desk, EntryFilter())
    approve_entries(other, [offered[0].id])
    result = approve_ready(desk, offered)
    assert len(result.approved) == 5
    assert "已核准" in why(result)[offered[0].id] or "已经核准" in why(result)[offered[0].id]


def test_only_what_the_list_shows_is_offered(desk: Desk) -> None:
    everybody = offer_approval(desk, EntryFilter())
    one = everybody[0]
    assert [found.id for found in offer_approval(desk, EntryFilter(text=one.name))] == [one.id]
    assert len(offer_approval(desk, EntryFilter(quality="error"))) == len(everybody)
    with pytest.raises(AppError):
        offer_approval(desk, EntryFilter(community="999999999999"))


def test_a_clerk_approves_nothing(desk: Desk) -> None:
    add_user(desk, PASSWORD, "第三人", {Role.CLERK}, "third one's own")
    clerk = open_office(desk.folder, "third one's own")
    with pytest.raises(AppError) as refused:
        approve_ready(clerk, offer_approval(clerk, EntryFilter()))
    close_office(clerk)
    assert refused.value.code == "not_allowed"


def test_of_chosen_entries_those_that_can_are_offered_and_the_others_say_why(desk: Desk) -> None:
    first, second, *rest = (one.id for one in offer_approval(desk, EntryFilter()))
    approve_entries(desk, [second])
    offer = offer_chosen(desk, [rest[0], second, first])
    assert [one.id for one in offer.entries] == [rest[0], first]
    assert [(one.entry, len(one.reasons)) for one in offer.blocked] == [(second, 1)]
    assert set(approve_ready(desk, offer.entries).approved) == {rest[0], first}
    assert offer_chosen(desk, [first]).entries == ()


def test_an_approval_of_many_is_taken_back_as_one_but_for_what_became_another(
    desk: Desk, other: Desk
) -> None:
    offered = offer_approval(desk, EntryFilter())
    approve_ready(desk, offered)
    changed, again, *rest = (one.id for one in offered)
    correct_entry(other, changed, "contact_name", "王小二", "电话核实")
    withdraw_approval(other, again, "看错")
    approve_entries(other, [again])
    before = check_log(desk)
    with pytest.raises(AppError, match="您今天没有可撤回的批量核准"):
        undo_approvals(other)
    undone = undo_approvals(desk)
    assert (set(undone.entries), set(undone.left)) == (set(rest), {changed, again})
    found = states(desk)
    assert {found[one] for one in rest} == {EntryState.READY}
    assert found[again] is EntryState.APPROVED
    assert check_log(desk) == before + 1
    with pytest.raises(AppError, match="您今天没有可撤回的批量核准"):
        undo_approvals(desk)
    assert set(rest) <= {one.id for one in offer_approval(desk, EntryFilter())}

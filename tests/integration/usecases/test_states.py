"""State × step × path × role: an approval falls on every later change, on every path."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.move_entries import move_entries
from dsurvey_desktop.usecases.show_entry import show_entry
from tests.integration.usecases.approval_scene import Scene, set_scene
from tests.integration.usecases.approval_steps import (
    Step,
    accept,
    approve,
    bring_to,
    change_mind,
    community_added,
    correct,
    correct_another,
    corrected,
    cutoff_moves,
    deadline_moves,
    difference_waits,
    edition_adopted,
    entered_again,
    explain,
    export,
    first_is_right,
    keep_pending,
    last_year_agrees,
    last_year_differs,
    late,
    move_to_edition,
    nothing,
    open_a_receipt,
    opening_moves,
    other_answers,
    roster_brings_the_twin,
    roster_corrects_another,
    roster_lacks_the_person,
    roster_moves_the_person,
    roster_says_after_cutoff,
    roster_says_another_name,
    row_of_a_twin_set_aside,
    rule_switched_off,
    same_roster,
    sample_drawn,
    second_is_right,
    send_again,
    send_another,
    send_back,
    settle_on_the_twin,
    take_in_changes,
    take_pending,
    target_set,
    twin_row_set_aside,
    undo_another_batch,
    undo_first_batch,
    undo_own_correction,
    withdraw,
)


@pytest.fixture
def scene(small_desk: Desk, small) -> Scene:
    return set_scene(small_desk, small)


PATHS: dict[str, tuple[Step, Step]] = {
    "corrected": (nothing, correct),
    "correction undone": (corrected, undo_own_correction),
    "difference taken": (difference_waits, take_pending),
    "changes taken in": (nothing, take_in_changes),
    "row settled on a twin": (row_of_a_twin_set_aside, settle_on_the_twin),
    "name on the roster": (nothing, roster_says_another_name),
    "gone from the roster": (nothing, roster_lacks_the_person),
    "after the cut-off on the roster": (nothing, roster_says_after_cutoff),
    "moved on the roster": (nothing, roster_moves_the_person),
    "twin on the roster": (twin_row_set_aside, roster_brings_the_twin),
    "cut-off day": (nothing, cutoff_moves),
    "deadline": (nothing, deadline_moves),
    "opening day": (nothing, opening_moves),
    "moved to an edition": (edition_adopted, move_to_edition),
    "last year speaks against it": (nothing, last_year_differs),
    "second entry is right": (entered_again, second_is_right),
}


@pytest.fixture(params=[EntryState.APPROVED, EntryState.HANDED_OVER])
def state(request: pytest.FixtureRequest) -> EntryState:
    return request.param


@pytest.mark.parametrize("path", PATHS)
def test_an_approval_falls_on_every_later_change(
    scene: Scene, state: EntryState, path: str
) -> None:
    before, change = PATHS[path]
    before(scene)
    bring_to(scene, state)
    change(scene)
    view = show_entry(scene.desk, scene.entry.id)
    assert view.state in {EntryState.READY, EntryState.RECEIVED}
    assert (view.approved_by, view.approved_at) == ("", None)
    assert view.state is (EntryState.RECEIVED if view.blockers else EntryState.READY)
    fell = [line for line in scene.log() if line.action == "approvals_fell"]
    assert [scene.entry.id in line.detail["entries"] for line in fell] == [True]
    check_log(scene.desk)


HARMLESS: dict[str, tuple[Step, Step]] = {
    "warning explained": (late, explain),
    "difference arrives": (nothing, difference_waits),
    "difference kept out": (difference_waits, keep_pending),
    "another entry corrected": (nothing, correct_another),
    "same file again": (nothing, send_again),
    "another file": (nothing, send_another),
    "another batch undone": (send_another, undo_another_batch),
    "same roster again": (nothing, same_roster),
    "another person on the roster": (nothing, roster_corrects_another),
    "a rule switched off": (late, rule_switched_off),
    "a target": (nothing, target_set),
    "a community added": (nothing, community_added),
    "a sample drawn": (nothing, sample_drawn),
    "a form edition adopted": (nothing, edition_adopted),
    "last year agrees": (nothing, last_year_agrees),
    "entered again": (nothing, entered_again),
    "first entry is right": (entered_again, first_is_right),
}


@pytest.mark.parametrize("path", HARMLESS)
def test_an_approval_stands_while_what_was_approved_does(
    scene: Scene, state: EntryState, path: str
) -> None:
    before, change = HARMLESS[path]
    before(scene)
    bring_to(scene, state)
    version = scene.entry.version
    change(scene)
    assert (scene.entry.state, scene.entry.version) == (state, version)
    assert show_entry(scene.desk, scene.entry.id).approved_by == "测试员"
    assert "approvals_fell" not in {line.action for line in scene.log()}


REFUSED_WHEN_ACCEPTED: dict[str, tuple[Step, Step]] = {
    "corrected": (nothing, correct),
    "correction undone": (corrected, undo_own_correction),
    "difference taken": (difference_waits, take_pending),
    "withdrawn": (nothing, withdraw),
    "batch undone": (nothing, undo_another_batch),
}


@pytest.mark.parametrize("path", REFUSED_WHEN_ACCEPTED)
def test_what_the_district_accepted_is_not_changed_here(scene: Scene, path: str) -> None:
    before, change = REFUSED_WHEN_ACCEPTED[path]
    before(scene)
    bring_to(scene, EntryState.HANDED_OVER)
    accept(scene)
    entry, lines = scene.entry, len(scene.log())
    with pytest.raises(AppError) as refused:
        change(scene)
    assert refused.value.code in {"entry_accepted", "not_approved", "batch_in_use"}
    assert (scene.entry, len(scene.log())) == (entry, lines)


@pytest.mark.parametrize("change", [roster_says_another_name, roster_lacks_the_person])
def test_what_the_district_accepted_stays_but_its_findings_are_shown(scene: Scene, change) -> None:
    bring_to(scene, EntryState.HANDED_OVER)
    accept(scene)
    change(scene)
    assert scene.entry.state is EntryState.ACCEPTED
    assert {f.rule for f in scene.entry.findings} & {"P01", "P03"}


def test_taking_changes_leaves_what_the_district_accepted_as_a_difference(scene: Scene) -> None:
    bring_to(scene, EntryState.HANDED_OVER)
    accept(scene)
    outcome = scene.send("更正.csv", other_answers(scene), take_changes=True)
    assert (outcome.taken, outcome.pending) == (0, 1)
    assert scene.entry.state is EntryState.ACCEPTED


@pytest.mark.parametrize("comes_back", [send_back, change_mind])
@pytest.mark.parametrize("path", PATHS.keys() - {"row settled on a twin"})
def test_what_the_district_sent_back_goes_through_the_workbench_again(
    scene: Scene, comes_back: Step, path: str
) -> None:
    before, change = PATHS[path]
    before(scene)
    bring_to(scene, EntryState.HANDED_OVER)
    comes_back(scene)
    view = show_entry(scene.desk, scene.entry.id)
    assert (view.state, view.approved_by) == (EntryState.SENT_BACK, "")
    assert [one.reason for one in view.sent_back] == ["住址不清"]
    version = scene.entry.version
    change(scene)
    is_revised = scene.entry.version > version
    view = show_entry(scene.desk, scene.entry.id)
    open_states = {EntryState.READY, EntryState.RECEIVED}
    assert view.state in (open_states if is_revised else {EntryState.SENT_BACK})
    assert [one.reason for one in view.sent_back] == ["住址不清"]
    if not view.blockers:
        bring_to(scene, EntryState.HANDED_OVER)
        assert show_entry(scene.desk, scene.entry.id).sent_back == ()
    check_log(scene.desk)


@pytest.mark.parametrize("path", HARMLESS.keys())
def test_what_was_sent_back_stays_so_while_nobody_changes_it(scene: Scene, path: str) -> None:
    before, change = HARMLESS[path]
    before(scene)
    bring_to(scene, EntryState.HANDED_OVER)
    send_back(scene)
    change(scene)
    assert scene.entry.state is EntryState.SENT_BACK
    with pytest.raises(AppError) as refused:
        withdraw(scene)
    assert refused.value.code == "not_approved"


def test_a_batch_with_something_sent_back_is_not_undone(scene: Scene) -> None:
    bring_to(scene, EntryState.HANDED_OVER)
    send_back(scene)
    with pytest.raises(AppError) as refused:
        undo_first_batch(scene)
    assert refused.value.code == "batch_in_use"


def test_a_move_leaves_what_the_district_accepted_on_its_edition(scene: Scene) -> None:
    bring_to(scene, EntryState.HANDED_OVER)
    accept(scene)
    before = scene.entry
    edition_adopted(scene)
    moved = move_entries(scene.desk, "individual")
    assert (moved.entries, moved.staying) == (2, 1)
    assert scene.entry == before


NEEDED = [
    (same_roster, Role.CLERK),
    (send_another, Role.CLERK),
    (undo_first_batch, Role.CLERK),
    (correct, Role.CLERK),
    (undo_own_correction, Role.CLERK),
    (take_pending, Role.CLERK),
    (keep_pending, Role.CLERK),
    (settle_on_the_twin, Role.CLERK),
    (explain, Role.CLERK),
    (approve, Role.REVIEWER),
    (withdraw, Role.REVIEWER),
    (export, Role.REVIEWER),
    (open_a_receipt, Role.REVIEWER),
    (sample_drawn, Role.REVIEWER),
    (target_set, Role.ADMINISTRATOR),
    (community_added, Role.ADMINISTRATOR),
    (edition_adopted, Role.ADMINISTRATOR),
    (move_to_edition, Role.ADMINISTRATOR),
]


@pytest.mark.parametrize(("step", "role"), NEEDED)
def test_every_step_belongs_to_a_role(scene: Scene, step: Step, role: Role) -> None:
    row_of_a_twin_set_aside(scene)
    late(scene)
    difference_waits(scene)
    lines = len(scene.log())
    scene.desk = replace(scene.desk, user=replace(scene.desk.user, roles=frozenset(Role) - {role}))
    with pytest.raises(AppError) as refused:
        step(scene)
    assert refused.value.code == "not_allowed"
    assert len(scene.log()) == lines

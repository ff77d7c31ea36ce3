"""Taking a batch back leaves the office as if it had not come, and everything that came on record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.storage import batch_store, community_store, log_store, review_store, row_store
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.approve_entries import approve_entries
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.correct_entry import correct_entry, undo_correction
from dsurvey_desktop.usecases.decide_pending import decide_pending
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.export_bundle import export_bundle
from dsurvey_desktop.usecases.list_batches import list_batches
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.list_pending import list_pending
from dsurvey_desktop.usecases.list_set_aside import list_set_aside
from dsurvey_desktop.usecases.run_demo import SampleTown
from dsurvey_desktop.usecases.settle_row import settle_row
from dsurvey_desktop.usecases.undo_batch import undo_batch


@pytest.fixture(autouse=True)
def everything_adds_up(small_desk: Desk):
    """After each test: the log holds, and every batch's counts are those of its rows."""
    yield
    check_log(small_desk)
    with small_desk.database.read() as connection:
        for batch in batch_store.list_batches(connection):
            rows = row_store.list_rows(
                connection, ("taken", "set_aside", "unchanged", "kept", "pending"), batch.id
            )
            outcomes = [row.outcome for row in rows]
            if batch.is_undone:
                assert not rows
                continue
            assert len(rows) == batch.rows_read
            assert outcomes.count("taken") == batch.taken
            assert outcomes.count("set_aside") == batch.set_aside
            assert outcomes.count("unchanged") + outcomes.count("kept") == batch.unchanged
            assert outcomes.count("pending") == batch.pending


@pytest.fixture
def send(small_desk: Desk, small):
    """Take in a file with these answers; what became of it."""

    def sent(*answers: dict[str, Any], name: str = "甲.csv", take_changes: bool = False):
        path = small.submission(name, *answers)
        (outcome,) = add_submissions(small_desk, [path], take_changes=take_changes)
        assert outcome.refusal is None
        return outcome

    return sent


def answers(desk: Desk) -> dict[str, dict[str, Any]]:
    return {entry.certificate_no: dict(entry.answers) for entry in list_entries(desk)}


def changed(one: dict[str, Any], mobile: str) -> dict[str, Any]:
    return one | {"mobile": mobile}


def hindrances(desk: Desk, batch) -> dict[str, int]:
    with pytest.raises(AppError) as refused:
        undo_batch(desk, batch)
    assert refused.value.code == "batch_in_use"
    return refused.value.context["reasons"]


def test_two_rows_of_one_person_go_with_their_file(small_desk: Desk, small, send) -> None:
    one, other = small.people[0], changed(small.people[0], "13912345678")
    outcome = send(one, other)
    assert (outcome.taken, outcome.pending) == (1, 1)
    (waiting,) = list_pending(small_desk)
    decide_pending(small_desk, [waiting.id], take=True)
    result = undo_batch(small_desk, outcome.batch)
    assert (result.entries_removed, result.entries_restored, result.rows) == (1, 0, 2)
    assert list_entries(small_desk) == ()


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_two_rows_taken_the_state_before_both_comes_back(
    small_desk: Desk, small, send, order
) -> None:
    send(small.people[0])
    before = answers(small_desk)
    rivals = [changed(small.people[0], number) for number in ("13911111111", "13922222222")]
    batch = send(*rivals, name="乙.csv").batch
    waiting = list_pending(small_desk)
    for number in order:
        decide_pending(small_desk, [waiting[number].id], take=True)
    assert undo_batch(small_desk, batch).entries_restored == 1
    assert answers(small_desk) == before


def test_a_second_row_of_one_person_is_never_taken_silently(small_desk: Desk, small, send) -> None:
    send(small.people[0])
    rivals = [changed(small.people[0], number) for number in ("13911111111", "13922222222")]
    outcome = send(*rivals, name="乙.csv", take_changes=True)
    assert (outcome.taken, outcome.pending) == (1, 1)
    (entry,) = list_entries(small_desk)
    assert entry.answers["mobile"] == "13911111111"
    assert "P02" in {finding.rule for finding in entry.findings}


def test_corrections_of_an_undone_file_stay_on_record_and_no_longer_bind(
    small_desk: Desk, small, send
) -> None:
    first = send(small.people[0]).batch
    second = send(changed(small.people[0], "13912345678"), name="乙.csv", take_changes=True).batch
    assert hindrances(small_desk, first) == {"changed_later": 1}
    undo_batch(small_desk, second)
    (entry,) = list_entries(small_desk)
    with small_desk.database.read() as connection:
        old, new = review_store.corrections_of(connection, entry.id)
    assert (old.new, new.old, new.undoes) == ("13912345678", "13912345678", old.id)
    assert undo_batch(small_desk, first).entries_removed == 1


def refusal(desk: Desk, batch) -> AppError:
    with pytest.raises(AppError) as refused:
        undo_batch(desk, batch)
    return refused.value


def test_the_newest_of_several_files_that_changed_an_entry_is_taken_back(
    small_desk: Desk, small, send
) -> None:
    person = small.people[0]
    first = send(person).batch
    second = send(changed(person, "13911111111"), name="乙.csv", take_changes=True).batch
    third = send(changed(person, "13922222222"), name="丙.csv", take_changes=True).batch
    assert hindrances(small_desk, second) == {"changed_later": 1}
    assert f"丙.csv（批次 {third}）" in str(refusal(small_desk, second).advice)

    assert undo_batch(small_desk, third).entries_restored == 1
    assert [one["mobile"] for one in answers(small_desk).values()] == ["13911111111"]
    assert undo_batch(small_desk, second).entries_restored == 1
    assert answers(small_desk) == {person["certificate_no"]: person}
    assert undo_batch(small_desk, first).entries_removed == 1


def test_what_a_person_did_before_the_file_came_stays_and_what_came_after_binds(
    small_desk: Desk, small, send
) -> None:
    person = small.people[0]
    send(person)
    (entry,) = list_entries(small_desk)
    correct_entry(small_desk, entry.id, "note", "电话核实过", "电话核实")
    corrected = answers(small_desk)
    changes = changed(person, "13911111111") | {"note": "来件备注"}
    batch = send(changes, name="乙.csv", take_changes=True).batch

    assert undo_batch(small_desk, batch).entries_restored == 1
    assert answers(small_desk) == corrected

    batch = send(changes, name="丙.csv", take_changes=True).batch
    correct_entry(small_desk, entry.id, "mobile", "13933333333", "电话核实")
    assert hindrances(small_desk, batch) == {"corrected": 1}
    assert "撤销这些更正" in str(refusal(small_desk, batch).advice)


def test_a_correction_undone_after_the_file_came_stays_undone(
    small_desk: Desk, small, send
) -> None:
    person = small.people[0]
    send(person)
    (entry,) = list_entries(small_desk)
    correct_entry(small_desk, entry.id, "note", "电话核实过", "电话核实")
    with_note = person | {"note": "电话核实过"}
    batch = send(changed(with_note, "13911111111"), name="乙.csv", take_changes=True).batch
    undo_correction(small_desk, entry.id)

    undo_batch(small_desk, batch)

    assert answers(small_desk) == {person["certificate_no"]: person}


def test_what_was_handed_over_before_the_file_came_does_not_bind(
    small_desk: Desk, small, send, tmp_path: Path
) -> None:
    person = small.people[0]
    send(person)
    (entry,) = list_entries(small_desk)
    approve_entries(small_desk, [entry.id])
    export_bundle(small_desk, tmp_path / "stick")
    batch = send(changed(person, "13911111111"), name="乙.csv", take_changes=True).batch

    assert undo_batch(small_desk, batch).entries_restored == 1

    batch = send(changed(person, "13922222222"), name="丙.csv", take_changes=True).batch
    approve_entries(small_desk, [entry.id])
    assert hindrances(small_desk, batch) == {"approved": 1}
    export_bundle(small_desk, tmp_path / "stick")
    correct_entry(small_desk, entry.id, "note", "再核实", "电话核实")
    undo_correction(small_desk, entry.id)
    assert hindrances(small_desk, batch) == {"approved": 1}


def test_a_later_file_that_said_the_same_has_its_say_when_the_first_goes(
    small_desk: Desk, small, send
) -> None:
    person = small.people[0]
    first = send(person).batch
    second = send(changed(person, "13911111111"), name="乙.csv", take_changes=True).batch
    both = send(changed(person, "13911111111"), small.people[1], name="丙.csv")
    assert (both.unchanged, both.taken) == (1, 1)

    undo_batch(small_desk, second)

    number = person["certificate_no"]
    assert answers(small_desk)[number]["mobile"] == "13911111111"
    assert hindrances(small_desk, first) == {"changed_later": 1}
    undo_batch(small_desk, both.batch)
    assert answers(small_desk) == {number: person}
    assert undo_batch(small_desk, first).entries_removed == 1


def test_an_officers_correction_binds_until_it_is_undone(small_desk: Desk, small, send) -> None:
    batch = send(small.people[0]).batch
    (entry,) = list_entries(small_desk)
    correct_entry(small_desk, entry.id, "mobile", "13912345678", "电话核实")
    assert hindrances(small_desk, batch) == {"corrected": 1}
    undo_correction(small_desk, entry.id)
    assert undo_batch(small_desk, batch).entries_removed == 1


def test_an_entry_that_another_file_claims_stays_on_that_files_row(
    small_desk: Desk, small, send
) -> None:
    first = send(small.people[0], name="甲.csv").batch
    second = send(*small.people[:2], name="乙.csv").batch
    before = answers(small_desk)
    result = undo_batch(small_desk, first)
    assert (result.entries_removed, result.entries_restored) == (0, 1)
    assert answers(small_desk) == before
    assert {entry.source.file for entry in list_entries(small_desk)} == {"乙.csv"}
    assert undo_batch(small_desk, second).entries_removed == 2


def test_a_settled_row_goes_with_its_file(small_desk: Desk, small, send) -> None:
    mistyped = small.people[0] | {"certificate_no": small.people[0]["certificate_no"] + "B9"}
    batch = send(mistyped).batch
    (row,) = list_set_aside(small_desk)
    settle_row(small_desk, row.id, small.people[0]["certificate_no"], "电话核实")
    assert undo_batch(small_desk, batch).entries_removed == 1
    assert list_entries(small_desk) == ()
    assert send(mistyped).set_aside == 1


def test_a_row_settled_on_a_person_with_an_entry_waits_as_a_difference(
    small_desk: Desk, small, send
) -> None:
    number = small.people[0]["certificate_no"]
    send(small.people[0])
    send(changed(small.people[0], "13912345678") | {"certificate_no": number + "B9"}, name="乙.csv")
    (row,) = list_set_aside(small_desk)
    settle_row(small_desk, row.id, number.lower(), "电话核实")
    (waiting,) = list_pending(small_desk)
    assert [one.item for one in waiting.differences] == ["mobile"]
    decide_pending(small_desk, [waiting.id], take=True)
    assert answers(small_desk)[number] == changed(small.people[0], "13912345678")


def test_settling_on_an_entry_that_says_the_same_changes_nothing(
    small_desk: Desk, small, send
) -> None:
    number = small.people[0]["certificate_no"]
    send(small.people[0])
    send(small.people[0] | {"certificate_no": number + "B9"}, name="乙.csv")
    (row,) = list_set_aside(small_desk)
    before = list_entries(small_desk)
    settle_row(small_desk, row.id, number, "电话核实")
    assert list_entries(small_desk) == before
    assert list_pending(small_desk) == ()
    assert list_set_aside(small_desk) == ()


def test_waiting_rivals_go_and_leave_no_finding(small_desk: Desk, small, send) -> None:
    send(small.people[0])
    rivals = [changed(small.people[0], number) for number in ("13911111111", "13922222222")]
    batch = send(*rivals, name="乙.csv").batch
    (entry,) = list_entries(small_desk)
    assert "P02" in {finding.rule for finding in entry.findings}
    undo_batch(small_desk, batch)
    (entry,) = list_entries(small_desk)
    assert entry.findings == ()
    assert list_pending(small_desk) == ()


def test_a_file_with_later_differences_waiting_is_not_undone(small_desk: Desk, small, send) -> None:
    first = send(small.people[0]).batch
    send(changed(small.people[0], "13912345678"), name="乙.csv")
    assert hindrances(small_desk, first) == {"waiting": 1}


def test_what_was_handed_over_is_never_removed_even_when_its_approval_fell(
    small_desk: Desk, small, send, tmp_path: Path
) -> None:
    batch = send(small.people[0]).batch
    (entry,) = list_entries(small_desk)
    approve_entries(small_desk, [entry.id])
    export_bundle(small_desk, tmp_path / "stick")
    correct_entry(small_desk, entry.id, "mobile", "13912345678", "电话核实")
    undo_correction(small_desk, entry.id)
    assert hindrances(small_desk, batch) == {"approved": 1}


def test_removed_entries_never_give_their_ids_to_others(small_desk: Desk, small, send) -> None:
    undo_batch(small_desk, send(*small.people[:3]).batch)
    send(*small.people[3:5])
    assert [entry.id for entry in list_entries(small_desk)] == [4, 5]


def test_a_batch_is_undone_once(small_desk: Desk, small, send) -> None:
    batch = send(small.people[0]).batch
    undo_batch(small_desk, batch)
    for number, code in ((batch, "batch_undone"), (999, "no_batch")):
        with pytest.raises(AppError) as refused:
            undo_batch(small_desk, number)
        assert refused.value.code == code


# Community forms.


@pytest.fixture
def forms(town: SampleTown, small_desk: Desk, small):
    """Write and take in community forms with another value here and there."""
    original = next(path for path in town.submissions if path.name.startswith("社区登记表"))
    add_submissions(small_desk, [original])
    with small_desk.database.read() as connection:
        stored = community_store.load_forms(connection)
    undo_batch(small_desk, list_batches(small_desk)[0].id)
    sets = [dict(record.answers) for record in stored.values()]

    def sent(*changes: dict[str, Any], name: str = "登记表.csv", take_changes: bool = False):
        rows = [sets[number] | one for number, one in enumerate(changes)]
        (outcome,) = add_submissions(
            small_desk, [small.submission(name, *rows)], take_changes=take_changes
        )
        assert (outcome.refusal, outcome.kind) == (None, "community")
        return outcome

    return sent


def liaison(desk: Desk) -> list[Any]:
    with desk.database.read() as connection:
        forms = community_store.load_forms(connection).values()
    return [record.answers.get("liaison_count") for record in forms]


def test_an_undone_file_of_community_forms_leaves_none(small_desk: Desk, forms) -> None:
    outcome = forms({}, {})
    assert outcome.taken == 2
    result = undo_batch(small_desk, outcome.batch)
    assert (result.entries_removed, result.entries_restored) == (2, 0)
    assert liaison(small_desk) == []


@pytest.mark.parametrize("take_changes", [True, False])
def test_a_changed_community_form_comes_back_as_it_was(
    small_desk: Desk, forms, take_changes: bool
) -> None:
    first = forms({"liaison_count": 3}).batch
    second = forms({"liaison_count": 4}, name="更正.csv", take_changes=take_changes).batch
    if not take_changes:
        (waiting,) = list_pending(small_desk)
        decide_pending(small_desk, [waiting.id], take=True)
    assert liaison(small_desk) == [4]
    assert hindrances(small_desk, first) == {"changed_later": 1}
    result = undo_batch(small_desk, second)
    assert (result.entries_removed, result.entries_restored) == (0, 1)
    assert liaison(small_desk) == [3]
    with small_desk.database.read() as connection:
        kept = [
            one for one in log_store.lines(connection) if one.action == "community_form_changed"
        ]
    assert [one.detail["changes"] for one in kept[-2:]] == [
        [["liaison_count", 3, 4]],
        [["liaison_count", 4, 3]],
    ]
    assert undo_batch(small_desk, first).entries_removed == 1


def test_a_community_form_with_a_difference_waiting_is_not_undone(small_desk: Desk, forms) -> None:
    first = forms({"liaison_count": 3}).batch
    forms({"liaison_count": 4}, name="更正.csv")
    assert hindrances(small_desk, first) == {"waiting": 1}


def test_two_forms_of_one_community_are_set_side_by_side(small_desk: Desk, small, forms) -> None:
    """C01, whatever is to be done with differences."""
    forms({"liaison_count": 3})
    with small_desk.database.read() as connection:
        (record,) = community_store.load_forms(connection).values()
    rows = [dict(record.answers) | {"liaison_count": count} for count in (4, 5)]
    path = small.submission("两份.csv", *rows)
    (outcome,) = add_submissions(small_desk, [path], take_changes=True)
    assert (outcome.taken, outcome.pending) == (1, 1)
    assert liaison(small_desk) == [4]

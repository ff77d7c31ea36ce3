"""A later roster: rows find their people, entries are held against it, nobody disappears."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Community
from dsurvey_desktop.storage import log_store
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.approve_entries import approve_entries
from dsurvey_desktop.usecases.change_settings import add_communities, change_campaign
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.import_roster import import_roster
from dsurvey_desktop.usecases.list_batches import list_batches
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.list_missing import list_missing
from dsurvey_desktop.usecases.list_pending import list_pending
from dsurvey_desktop.usecases.list_set_aside import list_set_aside
from dsurvey_desktop.usecases.run_demo import SampleTown
from dsurvey_desktop.usecases.show_office import show_office
from dsurvey_desktop.usecases.show_progress import show_progress


def rules(desk: Desk) -> dict[str, set[str]]:
    return {e.certificate_no: {f.rule for f in e.findings} for e in list_entries(desk)}


@pytest.fixture
def without_first(small_desk: Desk, small) -> Desk:
    """A roster that lacks the first person, whose row is set aside."""
    import_roster(small_desk, small.roster(but=0, name="早先.csv"))
    path = small.submission("甲.csv", *small.people[:3])
    (outcome,) = add_submissions(small_desk, [path])
    assert (outcome.taken, outcome.set_aside) == (2, 1)
    return small_desk


def test_a_row_becomes_an_entry_when_its_person_comes_on_the_roster(
    without_first: Desk, small
) -> None:
    imported = import_roster(without_first, small.roster())
    assert (imported.taken, imported.pending) == (1, 0)
    assert rules(without_first)[small.people[0]["certificate_no"]] == set()
    assert list_set_aside(without_first) == ()
    (batch,) = list_batches(without_first)
    assert (batch.rows_read, batch.taken, batch.set_aside) == (3, 3, 0)
    with without_first.database.read() as connection:
        (placed,) = [
            one for one in log_store.lines(connection) if one.action == "rows_placed_again"
        ]
    assert placed.detail == {"cause": "roster_imported", "rows": {"1": "taken"}}
    check_log(without_first)


def test_two_rows_of_a_person_who_comes_are_rivals(small_desk: Desk, small) -> None:
    import_roster(small_desk, small.roster(but=0, name="早先.csv"))
    other = small.people[0] | {"mobile": "13912345678"}
    add_submissions(small_desk, [small.submission("甲.csv", small.people[0], other)])
    imported = import_roster(small_desk, small.roster())
    assert (imported.taken, imported.pending) == (1, 1)
    (found,) = rules(small_desk).values()
    assert found == {"P02"}


def test_a_row_after_the_cutoff_gets_the_right_reason_and_then_a_place(
    without_first: Desk, small
) -> None:
    import_roster(without_first, small.roster({"certified_on": "2025-10-02"}))
    (row,) = list_set_aside(without_first)
    assert row.reason == "after_cutoff"
    campaign = show_office(without_first).campaign
    change_campaign(without_first, replace(campaign, cutoff_date=date(2025, 10, 2)))
    assert list_set_aside(without_first) == ()
    assert len(list_entries(without_first)) == 3


def test_a_lost_number_gets_a_proposal_when_its_person_comes(small_desk: Desk, small) -> None:
    import_roster(small_desk, small.roster(but=0, name="早先.csv"))
    lossy = small.people[0] | {"certificate_no": small.people[0]["certificate_no"] + "B9"}
    add_submissions(small_desk, [small.submission("甲.csv", lossy)])
    (row,) = list_set_aside(small_desk)
    assert row.proposal is None
    import_roster(small_desk, small.roster())
    (row,) = list_set_aside(small_desk)
    assert row.proposal.certificate_no == small.people[0]["certificate_no"]


def test_an_entry_whose_person_leaves_is_kept_with_an_error_and_not_counted(
    small_desk: Desk, small
) -> None:
    add_submissions(small_desk, [small.submission("甲.csv", *small.people)])
    gone = small.people[0]["certificate_no"]
    before = show_progress(small_desk).total
    imported = import_roster(small_desk, small.roster(but=0, name="后来.csv"))
    assert imported.gone == 1
    assert rules(small_desk)[gone] == {"P01"}
    (entry,) = [one for one in list_entries(small_desk) if one.certificate_no == gone]
    assert not approve_entries(small_desk, [entry.id]).approved
    after = show_progress(small_desk).total
    assert (before.on_roster, before.with_entry, before.missing) == (6, 6, 0)
    assert (after.on_roster, after.with_entry, after.missing) == (5, 5, 0)
    assert list_missing(small_desk) == ()
    assert import_roster(small_desk, small.roster(name="再后.csv")).new == 1
    assert rules(small_desk)[gone] == set()


def test_a_person_moved_by_the_roster_moves_with_the_entry(small_desk: Desk, small) -> None:
    add_submissions(small_desk, [small.submission("甲.csv", *small.people)])
    other = small.setup.communities[1]
    import_roster(small_desk, small.roster({"community": other.name, "code": other.code}))
    counts = {one.code: one.with_entry for one in show_progress(small_desk).communities}
    assert counts[other.code] == 1
    assert sum(counts.values()) == 6


def test_a_submission_is_not_taken_for_a_roster(small_desk: Desk, town: SampleTown) -> None:
    before = show_progress(small_desk).total
    for path in town.submissions:
        with pytest.raises(AppError) as refused:
            import_roster(small_desk, path)
        assert refused.value.code in {"submission_file", "unknown_table"}
    assert show_progress(small_desk).total == before


def test_a_line_without_a_number_is_said_and_takes_nobodys_place(small_desk: Desk, small) -> None:
    nameless = {"certificate_no": "", "citizen_id": ""}
    imported = import_roster(small_desk, small.roster(nameless, nameless, name="缺号.csv"))
    assert (imported.rows_read, imported.in_scope) == (6, 4)
    assert [one.reason for one in imported.out_of_scope] == ["no_number", "no_number"]
    assert imported.gone == 2


def test_forms_of_an_unknown_community_find_it_when_it_is_added(small_desk: Desk, small) -> None:
    form = {
        "community_code": "330282105299",
        "community_name": "新设村",
        "liaison_count": 2,
        "liaison_disabled": 1,
    }
    (outcome,) = add_submissions(small_desk, [small.submission("登记表.csv", form)])
    assert (outcome.kind, outcome.set_aside) == ("community", 1)
    add_communities(small_desk, [Community("330282105299", "新设村")])
    assert list_set_aside(small_desk) == ()
    views = {one.code: one.has_community_form for one in show_progress(small_desk).communities}
    assert views["330282105299"] is True
    assert list_pending(small_desk) == ()

"""A later roster beside the earlier: shown before it is taken in, and taken back as one."""

from __future__ import annotations

from typing import Any

import pytest

from dsurvey_desktop.domain.absence import AbsenceReason
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.storage import absence_store, log_store, roster_store
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.find_entry import find_entry
from dsurvey_desktop.usecases.find_people import find_people
from dsurvey_desktop.usecases.import_roster import import_roster, preview_roster
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.list_missing import list_missing
from dsurvey_desktop.usecases.note_absence import note_absence
from dsurvey_desktop.usecases.office_views import RosterImport
from dsurvey_desktop.usecases.show_entry import show_entry
from dsurvey_desktop.usecases.show_progress import show_progress
from dsurvey_desktop.usecases.undo_roster import list_rosters, undo_roster


@pytest.fixture
def filled(small_desk: Desk, small) -> Desk:
    """Five of six people have an approved entry."""
    add_submissions(small_desk, [small.submission("甲.csv", *small.people[:5])])
    assert len(approve_entries(small_desk, ready_entries(small_desk)).approved) == 5
    return small_desk


def reissued(number: str) -> dict[str, str]:
    """The same person with a new certificate of another grade."""
    grade = "2" if number[19] != "2" else "3"
    words = {"2": "二级", "3": "三级"}[grade]
    return {"certificate_no": f"{number[:19]}{grade}", "grade": words}


def told(found: RosterImport) -> dict[str, tuple[list[str], list[str]]]:
    return {
        one.name: ([*map(str, one.changes)], [*map(str, one.consequences)])
        for one in found.differences
    }


def state(desk: Desk) -> Any:
    with desk.database.read() as connection:
        people = roster_store.load_people(connection)
    entries = [(e.id, e.certificate_no, e.state, e.answers, e.findings) for e in list_entries(desk)]
    return people, entries, show_progress(desk), list_missing(desk)


def later(small) -> Any:
    """One gone, one new number, one moved, one renamed, one out of scope, one as before."""
    home = small.setup.communities[1]
    changes = (
        {},
        reissued(small.people[1]["certificate_no"]),
        {"community": home.name, "code": home.code},
        {"name": "改名人"},
        {"certified_on": "2025-11-01"},
    )
    return small.roster(*changes, but=0, name="十月.csv")


def test_a_preview_tells_what_changes_and_changes_nothing(filled: Desk, small) -> None:
    before = state(filled)
    found = preview_roster(filled, later(small))
    assert state(filled) == before
    assert (found.is_preview, found.import_id) == (True, None)
    names = [one["name"] for one in small.people]
    assert told(found) == {
        names[0]: (["gone"], ["not_counted", "approval_falls"]),
        names[1]: (["number", "kind"], ["entry_follows", "approval_falls"]),
        names[2]: (["moved"], ["entry_moves", "approval_falls"]),
        "改名人": (["name"], ["approval_falls"]),
        names[4]: (["scope", "details"], ["not_counted", "approval_falls"]),
    }
    assert (found.new, found.changed, found.gone, found.fallen) == (0, 4, 1, 5)
    (renamed,) = [one for one in found.differences if one.name == "改名人"]
    assert [(f.label, f.old, f.new) for f in renamed.fields] == [("姓名", names[3], "改名人")]
    assert list_rosters(filled)[0].is_undone is False
    assert len(list_rosters(filled)) == 1


def test_taking_it_in_does_what_was_shown_and_coverage_adds_up(filled: Desk, small) -> None:
    shown = preview_roster(filled, later(small))
    done = import_roster(filled, later(small))
    assert done.differences == shown.differences
    assert (done.before, done.after) == (shown.before, shown.after)
    total = show_progress(filled).total
    after = done.after
    assert (after.on_roster, after.with_entry, after.missing) == (4, 3, 1)
    assert (total.on_roster, total.with_entry, total.missing) == (4, 3, 1)
    assert len(list_missing(filled)) == after.missing
    assert len(list_entries(filled)) == 5
    check_log(filled)


def test_an_entry_follows_its_person_to_a_new_number(filled: Desk, small) -> None:
    old = small.people[1]["certificate_no"]
    new = reissued(old)["certificate_no"]
    import_roster(filled, later(small))
    entry = show_entry(filled, find_entry(filled, new))
    assert entry.certificate_no == new
    (correction,) = entry.corrections
    assert (correction.old, correction.new) == (old, new)
    assert not [one for one in entry.findings if one.finding.rule in {"P01", "K32"}]
    assert [one.entry for one in find_people(filled, new).people] == [entry.id]
    with filled.database.read() as connection:
        lines = [one for one in log_store.lines(connection) if one.action == "entry_renumbered"]
    assert lines[0].detail["old"] == old


def test_the_reason_of_a_missing_person_follows_too(filled: Desk, small) -> None:
    old = small.people[5]["certificate_no"]
    note_absence(filled, old, AbsenceReason.AWAY, "村委会")
    changes = [{}] * 5
    import_roster(filled, small.roster(*changes, reissued(old), name="十月.csv"))
    (missing,) = list_missing(filled)
    assert (missing.certificate_no[:18], missing.reason) == (old[:18], AbsenceReason.AWAY)
    undo_roster(filled)
    with filled.database.read() as connection:
        assert set(absence_store.load_absences(connection)) == {old}


def test_taking_it_back_lets_everybody_stand_as_before(filled: Desk, small) -> None:
    people, entries, progress, missing = state(filled)
    done = import_roster(filled, later(small))
    undone = undo_roster(filled)
    assert (undone.people, undone.entries_followed) == (6, 1)
    assert (undone.before, undone.after) == (done.after, done.before)
    now_people, now_entries, now_progress, now_missing = state(filled)
    assert now_people == people
    assert now_missing == missing
    assert [one[:2] + one[3:] for one in now_entries] == [one[:2] + one[3:] for one in entries]
    assert (now_progress.total.with_entry, now_progress.total.approved) == (5, 0)
    assert progress.total.approved == 5
    newest, first = list_rosters(filled)
    assert (newest.is_undone, newest.can_be_undone, first.can_be_undone) == (True, False, True)
    check_log(filled)


def test_the_first_roster_can_be_taken_back_and_entries_stay(filled: Desk, small) -> None:
    undone = undo_roster(filled)
    assert undone.after == type(undone.after)(0, 0, 0)
    assert len(list_entries(filled)) == 5
    with pytest.raises(AppError) as refused:
        undo_roster(filled)
    assert refused.value.code == "no_roster"
    again = import_roster(filled, small.roster(name="再来.csv"))
    assert (again.new, again.after.with_entry) == (6, 5)


def test_two_certificates_of_one_person_are_no_reissue(filled: Desk, small) -> None:
    old = small.people[0]["certificate_no"]
    add = reissued(old)
    lines = small.roster(name="甲.csv").read_text("utf-8-sig").splitlines()
    two = lines[1].replace(old, add["certificate_no"]), lines[1].replace(old, f"{old}B1")
    path = small.folder / "双证.csv"
    path.write_text("\n".join([lines[0], *two, *lines[2:]]), "utf-8-sig")
    found = preview_roster(filled, path)
    assert [str(one.changes[0]) for one in found.differences] == ["new", "new", "gone"]
    assert find_entry(filled, old)


def test_the_same_roster_again_differs_in_nothing(filled: Desk, small) -> None:
    found = preview_roster(filled, small.roster(name="同.csv"))
    assert found.differences == ()
    assert found.before == found.after
    assert found.fallen == 0

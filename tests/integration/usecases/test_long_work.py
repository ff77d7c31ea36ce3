"""Long work says how far it is and can be stopped; two windows on one office stay whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.errors import AppError, Cancelled
from dsurvey_desktop.usecases import send_bundle as sending
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.change_password import change_password
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.export_bundle import export_bundle
from dsurvey_desktop.usecases.import_roster import import_roster
from dsurvey_desktop.usecases.list_batches import list_batches
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.list_log import list_log
from dsurvey_desktop.usecases.list_queries import list_queries
from dsurvey_desktop.usecases.list_set_aside import list_set_aside
from dsurvey_desktop.usecases.make_returns import list_returns, make_returns
from dsurvey_desktop.usecases.make_workbooks import make_workbooks
from dsurvey_desktop.usecases.open_office import close_office, open_office
from dsurvey_desktop.usecases.query_entry import open_query
from dsurvey_desktop.usecases.run_demo import SampleTown
from dsurvey_desktop.usecases.settle_row import settle_row
from dsurvey_desktop.usecases.show_progress import show_progress

PASSWORD = "password for tests"


class Watcher:
    """Keeps what was told; stops the work when a share of it is done."""

    def __init__(self, stop_at: float = 2.0) -> None:
        self.told: list[float] = []
        self.stop_at = stop_at

    def __call__(self, done: int, total: int, what: Any) -> None:
        assert str(what)
        self.told.append(done / total)
        if self.told[-1] >= self.stop_at:
            raise Cancelled


def test_intake_tells_how_far_it_is_inside_each_file(new_desk: Desk, town: SampleTown) -> None:
    watcher = Watcher()
    add_submissions(new_desk, town.submissions[:3], progress=watcher)
    assert watcher.told == sorted(watcher.told)
    assert (watcher.told[0], watcher.told[-1]) == (0, 1)
    assert len(watcher.told) > 6


@pytest.mark.parametrize("stop_at", [0.34, 0.42, 0.5])
def test_a_stopped_intake_keeps_whole_files_only(
    new_desk: Desk, town: SampleTown, stop_at: float
) -> None:
    with pytest.raises(Cancelled):
        add_submissions(new_desk, town.submissions[:3], progress=Watcher(stop_at))
    (batch,) = list_batches(new_desk)
    assert batch.file == town.submissions[0].name
    assert len(list_entries(new_desk)) == batch.taken
    check_log(new_desk)
    again = add_submissions(new_desk, town.submissions[:3])
    assert [one.batch is None for one in again] == [True, False, False]


@pytest.mark.parametrize("stop_at", [0.6, 0.99, 2.0])
def test_a_long_file_is_saved_while_it_is_read_and_still_whole_or_not_at_all(
    small_desk: Desk, small, stop_at: float
) -> None:
    """Rows are written in lots on the way; the first lots here bring nothing new."""
    strangers = [small.people[0] | {"certificate_no": f"33028219{n:012d}"} for n in range(4000)]
    known = small.submission("甲.csv", *strangers[:1700])
    add_submissions(small_desk, [known])
    path = small.submission("乙.csv", *strangers, *small.people)
    try:
        (outcome,) = add_submissions(small_desk, [path], progress=Watcher(stop_at))
    except Cancelled:
        assert [batch.file for batch in list_batches(small_desk)] == ["甲.csv"]
        (outcome,) = add_submissions(small_desk, [path])
    batch = list_batches(small_desk)[0]
    counts = (outcome.rows_read, outcome.unchanged, outcome.set_aside, outcome.taken)
    assert counts == (4000 + len(small.people), 1700, 2300, len(small.people))
    assert (batch.rows_read, batch.unchanged, batch.set_aside, batch.taken) == counts
    assert len(list_set_aside(small_desk)) == 1700 + 2300
    check_log(small_desk)


@pytest.mark.parametrize("stop_at", [0.1, 0.4, 0.7, 0.9, 1.0])
def test_a_stopped_roster_import_changes_nothing(small_desk: Desk, small, stop_at: float) -> None:
    add_submissions(small_desk, [small.submission("甲.csv", *small.people)])
    before, lines = show_progress(small_desk), check_log(small_desk)
    with pytest.raises(Cancelled):
        import_roster(small_desk, small.roster(but=0, name="后来.csv"), Watcher(stop_at))
    assert (show_progress(small_desk), check_log(small_desk)) == (before, lines)


def test_a_stopped_export_hands_nothing_over_and_one_stopped_too_late_is_told_as_done(
    small_desk: Desk, small, tmp_path: Path
) -> None:
    add_submissions(small_desk, [small.submission("甲.csv", *small.people)])
    approve_entries(small_desk, ready_entries(small_desk))
    for stop_at in (0.25, 0.5):
        with pytest.raises(Cancelled):
            export_bundle(small_desk, tmp_path / "stick", progress=Watcher(stop_at))
    assert not list((tmp_path / "stick").iterdir())
    assert {entry.state for entry in list_entries(small_desk)} == {EntryState.APPROVED}
    late = export_bundle(small_desk, tmp_path / "stick", progress=Watcher(1.0))
    assert (late.sequence, Path(late.path).is_file()) == (1, True)
    assert {entry.state for entry in list_entries(small_desk)} == {EntryState.HANDED_OVER}


def test_two_windows_exporting_at_once_write_one_bundle(
    small_desk: Desk, small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_submissions(small_desk, [small.submission("甲.csv", *small.people)])
    approve_entries(small_desk, ready_entries(small_desk))
    other = open_office(small_desk.folder, PASSWORD)
    written = sending.write_bundle_file
    results = []

    def meanwhile(folder: Path, bundle: Any) -> Path:
        monkeypatch.setattr(sending, "write_bundle_file", written)
        results.append(export_bundle(other, folder))
        return written(folder, bundle)

    monkeypatch.setattr(sending, "write_bundle_file", meanwhile)
    results.append(export_bundle(small_desk, tmp_path / "stick"))
    assert results[0].digest == results[1].digest
    assert len(list((tmp_path / "stick").glob("*.dsb.zip"))) == 1
    with pytest.raises(AppError) as refused:
        export_bundle(small_desk, tmp_path / "stick")
    assert refused.value.code == "nothing_to_hand_over"
    assert check_log(other) == check_log(small_desk)
    close_office(other)


def test_what_one_window_saves_the_other_sees_and_builds_on(small_desk: Desk, small) -> None:
    other = open_office(small_desk.folder, PASSWORD)
    for number, desk in enumerate([small_desk, other] * 3):
        (outcome,) = add_submissions(
            desk, [small.submission(f"{number}.csv", small.people[number])]
        )
        assert outcome.taken == 1
    assert list_entries(small_desk) == list_entries(other)
    assert [entry.id for entry in list_entries(other)] == [1, 2, 3, 4, 5, 6]
    assert check_log(other) == check_log(small_desk)
    close_office(other)


def at(day: int):
    """A clock that stands in October 2025."""
    return lambda: datetime(2025, 10, day, 4, tzinfo=UTC)


def test_a_row_settled_late_came_when_its_file_came(small_desk: Desk, small) -> None:
    """D03 asks when the entry arrived, not when the officer found out whose it is."""
    number = small.people[0]["certificate_no"]
    rows = [small.people[0] | {"certificate_no": number + "B9"}, small.people[1]]
    in_time, late = replace(small_desk, clock=at(9)), replace(small_desk, clock=at(12))
    add_submissions(in_time, [small.submission("甲.csv", rows[0])])
    settle_row(late, 1, number, "电话核实")
    add_submissions(late, [small.submission("乙.csv", rows[1])])
    found = {e.certificate_no: {f.rule for f in e.findings} for e in list_entries(small_desk)}
    assert found == {number: set(), rows[1]["certificate_no"]: {"D03"}}


@pytest.mark.parametrize("status", ["1", "2", "3", "4", "5"])
def test_who_is_not_surveyed_needs_no_confirming_and_counts_in_no_rate(
    small_desk: Desk, small, status: str
) -> None:
    gone = {name: small.people[0][name] for name in ("certificate_no", "name", "mode", "device")}
    gone |= {"status": status, "survey_date": "2025-08-01", "enumerator": "村专干"}
    add_submissions(small_desk, [small.submission("甲.csv", gone, small.people[1])])
    entries = {entry.certificate_no: entry for entry in list_entries(small_desk)}
    entry = entries[gone["certificate_no"]]
    assert (entry.findings, entry.state) == ((), EntryState.READY)
    total = show_progress(small_desk).total
    assert (total.with_entry, total.confirmed, total.to_confirm) == (2, 2, 0)


def test_a_password_changed_wrongly_is_neither_changed_nor_logged(small_desk: Desk) -> None:
    lines = check_log(small_desk)
    with pytest.raises(AppError) as refused:
        change_password(small_desk, "not the old one", "a new password")
    assert refused.value.code == "wrong_password"
    assert check_log(small_desk) == lines
    change_password(small_desk, PASSWORD, "a new password")
    close_office(open_office(small_desk.folder, "a new password"))


def test_stopped_returns_leave_neither_sheet_nor_file(desk: Desk, tmp_path: Path) -> None:
    first = {one.community_code: one.id for one in list_entries(desk)}
    for entry in [*first.values()][:3]:
        open_query(desk, entry, "请核实联系电话")
    asked = list_queries(desk)
    with pytest.raises(Cancelled):
        make_returns(desk, tmp_path / "out", progress=Watcher(0.6))
    assert [*(tmp_path / "out").iterdir()] == []
    assert (list_returns(desk), list_queries(desk)) == ((), asked)
    assert len(make_returns(desk, tmp_path / "out")) == 3
    assert len([*(tmp_path / "out").iterdir()]) == 6


def test_workbooks_written_before_a_stop_are_in_the_log(small_desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        make_workbooks(small_desk, tmp_path / "out", progress=Watcher(0.5))
    written = [*(tmp_path / "out").iterdir()]
    (line,) = [one for one in list_log(small_desk) if one.action == "workbooks_made"]
    assert 0 < len(written) == int(line.subject.split()[0])

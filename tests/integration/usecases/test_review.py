"""Correcting, explaining, approving: everything stays on record and approvals fall."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from dsurvey_desktop.domain.entry import Entry, EntryState
from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.storage import entry_lookup, entry_store
from dsurvey_desktop.storage.codec import encode_findings
from dsurvey_desktop.storage.database import open_database
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.approve_entries import (
    approve_entries,
    ready_entries,
    withdraw_approval,
)
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.correct_entry import correct_entry, undo_correction
from dsurvey_desktop.usecases.decide_pending import decide_pending
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.explain_finding import explain_finding
from dsurvey_desktop.usecases.list_batches import list_batches
from dsurvey_desktop.usecases.list_entries import count_entries, list_entries, list_entry_ids
from dsurvey_desktop.usecases.list_pending import list_pending
from dsurvey_desktop.usecases.list_set_aside import list_set_aside
from dsurvey_desktop.usecases.open_office import close_office, open_office
from dsurvey_desktop.usecases.run_demo import SampleTown
from dsurvey_desktop.usecases.settle_row import settle_row
from dsurvey_desktop.usecases.show_entry import show_entry
from dsurvey_desktop.usecases.undo_batch import undo_batch
from tests.integration.usecases.conftest import PASSWORD
from tests.older_schema import make_older


def _with(desk: Desk, rule: str) -> Entry:
    return next(e for e in list_entries(desk) if any(f.rule == rule for f in e.findings))


def _clean(desk: Desk) -> Entry:
    return next(
        e
        for e in list_entries(desk)
        if e.state is EntryState.READY and e.answers["status"] == "6" and "mobile" in e.answers
    )


def test_a_correction_closes_its_finding_and_stays_on_record(desk: Desk) -> None:
    entry = _with(desk, "K29")
    view = correct_entry(desk, entry.id, "reporter", entry.name, "电话核实")
    assert "K29" not in {one.finding.rule for one in view.findings}
    (correction,) = view.corrections
    assert (correction.old, correction.new) == ("", entry.name)
    assert (correction.reason, correction.corrected_by) == ("电话核实", "测试员")
    assert view.version == entry.version + 1
    assert view.state is EntryState.READY


def test_a_correction_can_open_findings(desk: Desk) -> None:
    entry = _clean(desk)
    view = correct_entry(desk, entry.id, "mobile", "123", "录入笔误")
    assert {one.finding.rule for one in view.findings if one.finding.item == "mobile"} == {"K04"}
    assert view.state is EntryState.RECEIVED


def test_undoing_a_correction_puts_the_old_value_back_and_keeps_both(desk: Desk) -> None:
    entry = _clean(desk)
    correct_entry(desk, entry.id, "mobile", "13912345678", "电话核实")
    view = undo_correction(desk, entry.id)
    assert [one.new for one in view.corrections] == [entry.answers["mobile"], "13912345678"]
    assert dict(next(e for e in list_entries(desk) if e.id == entry.id).answers) == dict(
        entry.answers
    )
    with pytest.raises(AppError) as refused:
        undo_correction(desk, entry.id)
    assert refused.value.code == "nothing_to_undo"


@pytest.mark.parametrize(
    ("item", "value", "reason", "code"),
    [
        ("mobile", "13912345678", " ", "reason_missing"),
        ("no_such_item", "1", "x", "no_item"),
        ("hukou", "9", "x", "value_invalid"),
        ("survey_date", "30.9.2025", "x", "value_invalid"),
        ("worker_insurance", ["1", "77"], "x", "value_invalid"),
        ("supporter_age", "old", "x", "value_invalid"),
        ("certificate_no", "330282197001011234", "x", "number_fixed"),
        ("age", "5", "x", "no_item"),
    ],
)
def test_what_is_no_correction_is_refused_and_changes_nothing(
    desk: Desk, item: str, value: object, reason: str, code: str
) -> None:
    entry = _clean(desk)
    with pytest.raises(AppError) as refused:
        correct_entry(desk, entry.id, item, value, reason)
    assert refused.value.code == code
    assert entry in list_entries(desk)


def test_errors_stand_in_the_way_of_approval_and_warnings_do_not(desk: Desk) -> None:
    wrong, warned = _with(desk, "K28"), _with(desk, "D02")
    result = approve_entries(desk, [wrong.id, warned.id])
    assert result.approved == (warned.id,)
    assert [one.entry for one in result.blocked] == [wrong.id]
    assert "K28" in str(result.blocked[0].reasons[0])


def test_all_ready_entries_are_approved_at_once(desk: Desk) -> None:
    ready = ready_entries(desk)
    result = approve_entries(desk, ready)
    assert result.approved == ready
    assert not result.blocked
    states = {e.id: e.state for e in list_entries(desk)}
    for entry in list_entries(desk):
        has_error = any(f.severity is Severity.ERROR for f in entry.findings)
        assert (states[entry.id] is EntryState.APPROVED) is not has_error


def _correct(desk: Desk, entry: Entry) -> None:
    correct_entry(desk, entry.id, "note", "补充说明", "电话核实")


def _undo(desk: Desk, entry: Entry) -> None:
    undo_correction(desk, entry.id)


def _withdraw(desk: Desk, entry: Entry) -> None:
    withdraw_approval(desk, entry.id, "再核")


@pytest.mark.parametrize("change", [_correct, _undo, _withdraw])
def test_an_approval_falls_at_any_later_change(desk: Desk, change) -> None:
    entry = _clean(desk)
    correct_entry(desk, entry.id, "note", "第一次", "电话核实")
    approve_entries(desk, [entry.id])
    assert show_entry(desk, entry.id).approved_by == "测试员"
    change(desk, entry)
    view = show_entry(desk, entry.id)
    assert view.state is EntryState.READY
    assert view.approved_by == ""
    assert view.approved_at is None


def test_an_approval_falls_when_a_waiting_difference_is_taken(desk: Desk) -> None:
    waiting = next(one for one in list_pending(desk) if "更正" in one.file)
    correct_entry(desk, waiting.entry, "name", waiting.differences[0].new, "与名册一致")
    approve_entries(desk, [waiting.entry])
    correct_entry(desk, waiting.entry, "note", "x", "x")
    approve_entries(desk, [waiting.entry])
    decide_pending(desk, [waiting.id], take=True)
    assert show_entry(desk, waiting.entry).state is not EntryState.APPROVED


def test_a_rival_row_blocks_approval_until_a_person_decides(desk: Desk) -> None:
    entry = _with(desk, "P02")
    assert approve_entries(desk, [entry.id]).blocked
    (rival,) = [one for one in list_pending(desk) if one.entry == entry.id]
    decide_pending(desk, [rival.id], take=False)
    assert "P02" not in {one.finding.rule for one in show_entry(desk, entry.id).findings}


def test_a_warning_can_be_explained_and_an_error_cannot(desk: Desk) -> None:
    warned = _with(desk, "D02")
    view = explain_finding(desk, warned.id, "D02", "reconfirmed_on", "人在外地,电话打不通")
    assert view.findings[0].explanation == "人在外地,电话打不通"
    wrong = _with(desk, "K28")
    with pytest.raises(AppError) as refused:
        explain_finding(desk, wrong.id, "K28", "householder_id", "就是这样")
    assert refused.value.code == "error_not_explainable"


def test_a_batch_is_undone_as_one_and_can_be_taken_in_again(desk: Desk, town: SampleTown) -> None:
    before = {e.certificate_no: e.answers for e in list_entries(desk)}
    batch = next(one for one in list_batches(desk) if one.file.startswith("石桥村"))
    result = undo_batch(desk, batch.id)
    assert result.entries_removed == batch.taken
    assert len(list_entries(desk)) == len(before) - batch.taken
    add_submissions(desk, [town.folder / "submissions" / batch.file])
    assert {e.certificate_no: e.answers for e in list_entries(desk)} == before


def test_a_batch_that_something_was_built_on_is_not_undone(desk: Desk) -> None:
    batch = next(one for one in list_batches(desk) if one.file.startswith("石桥村"))
    entry = next(e for e in list_entries(desk) if e.source.file == batch.file)
    approve_entries(desk, [entry.id])
    with pytest.raises(AppError) as refused:
        undo_batch(desk, batch.id)
    assert refused.value.code == "batch_in_use"
    assert refused.value.context["reasons"] == {"approved": 1}
    assert entry.id in {e.id for e in list_entries(desk)}


def test_undoing_a_corrected_file_brings_the_former_answers_back(
    new_desk: Desk, town: SampleTown
) -> None:
    submissions = town.folder / "submissions"
    add_submissions(new_desk, [submissions / "东溪村_采集表.xlsx"])
    before = list_entries(new_desk)
    (changed,) = add_submissions(
        new_desk, [submissions / "东溪村_更正_采集表.xlsx"], take_changes=True
    )
    assert changed.taken == 1
    assert list_entries(new_desk) != before
    assert undo_batch(new_desk, changed.batch).entries_restored == 1
    assert {e.id: dict(e.answers) for e in list_entries(new_desk)} == {
        e.id: dict(e.answers) for e in before
    }


def test_a_settled_row_keeps_the_number_as_it_came(desk: Desk) -> None:
    row = next(one for one in list_set_aside(desk) if one.reason == "certificate_typed_as_number")
    entry_id = settle_row(desk, row.id, row.proposal.certificate_no, "与名册一致")
    (correction,) = show_entry(desk, entry_id).corrections
    assert correction.new == row.proposal.certificate_no
    assert row.proposal.certificate_no.startswith(correction.old)


def test_all_of_it_is_in_the_log(desk: Desk) -> None:
    lines = check_log(desk)
    entry = _clean(desk)
    correct_entry(desk, entry.id, "note", "x", "y")
    approve_entries(desk, [entry.id])
    assert check_log(desk) == lines + 2


def test_an_entry_is_found_by_the_name_on_the_form_and_on_the_roster(desk: Desk) -> None:
    entry = _with(desk, "P03")
    on_roster = next(
        item.evidence.roster
        for section in show_entry(desk, entry.id).sections
        for item in section.items
        if item.name == "name"
    )
    for name in (entry.name, on_roster):
        assert entry.id in list_entry_ids(desk, EntryFilter(text=name))
    correct_entry(desk, entry.id, "name", "欧阳测试", "户口簿")
    assert entry.id in list_entry_ids(desk, EntryFilter(text="ouyang"))


def test_an_explained_warning_no_longer_counts(desk: Desk) -> None:
    before = count_entries(desk, EntryFilter()).warning
    warned = _with(desk, "D02")
    explain_finding(desk, warned.id, "D02", "reconfirmed_on", "人在外地")
    assert count_entries(desk, EntryFilter()).warning == before - 1
    correct_entry(desk, warned.id, "note", "补充", "电话核实")
    assert count_entries(desk, EntryFilter()).warning == before - 1


def _said(desk: Desk, entry: EntryId) -> tuple[str, str, bool]:
    """What is explained of the warning D02, what was before, and whether it is open."""
    (view,) = (one for one in show_entry(desk, entry).findings if one.finding.rule == "D02")
    return view.explanation, view.explained_before, view.is_open


def test_an_explanation_covers_what_was_explained_and_nothing_else(desk: Desk) -> None:
    warned = _with(desk, "D02")
    explain_finding(desk, warned.id, "D02", "reconfirmed_on", "人在外地")
    warnings = count_entries(desk, EntryFilter()).warning
    first = str(warned.answers["survey_date"])
    other = "2025-09-27" if first == "2025-09-26" else "2025-09-26"
    correct_entry(desk, warned.id, "survey_date", other, "电话核实")
    assert _said(desk, warned.id) == ("", "人在外地", True), "the warning is of another day"
    assert count_entries(desk, EntryFilter()).warning == warnings + 1
    explain_finding(desk, warned.id, "D02", "reconfirmed_on", "住院")
    assert _said(desk, warned.id) == ("住院", "", False)
    correct_entry(desk, warned.id, "survey_date", first, "看错了")
    assert _said(desk, warned.id) == ("人在外地", "", False), "as it was explained at first"


def test_explanations_of_an_older_program_mean_what_they_meant_at_the_upgrade(desk: Desk) -> None:
    warned = _with(desk, "D02")
    explain_finding(desk, warned.id, "D02", "reconfirmed_on", "人在外地")
    close_office(desk)
    opened = open_database(desk.folder, PASSWORD)
    make_older(opened.engine, "0044")
    opened.close()
    later = open_office(desk.folder, PASSWORD)
    assert _said(later, warned.id) == ("人在外地", "", False)
    correct_entry(later, warned.id, "note", "补充", "电话核实")
    assert _said(later, warned.id) == ("人在外地", "", False), "a note changes nothing of it"
    correct_entry(later, warned.id, "survey_date", "2025-09-11", "电话核实")
    assert _said(later, warned.id) == ("", "人在外地", True)
    close_office(later)


def test_what_is_explained_or_approved_is_what_was_seen(desk: Desk) -> None:
    """A roster or a setting may let a warning say something else, and the entry is the same."""
    warned = _with(desk, "D02")
    view = show_entry(desk, warned.id)
    (said,) = (one.finding.said for one in view.findings if one.finding.rule == "D02")
    _keep_findings(desk, warned.id, basis="1234567890abcdef")
    for deed in (
        partial(explain_finding, desk, warned.id, "D02", "reconfirmed_on", "住院", said=said),
        partial(approve_entries, desk, [warned.id], seen={warned.id: view.seen}),
    ):
        with pytest.raises(AppError) as refused:
            deed()
        assert refused.value.code == "entry_changed"
    assert _said(desk, warned.id) == ("", "", True)
    again = show_entry(desk, warned.id).seen
    assert approve_entries(desk, [warned.id], seen={warned.id: again}).approved == (warned.id,)


def test_a_warning_that_an_older_program_found_can_be_explained_for_good(desk: Desk) -> None:
    warned = _with(desk, "D02")
    _keep_findings(desk, warned.id, basis="")
    (view,) = (one for one in show_entry(desk, warned.id).findings if one.finding.rule == "D02")
    explain_finding(desk, warned.id, "D02", "reconfirmed_on", "住院", said=view.finding.said)
    correct_entry(desk, warned.id, "note", "补充", "电话核实")
    assert _said(desk, warned.id) == ("住院", "", False)


def _keep_findings(desk: Desk, entry_id: EntryId, basis: str) -> None:
    """As the warnings of an entry stand before it is checked again."""
    with desk.database.write() as connection:
        (record,) = entry_store.load_entries(connection, [entry_id])
        kept = [replace(one, basis=one.basis and basis) for one in record.findings]
        columns = {"findings_json": encode_findings(kept)}
        entry_store.update_entry(connection, entry_id, columns)


def test_faults_of_a_community_form_are_told_with_their_row(
    new_desk: Desk, town: SampleTown
) -> None:
    (outcome,) = add_submissions(new_desk, [town.folder / "submissions" / "社区登记表_云溪镇.xlsx"])
    found = {(one.code, one.place.row) for one in outcome.problems}
    assert ("C02", 9) in found


def test_a_correction_looks_at_its_own_community_only(desk: Desk) -> None:
    """Rule C03 reads all answers of a community; reading everybody's took 50 ms a key."""
    with desk.database.read() as connection:
        whole = entry_lookup.residents_in_care(connection)
        assert whole
        for code, count in whole.items():
            assert entry_lookup.residents_in_care(connection, code) == {code: count}

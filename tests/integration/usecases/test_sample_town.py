"""The sample town against its truth: what was sent is here, what was wrong is found."""

from __future__ import annotations

from pathlib import Path

import pytest

from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.inspection import build_inspector
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.list_pending import list_pending
from dsurvey_desktop.usecases.list_set_aside import list_set_aside
from dsurvey_desktop.usecases.recheck import all_facts
from dsurvey_desktop.usecases.run_demo import SampleTown
from dsurvey_desktop.usecases.settle_row import settle_row


def _sent(truth: dict) -> dict[str, dict]:
    return {number: facts for number, facts in truth["people"].items() if "sent" in facts}


def _twice(truth: dict) -> set[str]:
    return {
        number
        for facts in truth["files"].values()
        for kind, number in facts.get("special", ())
        if kind == "twice"
    }


def _resubmitted(truth: dict, desk: Desk) -> set[str]:
    return {one.certificate_no for one in list_pending(desk)}


def test_every_row_ends_somewhere(new_desk: Desk, town: SampleTown) -> None:
    outcomes = add_submissions(new_desk, town.submissions)
    assert len(outcomes) == 10
    for one in outcomes:
        assert one.refusal is None, one.file
        assert one.rows_read == one.taken + one.set_aside + one.unchanged + one.pending
        assert one.rows_read > 0


def test_every_answer_is_what_was_sent(desk: Desk, truth: dict) -> None:
    entries = {entry.certificate_no: entry for entry in list_entries(desk)}
    sent = _sent(truth)
    lossy = {number for number, facts in sent.items() if facts.get("lossy_certificate")}
    assert entries.keys() == sent.keys() - lossy
    for number in entries.keys() - _twice(truth):
        wanted = {item: value for item, value in sent[number]["sent"].items() if value is not None}
        assert dict(entries[number].answers) == wanted, number


def test_lost_digits_are_proposed_from_the_roster_and_taken_only_by_a_person(
    desk: Desk, truth: dict
) -> None:
    sent = _sent(truth)
    lossy = {number for number, facts in sent.items() if facts.get("lossy_certificate")}
    proposed = {row.proposal.certificate_no: row for row in list_set_aside(desk) if row.proposal}
    assert lossy <= proposed.keys()
    for number in lossy:
        settle_row(desk, proposed[number].id, number, "与名册一致")
    entries = {entry.certificate_no: entry for entry in list_entries(desk)}
    assert entries.keys() == sent.keys()
    for number in lossy:
        wanted = {item: value for item, value in sent[number]["sent"].items() if value is not None}
        assert dict(entries[number].answers) == wanted


def test_each_fault_is_found_under_its_rule_and_nothing_valid_is_accused(
    desk: Desk, truth: dict
) -> None:
    for row in list_set_aside(desk):
        if row.proposal and row.reason == "certificate_typed_as_number":
            settle_row(desk, row.id, row.proposal.certificate_no, "与名册一致")
    twice = _twice(truth)
    for entry in list_entries(desk):
        found = {f.rule for f in entry.findings if f.severity is not Severity.NOTICE}
        faults = set(truth["people"][entry.certificate_no]["faults"])
        if entry.certificate_no in twice:
            faults = faults | {"P02"}
        assert found == faults, (entry.certificate_no, found, faults)


def test_what_was_found_on_the_way_in_is_what_is_found_of_the_entry(desk: Desk) -> None:
    """Rows are judged piece by piece, some elsewhere; entries as a whole."""
    with desk.database.read() as connection:
        inspector = build_inspector(connection, desk)
        seen = list(all_facts(connection))
        for record, facts in seen:
            assert inspector.inspect(facts, record.form_digest) == record.findings
    assert any(len(record.findings) > 1 for record, _facts in seen)


def test_rows_of_others_are_set_aside_with_their_reason(desk: Desk, truth: dict) -> None:
    special = {
        (kind, number)
        for facts in truth["files"].values()
        for kind, number in facts.get("special", ())
        if kind in {"not_on_roster", "after_cutoff"}
    }
    rows = list_set_aside(desk)
    for kind, number in special:
        found = [row for row in rows if row.reason == kind]
        assert any(number in "".join(row.cells).replace(" ", "") for row in found), kind


def test_a_corrected_file_waits_as_differences(desk: Desk, truth: dict) -> None:
    names = {
        difference.item
        for one in list_pending(desk)
        if "更正" in one.file
        for difference in one.differences
    }
    assert names == {"name"}
    assert truth


def test_the_same_files_again_change_nothing(desk: Desk, town: SampleTown) -> None:
    before = list_entries(desk)
    outcomes = add_submissions(desk, town.submissions)
    for one in outcomes:
        assert one.unchanged == one.rows_read, one.file
        assert one.batch is None
    assert list_entries(desk) == before


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("不是表格.xlsx", "not_a_table"),
        ("乱码.csv", "unknown_encoding"),
        ("只有表头.xlsx", "no_rows"),
        ("图片改名.xlsx", "not_a_table"),
        ("截断.xlsx", "damaged_file"),
        ("无关表格.xlsx", "unknown_table"),
        ("空文件.xlsx", "empty_file"),
    ],
)
def test_broken_files_are_refused_in_words_and_harm_nothing(
    desk: Desk, town: SampleTown, name: str, code: str
) -> None:
    before = list_entries(desk)
    (outcome,) = add_submissions(desk, [town.folder / "broken" / name])
    assert outcome.refusal is not None
    assert outcome.refusal.code == code
    assert str(outcome.refusal.message)
    assert str(outcome.refusal.advice)
    assert list_entries(desk) == before


def test_nothing_of_a_person_is_readable_on_disk(desk: Desk, truth: dict) -> None:
    folder: Path = desk.folder
    content = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert len(content) > 100_000
    for number, facts in truth["people"].items():
        assert number.encode() not in content
        for key in ("name", "mobile", "address"):
            value = facts.get("sent", {}).get(key)
            if value and len(value) > 2:
                assert value.encode() not in content
                assert value.encode("utf-16-le") not in content
                assert value.encode("gb18030") not in content

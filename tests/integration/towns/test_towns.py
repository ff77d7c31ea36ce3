"""Towns that nobody has seen before: what was sent is here, what is wrong is found, no more."""

from __future__ import annotations

import unicodedata

import pytest

from dsurvey_desktop.domain.problem import Severity

LARGE_ENOUGH = 100
"""A town of so many entries has faults of every common kind."""


def _lossy(town) -> set[str]:
    return {number for number, one in town.sent().items() if one.get("lossy_certificate")}


def _style(town, file: str) -> str:
    facts = town.truth["files"].get(file, {"style": "folder"})
    return f"{facts['style']} {file}"


def test_the_roster_is_read_whole(town):
    assert town.roster.in_scope == len(town.truth["people"])
    assert {one.reason for one in town.roster.out_of_scope} == {"after_cutoff", "not_valid"}
    known = {(one["code"], one["name"]) for one in town.truth["communities"]}
    assert {(one.code, one.name) for one in town.roster.communities} == known


def test_every_row_of_every_file_ends_somewhere(town):
    for one in town.outcomes:
        facts = town.truth["files"][one.file]
        assert one.refusal is None, _style(town, one.file)
        assert one.rows_read == one.taken + one.set_aside + one.unchanged + one.pending
        assert one.rows_read == facts["entries"] + facts.get("lines", 0), _style(town, one.file)
    assert len(town.outcomes) == len(town.truth["files"])


def test_every_answer_is_what_was_sent(town):
    sent = town.sent()
    entries = {entry.certificate_no: dict(entry.answers) for entry in town.entries}
    assert entries.keys() == sent.keys()
    wrong = [
        (_style(town, sent[number]["file"]), item, value, entries[number].get(item))
        for number in sent
        for item, value in _differences(sent[number]["sent"], entries[number])
    ]
    assert wrong == []


def _differences(wanted: dict, found: dict):
    for item in {**wanted, **found}:
        if wanted.get(item) != found.get(item):
            yield item, wanted.get(item)


def test_numbers_that_lost_their_tail_are_proposed_right(town):
    proposed = [
        row.proposal.certificate_no
        for row in town.set_aside
        if row.reason == "certificate_typed_as_number" and row.proposal
    ]
    assert set(proposed) == _lossy(town)
    waiting = [row for row in town.set_aside if row.reason == "certificate_typed_as_number"]
    assert len(proposed) == len(waiting)


def test_each_fault_is_found_under_its_rule_and_nothing_valid_is_accused(town):
    sent = town.sent()
    wrong = []
    for entry in town.entries:
        found = {one.rule for one in entry.findings if one.severity is not Severity.NOTICE}
        faults = sent[entry.certificate_no]["faults"]
        if found != set(faults):
            wrong.append((_style(town, sent[entry.certificate_no]["file"]), faults, found))
    assert wrong == []
    if len(sent) > LARGE_ENOUGH:
        rules = {rule for one in sent.values() for rule in one["faults"]}
        assert rules > {"K04", "K28", "P03", "D02"}


@pytest.mark.parametrize("reason", ["not_on_roster", "after_cutoff"])
def test_rows_of_others_are_set_aside_with_their_reason(town, reason):
    wanted = {
        number
        for facts in town.truth["files"].values()
        for kind, number in facts.get("special", ())
        if kind == reason
    }
    rows = ["".join(row.cells) for row in town.set_aside if row.reason == reason]
    said = [_plain(row) for row in rows]
    assert all(any(number in row for row in said) for number in wanted)
    assert len(rows) >= len(wanted)


def _plain(cells: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", cells) if c.isalnum()).upper()


def test_a_file_renamed_or_saved_anew_changes_nothing_and_a_corrected_one_waits(town):
    for one in town.outcomes:
        special = {kind for kind, _number in town.truth["files"][one.file].get("special", ())}
        if special & {"renamed", "saved_again"}:
            assert one.unchanged == one.rows_read, _style(town, one.file)
        if "resubmission" in special:
            assert one.taken == one.set_aside == 0
            assert one.pending > 0
    items = {d.item for one in town.pending for d in one.differences}
    assert items <= {"name", "mobile"}


def test_community_forms_are_read_and_checked(town):
    wanted = town.truth["community_forms"]
    assert {code: dict(form.answers) for code, form in town.community_forms.items()} == wanted
    found = {
        code
        for code, form in town.community_forms.items()
        if any(one.rule == "C02" for one in form.findings)
    }
    assert found == set(town.truth["community_faults"])


def test_everything_once_more_changes_nothing(town):
    for one in town.again:
        assert one.unchanged == one.rows_read, _style(town, one.file)
        assert one.batch is None
    assert town.entries_again == town.entries

"""The statement comes back as it was signed, and decides what comes next."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from dsurvey_desktop.exchange.member_names import check_name, check_names
from dsurvey_desktop.exchange.refusals import BundleError
from dsurvey_desktop.exchange.statement import BundleKind, Statement
from dsurvey_desktop.exchange.succession import (
    Expectation,
    check_destination,
    check_succession,
)

FIRST, SECOND, THIRD = "aa" * 32, "bb" * 32, "cc" * 32
STATEMENT = Statement(
    BundleKind.HAND_OVER,
    "330102005",
    "330102",
    2026,
    1,
    datetime(2026, 10, 12, 8, 15, tzinfo=UTC),
    form_editions={"2026-1": FIRST},
    roster_digest=SECOND,
    counts={"approved": 12},
    message="请尽快\n核对",
)


def code_of(work, *arguments) -> str:
    with pytest.raises(BundleError) as caught:
        work(*arguments)
    return caught.value.code


def test_a_statement_comes_back():
    assert Statement.parse(STATEMENT.to_json()) == STATEMENT


def test_times_are_written_in_utc():
    moment = datetime(2026, 10, 12, 16, 15, tzinfo=timezone(timedelta(hours=8)))
    assert replace(STATEMENT, created_at=moment).to_json() == STATEMENT.to_json()


def test_the_file_name_says_who_when_which_and_what():
    assert STATEMENT.stem == "330102005-2026-0001-hand_over-330102"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kind", "letter"), ("sender", ""), ("sender", "../x"), ("sender", None),
        ("addressee", 330102), ("campaign_year", 26), ("campaign_year", True),
        ("sequence", 0), ("sequence", 1.0), ("sequence", "1"), ("previous_digest", "AA" * 32),
        ("created_at", "2026-10-12"), ("created_at", "2026-10-12T08:15:00"),
        ("created_at", "0001-01-01T00:00:00+23:59"), ("created_at", "2026-10-12T08:15:00.0Z"),
        ("created_at", "2026-10-12 08:15:00Z"), ("created_at", "20261012T081500Z"),
        ("created_at", "2026-02-30T00:00:00Z"),
        ("form_editions", []), ("form_editions", {"x": "y"}), ("counts", {"approved": -1}),
        ("roster_digest", "x"), ("message", "x" * 10_001), ("suite", 1), ("row_counts", None),
    ],
)  # fmt: skip
def test_a_fact_of_the_wrong_shape_is_refused(field, value):
    facts = json.loads(STATEMENT.to_json()) | {field: value}
    assert code_of(Statement.parse, json.dumps(facts).encode()) == "statement_damaged"


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b"\xff", b"[" * 100_000, b'{"a": 1}'])
def test_what_is_no_statement_is_refused(content):
    assert code_of(Statement.parse, content) == "statement_damaged"


@pytest.mark.parametrize(
    ("sequence", "previous", "seen", "outcome"),
    [
        (1, "", {}, ""),
        (2, FIRST, {1: FIRST}, ""),
        (3, SECOND, {1: FIRST, 2: SECOND}, ""),
        (1, "", {1: THIRD}, "same_bundle"),
        (1, "", {1: THIRD, 2: SECOND}, "same_bundle"),
        (1, "", {1: FIRST}, "sequence_reused"),
        (1, "", {2: SECOND}, "sequence_lower"),
        (2, FIRST, {}, "sequence_gap"),
        (4, THIRD, {1: FIRST}, "sequence_gap"),
        (2, SECOND, {1: FIRST}, "previous_digest_differs"),
        (1, FIRST, {}, "previous_digest_differs"),
    ],
)
def test_every_place_in_the_order(sequence, previous, seen, outcome):
    statement = replace(STATEMENT, sequence=sequence, previous_digest=previous)
    expected = Expectation(seen={STATEMENT.sender: seen})
    if outcome:
        assert code_of(check_succession, statement, THIRD, expected) == outcome
        asked = replace(expected, answered=frozenset({outcome}))
        is_asked = outcome in {"sequence_gap", "previous_digest_differs"}
        if is_asked:
            check_succession(statement, THIRD, asked)
        else:
            assert code_of(check_succession, statement, THIRD, asked) == outcome
    else:
        check_succession(statement, THIRD, expected)


def test_missing_numbers_are_shown():
    expected = Expectation(seen={STATEMENT.sender: {1: FIRST}})
    for sequence, missing in ((3, "2"), (5, "2-4")):
        statement = replace(STATEMENT, sequence=sequence)
        with pytest.raises(BundleError) as caught:
            check_succession(statement, THIRD, expected)
        assert caught.value.context["missing"] == missing


def test_another_senders_numbers_are_its_own():
    expected = Expectation(seen={"330102006": {1: FIRST, 2: SECOND}})
    check_succession(STATEMENT, THIRD, expected)


def test_a_receipt_must_answer_what_was_sent():
    receipt = replace(STATEMENT, kind=BundleKind.RECEIPT, answers_digest=FIRST)
    check_succession(receipt, THIRD, Expectation(sent=frozenset({FIRST})))
    unknown = Expectation(sent=frozenset({SECOND}))
    assert code_of(check_succession, receipt, THIRD, unknown) == "receipt_unknown"


def test_destination():
    check_destination(STATEMENT, Expectation("330102", 2026, frozenset({BundleKind.HAND_OVER})))
    assert code_of(check_destination, STATEMENT, Expectation("330103")) == "addressee_other"
    for party in (STATEMENT.sender, STATEMENT.addressee):
        check_destination(STATEMENT, Expectation(party=party))
    assert code_of(check_destination, STATEMENT, Expectation(party="330103")) == "addressee_other"
    other_year = Expectation("330102", 2027)
    assert code_of(check_destination, STATEMENT, other_year) == "campaign_other"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a/../b", "path_upward"), ("..", "path_upward"), ("/a", "path_absolute"),
        ("\\a", "path_absolute"), ("//a/b", "path_network"), ("c:/a", "path_drive"),
        ("c:a", "path_drive"), ("a\\b", "path_backslash"), ("a//b", "path_empty_part"),
        ("./a", "path_empty_part"), ("a/", "path_empty_part"), ("a\x00b", "name_characters"),
        ("a\nb", "name_characters"), ("a/NUL", "name_reserved"), ("aux.csv", "name_reserved"),
        ("a/com1.tar.gz", "name_reserved"), ("CON .txt", "name_reserved"),
        ("a./b", "name_trailing"), ("a ", "name_trailing"), ("某" * 81, "name_too_long"),
    ],
)  # fmt: skip
def test_unsafe_names(name, code):
    assert code_of(check_name, name) == code


def test_safe_names():
    check_names(["data/summary.pdf", "data/说明.txt", "data/console.txt", "data/a..b"])


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["a", "a"], "duplicate_names"), (["a", "A"], "case_names"),
        (["straße", "STRASSE"], "case_names"), (["ａ", "a"], "case_names"),
        (["e\u0301", "\u00e9"], "normal_form_names"),
    ],
)  # fmt: skip
def test_names_that_are_taken_for_one_another(names, code):
    assert code_of(check_names, names) == code

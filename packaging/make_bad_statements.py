"""Well signed bundles whose statement, sender, addressee or order is wrong."""

# ruff: noqa: D103 - the name of a case says all there is to say

from __future__ import annotations

from bundle_workshop import Attempt, Workshop, after, good, members, payload, signed, stated, zipped
from dsurvey_desktop.exchange import bag
from dsurvey_desktop.exchange.statement import BundleKind
from dsurvey_desktop.exchange.succession import Expectation
from make_bad_cases import bad


@bad("member_missing")
def statement_missing(w: Workshop) -> Attempt:
    files = payload(w)
    del files[bag.STATEMENT_FILE]
    return signed(w, files)


@bad("statement_damaged")
def statement_that_is_no_json(w: Workshop) -> Attempt:
    return signed(w, payload(w) | {bag.STATEMENT_FILE: b"{"})


@bad("statement_damaged")
def statement_with_a_field_twice(w: Workshop) -> Attempt:
    text = payload(w)[bag.STATEMENT_FILE].replace(b"{\n", b'{\n "sequence": 9,\n', 1)
    return signed(w, payload(w) | {bag.STATEMENT_FILE: text})


@bad("statement_damaged")
def statement_with_half_a_character(w: Workshop) -> Attempt:
    text = payload(w)[bag.STATEMENT_FILE].replace(b'"message": ""', b'"message": "\\uD83d"')
    return signed(w, payload(w) | {bag.STATEMENT_FILE: text})


@bad("statement_damaged")
def statement_with_an_unknown_field(w: Workshop) -> Attempt:
    text = payload(w)[bag.STATEMENT_FILE].replace(b"{\n", b'{\n "priority": 9,\n', 1)
    return signed(w, payload(w) | {bag.STATEMENT_FILE: text})


@bad("statement_damaged")
def statement_with_sequence_zero(w: Workshop) -> Attempt:
    return stated(w, sequence=0)


@bad("statement_damaged")
def statement_with_a_path_as_office(w: Workshop) -> Attempt:
    files = payload(w)
    text = files[bag.STATEMENT_FILE].replace(b'"330102005"', b'"../330102"')
    return signed(w, files | {bag.STATEMENT_FILE: text})


@bad("statement_disagrees")
def folder_renamed(w: Workshop) -> Attempt:
    return zipped(w, members(w), "330102005-2026-0002-hand_over-330102")


@bad("suite_unknown")
def statement_of_another_suite(w: Workshop) -> Attempt:
    return stated(w, suite="sm9-sm3-zuc-v1")


@bad("signer_not_sender")
def signed_by_another_office(w: Workshop) -> Attempt:
    return signed(w, payload(w), keys=w.other_town)


@bad("kind_unexpected")
def kind_not_taken_in_here(w: Workshop) -> Attempt:
    return good(w, expected=Expectation(kinds=frozenset({BundleKind.RECEIPT})))


@bad("addressee_other")
def addressed_to_another_office(w: Workshop) -> Attempt:
    return stated(w, addressee="330103")


@bad("campaign_other")
def of_another_campaign(w: Workshop) -> Attempt:
    return stated(w, campaign_year=2025)


@bad("same_bundle")
def taken_in_before(w: Workshop) -> Attempt:
    bundle = w.good()
    return after(w, {1: bundle.digest}, bundle.data)


@bad("sequence_reused")
def number_used_before(w: Workshop) -> Attempt:
    return after(w, {1: "00" * 32})


@bad("sequence_lower")
def number_lower_than_seen(w: Workshop) -> Attempt:
    return after(w, {2: "00" * 32})


@bad("sequence_gap")
def number_with_a_gap(w: Workshop) -> Attempt:
    return after(w, {1: "00" * 32}, stated(w, sequence=4, previous_digest="00" * 32).data)


@bad("previous_digest_differs")
def digest_before_differs(w: Workshop) -> Attempt:
    return after(w, {1: "00" * 32}, stated(w, sequence=2, previous_digest="11" * 32).data)


@bad("receipt_unknown")
def receipt_for_what_was_never_sent(w: Workshop) -> Attempt:
    data = stated(w, kind=BundleKind.RECEIPT, answers_digest="22" * 32).data
    return good(w, data=data, expected=Expectation(sent=frozenset({"33" * 32})))

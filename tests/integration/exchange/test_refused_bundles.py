"""Every named bad bundle is refused with its own code, and every code has a bad bundle."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dsurvey_desktop.domain.suite import SuiteName
from dsurvey_desktop.exchange.refusals import ASKED, REFUSALS, BundleError
from dsurvey_desktop.exchange.verification import verify_bundle

OF_KEYS_AND_LISTS = {
    "keys_damaged",
    "passphrase_wrong",
    "recipient_invalid",
    "no_recipient",
    "card_suite_other",
}


def verify(attempt):
    return verify_bundle(
        attempt.data,
        attempt.trust,
        attempt.now,
        attempt.opener,
        attempt.expected,
        attempt.limits,
    )


@pytest.mark.parametrize("suite", SuiteName)
def test_a_bad_bundle_is_refused_with_its_code(suite, bad_case, shops):
    if suite not in bad_case.suites:
        return  # its fault can't be made with this suite's algorithms
    with pytest.raises(BundleError) as caught:
        verify(bad_case.make(shops[suite]))
    assert caught.value.code == bad_case.code
    sentence = str(caught.value)
    assert "{" not in sentence
    assert any("\u4e00" <= letter <= "\u9fff" for letter in sentence)


def test_every_refusal_of_a_bundle_has_a_bad_bundle(packaging_module):
    script = packaging_module("make_bad_bundles")
    codes = {case.code for case in (*script.CASES, *script.PACKAGES)}
    assert codes == set(REFUSALS) - OF_KEYS_AND_LISTS


@pytest.mark.parametrize("suite", SuiteName)
def test_the_good_bundle_is_taken_in_under_the_same_conditions(suite, workshops, shops):
    verified = verify(workshops.good(shops[suite]))
    assert (verified.statement.sender, verified.statement.suite) == (workshops.TOWN, suite)


@pytest.mark.parametrize("code", sorted(ASKED))
def test_what_a_person_has_answered_is_not_asked_again(code, workshop, packaging_module):
    cases = packaging_module("make_bad_bundles").CASES
    attempt = next(case for case in cases if case.code == code).make(workshop)
    expected = replace(attempt.expected, answered=frozenset({code}))
    assert verify(replace(attempt, expected=expected)).statement.sequence > 1


def test_the_script_writes_each_case_and_the_trust_list(tmp_path, packaging_module, capsys):
    script = packaging_module("make_bad_bundles")
    script.write_all(tmp_path)
    cases = (*script.CASES, *script.PACKAGES)
    for suite, folder in ((SuiteName.STANDARD, "standard"), (SuiteName.NATIONAL, "national")):
        expected = sum(suite in case.suites for case in cases) + 1
        assert len(list((tmp_path / folder).iterdir())) == expected
    assert "sequence_gap" in capsys.readouterr().out


def test_no_name_stands_for_two_bad_bundles(packaging_module):
    script = packaging_module("make_bad_bundles")
    names = [case.name for case in (*script.CASES, *script.PACKAGES)]
    assert len(set(names)) == len(names)


def test_a_seal_made_by_hand_opens_where_nothing_is_wrong_with_it(
    workshop, workshops, packaging_module
):
    made = packaging_module("make_bad_seals").sealed(workshop)
    assert verify(made).is_sealed
    long = packaging_module("make_bad_seals").long_seal(workshop)
    assert set(workshop.district.opener.open(long.data)) == {0}


def test_the_good_receipt_is_taken_in_under_the_same_conditions(workshop, packaging_module):
    verified = verify(packaging_module("make_bad_answers").receipt(workshop))
    assert verified.tables["accepted"].schema.name == "accepted"

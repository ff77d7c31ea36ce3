"""Whether a bundle is the next one: for this office, this campaign, in the sender's order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dsurvey_desktop.domain.suite import SuiteName
from dsurvey_desktop.exchange.refusals import refusal
from dsurvey_desktop.exchange.statement import BundleKind, Statement


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the receiver knows; None means that it is not asked.

    Attributes:
        addressee: this office's code.
        campaign_year: the open campaign's year.
        kinds: kinds of bundle taken in here.
        seen: sender's office code to the file digests taken in from it, by sequence number.
        sent: file digests of the bundles sent from here, for receipts.
        suite: what this office's campaign signs and seals with.
        answered: codes of `refusals.ASKED` that a person has answered with "go on".
        party: this office's code where it may be the sender too, as when it looks at its own.
    """

    addressee: str | None = None
    campaign_year: int | None = None
    kinds: frozenset[BundleKind] | None = None
    seen: Mapping[str, Mapping[int, str]] | None = None
    sent: frozenset[str] | None = None
    suite: SuiteName | None = None
    answered: frozenset[str] = frozenset()
    party: str | None = None


def check_suite(found: SuiteName, expected: SuiteName | None) -> None:
    """Both offices use the same algorithms; raises `BundleError` (`suite_other`)."""
    if expected not in {None, found}:
        assert expected is not None
        raise refusal("suite_other", theirs=found.label, ours=expected.label)


def check_destination(statement: Statement, expected: Expectation) -> None:
    """Kind, addressee and campaign; raises `BundleError`."""
    if expected.kinds is not None and statement.kind not in expected.kinds:
        raise refusal("kind_unexpected", kind=statement.kind.value)
    parties = {None, statement.addressee, statement.sender}
    if expected.addressee not in {None, statement.addressee} or expected.party not in parties:
        raise refusal("addressee_other", addressee=statement.addressee)
    if expected.campaign_year not in {None, statement.campaign_year}:
        raise refusal("campaign_other", year=statement.campaign_year)


def check_succession(statement: Statement, digest: str, expected: Expectation) -> None:
    """Sequence number, digest of the bundle before, and what a receipt answers.

    Args:
        statement: of the bundle at hand.
        digest: the bundle's file digest.
        expected: what came and went before.

    Raises:
        BundleError: `same_bundle`, `sequence_reused`, `sequence_lower`, `sequence_gap`,
            `previous_digest_differs` or `receipt_unknown`.
    """
    if expected.seen is not None:
        seen = expected.seen.get(statement.sender, {})
        _check_seen(statement.sequence, digest, seen)
        _check_next(statement, seen, expected.answered)
    sent = expected.sent if statement.kind is BundleKind.RECEIPT else None
    if sent is not None and statement.answers_digest not in sent:
        raise refusal("receipt_unknown")


def _check_seen(sequence: int, digest: str, seen: Mapping[int, str]) -> None:
    if seen.get(sequence) == digest:
        raise refusal("same_bundle", sequence=sequence)
    if sequence in seen:
        raise refusal("sequence_reused", sequence=sequence)
    if seen and sequence < max(seen):
        raise refusal("sequence_lower", sequence=sequence)


def _check_next(statement: Statement, seen: Mapping[int, str], answered: frozenset[str]) -> None:
    last = max(seen, default=0)
    missing = _numbers(last + 1, statement.sequence - 1)
    if missing and "sequence_gap" not in answered:
        raise refusal("sequence_gap", missing=missing)
    is_next = statement.previous_digest == seen.get(last, "")
    if not missing and not is_next and "previous_digest_differs" not in answered:
        raise refusal("previous_digest_differs", sequence=last)


def _numbers(first: int, last: int) -> str:
    """`3`, `3-7` or nothing."""
    if first > last:
        return ""
    return str(first) if first == last else f"{first}-{last}"

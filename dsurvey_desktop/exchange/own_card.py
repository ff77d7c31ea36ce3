"""The key card that a bundle brings along: shown for comparing, never believed by itself."""

from __future__ import annotations

from dsurvey_desktop.exchange.key_card import KeyCard
from dsurvey_desktop.exchange.refusals import BundleError, refusal
from dsurvey_desktop.exchange.suites import suite_of_seal
from dsurvey_desktop.exchange.trust_list import TrustList
from dsurvey_desktop.exchange.zip_container import Limits, read_container

_MOST_BYTES = 10_000


def card_inside(data: bytes, limits: Limits, member: str) -> KeyCard:
    """The card at `member` of an unsealed bundle.

    Only the ZIP's directory and this one short text are read; the bundle must then be verified
    against the card, and the card's fingerprint be compared by a person.

    Raises:
        BundleError: of the container, or `kind_unexpected` for a bundle that is sealed or has no
            card, as hand-overs and receipts have none.
    """
    if len(data) > limits.bundle_bytes:
        raise refusal("bundle_too_large", limit_mb=limits.bundle_bytes // (1024 * 1024))
    if suite_of_seal(data) is not None:
        raise refusal("kind_unexpected")
    found = read_container(data, limits).members.get(member)
    if found is None:
        raise refusal("kind_unexpected")
    if found.size > _MOST_BYTES:
        raise refusal("key_card_damaged")
    try:
        cards = TrustList.parse(found.unpack().decode()).cards
    except (ValueError, BundleError) as error:
        raise refusal("key_card_damaged") from error
    if len(cards) != 1:
        raise refusal("key_card_damaged")
    return cards[0]

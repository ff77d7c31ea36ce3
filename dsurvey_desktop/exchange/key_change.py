"""Changing an office's key in mid-campaign: the old key signs the new card."""

from __future__ import annotations

from datetime import datetime

from dsurvey_desktop.exchange.key_card import KeyCard
from dsurvey_desktop.exchange.office_keys import OfficeKeys
from dsurvey_desktop.exchange.refusals import refusal
from dsurvey_desktop.exchange.suites import suite_of_signature
from dsurvey_desktop.exchange.trust_list import TrustList


def sign_key_change(card: KeyCard, old_keys: OfficeKeys) -> bytes:
    """A signature file for the new card's text."""
    return old_keys.signer.sign(card.to_text().encode())


def accept_key_change(
    card_text: str, signature: bytes, trust: TrustList, now: datetime
) -> TrustList:
    """The trust list with the new card, if a valid key of the same office signed it.

    Raises:
        BundleError: as for a bundle's signature; `signer_not_sender` for another office's key.
    """
    signed_by = suite_of_signature(signature).verifier.verify(card_text.encode(), signature)
    offices = {card.office_code for card in trust.signers(signed_by, now)}
    cards = TrustList.parse(card_text).cards
    if not cards:
        raise refusal("trust_list_damaged", line=1)
    for card in cards:
        if card.office_code not in offices:
            raise refusal("signer_not_sender", sender=card.office_code)
        trust = trust.with_card(card)
    return trust

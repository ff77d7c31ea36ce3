"""This office's keys and those it trusts, as the database holds them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from dsurvey_desktop.domain.clock import office_day
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import is_district_code
from dsurvey_desktop.domain.texts import N_, text
from dsurvey_desktop.exchange.key_card import KeyCard
from dsurvey_desktop.exchange.office_keys import OfficeKeys, opener_of
from dsurvey_desktop.exchange.suites import Opener
from dsurvey_desktop.exchange.trust_list import TrustList
from dsurvey_desktop.storage import office_store

_YEAR = timedelta(days=366)

OWN = "own"
CARD = "card"
REVOKED = "revoked"
"""Kinds of keys: this office's own, cards of others, and trust list lines of revoked ones."""
_RENEW = N_("Please give this office new keys (settings, or `keys renew`), then write it again.")


def own_keys(connection: Connection) -> OfficeKeys:
    """The newest private keys of this office."""
    return OfficeKeys.from_bytes(office_store.load_keys(connection, OWN)[-1][1])


def own_opener(connection: Connection) -> Opener:
    """Opens what is sealed to this office, also to keys it had before."""
    keys = [OfficeKeys.from_bytes(data) for _code, data in office_store.load_keys(connection, OWN)]
    return opener_of(keys)


def own_card(connection: Connection) -> KeyCard:
    """The public part of this office's keys."""
    return card_of(connection, own_keys(connection), office_store.key_added_at(connection, OWN))


def card_of(connection: Connection, keys: OfficeKeys, made_at: datetime) -> KeyCard:
    """The public part of keys, valid from their making for as long as the campaign says.

    Where an office practises, whose day may be any, keys are valid at all times.
    """
    office, campaign = office_store.load_office(connection), office_store.load_campaign(connection)
    if campaign.practice_date is not None:
        return replace(keys.card(office, made_at), valid_after=None)
    begin = made_at.replace(microsecond=0)
    end = begin + _YEAR * campaign.key_years if campaign.key_years else None
    return keys.card(office, begin, end)


def own_cards(connection: Connection) -> tuple[KeyCard, ...]:
    """The public part of all keys this office ever had, newest last."""
    moments = office_store.keys_added_at(connection, OWN)
    keys = (OfficeKeys.from_bytes(data) for _code, data in office_store.load_keys(connection, OWN))
    return tuple(card_of(connection, *pair) for pair in zip(keys, moments, strict=True))


def check_own_key(connection: Connection, now: datetime) -> None:
    """Nothing is signed that its receiver would refuse for the key's sake.

    Raises:
        AppError: `own_key_expired`, `own_key_revoked`.
    """
    card = own_card(connection)
    if is_revoked(connection, card):
        words = text("This office's key was revoked; what it signs is believed by nobody.")
        raise AppError("own_key_revoked", words, text(_RENEW))
    if card.valid_before is not None and card.is_late_at(now):
        day = office_day(card.valid_before).isoformat()
        words = text("This office's key counted until {day}; its signature is refused.", day=day)
        raise AppError("own_key_expired", words, text(_RENEW))


def is_revoked(connection: Connection, card: KeyCard) -> bool:
    """Whether a card's key never counts again."""
    revoked = trusted_cards(connection).revoked
    return any(key.signing_public == card.signing_public for key in revoked)


def signer_counts(connection: Connection, signed_at: datetime, now: datetime) -> bool:
    """Whether the key that this office signed with at a moment still counts."""
    moments = office_store.keys_added_at(connection, OWN)
    pairs = zip(own_cards(connection), moments, strict=True)
    had = [card for card, made in pairs if made.replace(microsecond=0) <= signed_at]
    return not had or not (had[-1].is_late_at(now) or is_revoked(connection, had[-1]))


def trusted_cards(connection: Connection) -> TrustList:
    """All key cards a person at this office has compared and accepted, of the campaign's suite.

    Those of another suite were accepted before the campaign chose this one.
    """
    texts = [
        content.decode()
        for kind in (CARD, REVOKED)
        for _code, content in office_store.load_keys(connection, kind)
    ]
    trust = TrustList.parse("".join(texts))
    suite = office_store.load_campaign(connection).suite
    return replace(trust, cards=tuple(one for one in trust.cards if one.suite.name == suite))


def recipient_card(connection: Connection) -> KeyCard | None:
    """The newest accepted card of a district: whom hand-overs go to; None before one is accepted.

    A town may have accepted other towns' cards too; none of them is whom it hands over to.
    """
    trust = trusted_cards(connection)
    revoked = {key.signing_public for key in trust.revoked}
    cards = [
        one
        for one in trust.cards
        if one.recipient and one.signing_public not in revoked and is_district_code(one.office_code)
    ]
    return cards[-1] if cards else None


def seal_card(connection: Connection) -> KeyCard | None:
    """Whom the next hand-over is sealed to; None without a card, or where sealing is off."""
    is_wanted = office_store.load_campaign(connection).is_sealed
    return recipient_card(connection) if is_wanted else None


def has_recipient(connection: Connection) -> bool:
    """True when hand-overs can be sealed."""
    return recipient_card(connection) is not None

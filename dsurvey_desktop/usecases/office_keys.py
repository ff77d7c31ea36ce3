"""This office's keys and those it trusts, as the database holds them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

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


def trusted_cards(connection: Connection) -> TrustList:
    """All key cards a person at this office has compared and accepted."""
    texts = [
        content.decode()
        for kind in (CARD, REVOKED)
        for _code, content in office_store.load_keys(connection, kind)
    ]
    return TrustList.parse("".join(texts))


def recipient_card(connection: Connection) -> KeyCard | None:
    """The newest accepted card: whom hand-overs are sealed to; None before one is accepted."""
    trust = trusted_cards(connection)
    revoked = {key.signing_public for key in trust.revoked}
    cards = [one for one in trust.cards if one.recipient and one.signing_public not in revoked]
    return cards[-1] if cards else None


def has_recipient(connection: Connection) -> bool:
    """True when hand-overs can be sealed."""
    return recipient_card(connection) is not None

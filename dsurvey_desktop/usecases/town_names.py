"""Which towns belong to a district, and what they are called."""

from __future__ import annotations

from sqlalchemy import Connection

from dsurvey_desktop.storage import office_store
from dsurvey_desktop.usecases.office_keys import trusted_cards

TOWN_DIGITS = 9
_DISTRICT_DIGITS = 6


def town_of(community_code: str) -> str:
    """The nine digits of the town a community belongs to."""
    return community_code[:TOWN_DIGITS]


def town_names(connection: Connection) -> dict[str, str]:
    """Names of the district's towns whose key cards were accepted, by code."""
    own = office_store.load_office(connection).code
    cards = trusted_cards(connection).cards
    return {
        card.office_code: card.office_name
        for card in cards
        if card.office_code.startswith(own[:_DISTRICT_DIGITS]) and card.office_code != own
    }

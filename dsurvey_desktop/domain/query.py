"""A question to a community about an entry, and who has the ball (product D4)."""

from __future__ import annotations

from enum import StrEnum


class QueryState(StrEnum):
    """OPEN until the community answers; ANSWERED until the officer closes it or asks again."""

    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


class Turn(StrEnum):
    """Who has to act; NOBODY once a query is closed.

    An open query is the office's until it goes out on a return sheet.
    """

    OFFICE = "office"
    COMMUNITY = "community"
    NOBODY = ""


class QueryDeed(StrEnum):
    """What was done with a query; each is kept with its words, person and time."""

    ASKED = "asked"
    SENT = "sent"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    """An answer was taken back with its file."""
    CLOSED = "closed"

"""What the desk shows of queries and return sheets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.query import QueryDeed, QueryState, Turn


@dataclass(frozen=True, slots=True)
class ErrorsToAsk:
    """How many entries have errors that no community is asked about yet, and how many errors."""

    entries: int
    errors: int


@dataclass(frozen=True, slots=True)
class QueryStep:
    """One step of a query: what was done, in whose words, by whom and when."""

    deed: QueryDeed
    words: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class QueryView:
    """A question to a community about an entry.

    Attributes:
        turn: who has to act, since when; `return_number` is the sheet it last went out on.
        days_waiting: calendar days since the turn went over.
        answer: the community's last words; empty until it answers.
    """

    id: int
    entry: EntryId
    name: str
    certificate_no: str
    community_code: str
    community_name: str
    rule: str
    item: str
    item_label: str
    question: str
    answer: str
    state: QueryState
    turn: Turn
    since: datetime
    days_waiting: int
    return_number: int | None
    steps: tuple[QueryStep, ...]


@dataclass(frozen=True, slots=True)
class ReturnView:
    """A return sheet that went to a community.

    Attributes:
        number: of the sheet in this office, `code` the same with a check character.
        waiting: points that are not answered yet.
        is_overdue: something waits although the day it was due on has passed.
    """

    number: int
    code: str
    community_code: str
    community_name: str
    made_at: datetime
    made_by: str
    due_on: date
    points: int
    waiting: int
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class WrittenReturn:
    """A sheet's files, for paper and for answering in Excel."""

    number: int
    community_code: str
    community_name: str
    points: int
    due_on: date
    pdf: str
    workbook: str

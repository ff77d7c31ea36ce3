"""What the report of second entry is printed from; all words are ready to be read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RateRow:
    """Fields compared and how many differ; shares from 0 to 1, None where nothing was compared."""

    name: str
    entries: int
    fields: int
    differing: int
    rate: float | None
    low: float | None
    high: float | None
    first_wrong: int
    second_wrong: int
    undecided: int


@dataclass(frozen=True, slots=True)
class RatePart:
    """One table of rates: its title, what its first column is called, its rows, worst first."""

    title: str
    of_what: str
    rows: tuple[RateRow, ...]


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """An item that two persons entered otherwise; `decision` is whose answer stands, and why."""

    entry: int
    community: str
    name: str
    item: str
    first: str
    second: str
    decision: str


@dataclass(frozen=True, slots=True)
class SecondReportSheet:
    """The report: what was drawn (`about`), the rates, each difference, how it is computed."""

    about: tuple[str, ...]
    total: RateRow
    parts: tuple[RatePart, ...]
    differences: tuple[DifferenceRow, ...]
    computed: str

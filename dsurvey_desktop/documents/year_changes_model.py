"""What the list of changes since last year is printed from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """One person's answer of both years, in words."""

    community: str
    name: str
    certificate_no: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class ChangedItemLines:
    """An item: how many answered in both years, whose answer changed; `share` from 0 to 1."""

    code: str
    label: str
    compared: int
    share: float
    people: tuple[ChangedLine, ...]


@dataclass(frozen=True, slots=True)
class YearChangesList:
    """The list: `about` is a sentence that says what was compared with what."""

    about: str
    items: tuple[ChangedItemLines, ...]

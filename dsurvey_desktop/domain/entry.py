"""A person's form as it stands, and where it is on its way to the district."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.domain.texts import Text

Value = str | int | float | list[Any]
"""Choice code, ISO date or text as str; numbers as int or float; select_multiple as list of codes;
a repeat as a list of mappings. A blank answer is absent."""
Answers = Mapping[str, Value]
"""Item name (as in `resources/survey/individual_items.csv`) to value."""


def is_same(one: Value | None, other: Value | None) -> bool:
    """Whether two answers say the same; the order of several choices means nothing."""
    if isinstance(one, list) and isinstance(other, list):
        return sorted(map(str, one)) == sorted(map(str, other))
    return one == other


class EntryState(StrEnum):
    """Where an entry is (product D8)."""

    RECEIVED = "received"
    IN_QUERY = "in_query"
    READY = "ready"
    APPROVED = "approved"
    HANDED_OVER = "handed_over"
    ACCEPTED = "accepted"
    SENT_BACK = "sent_back"


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule an entry breaks.

    Attributes:
        item: empty where the whole entry is meant.
        basis: digest of the values it rests on, as `basis_of` makes it; empty for errors, which
            nobody explains.
    """

    rule: str
    severity: Severity
    item: str
    message: Text
    basis: str = field(default="", repr=False)

    @property
    def key(self) -> tuple[str, str]:
        """Where it is said; of one rule and item an entry has one finding at most."""
        return (self.rule, self.item)

    @property
    def said(self) -> str:
        """Digest of what it says; an explanation is of exactly that."""
        return basis_of(self.rule, self.item, self.basis)


def basis_of(*values: Any) -> str:
    """A short digest of values; the order of several choices means nothing."""
    plain = [sorted(map(str, one)) if isinstance(one, list | tuple) else one for one in values]
    spelled = json.dumps(plain, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(spelled.encode()).hexdigest()[:_DIGITS]


_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Source:
    """The file, sheet and row (from 1) an entry came from."""

    file: str
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as others see it; `version` rises with each change of its answers.

    `form_digest` names the form edition the answers are of.
    """

    id: EntryId
    certificate_no: str
    name: str
    community_code: str
    state: EntryState
    source: Source
    answers: Answers
    findings: tuple[Finding, ...]
    version: int
    form_digest: str

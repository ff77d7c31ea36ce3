"""What an evaluation is given besides the answers, and what it gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.domain.entry import Value

Table = Sequence[Mapping[str, str]]
"""The rows of an attached list (such as campaign.csv), by column name."""
CAMPAIGN_TABLE = "campaign"
"""The forms of this survey look up `reference_date` (ISO) in this table (`name`, `value`)."""


@dataclass(frozen=True, slots=True)
class FormContext:
    """What an evaluation counts as now, and the attached tables by name.

    Attributes:
        now: a moment with its zone, as a `Clock` gives it.
        trees: what evaluations have built of the tables.
    """

    now: datetime
    tables: Mapping[str, Table] = field(default_factory=dict)
    trees: dict[tuple[str, str], Any] = field(default_factory=dict, compare=False, repr=False)
    _indexes: dict[tuple[str, str, str], dict[str, str]] = field(
        default_factory=dict, compare=False, repr=False
    )

    @property
    def local_now(self) -> datetime:
        """`now()`: the office's date and time, without zone."""
        return self.now.astimezone(OFFICE_ZONE).replace(tzinfo=None)

    @property
    def today(self) -> datetime:
        """`today()`: midnight of the office's day."""
        return self.local_now.replace(hour=0, minute=0, second=0, microsecond=0)

    def look_up(self, table: str, column: str, key_column: str, key: str) -> str:
        """`pulldata()`: the value of `column` in the first row with that key; empty for none.

        `table` is named with or without its ending `.csv`.
        """
        index = self._indexes.get((table, column, key_column))
        if index is None:
            index = self._index(table, column, key_column)
        return index.get(key, "")

    def _index(self, table: str, column: str, key_column: str) -> dict[str, str]:
        index: dict[str, str] = {}
        for row in self.tables.get(table.removesuffix(".csv"), ()):
            index.setdefault(str(row.get(key_column, "")), str(row.get(column, "")))
        self._indexes[table, column, key_column] = index
        return index


@dataclass(frozen=True, slots=True)
class ItemState:
    """What the form says about one item; `valid` is None while it is blank."""

    relevant: bool
    required: bool
    valid: bool | None
    value: Value | bool | None

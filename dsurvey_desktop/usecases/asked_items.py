"""What a file asked at all: an item without a column in it is not blank, it was not said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import Answers
from dsurvey_desktop.domain.ids import BatchId
from dsurvey_desktop.intake.model import ColumnMatch
from dsurvey_desktop.storage import batch_store, row_store
from dsurvey_desktop.storage.row_store import RowRecord
from dsurvey_desktop.usecases.row_cells import columns_of_row


class AskedItems:
    """Remembers the columns of batches while many of their rows are looked at."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._columns: dict[BatchId, list[Any]] = {}

    def of(self, row: RowRecord, names: frozenset[str]) -> frozenset[str]:
        """The items among `names` that the row's table has a column for, or that it answers.

        An answer to a return says single items by itself.
        """
        if row.reason == row_store.RETURNED:
            return names
        asked = self.at(row.batch, row.sheet, row.row)
        return names & (asked | row.answers.keys()) if asked else names

    def at(self, batch: BatchId, sheet: str, row: int) -> frozenset[str]:
        """The items that have a column above a row; none where no columns are known."""
        if batch not in self._columns:
            self._columns[batch] = batch_store.columns_of(self._connection, batch)
        return items_of_columns(columns_of_row(self._columns[batch], sheet, row))


def items_of_columns(columns: Sequence[Mapping[str, Any]]) -> frozenset[str]:
    """The items that columns ask, boxes of a spread choice as their question."""
    return frozenset(one["item"].partition("/")[0] for one in columns if one["item"])


def items_matched(columns: Sequence[ColumnMatch]) -> frozenset[str]:
    """The same of columns that were matched just now."""
    return frozenset(one.item.partition("/")[0] for one in columns if one.item)


def with_unasked(answers: Answers, here: Answers, asked: frozenset[str]) -> Answers:
    """What a row answers, with what is here of the items it was not asked."""
    if not asked:
        return answers
    return {**{name: value for name, value in here.items() if name not in asked}, **answers}

"""The cells of a row as they came, by what they mean, and what they became."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dsurvey_desktop.domain.word_lists import labelled, phrases
from dsurvey_desktop.storage.detail_store import DetailRecord
from dsurvey_desktop.storage.row_store import RowRecord
from dsurvey_desktop.usecases.intake_views import CellChange, DetailCell, DetailView

_LINKS = frozenset(("KEY", "PARENT_KEY"))
_BOX = "/"
"""Between item and choice of a multiple choice spread over columns."""


def changes_of(row: RowRecord) -> tuple[CellChange, ...]:
    """The row's cells whose values are not their own text."""
    return tuple(CellChange(*one) for one in row.changes)


def detail_views(found: Sequence[DetailRecord]) -> tuple[DetailView, ...]:
    """Lines that belong to a row, as they came."""
    return tuple(
        DetailView(one.sheet, one.row, tuple(DetailCell(*cell) for cell in one.cells))
        for one in found
    )


def told_cells(one: DetailView) -> tuple[DetailCell, ...]:
    """The cells that say something to a person; the others only link tables."""
    return tuple(
        cell
        for cell in one.cells
        if not cell.header.startswith("_") and cell.header.upper() not in _LINKS
    )


def columns_of_row(
    columns: Sequence[dict[str, Any]], sheet: str, row_no: int
) -> list[dict[str, Any]]:
    """The columns of the table a row stands in; a sheet may hold several below each other."""
    of_sheet = [one for one in columns if one["sheet"] == sheet]
    above = [at for one in of_sheet if (at := one.get("header_row", 0)) < row_no]
    header_row = max(above, default=0)
    return [one for one in of_sheet if one.get("header_row", 0) == header_row]


def raw_cells(row: RowRecord, columns: Sequence[dict[str, Any]]) -> dict[str, tuple[str, str]]:
    """`(cell, column header)` by item; ticked boxes of a spread choice together.

    A value that was taken from another item's cell has that cell.
    """
    found: dict[str, tuple[str, str]] = {}
    boxes: dict[str, list[tuple[str, str]]] = {}
    own_columns = columns_of_row(columns, row.sheet, row.row)
    for one in own_columns:
        item, is_box, _choice = one["item"].partition(_BOX)
        if not item or one["column"] > len(row.cells):
            continue
        cell = row.cells[one["column"] - 1]
        if not is_box:
            found[item] = cell, one["header"]
        elif cell:
            boxes.setdefault(item, []).append((cell, one["header"]))
    for item, ticked in boxes.items():
        found.setdefault(item, (phrases(labelled(header, cell) for cell, header in ticked), ""))
    return found | _taken_elsewhere(row, own_columns, found)


def _taken_elsewhere(
    row: RowRecord, columns: Sequence[dict[str, Any]], own: Mapping[str, tuple[str, str]]
) -> dict[str, tuple[str, str]]:
    """The cell and header that a changed value came from, where its own cell is blank or none."""
    headers = {
        row.cells[one["column"] - 1]: one["header"]
        for one in columns
        if one["column"] <= len(row.cells)
    }
    changes = ((one.item, one.raw) for one in changes_of(row))
    return {
        item: (raw, headers[raw])
        for item, raw in changes
        if raw and raw in headers and not own.get(item, ("", ""))[0]
    }

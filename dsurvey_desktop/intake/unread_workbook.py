"""Finds the cells that a workbook's reader gives as blank though they show something.

A reader gives error words (#N/A) and formulas without saved result as empty text. Looking for them
costs a second pass over a file, so it is made only where the first look at its size (`shape`,
`old_workbook`) met something of the kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from dsurvey_desktop.intake.container import Container, open_archive, read_member
from dsurvey_desktop.intake.limits import Limits
from dsurvey_desktop.intake.parts_xlsx import sheet_parts
from dsurvey_desktop.intake.sheets import Position, Sheet
from dsurvey_desktop.intake.unread import Unread
from dsurvey_desktop.intake.unread_ods import unread_in_ods
from dsurvey_desktop.intake.unread_xls import unread_in_xls
from dsurvey_desktop.intake.unread_xlsb import sheet_parts_xlsb, unread_in_xlsb
from dsurvey_desktop.intake.unread_xlsx import unread_in_xlsx

Found = Iterable[tuple[Position, str]]


def fill_in_unread(
    sheets: Sequence[Sheet], names: Sequence[str], data: bytes, container: Container, limits: Limits
) -> None:
    """Put what unread cells show into the sheets.

    Args:
        sheets: changed in place.
        names: of all sheets of the workbook, those without cells too, in its order.
        data: the workbook.
        container: how it is packed.
        limits: what is refused as too large.
    """
    found = _found(names, data, container, limits)
    for sheet in sheets:
        for place, shown in found.get(sheet.name, ()):
            _put(sheet, place, Unread(shown))


def _found(
    names: Sequence[str], data: bytes, container: Container, limits: Limits
) -> Mapping[str, Found]:
    if container is Container.XLS:
        return dict(zip(names, unread_in_xls(data), strict=False))
    with open_archive(data) as archive:
        read = partial(read_member, archive, limits=limits)
        if container is Container.ODS:
            return unread_in_ods(read("content.xml"))
        if container is Container.XLSB:
            parts = sheet_parts_xlsb(read)
            return {name: list(unread_in_xlsb(read(part))) for name, part in parts.items()}
        parts = sheet_parts(read)
        return {name: list(unread_in_xlsx(read(part))) for name, part in parts.items()}


def _put(sheet: Sheet, place: Position, cell: Unread) -> None:
    """A reader leaves out blank cells at the edge, and these are blank to it."""
    row, column = place
    sheet.rows += [[] for _ in range(len(sheet.rows), row + 1)]
    cells = sheet.rows[row]
    cells += [""] * (column + 1 - len(cells))
    if cells[column] == "":
        cells[column] = cell

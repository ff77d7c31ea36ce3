"""Workbooks (xlsx, xlsm, xlsb, xls, ods) to sheets."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import TypeVar

import python_calamine as calamine

from dsurvey_desktop.intake.bare_workbook import Buffers, sheet_xml, write_bare
from dsurvey_desktop.intake.container import (
    Container,
    damaged,
    encrypted,
    open_archive,
    read_member,
)
from dsurvey_desktop.intake.limits import Limits, check_all_cells, check_shape, check_sheet_count
from dsurvey_desktop.intake.model import IntakeError
from dsurvey_desktop.intake.parts_xlsx import sheet_parts
from dsurvey_desktop.intake.shape import LookedAt, check_workbook_shape
from dsurvey_desktop.intake.shape_xlsx import column_number
from dsurvey_desktop.intake.sheet_pieces import WholeSheet, cut_up, read_pieces
from dsurvey_desktop.intake.sheets import Cell, Position, Sheet

_LONG_NUMBER = re.compile(
    rb"<(?:\w+:)?c\b[^>]*?\br=\"([A-Z]+)(\d+)\"[^>]*>\s*<(?:\w+:)?v>(\d{16,30})(?:\.0+)?</"
)
_LARGE_CELLS = 2_000_000
_Answer = TypeVar("_Answer")
_Found = tuple[list[Sheet], list[str]]


def read_workbook(
    data: bytes, container: Container, limits: Limits, archive: zipfile.ZipFile | None = None
) -> list[Sheet]:
    """All sheets of a workbook, hidden ones and hidden rows too; `archive` is it, if open already.

    Raises:
        IntakeError: as `check_workbook_shape`, and damaged_file, encrypted_file.
    """
    if container is Container.XLS:
        from dsurvey_desktop.intake.old_workbook import (  # noqa: PLC0415 - few are any
            check_old_workbook,
        )

        met = LookedAt(check_old_workbook(data, limits))
    else:
        met = check_workbook_shape(data, archive or open_archive(data), container, limits)
    found = _read_bare(met, limits)
    if found is None:  # whatever is wrong is told of the file itself
        found = _read_all(io.BytesIO(data), _not_cut, limits)
    sheets, names = found
    if met.has_unread:
        from dsurvey_desktop.intake.unread_workbook import (  # noqa: PLC0415 - few have any
            fill_in_unread,
        )

        fill_in_unread(sheets, names, data, container, limits)
    if container is Container.XLSX:
        for sheet in sheets:
            sheet.exact_numbers = partial(exact_numbers, data, sheet.name, limits)
    return sheets


def _read_bare(met: LookedAt, limits: Limits) -> _Found | None:
    """The sheets from an xlsx written anew (`bare_workbook`); None where that can't be done."""
    parts = met.parts or {}
    split = {
        part: one
        for part, rows in met.usual_sheets.items()
        if (one := sheet_xml(parts.get(part, b""), rows))
    }
    if not split or len({part.lower() for part in parts}) < len(parts):
        return None  # the reader tells no capital letters apart
    others: dict[str, Buffers] = {
        part: (content,) for part, content in parts.items() if part not in split
    }
    carried_bytes = sum(len(parts[part]) for part in others)
    cut = {part: cut_up(sheet, carried_bytes) for part, sheet in split.items()}
    whole = {part: pieces[0].buffers() for part, pieces in cut.items() if len(pieces) == 1}

    def read(name: str) -> WholeSheet | None:
        part = sheet_parts(lambda part: parts.get(part, b"")).get(name, "")
        pieces = cut.get(part, ())
        return read_pieces(others, part, pieces, name) if len(pieces) > 1 else None

    with suppress(IntakeError):
        return _read_all(
            write_bare(others | whole), read if len(whole) < len(cut) else _not_cut, limits
        )
    return None


def _not_cut(_name: str) -> None:
    """No sheet is in pieces."""


def _read_all(file: io.BytesIO, read: Callable[[str], WholeSheet | None], limits: Limits) -> _Found:
    """All sheets, and the names of those without cells too; `read` reads what is cut by name."""
    book = _guarded(lambda: calamine.CalamineWorkbook.from_filelike(file))
    found = [meta for meta in book.sheets_metadata if meta.typ == calamine.SheetTypeEnum.WorkSheet]
    check_sheet_count(len(found), limits)
    sheets = list(_read_sheets(book, found, read, limits))
    return sheets, [meta.name for meta in book.sheets_metadata]


def _read_sheets(
    book: calamine.CalamineWorkbook,
    found: list[calamine.SheetMetadata],
    read: Callable[[str], WholeSheet | None],
    limits: Limits,
) -> Iterator[Sheet]:
    cells = 0
    for meta in found:
        sheet = _read_sheet(book, meta.name, read, limits)
        sheet.is_hidden = meta.visible != calamine.SheetVisibleEnum.Visible
        cells += len(sheet.rows) * sheet.width()
        check_all_cells(cells, limits)
        yield sheet


def _read_sheet(
    book: calamine.CalamineWorkbook,
    name: str,
    read: Callable[[str], WholeSheet | None],
    limits: Limits,
) -> Sheet:
    whole = _guarded(lambda: read(name))
    if whole is None:
        raw = _guarded(lambda: book.get_sheet_by_name(name))
        check_shape(name, raw.total_height, raw.total_width, limits)
        whole = WholeSheet(_guarded(lambda: _rows(raw)), raw.merged_cell_ranges or ())
    merged = tuple(area for area in whole.merged if area[0][0] < area[1][0])
    return Sheet(name, whole.rows, merged=merged)


def _rows(raw: calamine.CalamineSheet) -> list[list[Cell]]:
    """The cells from A1 on; of a large sheet row by row, equal texts being one and the same.

    Giving every cell a text of its own takes twice the memory, and for most files half the time.
    """
    if raw.total_height * raw.total_width < _LARGE_CELLS:
        return raw.to_python(skip_empty_area=False)
    same: dict[str, str] = {}
    left: list[Cell] = [""] * (raw.start[1] if raw.start else 0)  # which `iter_rows` leaves out
    return [[*left, *(_shared(cell, same) for cell in row)] for row in raw.iter_rows()]


def _shared(cell: Cell, same: dict[str, str]) -> Cell:
    return same.setdefault(cell, cell) if isinstance(cell, str) else cell


def _guarded(read: Callable[[], _Answer]) -> _Answer:
    """Call the reader; what it cannot read is a damaged file, even where it panics."""
    try:
        return read()
    except calamine.PasswordError as error:
        raise encrypted() from error
    except (calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise damaged() from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the reader's own, and no Exception
            raise
        raise damaged() from error


def exact_numbers(data: bytes, sheet: str, limits: Limits) -> Mapping[Position, str]:
    """Whole numbers of 16 and more digits that the file holds digit by digit.

    The reader gives numbers in double precision (15 to 17 digits); programs other than Excel
    write a certificate number typed as a number in full.
    """
    with open_archive(data) as archive:
        read = partial(read_member, archive, limits=limits)
        return dict(_long_numbers(read(sheet_parts(read).get(sheet, ""))))


def _long_numbers(xml: bytes) -> Iterator[tuple[Position, str]]:
    for match in _LONG_NUMBER.finditer(xml):
        yield (int(match[2]) - 1, column_number(match[1]) - 1), match[3].decode()

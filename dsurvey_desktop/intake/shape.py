"""How large a workbook's sheets are, before a reader makes room for every cell of them.

A reader keeps a sheet as a full rectangle, so that two cells in opposite corners of a few hundred
bytes of XML would ask for gigabytes; and it believes counts that a file states. Corners and counts
are therefore looked up in the file first, in whatever part of it they lie.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from dsurvey_desktop.intake.container import Container, open_archive, read_blocks
from dsurvey_desktop.intake.limits import Limits, check_all_cells, check_shape
from dsurvey_desktop.intake.shape_ods import check_well_formed, ods_shapes
from dsurvey_desktop.intake.shape_xlsb import xlsb_shape
from dsurvey_desktop.intake.shape_xlsx import check_counts, is_sheet, xlsx_shape
from dsurvey_desktop.intake.unread_ods import may_hold_unread_ods
from dsurvey_desktop.intake.unread_xlsx import Watched

Blocks = Callable[[], Iterator[bytes]]
_SMALL_BYTES = 256 * 1024
_USUAL_SHEETS = "xl/worksheets/"


class _Shape(NamedTuple):
    """Rows and columns of a sheet, and whether it may hold cells without a value to be read."""

    rows: int
    columns: int
    has_unread: bool = False


def check_workbook_shape(data: bytes, container: Container, limits: Limits) -> bool:
    """Refuse a zip workbook with a sheet that is too tall, too wide or too large.

    Returns:
        whether it may hold cells of which a reader gives no value (`unread_workbook`).

    Raises:
        IntakeError: too_many_rows, too_many_columns, too_many_cells, zip_bomb, damaged_file.
    """
    has_unread = False
    with open_archive(data) as archive:
        for member in archive.infolist():
            blocks = _blocks(archive, member, limits)
            cells = 0
            for shape in _shapes(member, blocks, container, limits):
                check_shape(member.filename.rsplit("/", 1)[-1], shape.rows, shape.columns, limits)
                cells += shape.rows * shape.columns
                has_unread = has_unread or shape.has_unread
                check_all_cells(cells, limits)  # of one part: an ods file is read as a whole
    return has_unread


def _blocks(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limits: Limits) -> Blocks:
    """Unpacks a part each time it is looked at; a small one, as most are, only once."""
    if member.file_size > _SMALL_BYTES:
        return partial(read_blocks, archive, member, limits)
    unpacked = tuple(read_blocks(archive, member, limits))
    return lambda: iter(unpacked)


def _shapes(
    member: zipfile.ZipInfo, blocks: Blocks, container: Container, limits: Limits
) -> Iterator[_Shape]:
    """Rows and columns of the sheets in one part of the workbook; most parts hold none."""
    name = member.filename
    if container is Container.ODS:
        if name == "content.xml":
            content = b"".join(blocks())
            check_well_formed(content)
            has_unread = may_hold_unread_ods(content)
            yield from (_Shape(*corner, has_unread) for corner in ods_shapes(content, limits))
    elif container is Container.XLSB and not name.endswith((".xml", ".rels")):
        yield _Shape(*xlsb_shape(b"".join(blocks())))
    elif name.startswith(_USUAL_SHEETS) or is_sheet(blocks()):
        watched = Watched(blocks)
        rows, columns = xlsx_shape(watched, limits)
        yield _Shape(rows, columns, watched.has_unread)
    else:
        check_counts(blocks(), member.file_size, limits)

"""How large a workbook's sheets are, before a reader makes room for every cell of them.

A reader keeps a sheet as a full rectangle, so that two cells in opposite corners of a few hundred
bytes of XML would ask for gigabytes; and it believes counts that a file states. Corners and counts
are therefore looked up in the file first, in whatever part of it they lie.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from dsurvey_desktop.intake.container import Container, open_archive, read_blocks
from dsurvey_desktop.intake.limits import Limits, check_all_cells, check_shape
from dsurvey_desktop.intake.packed_parts import PackedPart, harmless_parts
from dsurvey_desktop.intake.shape_ods import check_well_formed, ods_shapes
from dsurvey_desktop.intake.shape_xlsb import xlsb_shape
from dsurvey_desktop.intake.shape_xlsx import USUAL_CORNER, check_counts, is_sheet, xlsx_shape
from dsurvey_desktop.intake.unread_ods import may_hold_unread_ods
from dsurvey_desktop.intake.unread_xlsx import Watched

Blocks = Callable[[], Iterator[bytes]]
_LARGE_BYTES, _MOST_KEPT_BYTES = 4 * 1024 * 1024, 64 * 1024 * 1024
_USUAL_SHEETS = "xl/worksheets/"


class _Shape(NamedTuple):
    """Rows and columns of a sheet, and whether it may hold cells without a value to be read."""

    rows: int
    columns: int
    has_unread: bool = False


@dataclass(slots=True)
class LookedAt:
    """What was met on the way through a workbook.

    Attributes:
        has_unread: it may hold cells of which a reader gives no value (`unread_workbook`).
        large_sheets: parts with large usual sheets of an xlsx, unpacked, as long as they are few.
    """

    has_unread: bool = False
    large_sheets: dict[str, bytes] = field(default_factory=dict)


def check_workbook_shape(data: bytes, container: Container, limits: Limits) -> LookedAt:
    """Refuse a zip workbook with a sheet that is too tall, too wide or too large.

    Raises:
        IntakeError: too_many_rows, too_many_columns, too_many_cells, zip_bomb, damaged_file.
    """
    met = LookedAt()
    with open_archive(data) as archive:
        for member in archive.infolist():
            part = PackedPart.of(data, member, container, limits)
            if part in harmless_parts:
                continue
            blocks = _blocks(archive, member, limits)
            cells = shapes = 0
            for shape in _shapes(member, blocks, container, limits):
                check_shape(member.filename.rsplit("/", 1)[-1], shape.rows, shape.columns, limits)
                cells += shape.rows * shape.columns
                met.has_unread = met.has_unread or shape.has_unread
                check_all_cells(cells, limits)  # of one part: an ods file is read as a whole
                shapes += 1
                if container is Container.XLSX and shape[:2] == USUAL_CORNER:
                    _keep_large(met, member, blocks)
            if not shapes:
                harmless_parts.add(part)
    return met


def _keep_large(met: LookedAt, member: zipfile.ZipInfo, blocks: Blocks) -> None:
    kept = sum(map(len, met.large_sheets.values()))
    if member.file_size >= _LARGE_BYTES and kept + member.file_size <= _MOST_KEPT_BYTES:
        met.large_sheets[member.filename] = b"".join(blocks())


def _blocks(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limits: Limits) -> Blocks:
    """Unpacks a very large part each time it is looked at, any other only once."""
    if member.file_size > _MOST_KEPT_BYTES:
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

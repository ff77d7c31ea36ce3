"""How large a workbook's sheets are, before a reader makes room for every cell of them.

A reader keeps a sheet as a full rectangle, so that two cells in opposite corners of a few hundred
bytes of XML would ask for gigabytes; and it believes counts that a file states. Corners and counts
are therefore looked up in the file first, in whatever part of it they lie.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from functools import partial

from dsurvey_desktop.intake.container import Container, open_archive, read_blocks
from dsurvey_desktop.intake.limits import Limits, check_all_cells, check_shape
from dsurvey_desktop.intake.shape_ods import check_well_formed, ods_shapes
from dsurvey_desktop.intake.shape_xlsb import xlsb_shape
from dsurvey_desktop.intake.shape_xlsx import check_counts, is_sheet, xlsx_shape

Blocks = Callable[[], Iterator[bytes]]
_USUAL_SHEETS = "xl/worksheets/"


def check_workbook_shape(data: bytes, container: Container, limits: Limits) -> None:
    """Refuse a zip workbook with a sheet that is too tall, too wide or too large.

    Raises:
        IntakeError: too_many_rows, too_many_columns, too_many_cells, zip_bomb, damaged_file.
    """
    with open_archive(data) as archive:
        for member in archive.infolist():
            blocks = partial(read_blocks, archive, member, limits)
            cells = 0
            for rows, columns in _shapes(member, blocks, container, limits):
                check_shape(member.filename.rsplit("/", 1)[-1], rows, columns, limits)
                cells += rows * columns
                check_all_cells(cells, limits)  # of one part: an ods file is read as a whole


def _shapes(
    member: zipfile.ZipInfo, blocks: Blocks, container: Container, limits: Limits
) -> Iterator[tuple[int, int]]:
    """Rows and columns of the sheets in one part of the workbook; most parts hold none."""
    name = member.filename
    if container is Container.ODS:
        if name == "content.xml":
            content = b"".join(blocks())
            check_well_formed(content)
            yield from ods_shapes(content, limits)
    elif container is Container.XLSB and not name.endswith((".xml", ".rels")):
        yield xlsb_shape(b"".join(blocks()))
    elif name.startswith(_USUAL_SHEETS) or is_sheet(blocks()):
        yield xlsx_shape(blocks, limits)
    else:
        check_counts(blocks(), member.file_size, limits)

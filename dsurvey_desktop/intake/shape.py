"""How large a workbook's sheets are, before a reader makes room for every cell of them.

A reader keeps a sheet as a full rectangle, so that two cells in opposite corners of a few hundred
bytes of XML would ask for gigabytes; and it believes counts that a file states. Corners and counts
are therefore looked up in the file first, in whatever part of it they lie.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from dsurvey_desktop.intake.container import Container, read_blocks
from dsurvey_desktop.intake.limits import Limits, check_all_cells, check_shape, fits
from dsurvey_desktop.intake.packed_parts import PackedPart, harmless_parts
from dsurvey_desktop.intake.plain_rows import PlainRows, plain_rows
from dsurvey_desktop.intake.shape_ods import check_well_formed, ods_shapes
from dsurvey_desktop.intake.shape_xlsb import xlsb_shape
from dsurvey_desktop.intake.shape_xlsx import (
    USUAL_CORNER,
    allow_usual,
    check_counts,
    is_sheet,
    is_usual,
    xlsx_shape,
)
from dsurvey_desktop.intake.sheet_names import shown_name
from dsurvey_desktop.intake.unpacked import ends_by_start, unpacked
from dsurvey_desktop.intake.unread_ods import may_hold_unread_ods
from dsurvey_desktop.intake.unread_xlsx import Watched, may_hold_unread

_BLOCK_BYTES, _MOST_KEPT_BYTES = 1024 * 1024, 64 * 1024 * 1024
_NOT_READ = ("docProps/", "xl/theme/", "xl/media/", "xl/drawings/", "xl/printerSettings/")
"""Parts of an xlsx that say nothing of what its cells hold."""
_USUAL_SHEETS = "xl/worksheets/"


class _Shape(NamedTuple):
    """Rows and columns of a sheet, and whether it may hold cells without a value to be read.

    `plain` says where its rows stand that are nothing but plain cells.
    """

    rows: int
    columns: int
    has_unread: bool = False
    plain: PlainRows | None = None


class _Part(NamedTuple):
    """A part of a workbook; a very large one has no content and is unpacked for each look."""

    archive: zipfile.ZipFile
    member: zipfile.ZipInfo
    limits: Limits
    content: bytes | None

    @property
    def name(self) -> str:
        return self.member.filename

    def blocks(self) -> Iterator[bytes]:
        """It in blocks of a megabyte, or small ones whole."""
        content = self.content
        if content is None:
            return read_blocks(self.archive, self.member, self.limits)
        starts = range(0, len(content), _BLOCK_BYTES)
        return (content[start : start + _BLOCK_BYTES] for start in starts)


@dataclass(slots=True)
class LookedAt:
    """What was met on the way through a workbook.

    Attributes:
        has_unread: it may hold cells of which a reader gives no value (`unread_workbook`).
        parts: of an xlsx, unpacked, by name; None where they are too many bytes to keep.
        usual_sheets: those of the parts that are sheets as most programs write them, with
            their rows where these are plain.
    """

    has_unread: bool = False
    parts: dict[str, bytes] | None = None
    usual_sheets: dict[str, PlainRows | None] = field(default_factory=dict)
    kept_bytes: int = 0

    def keep(self, name: str, content: bytes | None) -> None:
        """Keep a part, as long as all of them are few bytes and told apart by plain names."""
        if self.parts is None or name.startswith(_NOT_READ):
            return
        self.kept_bytes += len(content or b"")
        is_plain = name.isascii() and name not in self.parts
        if content is None or self.kept_bytes > _MOST_KEPT_BYTES or not is_plain:
            self.parts = None
        else:
            self.parts[name] = content


def check_workbook_shape(
    data: bytes, archive: zipfile.ZipFile, container: Container, limits: Limits
) -> LookedAt:
    """Refuse a zip workbook with a sheet that is too tall, too wide or too large.

    Args:
        data: its bytes.
        archive: the same as a zip container.
        container: what kind of workbook it is.
        limits: what is too much.

    Raises:
        IntakeError: too_many_rows, too_many_columns, too_many_cells, zip_bomb, damaged_file.
    """
    met = LookedAt(parts={} if container is Container.XLSX else None)
    ends = ends_by_start(archive)
    for member in archive.infolist():
        part = PackedPart.of(data, member, container, limits)
        content = harmless_parts.get(part)
        if content is None:
            end = ends.get(member.header_offset, -1)
            content = _content(data, archive, member, end, limits)
            if not _look_at(met, _Part(archive, member, limits, content), container):
                harmless_parts.add(part, content)
        met.keep(member.filename, content)
    return met


def _look_at(met: LookedAt, part: _Part, container: Container) -> int:
    """How many sheets a part holds, none of which is too large."""
    limits = part.limits
    cells = sheets = 0
    for shape in _shapes(part, container, limits):
        if not fits(shape.rows, shape.columns, limits):
            name = shown_name(part.archive, part.name, container, limits, sheets + 1)
            check_shape(name, shape.rows, shape.columns, limits)
        cells += shape.rows * shape.columns
        met.has_unread = met.has_unread or shape.has_unread
        check_all_cells(cells, limits)  # of one part: an ods file is read as a whole
        sheets += 1
        if shape[:2] == USUAL_CORNER:
            met.usual_sheets[part.name] = shape.plain
    return sheets


def _content(
    data: bytes, archive: zipfile.ZipFile, member: zipfile.ZipInfo, end: int, limits: Limits
) -> bytes | None:
    """A part unpacked; None for a very large one. It ends at `end` at the latest."""
    if member.file_size > _MOST_KEPT_BYTES:
        return None
    content = unpacked(data, member, end)
    return b"".join(read_blocks(archive, member, limits)) if content is None else content


def _shapes(part: _Part, container: Container, limits: Limits) -> Iterator[_Shape]:
    """Rows and columns of the sheets in one part of the workbook; most parts hold none."""
    name, blocks = part.name, part.blocks
    if container is Container.ODS:
        if name == "content.xml":
            content = b"".join(blocks())
            check_well_formed(content)
            has_unread = may_hold_unread_ods(content)
            yield from (_Shape(*corner, has_unread) for corner in ods_shapes(content, limits))
    elif container is Container.XLSB and not name.endswith((".xml", ".rels")):
        yield _Shape(*xlsb_shape(b"".join(blocks())))
    elif name.startswith(_USUAL_SHEETS) or is_sheet(blocks()):
        yield _plain_shape(part.content or b"", limits) or _xlsx_shape(part, limits)
    else:
        check_counts(blocks(), part.member.file_size, limits)


def _plain_shape(xml: bytes, limits: Limits) -> _Shape | None:
    """That of a sheet of nothing but plain cells, as it would be found cell by cell."""
    plain = plain_rows(xml) if allow_usual(limits) else None
    if plain is None or not is_usual(plain.beside):
        return None
    return _Shape(*USUAL_CORNER, may_hold_unread(plain.beside), plain)


def _xlsx_shape(part: _Part, limits: Limits) -> _Shape:
    watched = Watched(part.blocks)
    rows, columns = xlsx_shape(watched, limits)
    return _Shape(rows, columns, watched.has_unread)

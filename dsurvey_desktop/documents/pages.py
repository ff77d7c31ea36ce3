"""From blocks to numbered pages, and from pages to a PDF file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from reportlab.pdfgen.canvas import Canvas

from dsurvey_desktop.documents.blocks import SMALL, Block
from dsurvey_desktop.documents.fonts import font_book
from dsurvey_desktop.documents.model import SheetHeader
from dsurvey_desktop.documents.pen import MARGIN, PAGE_HEIGHT, PAGE_WIDTH, TEXT_WIDTH, Pen, mm
from dsurvey_desktop.documents.text_layout import fit_line, one_line
from dsurvey_desktop.documents.write_file import replace_file
from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.domain.texts import _, current_language, text

_BAND = SMALL.leading_pt + 1 * mm
_BAND_GAP = 3 * mm
TEXT_TOP = MARGIN + _BAND + _BAND_GAP
TEXT_HEIGHT = PAGE_HEIGHT - 2 * (MARGIN + _BAND + _BAND_GAP)
_SMALLEST_PT = 6.0


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and where it begins, in points below the top of the text area."""

    block: Block
    top: float


@dataclass(frozen=True, slots=True)
class Page:
    """One side; `code` and `form_edition` stand for the document's own.

    `bookmark` names it in the outline.
    """

    placed: tuple[Placed, ...]
    code: str = ""
    bookmark: str = ""
    form_edition: str = ""


def paginate(blocks: Sequence[Block]) -> list[Page]:
    """Stack blocks on pages: headings stay with what follows, table headers come again."""
    pages: list[list[Placed]] = [[]]
    for number, block in enumerate(blocks):
        needed = _height_with_next(blocks, number)
        if block.breaks_page or (pages[-1] and _bottom(pages[-1]) + needed > TEXT_HEIGHT):
            pages.append([])
        if block.breaks_page:
            continue
        if not pages[-1] and block.heading is not None:
            pages[-1].append(Placed(block.heading, 0.0))
        pages[-1].append(Placed(block, _bottom(pages[-1])))
    return [Page(tuple(page)) for page in pages if page]


def write_pages(
    target: BinaryIO | Path,
    header: SheetHeader,
    pages: Sequence[Page],
    progress: Progress = no_progress,
) -> int:
    """Draw the pages with header and footer and write the PDF; returns how many there are.

    Raises:
        AppError: by `replace_file`, where `target` is a path.
    """
    content = _draw_document(header, pages, progress)
    if isinstance(target, Path):
        with replace_file(target) as file:
            file.write(content)
    else:
        target.write(content)
    return len(pages)


def titled(header: SheetHeader, title: str) -> SheetHeader:
    """The header with `title` where it has none."""
    return header if header.title else replace(header, title=title)


def _height_with_next(blocks: Sequence[Block], number: int) -> float:
    height = blocks[number].height
    while blocks[number].keeps_next and number + 1 < len(blocks):
        number += 1
        height += blocks[number].height
    return height


def _bottom(page: Sequence[Placed]) -> float:
    return page[-1].top + page[-1].block.height if page else 0.0


def _draw_document(header: SheetHeader, pages: Sequence[Page], progress: Progress) -> bytes:
    content = BytesIO()
    canvas = Canvas(
        content,
        pageCompression=1,
        lang=current_language().replace("_", "-"),
        initialFontName=font_book().main_font(),
    )
    canvas.setTitle(f"{header.title} · {header.campaign}")
    canvas.setAuthor(header.office)
    canvas.setCreator(header.program_version)
    for number, page in enumerate(pages, start=1):
        progress(number - 1, len(pages), text("Drawing the pages"))
        _draw_page(canvas, header, page, number, len(pages))
    canvas.save()
    progress(len(pages), len(pages), text("Drawing the pages"))
    return content.getvalue()


def _draw_page(canvas: Canvas, header: SheetHeader, page: Page, number: int, total: int) -> None:
    pen = Pen(canvas)
    if page.bookmark:
        canvas.bookmarkPage(f"page-{number}")
        canvas.addOutlineEntry(page.bookmark, f"page-{number}", 0)
    _draw_band(pen, (header.office, header.campaign), header.title, MARGIN, -SMALL.leading_pt)
    pen.hairline(MARGIN, MARGIN + _BAND, TEXT_WIDTH)
    for placed in page.placed:
        placed.block.draw(pen, MARGIN, TEXT_TOP + placed.top)
    top = PAGE_HEIGHT - MARGIN - _BAND
    pen.hairline(MARGIN, top, TEXT_WIDTH)
    code = page.code or header.code
    edition = page.form_edition or header.form_edition
    left = (edition, header.printed_at, code, header.program_version)
    right = _("Page {page} of {pages}").format(page=number, pages=total)
    _draw_band(pen, left, right, top + 1 * mm, SMALL.leading_pt)
    canvas.showPage()


def _draw_band(pen: Pen, left: Sequence[str], right: str, y: float, aside: float) -> None:
    """Two texts at the ends of one line; the left one gives way.

    Where it is too long to be read at its usual size, its first part, such as the name of an
    office, gets a line of its own in the margin, `aside` points from the other.
    """
    right_line, right_style = fit_line(right, TEXT_WIDTH * 0.5, SMALL, _SMALLEST_PT)
    pen.line(right_line, PAGE_WIDTH - MARGIN - right_line.width_pt, y, right_style)
    room = TEXT_WIDTH - right_line.width_pt - 4 * mm
    if len(left) > 1 and one_line(_joined(left), SMALL).width_pt > room:
        first_line, first_style = fit_line(left[0], TEXT_WIDTH, SMALL, _SMALLEST_PT)
        pen.line(first_line, MARGIN, y + aside, first_style)
        left = left[1:]
    left_line, left_style = fit_line(_joined(left), room, SMALL, _SMALLEST_PT)
    pen.line(left_line, MARGIN, y, left_style)


def _joined(parts: Iterable[str]) -> str:
    return " · ".join(part for part in parts if part)

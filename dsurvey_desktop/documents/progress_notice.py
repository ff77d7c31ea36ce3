"""The progress notice that a town sends to its communities."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from dsurvey_desktop.documents.blocks import SMALL, TITLE, Block, Paragraph
from dsurvey_desktop.documents.model import ProgressLine, ProgressNotice, SheetHeader
from dsurvey_desktop.documents.pages import paginate, titled, write_pages
from dsurvey_desktop.documents.pen import mm
from dsurvey_desktop.documents.table import Column, table
from dsurvey_desktop.domain.texts import _

_INDENT = "\u3000\u3000"
"""Two Chinese characters, as an official text begins its paragraphs."""


def write_progress_notice(
    target: BinaryIO | Path, header: SheetHeader, notice: ProgressNotice
) -> int:
    """Write the day's progress notice; returns the page count.

    Raises:
        AppError: by `replace_file` where `target` is a path.
    """
    header = titled(header, _("Progress notice"))
    return write_pages(target, header, paginate(_blocks(notice)))


def _blocks(notice: ProgressNotice) -> list[Block]:
    rows = [_cells(line) for line in notice.lines]
    return [
        Paragraph(notice.title, TITLE, 2 * mm, "center"),
        Paragraph(notice.addressees, above=4 * mm),
        *(Paragraph(_INDENT + sentence, above=1 * mm) for sentence in notice.opening),
        Paragraph("", above=1 * mm),
        *table(_columns(), rows, _cells(notice.total)),
        Paragraph("", above=1 * mm),
        *(Paragraph(_INDENT + sentence, above=1 * mm) for sentence in notice.points),
        Paragraph(notice.issuer, above=8 * mm, align="right"),
        Paragraph(notice.day, above=1 * mm, align="right"),
        Paragraph(notice.basis, SMALL, above=6 * mm),
    ]


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Rank"), 10, "right"),
        Column(_("Community"), 30),
        Column(_("On the roster"), 12, "right"),
        Column(_("Registered"), 15, "right"),
        Column(_("Coverage"), 16, "right"),
        Column(_("Home visits"), 16, "right"),
        Column(_("By app"), 16, "right"),
        Column(_("Approved"), 15, "right"),
        Column(_("Forecast and remarks")),
    )


def _cells(line: ProgressLine) -> tuple[str, ...]:
    return (
        "" if line.rank is None else str(line.rank),
        line.community,
        f"{line.on_roster:,}",
        f"{line.registered:,}",
        percent(line.coverage),
        percent(line.home_visits),
        percent(line.by_app),
        f"{line.approved:,}",
        line.remark,
    )


def rounded_down(share: float) -> float:
    """To a tenth of a percent, so that only all is 100."""
    return int(share * 1000 + 1e-6) / 1000


def percent(share: float | None) -> str:
    """`82.5%`; a dash where there is nothing to divide."""
    return "—" if share is None else f"{rounded_down(share) * 100:.1f}%"

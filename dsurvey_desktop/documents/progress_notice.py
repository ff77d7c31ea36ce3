"""The progress notice that a town sends to its communities."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from dsurvey_desktop.documents.blocks import TITLE, Block, Heading, Paragraph, Signatures
from dsurvey_desktop.documents.model import ProgressLine, ProgressNotice, SheetHeader
from dsurvey_desktop.documents.pages import paginate, titled, write_pages
from dsurvey_desktop.documents.pen import mm
from dsurvey_desktop.documents.table import Column, table
from dsurvey_desktop.domain.texts import _


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
    blocks: list[Block] = [
        Paragraph(_("Progress notice"), TITLE, 2 * mm, "center"),
        Paragraph(notice.day, align="center"),
        Heading(_("Deadlines")),
        *(Paragraph(sentence) for sentence in notice.deadlines),
        Heading(_("Progress by community")),
        *table(_columns(), rows, _cells(notice.total)),
    ]
    if notice.remarks:
        blocks.append(Heading(_("Remarks")))
        blocks += [Paragraph(sentence) for sentence in notice.remarks]
    return [*blocks, Signatures((_("Drawn up by"), _("Office in charge")))]


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Community"), 26),
        Column(_("On the roster"), 13, "right"),
        Column(_("Registered"), 17, "right"),
        Column(_("Coverage"), 16, "right"),
        Column(_("Home visits"), 13, "right"),
        Column(_("By app"), 13, "right"),
        Column(_("Confirmed"), 17, "right"),
        Column(_("Approved"), 16, "right"),
        Column(_("Handed over"), 14, "right"),
        Column(_("Remarks")),
    )


def _cells(line: ProgressLine) -> tuple[str, ...]:
    return (
        line.community,
        line.on_roster,
        line.registered,
        line.coverage,
        line.home_visits,
        line.by_app,
        line.confirmed,
        line.approved,
        line.handed_over,
        line.remark,
    )

"""The list of import problems that goes back to each community."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from dsurvey_desktop.documents.blocks import SMALL, TITLE, Block, PageBreak, Paragraph
from dsurvey_desktop.documents.model import ProblemLine, SheetHeader
from dsurvey_desktop.documents.pages import paginate, titled, write_pages
from dsurvey_desktop.documents.pen import mm
from dsurvey_desktop.documents.table import Cell, Column, Mark, table
from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import labelled

_LONGEST_VALUE = 60


def write_problem_list(
    target: BinaryIO | Path,
    header: SheetHeader,
    problems: Sequence[ProblemLine],
    progress: Progress = no_progress,
) -> int:
    """Write the problems, each community on pages of its own; returns the page count.

    Raises:
        AppError: by `replace_file` where `target` is a path.
    """
    header = titled(header, _("Problems in the files received"))
    return write_pages(target, header, paginate(_blocks(problems)), progress)


def _blocks(problems: Sequence[ProblemLine]) -> list[Block]:
    if not problems:
        return [Paragraph(_("The files had no problems."))]
    blocks: list[Block] = []
    for community in dict.fromkeys(problem.community for problem in problems):
        blocks += [PageBreak()] if blocks else []
        blocks += _community_blocks(community, [p for p in problems if p.community == community])
    return blocks


def _community_blocks(community: str, problems: Sequence[ProblemLine]) -> list[Block]:
    title = _("{community}: {count} problems").format(
        community=community or _("Without community"), count=len(problems)
    )
    hint = _("Please put these right in your file and send it again; tick what is done.")
    columns = (
        Column(_("No."), 9, "right"),
        Column(_("Where"), 36),
        Column(_("Value found"), 38),
        Column(_("What is wrong")),
        Column(_("What to do")),
        Column(_("Tick"), 11),
    )
    rows = [_cells(number, problem) for number, problem in enumerate(problems, start=1)]
    return [
        Paragraph(title, TITLE, 2 * mm),
        Paragraph(hint, SMALL, 1 * mm),
        *table(columns, rows),
    ]


def _cells(number: int, problem: ProblemLine) -> tuple[Cell, ...]:
    return (
        str(number),
        _place(problem),
        _shortened(problem.value),
        labelled(problem.severity, problem.problem) if problem.severity else problem.problem,
        problem.advice,
        Mark.TICK_BOX,
    )


def _place(problem: ProblemLine) -> str:
    row = _("row {row}").format(row=problem.row) if problem.row else ""
    column = _("column {column}").format(column=problem.column) if problem.column else ""
    cell = " ".join(part for part in (row, column) if part)
    return "\n".join(part for part in (problem.file, problem.sheet, cell) if part)


def _shortened(value: str) -> str:
    return value if len(value) <= _LONGEST_VALUE else value[:_LONGEST_VALUE] + "…"

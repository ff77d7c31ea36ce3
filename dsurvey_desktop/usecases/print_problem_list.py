"""What was wrong in submissions, to send back to the communities: PDF and Excel (product B7)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from dsurvey_desktop.documents.model import ProblemLine, SheetHeader
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.file_names import file_name
from dsurvey_desktop.domain.problem import Problem, Severity, column_letters
from dsurvey_desktop.domain.texts import N_, _, text
from dsurvey_desktop.storage import office_store
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.list_problems import SentProblem, list_sent_problems
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.sender_advice import sender_advice
from dsurvey_desktop.usecases.sheet_header import sheet_header
from dsurvey_desktop.usecases.target_folder import make_folder

SEVERITY_NAMES = {
    Severity.ERROR: N_("error"),
    Severity.WARNING: N_("warning"),
    Severity.NOTICE: N_("notice"),
}
EXCEL, PDF = ".xlsx", ".pdf"
_FILE_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{1,4}")
"""2025.10 is a folder's name, report.doc a file's."""


@dataclass(frozen=True, slots=True)
class ProblemFile:
    """A file that was written; `community` is its name, empty for all of them together."""

    path: str
    community: str
    problems: int


@dataclass(frozen=True, slots=True)
class ProblemReport:
    """What was written: `pages` counts pages of PDF or sheets of Excel."""

    path: str
    pages: int
    written: tuple[ProblemFile, ...]


def print_problem_list(desk: Desk, target: Path, community: str = "") -> ProblemReport:
    """Write the problems of files refused and of those that stand, by community; logged.

    Notices are left out.

    Args:
        desk: whose office.
        target: a file that ends in `.pdf` or `.xlsx`; anything else is a folder, which gets one
            Excel workbook for each community that has problems.
        community: 12-digit code; empty for all.

    Raises:
        AppError: `no_community`, `ending_unknown`, `folder_unusable`, and by `replace_file`.
    """
    with desk.database.read() as connection:
        header = sheet_header(connection, desk)
        names = [one.name for one in office_store.load_communities(connection)]
    sent = list_sent_problems(desk, community)
    told = (one for one in sent if one.problem.severity is not Severity.NOTICE)
    lines = [_line(one) for one in sorted(told, key=partial(_place_in, names))]
    pages, written = _write(target, header, lines)
    with desk.database.write() as connection:
        words, detail = f"{len(lines)} problems", {"pages": pages}
        note(connection, desk, "problems_printed", words, detail)
    return ProblemReport(str(target), pages, written)


def _place_in(names: Sequence[str], one: SentProblem) -> tuple[bool, int]:
    """The office's communities in their order, then those it does not know, nobody's last."""
    is_known = one.community in names
    return not one.community, names.index(one.community) if is_known else len(names)


def _write(
    target: Path, header: SheetHeader, lines: Sequence[ProblemLine]
) -> tuple[int, tuple[ProblemFile, ...]]:
    ending = target.suffix.lower()
    if ending not in {EXCEL, PDF}:
        _refuse_other_ending(target)
        return _write_folder(target, header, lines)
    if ending == EXCEL:
        # Loads the spreadsheet library, which the window starts without.
        from dsurvey_desktop.documents.problem_workbook import (  # noqa: PLC0415
            write_problem_workbook as write,
        )
    else:
        from dsurvey_desktop.documents.problem_list import (  # noqa: PLC0415
            write_problem_list as write,
        )
    return write(target, header, lines), (ProblemFile(str(target), "", len(lines)),)


def _refuse_other_ending(target: Path) -> None:
    """A name that ends like a file's is no folder's, unless there is one of that name."""
    if _FILE_ENDING.fullmatch(target.suffix) and not target.is_dir():
        raise AppError(
            "ending_unknown",
            text("The problem list can't be written as {ending}.", ending=target.suffix),
            text("Please name a file that ends in .pdf or .xlsx, or a folder."),
        )


def _write_folder(
    folder: Path, header: SheetHeader, lines: Sequence[ProblemLine]
) -> tuple[int, tuple[ProblemFile, ...]]:
    make_folder(folder)
    written = []
    for community in dict.fromkeys(line.community for line in lines):
        own = [line for line in lines if line.community == community]
        ending = f"_{_('Problem list')}{EXCEL}"
        target = folder / file_name(community or _("Without community"), ending)
        _write(target, header, own)
        written.append(ProblemFile(str(target), community, len(own)))
    return len(written), tuple(written)


def _line(one: SentProblem) -> ProblemLine:
    problem: Problem = one.problem
    place = problem.place
    return ProblemLine(
        community=one.community,
        severity=_(SEVERITY_NAMES[problem.severity]),
        file=place.file,
        sheet=place.sheet,
        row=str(place.row or ""),
        column=column_letters(place.column),
        value=problem.value,
        problem=str(problem.message),
        advice=sender_advice(problem),
    )

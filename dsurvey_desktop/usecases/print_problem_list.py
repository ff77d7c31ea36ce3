"""Printing what was wrong in submissions, so that it can go back to the communities (B7)."""

from __future__ import annotations

from pathlib import Path

from dsurvey_desktop.documents.model import ProblemLine
from dsurvey_desktop.documents.problem_list import write_problem_list
from dsurvey_desktop.domain.problem import Problem, Severity
from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.list_batches import list_sent_problems
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.sample_views import WrittenDocument
from dsurvey_desktop.usecases.sheet_header import sheet_header

SEVERITY_NAMES = {
    Severity.ERROR: N_("error"),
    Severity.WARNING: N_("warning"),
    Severity.NOTICE: N_("notice"),
}


def print_problem_list(desk: Desk, target: Path) -> WrittenDocument:
    """Write the problems of all files that stand as PDF, by community; logged, without notices."""
    sent = [one for one in list_sent_problems(desk) if one.problem.severity is not Severity.NOTICE]
    with desk.database.read() as connection:
        header = sheet_header(connection, desk)
    lines = [_line(one.problem, one.community) for one in sent]
    pages = write_problem_list(target, header, lines)
    with desk.database.write() as connection:
        words, detail = f"{len(lines)} problems", {"pages": pages}
        note(connection, desk, "problems_printed", words, detail)
    return WrittenDocument(str(target), pages)


def _line(problem: Problem, community: str) -> ProblemLine:
    place = problem.place
    return ProblemLine(
        community=community,
        severity=_(SEVERITY_NAMES[problem.severity]),
        file=place.file,
        sheet=place.sheet,
        row=str(place.row or ""),
        column=str(place.column or ""),
        value=problem.value,
        problem=str(problem.message),
        advice=str(problem.advice),
    )

"""Taking in what communities send: each file is one batch, taken in whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.problem import Place, Problem, Severity
from dsurvey_desktop.domain.progress_report import Progress, no_progress, part_of
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.intake.file_tables import collector_paused
from dsurvey_desktop.intake.model import FileKind, ParsedFile
from dsurvey_desktop.intake.submission import parse_submission
from dsurvey_desktop.storage import office_store
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import submission_forms
from dsurvey_desktop.usecases.intake_views import FileOutcome
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.read_source import expand, read_source, shown_name
from dsurvey_desktop.usecases.take_communities import take_communities
from dsurvey_desktop.usecases.take_individuals import take_individuals
from dsurvey_desktop.usecases.taking import Arrival


def add_submissions(
    desk: Desk,
    paths: Sequence[Path],
    *,
    take_changes: bool = False,
    progress: Progress = no_progress,
) -> tuple[FileOutcome, ...]:
    """Take in files and the files of folders; an unreadable one stops no other.

    Args:
        desk: who takes in, and where.
        paths: files and folders.
        take_changes: take differing values of entries that exist; otherwise they wait.
        progress: called for each file and every few hundred rows; raising `Cancelled` keeps the
            files done so far and nothing of the one at hand.

    Raises:
        AppError: `not_allowed`, `no_files`.
    """
    require(desk, Role.CLERK)
    files = list(expand(paths))
    if not files:
        raise AppError(
            "no_files",
            text("There is no file to take in."),
            text("Please choose files, or a folder that holds some."),
        )
    outcomes = []
    for number, path in enumerate(files):
        step = part_of(progress, number, len(files))
        step(0, 1, text("Reading {file}", file=shown_name(path)))
        with collector_paused():
            outcomes.append(_add_one(desk, path, step, take_changes=take_changes))
    progress(len(files), len(files), text("Done"))
    return tuple(outcomes)


def _add_one(desk: Desk, path: Path, progress: Progress, *, take_changes: bool) -> FileOutcome:
    name = shown_name(path)
    try:
        data = read_source(path)
        parsed = _parse(desk, data, name, part_of(progress, 0, 2))
    except AppError as error:
        return _refused(name, error)
    arrival = Arrival(name, data, hashlib.sha256(data).hexdigest(), parsed, take_changes)
    with desk.database.write() as connection:
        return _take(connection, desk, arrival, part_of(progress, 1, 2))


def _parse(desk: Desk, data: bytes, file_name: str, progress: Progress) -> ParsedFile:
    with desk.database.read() as connection:
        campaign = office_store.load_campaign(connection)
        forms = submission_forms(connection)
    parsed = parse_submission(data, file_name, forms, campaign.year, progress=progress)
    if parsed.kind is FileKind.ROSTER:
        raise AppError(
            "roster_file",
            text("The file {file} is a roster, not a submission.", file=file_name),
            text("Please import it as the roster."),
        )
    return parsed


def _take(connection: Connection, desk: Desk, arrival: Arrival, progress: Progress) -> FileOutcome:
    if arrival.parsed.kind is FileKind.COMMUNITY:
        return take_communities(connection, desk, arrival)
    return take_individuals(connection, desk, arrival, progress)


def _refused(file_name: str, error: AppError) -> FileOutcome:
    problem = Problem(
        error.code, Severity.ERROR, _place(file_name, error), "", error.message, error.advice
    )
    return FileOutcome(
        file=file_name,
        kind="",
        batch=None,
        rows_read=0,
        taken=0,
        set_aside=0,
        unchanged=0,
        pending=0,
        problems=(problem,),
        refusal=problem,
    )


def _place(file_name: str, error: AppError) -> Place:
    sheet, row = error.context.get("sheet", ""), error.context.get("row", 0)
    return Place(file_name, str(sheet), int(row))

"""Taking in what communities send: each file is one batch, taken in whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.problem import Place, Problem, Severity
from dsurvey_desktop.domain.progress_report import Progress, no_progress, part_of
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.intake.file_tables import collector_paused
from dsurvey_desktop.intake.mapping import ColumnMapping
from dsurvey_desktop.intake.model import FileKind, ParsedFile
from dsurvey_desktop.intake.return_answers import read_return
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.intake_views import MAPPING_UNCONFIRMED, NOTHING_TAKEN, FileOutcome
from dsurvey_desktop.usecases.kept_register import KeptRegister
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.read_ahead import Source, reading_ahead
from dsurvey_desktop.usecases.read_source import expand, shown_name
from dsurvey_desktop.usecases.read_submission import read_submission
from dsurvey_desktop.usecases.remember_mapping import check_mapping, keep_confirmed
from dsurvey_desktop.usecases.show_columns import tables_of
from dsurvey_desktop.usecases.take_communities import take_communities
from dsurvey_desktop.usecases.take_individuals import take_individuals
from dsurvey_desktop.usecases.take_return import return_arrival, take_return
from dsurvey_desktop.usecases.taking import Arrival, columns_of
from dsurvey_desktop.usecases.waiting_files import keep_waiting, settle_waiting


@dataclass(frozen=True, slots=True)
class Wishes:
    """How files are to be taken in; see `add_submissions`."""

    take_changes: bool = False
    mapping: ColumnMapping | None = None
    accept_mapping: bool = False


def add_submissions(
    desk: Desk,
    paths: Sequence[Path],
    *,
    take_changes: bool = False,
    mapping: ColumnMapping | None = None,
    accept_mapping: bool = False,
    progress: Progress = no_progress,
) -> tuple[FileOutcome, ...]:
    """Take in files and the files of folders; an unreadable one stops no other.

    A file whose columns a person should look at first is not taken in; its outcome says so.

    Args:
        desk: who takes in, and where.
        paths: files and folders.
        take_changes: take differing values of entries that exist; otherwise they wait.
        mapping: what the columns mean; remembered for tables of its shape.
        accept_mapping: take the program's own matching where it would ask, and remember it.
        progress: called for each file and every few hundred rows; raising `Cancelled` keeps the
            files done so far and nothing of the one at hand.

    Raises:
        AppError: `not_allowed`, `no_files`, `mapping_invalid`.
    """
    require(desk, Role.CLERK)
    files = files_in(paths)
    wishes = Wishes(take_changes, mapping, accept_mapping)
    check_wishes(desk, wishes)
    outcomes = []
    kept = KeptRegister()
    with collector_paused(), reading_ahead(files) as reader:
        kept.read_early(desk)
        for number, path in enumerate(files):
            step = part_of(progress, number, len(files))
            step(0, 1, text("Reading {file}", file=shown_name(path)))
            outcomes.append(add_one(desk, path, reader.next_source, kept, step, wishes))
    progress(len(files), len(files), text("Done"))
    return tuple(outcomes)


def check_wishes(desk: Desk, wishes: Wishes) -> None:
    """AppError `mapping_invalid` before any file is read."""
    if wishes.mapping is not None:
        with desk.database.read() as connection:
            check_mapping(connection, wishes.mapping)


def files_in(paths: Sequence[Path]) -> list[Path]:
    """The files of files and folders; AppError `no_files` when there is none."""
    files = list(expand(paths))
    if not files:
        raise AppError(
            "no_files",
            text("There is no file to take in."),
            text("Please choose files, or a folder that holds some."),
        )
    return files


def add_one(
    desk: Desk,
    path: Path,
    read: Callable[[], Source],
    kept: KeptRegister,
    progress: Progress,
    wishes: Wishes,
) -> FileOutcome:
    """Take in one file whose content `read` gives; one that waits for a person is remembered."""
    seen: list[Source] = []

    def read_once() -> Source:
        seen.append(read())
        return seen[0]

    arrival = read_arrival(desk, path, read_once, part_of(progress, 0, 2), wishes)
    if isinstance(arrival, FileOutcome):
        return keep_waiting(desk, arrival, seen[0].data if seen else None)
    with desk.database.write() as connection:
        outcome = take_arrival(connection, desk, arrival, kept, part_of(progress, 1, 2), wishes)
        settle_waiting(connection, desk, arrival.digest, arrival.file)
        return replace(outcome, path=path, tables=tables_of(connection, arrival.parsed))


def read_arrival(
    desk: Desk, path: Path, read: Callable[[], Source], progress: Progress, wishes: Wishes
) -> Arrival | FileOutcome:
    """A file taken apart, or why it is not taken in; `read` gives its content."""
    name = shown_name(path)
    try:
        data, content = read()
        answers = read_return(content.sheets)
        if answers is not None:
            return return_arrival(desk, name, data, answers, take_changes=wishes.take_changes)
        parsed = read_submission(desk, content, name, progress, wishes.mapping)
    except AppError as error:
        return replace(_refused(name, error), path=path)
    is_readable = any(table.rows for table in parsed.tables)
    if parsed.questions() and not (wishes.accept_mapping and is_readable):
        with desk.database.read() as connection:
            return replace(_waiting(parsed), path=path, tables=tables_of(connection, parsed))
    return Arrival(name, data, hashlib.sha256(data).hexdigest(), parsed, wishes.take_changes)


def take_arrival(
    connection: Connection,
    desk: Desk,
    arrival: Arrival,
    kept: KeptRegister,
    progress: Progress,
    wishes: Wishes,
) -> FileOutcome:
    """Take a file in, in the caller's unit of work."""
    if arrival.answers is not None:
        return take_return(connection, desk, arrival, arrival.answers)
    keep_confirmed(connection, desk, arrival.parsed, wishes.mapping)
    if arrival.parsed.kind is FileKind.COMMUNITY:
        return take_communities(connection, desk, arrival, kept)
    return take_individuals(connection, desk, arrival, kept, progress)


def _waiting(parsed: ParsedFile) -> FileOutcome:
    """The outcome of a file whose columns a person should look at."""
    error = AppError(
        MAPPING_UNCONFIRMED,
        text("Please check the columns of {file} first; nothing was taken in.", file=parsed.file),
        text("Look at the columns in question, then confirm them and take the file in."),
    )
    outcome = _refused(parsed.file, error)
    return replace(
        outcome,
        kind=parsed.kind.value,
        problems=(*outcome.problems, *parsed.questions()),
        columns=tuple(columns_of(parsed)),
    )


def _refused(file_name: str, error: AppError) -> FileOutcome:
    problem = Problem(
        error.code, Severity.ERROR, _place(file_name, error), "", error.message, error.advice
    )
    return FileOutcome(
        **NOTHING_TAKEN, file=file_name, kind="", problems=(problem,), refusal=problem
    )


def _place(file_name: str, error: AppError) -> Place:
    sheet, row = error.context.get("sheet", ""), error.context.get("row", 0)
    return Place(file_name, str(sheet), int(row))

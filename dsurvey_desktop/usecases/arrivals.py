"""A file that arrived: taken apart, and taken in within a unit of work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.progress_report import Progress
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.intake.mapping import ColumnMapping
from dsurvey_desktop.intake.model import FileKind, ParsedFile
from dsurvey_desktop.intake.year_problems import OTHER_YEAR
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.intake_unit import IntakeUnit
from dsurvey_desktop.usecases.intake_views import FileOutcome
from dsurvey_desktop.usecases.intake_waiting import MAPPING_UNCONFIRMED
from dsurvey_desktop.usecases.read_source import shown_name
from dsurvey_desktop.usecases.reading_rules import ReadingRules
from dsurvey_desktop.usecases.refused_file import refused
from dsurvey_desktop.usecases.remember_mapping import confirmed_mappings, keep_confirmed
from dsurvey_desktop.usecases.table_columns import columns_of, tables_of
from dsurvey_desktop.usecases.take_individuals import take_individuals
from dsurvey_desktop.usecases.taken_apart import TakenApart
from dsurvey_desktop.usecases.taking import Arrival
from dsurvey_desktop.usecases.wishes import Wishes

if TYPE_CHECKING:
    from dsurvey_desktop.intake.return_answers import ReturnAnswers


def read_arrivals(
    desk: Desk, path: Path, read: Callable[[], TakenApart], rules: ReadingRules, wishes: Wishes
) -> tuple[Arrival | FileOutcome, ...]:
    """A file taken apart by `read`, or why it is not taken in.

    A zip of several kinds of forms arrives once for each, and for each answer to a return; what
    is not taken in comes last.
    """
    try:
        found = read()
    except AppError as error:
        return (replace(refused(shown_name(path), error), path=path),)
    arrivals = [_return(desk, path, found, answers, wishes) for answers in found.returns]
    arrivals += [_arrival(path, found, part, rules, wishes) for part in found.parts]
    if not found.parts and isinstance(arrivals[0], Arrival):
        arrivals[0].parsed.problems += found.problems
    return tuple(sorted(arrivals, key=lambda one: isinstance(one, FileOutcome)))


def _return(
    desk: Desk, path: Path, found: TakenApart, answers: ReturnAnswers | AppError, wishes: Wishes
) -> Arrival | FileOutcome:
    from dsurvey_desktop.usecases.take_return import return_arrival  # noqa: PLC0415 - few are any

    try:
        if isinstance(answers, AppError):
            raise answers
        return return_arrival(desk, path, found.data, answers, take_changes=wishes.take_changes)
    except AppError as error:
        return replace(refused(shown_name(path), error), path=path)


def _arrival(
    path: Path,
    found: TakenApart,
    part: ParsedFile | AppError,
    rules: ReadingRules,
    wishes: Wishes,
) -> Arrival | FileOutcome:
    name = shown_name(path)
    if isinstance(part, AppError):
        return replace(refused(name, part), path=path)
    if is_asked(part, wishes):
        return asked_outcome(rules, part, path)
    return Arrival(path, name, found.data, found.digest, part, wishes.take_changes)


def is_asked(parsed: ParsedFile, wishes: Wishes) -> bool:
    """A person should look at the columns before the rows are believed."""
    return bool(parsed.questions()) and not (wishes.accept_mapping and parsed.count() > 0)


def asked_outcome(rules: ReadingRules, parsed: ParsedFile, path: Path) -> FileOutcome:
    """What a person is asked of a file."""
    return replace(_waiting(parsed), path=path, tables=tables_of(rules, parsed))


def take_arrival(
    unit: IntakeUnit, arrival: Arrival, progress: Progress, wishes: Wishes
) -> FileOutcome:
    """Take a file in, in the caller's unit of work."""
    outcome = _take(unit, arrival, progress, wishes)
    unit.rows_read += outcome.rows_read
    unit.bytes_read += len(arrival.data)
    tables = tables_of(unit.rules(), arrival.parsed, arrival.columns)
    return replace(outcome, path=arrival.path, tables=tables)


def _take(unit: IntakeUnit, arrival: Arrival, progress: Progress, wishes: Wishes) -> FileOutcome:
    if arrival.answers is not None:
        from dsurvey_desktop.usecases.take_return import take_return  # noqa: PLC0415 - as above

        return take_return(unit, arrival, arrival.answers)
    _keep_confirmed(unit, arrival.parsed, wishes.mapping)
    if arrival.parsed.kind is FileKind.COMMUNITY:
        from dsurvey_desktop.usecases.take_communities import (  # noqa: PLC0415 - few are any
            take_communities,
        )

        return take_communities(unit, arrival)
    return take_individuals(unit, arrival, progress)


def _keep_confirmed(unit: IntakeUnit, parsed: ParsedFile, said: ColumnMapping | None) -> None:
    known = unit.rules().mappings
    if confirmed_mappings(parsed, said, known):
        keep_confirmed(unit.connection(), unit.desk, parsed, said, known)
        unit.kept.forget_rules()
        unit.has_news = True


def _waiting(parsed: ParsedFile) -> FileOutcome:
    """The outcome of a file whose columns a person should look at."""
    error = _unconfirmed_year(parsed) or AppError(
        MAPPING_UNCONFIRMED,
        text("Please check the columns of {file} first; nothing was taken in.", file=parsed.file),
        text("Look at the columns in question, then confirm them and take the file in."),
    )
    outcome = refused(parsed.file, error)
    return replace(
        outcome,
        kind=parsed.kind.value,
        problems=(*outcome.problems, *parsed.questions()),
        columns=columns_of(parsed),
    )


def _unconfirmed_year(parsed: ParsedFile) -> AppError | None:
    """Where nothing but the year is in question."""
    if any(question.code != OTHER_YEAR for question in parsed.questions()):
        return None
    return AppError(
        MAPPING_UNCONFIRMED,
        text(
            "{file} seems to be another year's; nothing was taken in.",
            file=parsed.file,
        ),
        text("If these are this year's answers all the same, confirm and take the file in."),
    )

"""A file that arrived: taken apart, and taken in within a unit of work."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.progress_report import Progress
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.intake.mapping import ColumnMapping
from dsurvey_desktop.intake.model import FileKind, ParsedFile
from dsurvey_desktop.intake.parts_by_kind import parts_by_kind
from dsurvey_desktop.intake.return_answers import part_returns, read_return
from dsurvey_desktop.intake.sheets import Sheet
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.intake_unit import IntakeUnit
from dsurvey_desktop.usecases.intake_views import MAPPING_UNCONFIRMED, FileOutcome
from dsurvey_desktop.usecases.read_ahead import Source
from dsurvey_desktop.usecases.read_source import shown_name
from dsurvey_desktop.usecases.read_submission import read_submission
from dsurvey_desktop.usecases.reading_rules import ReadingRules
from dsurvey_desktop.usecases.refused_file import refused
from dsurvey_desktop.usecases.remember_mapping import confirmed_mappings, keep_confirmed
from dsurvey_desktop.usecases.show_columns import tables_of
from dsurvey_desktop.usecases.take_communities import take_communities
from dsurvey_desktop.usecases.take_individuals import take_individuals
from dsurvey_desktop.usecases.take_return import return_arrival, take_return
from dsurvey_desktop.usecases.taking import Arrival, columns_of


@dataclass(frozen=True, slots=True)
class Wishes:
    """How files are to be taken in; see `add_submissions`."""

    take_changes: bool = False
    mapping: ColumnMapping | None = None
    accept_mapping: bool = False


def read_arrivals(
    desk: Desk,
    path: Path,
    read: Callable[[], Source],
    rules: ReadingRules,
    progress: Progress,
    wishes: Wishes,
) -> tuple[Arrival | FileOutcome, ...]:
    """A file taken apart, or why it is not taken in; `read` gives its content.

    A zip of several kinds of forms arrives once for each, and for each answer to a return; what
    is not taken in comes last.
    """
    try:
        source = read()
    except AppError as error:
        return (replace(refused(shown_name(path), error), path=path),)
    returns, rest = part_returns(source.content)
    found = [_read_return(desk, path, source, sheets, wishes) for sheets in returns]
    if rest.sheets or not returns:
        found += [
            _read_part(path, source._replace(content=part), rules, progress, wishes)
            for part in parts_by_kind(rest, rules.forms)
        ]
    elif isinstance(found[0], Arrival):  # members that could not be read are told all the same
        found[0].parsed.problems += rest.problems
    return tuple(sorted(found, key=lambda one: isinstance(one, FileOutcome)))


def _read_return(
    desk: Desk, path: Path, source: Source, sheets: Sequence[Sheet], wishes: Wishes
) -> Arrival | FileOutcome:
    try:
        answers, is_taken = read_return(sheets), wishes.take_changes
        return return_arrival(desk, path, source.data, answers, take_changes=is_taken)
    except AppError as error:
        return replace(refused(shown_name(path), error), path=path)


def _read_part(
    path: Path, source: Source, rules: ReadingRules, progress: Progress, wishes: Wishes
) -> Arrival | FileOutcome:
    name, data = shown_name(path), source.data
    try:
        parsed = read_submission(rules, source.content, name, progress, wishes.mapping)
    except AppError as error:
        return replace(refused(name, error), path=path)
    if is_asked(parsed, wishes):
        return asked_outcome(rules, parsed, path)
    return Arrival(path, name, data, hashlib.sha256(data).hexdigest(), parsed, wishes.take_changes)


def is_asked(parsed: ParsedFile, wishes: Wishes) -> bool:
    """A person should look at the columns before the rows are believed."""
    is_readable = any(table.rows for table in parsed.tables)
    return bool(parsed.questions()) and not (wishes.accept_mapping and is_readable)


def asked_outcome(rules: ReadingRules, parsed: ParsedFile, path: Path) -> FileOutcome:
    """What a person is asked of a file."""
    return replace(_waiting(parsed), path=path, tables=tables_of(rules, parsed))


def take_arrival(
    unit: IntakeUnit, arrival: Arrival, progress: Progress, wishes: Wishes
) -> FileOutcome:
    """Take a file in, in the caller's unit of work."""
    outcome = _take(unit, arrival, progress, wishes)
    unit.rows_read += outcome.rows_read
    return replace(outcome, path=arrival.path, tables=tables_of(unit.rules(), arrival.parsed))


def _take(unit: IntakeUnit, arrival: Arrival, progress: Progress, wishes: Wishes) -> FileOutcome:
    if arrival.answers is not None:
        return take_return(unit, arrival, arrival.answers)
    _keep_confirmed(unit, arrival.parsed, wishes.mapping)
    if arrival.parsed.kind is FileKind.COMMUNITY:
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
    error = AppError(
        MAPPING_UNCONFIRMED,
        text("Please check the columns of {file} first; nothing was taken in.", file=parsed.file),
        text("Look at the columns in question, then confirm them and take the file in."),
    )
    outcome = refused(parsed.file, error)
    return replace(
        outcome,
        kind=parsed.kind.value,
        problems=(*outcome.problems, *parsed.questions()),
        columns=tuple(columns_of(parsed)),
    )

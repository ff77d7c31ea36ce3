"""Taking in last year's data, kept apart from this year's entries (product A, D2; rule P08)."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.progress_report import Progress, no_progress, part_of
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import batch_store, last_year_store
from dsurvey_desktop.storage.last_year_store import ImportFacts, ImportRecord
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.last_year_views import (
    ASKS,
    SAME,
    TAKEN,
    LastYearImport,
    LastYearLine,
    LastYearUndone,
)
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.match_last_year import match_last_year
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.read_last_year import HowToRead, LastYearFile, read_last_year
from dsurvey_desktop.usecases.reading_rules import load_rules
from dsurvey_desktop.usecases.recheck import recheck
from dsurvey_desktop.usecases.remember_mapping import check_mapping, keep_confirmed
from dsurvey_desktop.usecases.taking import columns_of

LAST_YEAR_IMPORTED, LAST_YEAR_UNDONE = "last_year_imported", "last_year_undone"
_AS_MATCHED = HowToRead()


def import_last_year(
    desk: Desk, path: Path, how: HowToRead = _AS_MATCHED, progress: Progress = no_progress
) -> LastYearImport:
    """Take in last year's individual forms, from a table or a hand-over bundle.

    The same content again changes nothing. Every entry is checked against it (rule P08) in the
    same unit of work.

    Raises:
        AppError: `not_allowed`, `mapping_invalid`, or of `read_last_year`.
    """
    require(desk, Role.CLERK)
    with desk.database.read() as connection:
        for mapping in how.mappings:
            check_mapping(connection, mapping)
    file = read_last_year(desk, path, how, part_of(progress, 0, 2))
    if file.questions:
        return _view(file, ASKS, None)
    with desk.database.write() as connection:
        known = last_year_store.standing_import(connection, file.digest)
        if known is not None:
            return _view(file, SAME, _record(connection, known))
        number = _save(connection, desk, file, how)
        fallen = recheck(connection, desk, LAST_YEAR_IMPORTED, progress=part_of(progress, 1, 2))
        return _view(file, TAKEN, _record(connection, number), fallen)


def _save(connection: Connection, desk: Desk, file: LastYearFile, how: HowToRead) -> int:
    digest = hashlib.sha256(file.data).hexdigest()
    file_id = batch_store.save_file(connection, file.file, digest, file.data)
    if file.parsed is not None:
        known = load_rules(connection).mappings
        for said in how.mappings or (None,):
            keep_confirmed(connection, desk, file.parsed, said, known)
    facts = ImportFacts(
        file_id,
        file.kind,
        file.year,
        file.sequence,
        file.digest,
        desk.now(),
        desk.user.id,
        () if file.parsed is None else [asdict(one) for one in columns_of(file.parsed)],
    )
    number = last_year_store.add_import(connection, facts, file.rows)
    match_last_year(connection)
    detail = {"file_digest": digest, "year": file.year, "rows_read": len(file.rows)}
    note(connection, desk, LAST_YEAR_IMPORTED, f"import {number}", detail)
    return number


def undo_last_year(desk: Desk, import_id: int, progress: Progress = no_progress) -> LastYearUndone:
    """Take an import back as one; corrections a person made by it stay.

    Raises:
        AppError: `not_allowed`, `no_last_year`.
    """
    require(desk, Role.CLERK)
    with desk.database.write() as connection:
        record = _record(connection, import_id)
        if record is None or record.is_undone:
            raise AppError(
                "no_last_year",
                text("There is no import {number} of last year's data.", number=import_id),
                text("Please look at the list of imports."),
            )
        last_year_store.mark_undone(connection, import_id, desk.now())
        note(connection, desk, LAST_YEAR_UNDONE, f"import {import_id}")
        fallen = recheck(connection, desk, LAST_YEAR_UNDONE, progress=progress)
    return LastYearUndone(import_id, fallen)


def list_last_year(desk: Desk) -> tuple[LastYearLine, ...]:
    """All imports, the newest first."""
    with desk.database.read() as connection:
        return tuple(
            LastYearLine(
                one.id,
                one.file,
                one.kind,
                one.year,
                one.imported_at,
                one.imported_by,
                one.rows_read,
                one.matched,
                one.reissued,
                one.rows_read - one.matched,
                one.is_undone,
            )
            for one in last_year_store.list_imports(connection)
        )


def _record(connection: Connection, number: int) -> ImportRecord | None:
    found = (one for one in last_year_store.list_imports(connection) if one.id == number)
    return next(found, None)


def _view(
    file: LastYearFile, outcome: str, record: ImportRecord | None, fallen: int = 0
) -> LastYearImport:
    matched = record.matched if record else 0
    rows_read = len(file.rows)
    return LastYearImport(
        outcome,
        record.id if record else None,
        file.file,
        file.kind,
        file.year,
        rows_read,
        matched,
        record.reissued if record else 0,
        rows_read - matched if record else 0,
        fallen,
        file.problems,
        file.questions,
    )

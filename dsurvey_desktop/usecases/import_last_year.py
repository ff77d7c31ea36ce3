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
from dsurvey_desktop.intake.model import ParsedFile
from dsurvey_desktop.storage import batch_store, last_year_form_store, last_year_store
from dsurvey_desktop.storage.last_year_store import ImportFacts, ImportRecord
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.last_year_file import HowToRead, LastYearFile
from dsurvey_desktop.usecases.last_year_forms import LastForm, find_last_form, keep_last_form
from dsurvey_desktop.usecases.last_year_mappings import keep_last_mapping
from dsurvey_desktop.usecases.last_year_views import (
    ASKS,
    SAME,
    TAKEN,
    LastYearImport,
    LastYearLine,
    LastYearUndone,
)
from dsurvey_desktop.usecases.load_rules import load_rules
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.match_last_year import match_last_year
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.read_last_year import read_last_year
from dsurvey_desktop.usecases.recheck import recheck
from dsurvey_desktop.usecases.remember_mapping import (
    check_items,
    confirmed_mappings,
    keep_confirmed,
)
from dsurvey_desktop.usecases.table_columns import columns_of

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
    if how.mappings:
        _check_mappings(desk, how)
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


def _check_mappings(desk: Desk, how: HowToRead) -> None:
    with desk.database.read() as connection:
        form = find_last_form(connection, how.form).form
    for mapping in how.mappings:
        check_items(form, mapping)


def _save(connection: Connection, desk: Desk, file: LastYearFile, how: HowToRead) -> int:
    digest = hashlib.sha256(file.data).hexdigest()
    file_id = batch_store.save_file(connection, file.file, digest, file.data)
    _keep_form(connection, file, how)
    if file.parsed is not None:
        _keep_columns(connection, desk, file.parsed, file.form, how)
    facts = ImportFacts(
        file_id,
        file.kind,
        file.year,
        file.sequence,
        file.digest,
        desk.now(),
        desk.user.id,
        () if file.parsed is None else [asdict(one) for one in columns_of(file.parsed)],
        file.form.form.digest,
    )
    number = last_year_store.add_import(connection, facts, file.rows)
    match_last_year(connection)
    detail = {
        "file_digest": digest,
        "year": file.year,
        "rows_read": len(file.rows),
        "form": file.form.form.digest,
    }
    note(connection, desk, LAST_YEAR_IMPORTED, f"import {number}", detail)
    return number


def _keep_form(connection: Connection, file: LastYearFile, how: HowToRead) -> None:
    """Keep the editions the rows were said under; one that a person named is used from now on."""
    for last in file.forms:
        if not last.is_campaigns:
            keep_last_form(connection, last)
    if how.form is not None:
        digest = "" if file.form.is_campaigns else file.form.form.digest
        last_year_form_store.use_form(connection, digest)


def _keep_columns(
    connection: Connection, desk: Desk, parsed: ParsedFile, last: LastForm, how: HowToRead
) -> None:
    """Remember what was said of columns; under last year's edition apart from this year's."""
    known = load_rules(connection).mappings if last.is_campaigns else {}
    for said in how.mappings or (None,):
        if last.is_campaigns:
            keep_confirmed(connection, desk, parsed, said, known)
            continue
        for mapping in confirmed_mappings(parsed, said, known):
            keep_last_mapping(connection, desk, mapping, parsed.file)


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
        file.form.name,
        file.form.is_campaigns,
        file.left(),
    )

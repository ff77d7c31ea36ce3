"""Files that wait for a person are remembered with their content, whatever happens meanwhile.

A file waits while its columns are to be looked at, until somebody takes its password away, or as
lines of details until the file with their forms comes (`join_details`). It waits no longer once it,
or for a password another copy of its name, is taken in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import WaitingId
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.problem import Problem
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import batch_store, waiting_store
from dsurvey_desktop.storage.waiting_store import WaitingRecord
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.intake_views import (
    NOTHING_TAKEN,
    ColumnView,
    FileOutcome,
    TableColumns,
)
from dsurvey_desktop.usecases.intake_waiting import DETAILS_ALONE, ENCRYPTED, WAITS_FOR
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.read_source import read_if_there

DETAILS_JOINED = "details_joined"
"""Lines of details that found their forms are kept with the files that wait, but wait no more."""
WITH_DETAILS = (DETAILS_ALONE, DETAILS_JOINED)
_NEED_A_COPY = (ENCRYPTED,)


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file that waits; `outcome` is what was said of it when it came."""

    id: WaitingId
    file: str
    reason: str
    since: datetime
    received_by: str
    outcome: FileOutcome


def with_joined(
    outcomes: Iterable[FileOutcome], joined: Mapping[WaitingId, FileOutcome]
) -> tuple[FileOutcome, ...]:
    """Outcomes of an intake, with what became in the end of lines of details; older ones last."""
    left = dict(joined)
    told = [one if one.waiting is None else left.pop(one.waiting, one) for one in outcomes]
    return (*told, *left.values())


def must_wait(outcome: FileOutcome) -> bool:
    """True for a file that was not taken in and waits for a person."""
    has_path = outcome.path is not None
    return outcome.refusal is not None and has_path and outcome.refusal.code in WAITS_FOR


def keep_waiting(
    connection: Connection, desk: Desk, outcome: FileOutcome, data: bytes | None
) -> FileOutcome:
    """Remember a file that waits for a person; any other outcome comes back as it is.

    Args:
        connection: of the unit of work.
        desk: who took it in.
        outcome: what became of it.
        data: its bytes; None where it was refused before they were handed over.
    """
    refusal, path = outcome.refusal, outcome.path
    if refusal is None or path is None or not must_wait(outcome):
        return outcome
    content = data if data is not None else read_if_there(path)
    if content is None:
        return outcome
    digest = hashlib.sha256(content).hexdigest()
    file_id = batch_store.save_file(connection, outcome.file, digest, content)
    told = (outcome.file, str(path), refusal.code, desk.now(), desk.user.id)
    said = outcome_to_json(outcome)
    waiting_id, is_new = waiting_store.save_waiting(connection, file_id, *told, said)
    detail = {"file_digest": digest, "reason": refusal.code, "is_new": is_new}
    note(connection, desk, "file_waits", f"waiting {waiting_id}", detail)
    return replace(outcome, waiting=waiting_id)


def list_waiting(desk: Desk) -> tuple[WaitingFile, ...]:
    """All files that wait for a person, newest first."""
    with desk.database.read() as connection:
        return tuple(_to_view(one) for one in waiting_store.list_waiting(connection, WAITS_FOR))


def load_waiting(connection: Connection, waiting_id: WaitingId) -> tuple[WaitingRecord, bytes]:
    """A file that waits, and its bytes; AppError `not_waiting` when there is none of that id."""
    record = waiting_store.load_waiting(connection, waiting_id)
    if record is None:
        raise AppError(
            "not_waiting",
            text("File {number} does not wait (any more).", number=waiting_id),
            text("Please look at the list of files that wait."),
        )
    return record, batch_store.load_file(connection, record.file_id)


def forget_waiting(desk: Desk, ids: Sequence[WaitingId]) -> int:
    """Let files wait no longer without taking them in; how many.

    Raises:
        AppError: `not_allowed`, `not_waiting`.
    """
    require(desk, Role.CLERK)
    with desk.database.write() as connection:
        for one in ids:
            load_waiting(connection, one)
            note(connection, desk, "waiting_forgotten", f"waiting {one}")
        waiting_store.remove_waiting(connection, ids)
    return len(ids)


def settle_waiting(connection: Connection, desk: Desk, digest: str, name: str) -> None:
    """A file was taken in: it waits no longer, nor does a copy of it with a password."""
    ids = waiting_store.answered_by(connection, digest, name, _NEED_A_COPY)
    if ids:
        waiting_store.remove_waiting(connection, ids)
        for one in ids:
            note(connection, desk, "waiting_taken_in", f"waiting {one}", {"file_digest": digest})


def outcome_to_json(outcome: FileOutcome) -> dict[str, Any]:
    """What is kept of a file that waits; the opposite is `WaitingFile.outcome`."""
    return {
        "kind": outcome.kind,
        "problems": [one.to_json() for one in outcome.problems],
        "tables": [_table_to_json(one) for one in outcome.tables],
    }


def _table_to_json(table: TableColumns) -> dict[str, Any]:
    plain = {name: getattr(table, name) for name in ("sheet", "header_row", "shape", "mapping")}
    columns = [{f.name: getattr(one, f.name) for f in fields(one)} for one in table.columns]
    return plain | {"columns": columns, "questions": [one.to_json() for one in table.questions]}


def _to_view(record: WaitingRecord) -> WaitingFile:
    said = record.said
    problems = tuple(Problem.from_json(one) for one in said["problems"])
    tables = tuple(_table_from_json(one) for one in said["tables"])
    outcome = FileOutcome(
        **NOTHING_TAKEN,
        file=record.name,
        kind=said["kind"],
        problems=problems,
        columns=tuple(column for table in tables for column in table.columns),
        refusal=problems[0],
        path=Path(record.path),
        tables=tables,
        waiting=record.id,
    )
    return WaitingFile(
        record.id, record.name, record.reason, record.since, record.received_by, outcome
    )


def _table_from_json(said: Mapping[str, Any]) -> TableColumns:
    columns = tuple(
        ColumnView(**(one | {"examples": tuple(one["examples"])})) for one in said["columns"]
    )
    questions = tuple(Problem.from_json(one) for one in said["questions"])
    plain = {name: said[name] for name in ("sheet", "header_row", "shape", "mapping")}
    return TableColumns(**plain, columns=columns, questions=questions)

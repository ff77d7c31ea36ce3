"""A real encrypted database, made once and copied for each test, and rows to put into it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, insert

from dsurvey_desktop.domain.ids import BatchId, EntryId, UserId
from dsurvey_desktop.domain.office import Community, Role
from dsurvey_desktop.storage import (
    batch_store,
    database,
    entry_store,
    form_store,
    key_slots,
    office_store,
    row_store,
    tables,
)
from dsurvey_desktop.storage.database import Database

USER = UserId(1)
NOW = datetime(2025, 10, 8, 9, 30, tzinfo=UTC)
COUNTS = batch_store.Counts(rows_read=3, taken=1, set_aside=1, pending=1)
ENTRY = {
    "name": "张建国",
    "community_code": "330282105203",
    "submitted_community": "",
    "state": "ready",
    "version": 1,
    "answers_json": "{}",
    "findings_json": "[]",
    "errors": 0,
    "warnings": 0,
    "is_unconfirmed": False,
    "status": "6",
    "mode": "1",
    "device": "2",
    "form_digest": "f" * 64,
    "row_id": 1,
    "search": "",
    "received_at": "2025-10-08T09:30:00.000000+00:00",
}


@pytest.fixture(scope="session")
def password() -> str:
    return "correct horse 电池"


@pytest.fixture(scope="session")
def made_folder(tmp_path_factory: pytest.TempPathFactory, password: str) -> Path:
    """A new office folder whose database holds one user and nothing else.

    Its key slot is cheap to open: how strong a slot is has a test of its own.
    """
    folder = tmp_path_factory.mktemp("made") / "office"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(key_slots, "_MEMORY_KIB", 64)
        patch.setattr(key_slots, "_TIME_COST", 1)
        with database.new_database(folder, password, USER) as new, new.write() as connection:
            office_store.add_account(connection, USER, "陈经办", frozenset(Role), NOW)
    return folder


@pytest.fixture
def folder(made_folder: Path, tmp_path: Path) -> Path:
    """A copy that the test may change."""
    return Path(shutil.copytree(made_folder, tmp_path / "office"))


@pytest.fixture
def opened(folder: Path, password: str) -> Iterator[Database]:
    """The copy, open."""
    one = database.open_database(folder, password)
    yield one
    one.close()


@pytest.fixture(scope="session")
def add_batch() -> Callable[..., BatchId]:
    """Put a file with one batch into the database."""

    def add(connection: Connection, name: str = "上塘村.xlsx", kind: str = "individual") -> BatchId:
        batch_id = batch_store.next_batch_id(connection)
        file = batch_store.NewFile(name, f"{batch_id:064d}", name.encode())
        new = batch_store.NewBatch(batch_id, file, kind, NOW, USER, COUNTS, [], [])
        batch_store.add_batches(connection, [new])
        return batch_id

    return add


@pytest.fixture(scope="session")
def add_row() -> Callable[..., int]:
    """Put a raw row of a batch into the database; columns may be given by name."""

    def add(connection: Connection, batch_id: BatchId, **columns: Any) -> int:
        row_id = row_store.next_row_id(connection)
        row = {
            "id": row_id,
            "batch_id": batch_id,
            "sheet": "Sheet1",
            "row_no": row_id + 3,
            "cells_json": '["张建国","1"]'.encode(),
            "answers_json": "{}",
            "changes_json": "[]",
            "digest": f"{row_id:032d}",
            "outcome": row_store.TAKEN,
            "reason": "",
            "message_json": "",
            "proposal_json": "",
            "entry_id": None,
            "community": "上塘村",
            "before_json": "",
        }
        row_store.add_rows(connection, [row_store.NewRow(**(row | columns))])
        return row_id

    return add


@pytest.fixture(scope="session")
def add_entry() -> Callable[..., EntryId]:
    """Put an entry into the database that stands on a row; columns may be given by name."""

    def add(connection: Connection, certificate_no: str, **columns: Any) -> EntryId:
        entry_id = entry_store.next_entry_id(connection)
        row = ENTRY | {"id": entry_id, "certificate_no": certificate_no}
        connection.execute(insert(tables.entry).values(row | columns))
        return EntryId(entry_id)

    return add


@pytest.fixture(scope="session")
def stock() -> Callable[[Connection], None]:
    """Put communities and the form edition into the database that entries refer to."""

    def put(connection: Connection) -> None:
        office_store.save_communities(
            connection, [Community("330282105203", "上塘村"), Community("330282105206", "白鹭社区")]
        )
        form_store.add_edition(
            connection, ENTRY["form_digest"], "individual", "个人调查表", "2025", "{}", b"xlsx"
        )

    return put


@pytest.fixture
def stocked(opened: Database, stock, add_batch, add_row) -> Database:
    """The database with communities, a form edition, and one row that entries stand on."""
    with opened.write() as connection:
        stock(connection)
        add_row(connection, add_batch(connection))
    return opened

"""Entries: one person's form as it stands, with its findings and its way to the district."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, bindparam, delete, func, select, update

from dsurvey_desktop.domain.entry import Answers, Entry, EntryState, Finding, Source
from dsurvey_desktop.domain.ids import BatchId, EntryId, RowId
from dsurvey_desktop.storage.codec import (
    decode,
    decode_findings,
    decode_moment,
)
from dsurvey_desktop.storage.dialect import Fed, in_chunks, insert_tuples
from dsurvey_desktop.storage.entry_columns import Summary
from dsurvey_desktop.storage.tables import batch, entry, raw_row, source_file


@dataclass(frozen=True, slots=True)
class EntryRecord:
    """An entry with all that use cases decide by."""

    id: EntryId
    certificate_no: str
    name: str
    community_code: str
    submitted_community: str
    state: EntryState
    version: int
    answers: Answers
    findings: tuple[Finding, ...]
    errors: int
    warnings: int
    form_digest: str
    row_id: RowId
    batch_id: BatchId
    source: Source
    received_at: datetime
    approved_by: int | None
    approved_at: datetime | None
    handed_over_version: int | None
    search: str

    def to_entry(self) -> Entry:
        """The entry as others see it."""
        return Entry(
            self.id,
            self.certificate_no,
            self.name,
            self.community_code,
            self.state,
            self.source,
            self.answers,
            self.findings,
            self.version,
            self.form_digest,
        )


def next_entry_id(connection: Connection) -> int:
    """The first id no entry ever had, removed ones included; valid inside this unit of work."""
    newest = [
        connection.execute(select(func.coalesce(func.max(column), 0))).scalar_one()
        for column in (entry.c.id, raw_row.c.entry_id)
    ]
    return int(max(newest)) + 1


class NewEntry(NamedTuple):
    """The columns of an entry that nobody has looked at yet, those of its summary among them.

    `answers_json` is in UTF-8.
    """

    id: EntryId
    certificate_no: str
    community_code: str
    submitted_community: str
    state: str
    version: int
    answers_json: bytes
    form_digest: str
    row_id: RowId
    search: str
    received_at: str
    summary: Summary


_NEW = Fed(entry, (*NewEntry._fields[:-1], *Summary._fields), frozenset(("answers_json",)))


def add_entries(connection: Connection, entries: Sequence[NewEntry]) -> None:
    """Add entries."""
    rows = [(*one[:-1], *one.summary) for one in entries]
    insert_tuples(connection, _NEW, rows)


def update_entry(connection: Connection, entry_id: EntryId, values: dict[str, Any]) -> None:
    """Set columns of one entry."""
    connection.execute(update(entry).where(entry.c.id == entry_id).values(**values))


def update_entries(connection: Connection, changes: Mapping[EntryId, dict[str, Any]]) -> None:
    """Set columns of many entries, each its own values, in a few statements."""
    groups: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for entry_id, values in changes.items():
        groups[tuple(sorted(values))].append({"number": entry_id, **values})
    for names, rows in groups.items():
        columns: dict[str, Any] = {name: bindparam(name) for name in names}
        own = update(entry).where(entry.c.id == bindparam("number"))
        connection.execute(own.values(**columns), rows)


def remove_entries(connection: Connection, ids: Sequence[EntryId]) -> None:
    """Take entries away (undoing a batch); nothing may refer to them."""
    for chunk in in_chunks(ids):
        connection.execute(delete(entry).where(entry.c.id.in_(chunk)))


def _records() -> Any:
    return (
        select(
            entry,
            raw_row.c.sheet,
            raw_row.c.row_no,
            raw_row.c.batch_id,
            source_file.c.name.label("file_name"),
        )
        .join(raw_row, raw_row.c.id == entry.c.row_id)
        .join(batch, batch.c.id == raw_row.c.batch_id)
        .join(source_file, source_file.c.id == batch.c.file_id)
    )


def load_entry(connection: Connection, entry_id: EntryId) -> EntryRecord | None:
    """One entry; None when there is none of that id."""
    row = connection.execute(_records().where(entry.c.id == entry_id)).first()
    return _to_record(row) if row else None


def load_by_certificate(connection: Connection, certificate_no: str) -> EntryRecord | None:
    """The entry of a certificate number; None when there is none."""
    row = connection.execute(_records().where(entry.c.certificate_no == certificate_no)).first()
    return _to_record(row) if row else None


def count_by_community(connection: Connection) -> dict[str, int]:
    """How many entries each community has."""
    rows = connection.execute(
        select(entry.c.community_code, func.count()).group_by(entry.c.community_code)
    )
    return {row[0]: row[1] for row in rows}


def load_entries(connection: Connection, ids: Sequence[EntryId]) -> Iterator[EntryRecord]:
    """Entries of these ids, in chunks, by id."""
    for chunk in in_chunks(ids):
        for row in connection.execute(_records().where(entry.c.id.in_(chunk)).order_by(entry.c.id)):
            yield _to_record(row)


def all_entries(connection: Connection) -> Iterator[EntryRecord]:
    """Every entry, by id."""
    for row in connection.execute(_records().order_by(entry.c.id)):
        yield _to_record(row)


def answers_in(connection: Connection, community_code: str) -> Iterator[Answers]:
    """The answers of every entry of a community."""
    statement = select(entry.c.answers_json).where(entry.c.community_code == community_code)
    return (decode(one) for one in connection.execute(statement).scalars())


def entries_in_state(connection: Connection, states: Iterable[EntryState]) -> Iterator[EntryRecord]:
    """Every entry in one of the states, by id."""
    wanted = [state.value for state in states]
    for row in connection.execute(_records().where(entry.c.state.in_(wanted)).order_by(entry.c.id)):
        yield _to_record(row)


def _to_record(row: Row[Any]) -> EntryRecord:
    return EntryRecord(
        EntryId(row.id),
        row.certificate_no,
        row.name,
        row.community_code,
        row.submitted_community,
        EntryState(row.state),
        row.version,
        decode(row.answers_json),
        decode_findings(row.findings_json),
        row.errors,
        row.warnings,
        row.form_digest,
        RowId(row.row_id),
        BatchId(row.batch_id),
        Source(row.file_name, row.sheet, row.row_no),
        decode_moment(row.received_at),
        row.approved_by,
        decode_moment(row.approved_at) if row.approved_at else None,
        row.handed_over_version,
        row.search,
    )

"""Rows as they came, each with what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, bindparam, func, select, update

from dsurvey_desktop.domain.entry import Answers, Value
from dsurvey_desktop.domain.ids import BatchId, EntryId, RowId
from dsurvey_desktop.domain.texts import Text
from dsurvey_desktop.storage.asking import ask
from dsurvey_desktop.storage.codec import decode, encode
from dsurvey_desktop.storage.dialect import Fed, in_chunks, insert_tuples, plain_rows
from dsurvey_desktop.storage.tables import batch, entry, raw_row, source_file

TAKEN = "taken"
SET_ASIDE = "set_aside"
UNCHANGED = "unchanged"
PENDING = "pending"
KEPT = "kept"
"""A pending row that a person decided not to take."""
DISMISSED = "dismissed"
"""A row set aside that a person is done with: it is nobody's of this office."""
ASIDE = (SET_ASIDE, DISMISSED)
UNDONE = "undone"
RIVAL = "twice"
"""Reason of a pending row that claims the same certificate in the same file (rule P02)."""
RETURNED = "returned"
"""Reason of a row that answers a return: it says single items, None for blank, not a whole form."""


@dataclass(frozen=True, slots=True)
class RowRecord:
    """A row as it came, and what became of it.

    Attributes:
        answers: as they were read; empty where the entry made of the row holds them itself.
        before: `{"answers", "row_id"}` of the entry or community form the row changed; None
            where it changed none.
        kept: items of a pending row that a person decided not to take.
        changes: item, what stood in its cell, and the value it became.
    """

    id: RowId
    batch: BatchId
    file: str
    sheet: str
    row: int
    cells: tuple[str, ...]
    answers: Answers
    outcome: str
    reason: str
    message: Text
    proposal: list[Any] | None
    entry: EntryId | None
    community: str
    before: dict[str, Any] | None
    kept: tuple[str, ...] = ()
    changes: tuple[tuple[str, str, Value], ...] = ()


def next_row_id(connection: Connection) -> int:
    """The first free row id; valid inside this unit of work."""
    newest = connection.execute(select(func.coalesce(func.max(raw_row.c.id), 0))).scalar_one()
    return int(newest) + 1


class NewRow(NamedTuple):
    """The columns of a row that comes in; JSON is empty where there is nothing to say.

    `cells_json` is in UTF-8.
    """

    id: int
    batch_id: BatchId
    sheet: str
    row_no: int
    cells_json: bytes
    digest: str
    outcome: str
    community: str = ""
    entry_id: int | None = None
    answers_json: str = ""
    changes_json: str = ""
    reason: str = ""
    message_json: str = ""
    proposal_json: str = ""
    before_json: str = ""


_NEW = Fed(raw_row, NewRow._fields, frozenset(("cells_json",)))


def add_rows(connection: Connection, rows: Sequence[NewRow]) -> None:
    """Add raw rows."""
    insert_tuples(connection, _NEW, rows)


def known_digests(connection: Connection) -> set[str]:
    """Digests of the rows of all batches that stand."""
    statement = select(raw_row.c.digest).where(raw_row.c.outcome != UNDONE)
    return {digest for (digest,) in plain_rows(connection, statement)}


def list_rows(
    connection: Connection, outcomes: Iterable[str], batch_id: BatchId | None = None
) -> tuple[RowRecord, ...]:
    """Rows with one of the outcomes, in the order they came."""
    statement = _rows().where(raw_row.c.outcome.in_(list(outcomes))).order_by(raw_row.c.id)
    if batch_id is not None:
        statement = statement.where(raw_row.c.batch_id == batch_id)
    return tuple(_to_record(row) for row in connection.execute(statement))


def forms_waiting(connection: Connection) -> tuple[RowRecord, ...]:
    """Rows of community forms that wait for a person, in the order they came."""
    statement = _rows().where(raw_row.c.outcome == PENDING, raw_row.c.entry_id.is_(None))
    return tuple(map(_to_record, connection.execute(statement.order_by(raw_row.c.id))))


def rows_of(connection: Connection, batch_id: BatchId) -> tuple[RowRecord, ...]:
    """All rows of a batch in the order they came."""
    statement = _rows().where(raw_row.c.batch_id == batch_id).order_by(raw_row.c.id)
    return tuple(_to_record(row) for row in connection.execute(statement))


def load_row(connection: Connection, row_id: RowId) -> RowRecord | None:
    """One row; None when there is none of that id."""
    row = ask(connection, ROW, row=row_id).first()
    return _to_record(row) if row else None


def rows_claiming(
    connection: Connection, ids: Sequence[EntryId], but: BatchId
) -> Iterator[RowRecord]:
    """Rows of other batches than `but` that said what these entries say, oldest first.

    They would have made the entries themselves, had the others not come first.
    """
    for chunk in in_chunks(ids):
        statement = _rows().where(
            raw_row.c.entry_id.in_(chunk),
            raw_row.c.outcome.in_((UNCHANGED, KEPT)),
            raw_row.c.batch_id != but,
        )
        for row in connection.execute(statement.order_by(raw_row.c.id)):
            yield _to_record(row)


def _rows() -> Any:
    return (
        select(raw_row, source_file.c.name.label("file_name"))
        .join(batch, batch.c.id == raw_row.c.batch_id)
        .join(source_file, source_file.c.id == batch.c.file_id)
    )


ROW = _rows().where(raw_row.c.id == bindparam("row"))
_RIVALS = select(raw_row.c.entry_id).where(
    raw_row.c.outcome == PENDING, raw_row.c.reason == RIVAL, raw_row.c.entry_id.is_not(None)
)
RIVALS_OF = _RIVALS.where(raw_row.c.entry_id == bindparam("entry"))


def _to_record(row: Row[Any]) -> RowRecord:
    return RowRecord(
        RowId(row.id),
        BatchId(row.batch_id),
        row.file_name,
        row.sheet,
        row.row_no,
        tuple(decode(row.cells_json)),
        decode(row.answers_json) if row.answers_json else {},
        row.outcome,
        row.reason,
        Text.from_json(decode(row.message_json)) if row.message_json else Text(""),
        decode(row.proposal_json) if row.proposal_json else None,
        None if row.entry_id is None else EntryId(row.entry_id),
        row.community,
        decode(row.before_json) if row.before_json else None,
        tuple(decode(row.kept_json)) if row.kept_json else (),
        tuple((item, raw, value) for item, raw, value in decode(row.changes_json or "[]")),
    )


def settle(
    connection: Connection,
    row_id: RowId,
    outcome: str,
    entry_id: EntryId | None,
    before: dict[str, Any] | None = None,
) -> None:
    """Say what became of a row, and keep the batch's counts in step."""
    row = connection.execute(
        select(raw_row.c.outcome, raw_row.c.batch_id).where(raw_row.c.id == row_id)
    ).one()
    connection.execute(
        update(raw_row)
        .where(raw_row.c.id == row_id)
        .values(outcome=outcome, entry_id=entry_id, before_json=encode(before) if before else "")
    )
    left, entered = batch.c[_counted(row.outcome)], batch.c[_counted(outcome)]
    if left is not entered:
        counts = {left.name: left - 1, entered.name: entered + 1}
        connection.execute(update(batch).where(batch.c.id == row.batch_id).values(**counts))


def _counted(outcome: str) -> str:
    """The batch's count that a row of this outcome stands in."""
    return {KEPT: UNCHANGED, DISMISSED: SET_ASIDE}.get(outcome, outcome)


def explain_row(
    connection: Connection,
    row_id: RowId,
    reason: str,
    message: Text,
    proposal: list[Any] | None = None,
) -> None:
    """Give a row another reason and proposal, when what the office knows has changed."""
    connection.execute(
        update(raw_row)
        .where(raw_row.c.id == row_id)
        .values(
            reason=reason,
            message_json=encode(message.to_json()),
            proposal_json=encode(proposal) if proposal else "",
        )
    )


def save_answers(connection: Connection, row_id: RowId, answers_json: str) -> None:
    """Keep a row's answers under the number a person confirmed; its cells stay as they came."""
    connection.execute(
        update(raw_row).where(raw_row.c.id == row_id).values(answers_json=answers_json)
    )


def keep_items(connection: Connection, row_id: RowId, items: Sequence[str]) -> None:
    """Note items of a pending row that are not to be taken."""
    connection.execute(
        update(raw_row).where(raw_row.c.id == row_id).values(kept_json=encode(list(items)))
    )


def keep_before(connection: Connection, row_id: RowId, before: dict[str, Any]) -> None:
    """Keep with a row what it replaced, so that undoing its batch can put it back."""
    connection.execute(
        update(raw_row).where(raw_row.c.id == row_id).values(before_json=encode(before))
    )


def mark_undone(connection: Connection, batch_id: BatchId) -> int:
    """Mark a batch's rows as taken back; how many. They remember the entry they had made."""
    result = connection.execute(
        update(raw_row).where(raw_row.c.batch_id == batch_id).values(outcome=UNDONE)
    )
    return int(result.rowcount)


def entries_with_rivals(
    connection: Connection, ids: Sequence[EntryId] | None = None
) -> set[EntryId]:
    """Which entries, of these or of all, have a row of the same certificate waiting (P02)."""
    statement = _RIVALS
    if ids is not None:
        statement = statement.where(raw_row.c.entry_id.in_(list(ids)))
    return {EntryId(number) for number in connection.execute(statement).scalars()}


def has_rival(connection: Connection, entry_id: EntryId) -> bool:
    """The same of one entry."""
    return ask(connection, RIVALS_OF, entry=entry_id).first() is not None


def waiting_for(connection: Connection, ids: Sequence[EntryId], but: BatchId) -> set[EntryId]:
    """Which of these entries have rows waiting in another batch than `but`."""
    found: set[EntryId] = set()
    for chunk in in_chunks(ids):
        rows = connection.execute(
            select(raw_row.c.entry_id).where(
                raw_row.c.entry_id.in_(chunk),
                raw_row.c.outcome == PENDING,
                raw_row.c.batch_id != but,
            )
        )
        found.update(EntryId(number) for number in rows.scalars())
    return found


def pending_per_community(connection: Connection) -> dict[str, int]:
    """Rows that wait for a decision, by the community of their entry; empty for other rows."""
    code = func.coalesce(entry.c.community_code, "")
    rows = connection.execute(
        select(code, func.count())
        .select_from(raw_row.outerjoin(entry, entry.c.id == raw_row.c.entry_id))
        .where(raw_row.c.outcome == PENDING)
        .group_by(code)
    )
    return dict(rows.all())


def count_rows(connection: Connection) -> dict[str, int]:
    """Rows by outcome; `proposal` counts those set aside with a proposal."""
    rows = connection.execute(select(raw_row.c.outcome, func.count()).group_by(raw_row.c.outcome))
    counts = dict(rows.all())
    counts["proposal"] = connection.execute(
        select(func.count())
        .select_from(raw_row)
        .where(raw_row.c.outcome == SET_ASIDE, raw_row.c.proposal_json != "")
    ).scalar_one()
    return counts

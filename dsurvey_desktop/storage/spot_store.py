"""What asking drawn people again brought; entered again, the former result stays on record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, func, insert, select, update

from dsurvey_desktop.domain.contact import ContactWay
from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.domain.ids import EntryId, UserId
from dsurvey_desktop.domain.spot_check import FoundAnswer, Judgement
from dsurvey_desktop.storage.asking import ask
from dsurvey_desktop.storage.codec import decode, decode_moment, encode, encode_moment
from dsurvey_desktop.storage.dialect import in_chunks
from dsurvey_desktop.storage.new_row import new_row
from dsurvey_desktop.storage.spot_tables import spot_answer, spot_result
from dsurvey_desktop.storage.tables import account, entry

_FOUND = (
    select(
        spot_result.c.entry_id,
        spot_result.c.checked_on,
        spot_answer.c.item,
        spot_answer.c.found_json,
    )
    .join(spot_answer, spot_answer.c.result_id == spot_result.c.id)
    .where(spot_result.c.is_current, spot_answer.c.judgement != Judgement.NOT_ASKED.value)
    .order_by(spot_result.c.checked_on, spot_result.c.id, spot_answer.c.position)
)
FOUND_OF = _FOUND.where(spot_result.c.entry_id == bindparam("entry"))


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """One item of a sheet: the entry's answer then, and what was said; None for a blank."""

    item: str
    judgement: Judgement
    registered: Value | None
    found: Value | None


@dataclass(frozen=True, slots=True)
class ResultRecord:
    """A sheet that was entered.

    Attributes:
        version: of the entry, when the person was first asked again.
        outcome: as `domain.spot_check` names it.
        checked_by: who asked the person; `recorded_by` typed it in.
        reason: why it was entered again; empty the first time.
    """

    sample: int
    entry: EntryId
    version: int
    outcome: str
    checked_on: date
    way: ContactWay
    checked_by: str
    remark: str
    reason: str
    recorded_by: UserId
    recorded_by_name: str
    recorded_at: datetime
    is_current: bool
    answers: tuple[AnswerRecord, ...]


def add_result(connection: Connection, record: ResultRecord) -> None:
    """Keep a sheet; what was entered of it before is no longer current."""
    columns = spot_result.c
    connection.execute(
        update(spot_result)
        .where(columns.sample_id == record.sample, columns.entry_id == record.entry)
        .values(is_current=False)
    )
    number = new_row(
        connection,
        spot_result,
        sample_id=record.sample,
        entry_id=record.entry,
        version=record.version,
        outcome=record.outcome,
        checked_on=record.checked_on.isoformat(),
        way=record.way.value,
        checked_by=record.checked_by,
        remark=record.remark,
        reason=record.reason,
        recorded_by=record.recorded_by,
        recorded_at=encode_moment(record.recorded_at),
        is_current=True,
    )
    rows = [_answer_row(number, place, one) for place, one in enumerate(record.answers, 1)]
    if rows:
        connection.execute(insert(spot_answer), rows)


def _answer_row(result: int, position: int, one: AnswerRecord) -> Mapping[str, Any]:
    return {
        "result_id": result,
        "item": one.item,
        "position": position,
        "judgement": one.judgement.value,
        "registered_json": encode(one.registered),
        "found_json": encode(one.found),
    }


def current_results(
    connection: Connection, sample_id: int | None = None
) -> tuple[ResultRecord, ...]:
    """What counts, of one sample or of all, by sample and entry."""
    wanted = _results().where(spot_result.c.is_current)
    if sample_id is not None:
        wanted = wanted.where(spot_result.c.sample_id == sample_id)
    return _load(connection, wanted)


def results_of(
    connection: Connection, sample_id: int, entry_id: EntryId
) -> tuple[ResultRecord, ...]:
    """All that was entered of one sheet, oldest first; the last one counts."""
    columns = spot_result.c
    return _load(
        connection,
        _results().where(columns.sample_id == sample_id, columns.entry_id == entry_id),
    )


def _results() -> Select[Any]:
    return (
        select(spot_result, account.c.name.label("by_name"))
        .join(account, account.c.id == spot_result.c.recorded_by)
        .order_by(spot_result.c.sample_id, spot_result.c.entry_id, spot_result.c.id)
    )


def _load(connection: Connection, wanted: Select[Any]) -> tuple[ResultRecord, ...]:
    rows = connection.execute(wanted).all()
    answers: dict[int, list[AnswerRecord]] = {row.id: [] for row in rows}
    for chunk in in_chunks(list(answers)):
        found = connection.execute(
            select(spot_answer)
            .where(spot_answer.c.result_id.in_(chunk))
            .order_by(spot_answer.c.result_id, spot_answer.c.position)
        )
        for one in found:
            answers[one.result_id].append(
                AnswerRecord(
                    one.item,
                    Judgement(one.judgement),
                    decode(one.registered_json),
                    decode(one.found_json),
                )
            )
    return tuple(_record(row, answers[row.id]) for row in rows)


def _record(row: Row[Any], answers: Iterable[AnswerRecord]) -> ResultRecord:
    return ResultRecord(
        row.sample_id,
        EntryId(row.entry_id),
        row.version,
        row.outcome,
        date.fromisoformat(row.checked_on),
        ContactWay(row.way),
        row.checked_by,
        row.remark,
        row.reason,
        UserId(row.recorded_by),
        row.by_name,
        decode_moment(row.recorded_at),
        row.is_current,
        tuple(answers),
    )


def newest_result(connection: Connection) -> int:
    """Number of the sheet that was entered last; 0 before the first."""
    return connection.execute(select(func.max(spot_result.c.id))).scalar() or 0


def count_later(connection: Connection, number: int) -> int:
    """How many sheets of entries that the district has were entered after that one."""
    found = connection.execute(
        select(func.count())
        .select_from(spot_result.join(entry, entry.c.id == spot_result.c.entry_id))
        .where(
            spot_result.c.is_current,
            spot_result.c.id > number,
            entry.c.handed_over_version >= 0,
        )
    )
    return found.scalar() or 0


def found_answers(
    connection: Connection,
) -> dict[EntryId, tuple[FoundAnswer, ...]]:
    """What people said when asked again, by entry; the newest of each item."""
    found: dict[EntryId, list[Any]] = {}
    for row in connection.execute(_FOUND):
        found.setdefault(EntryId(row.entry_id), []).append(row)
    return {entry_id: _newest(rows) for entry_id, rows in found.items()}


def found_of(connection: Connection, entry_id: EntryId) -> tuple[FoundAnswer, ...]:
    """The same of one entry."""
    return _newest(ask(connection, FOUND_OF, entry=entry_id))


def _newest(rows: Iterable[Any]) -> tuple[FoundAnswer, ...]:
    """The last of each item; rows come in the order in which people were asked."""
    found = {
        row.item: FoundAnswer(row.item, decode(row.found_json), date.fromisoformat(row.checked_on))
        for row in rows
    }
    return tuple(found.values())

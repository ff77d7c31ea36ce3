"""Corrections and explanations: what a person decided, kept for ever."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from dsurvey_desktop.domain.entry import Finding, Value
from dsurvey_desktop.domain.ids import EntryId, UserId
from dsurvey_desktop.storage.asking import ask
from dsurvey_desktop.storage.codec import decode, decode_moment, encode, encode_moment
from dsurvey_desktop.storage.dialect import bulk_insert, in_chunks
from dsurvey_desktop.storage.tables import account, correction, entry, explanation

EDITION_SOURCE = "edition "
"""How the source of a correction begins that came with moving to another form edition."""
_EXPLANATIONS = (
    select(explanation, account.c.name.label("account_name"))
    .join(account)
    .order_by(explanation.c.id)
)
EXPLANATIONS_OF = _EXPLANATIONS.where(explanation.c.entry_id == bindparam("entry"))
EXPLAINED_OF = select(explanation.c.said).where(explanation.c.entry_id == bindparam("entry"))


@dataclass(frozen=True, slots=True)
class CorrectionRecord:
    """One change of one answer; `undoes` is the id of the correction it takes back.

    `version` is the one of its entry that it led to; None for what moved with a form edition, and
    for what was corrected before this was kept.
    """

    id: int
    entry: EntryId
    item: str
    old: Value | None
    new: Value | None
    reason: str
    source: str
    by: UserId
    by_name: str
    at: datetime
    undoes: int | None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class ExplanationRecord:
    """Why a warning is true after all; `said` names what it said, as `Finding.said` does."""

    id: int
    entry: EntryId
    rule: str
    item: str
    explanation: str
    by_name: str
    at: datetime
    said: str


def add_correction(
    connection: Connection,
    entry_id: EntryId,
    item: str,
    old: Value | None,
    new: Value | None,
    *,
    reason: str,
    source: str,
    user_id: UserId,
    at: datetime,
    undoes: int | None = None,
) -> None:
    """Keep a change of an answer, before the entry takes it; None is blank."""
    newer = select(entry.c.version + 1).where(entry.c.id == entry_id).scalar_subquery()
    values = correction_values(
        entry_id, item, old, new, reason=reason, source=source, user_id=user_id, at=at
    )
    connection.execute(insert(correction).values(**values, undoes=undoes, version=newer))


def correction_values(
    entry_id: EntryId,
    item: str,
    old: Value | None,
    new: Value | None,
    *,
    reason: str,
    source: str,
    user_id: UserId,
    at: datetime,
) -> dict[str, Any]:
    """The columns of a correction that undoes none."""
    return {
        "entry_id": entry_id,
        "item": item,
        "old_json": encode(old),
        "new_json": encode(new),
        "reason": reason,
        "source": source,
        "corrected_by": user_id,
        "corrected_at": encode_moment(at),
    }


def add_corrections(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Keep many changes, each as `correction_values` gives it."""
    bulk_insert(connection, correction, rows)


def corrections_of(connection: Connection, entry_id: EntryId) -> tuple[CorrectionRecord, ...]:
    """All corrections of an entry, oldest first."""
    rows = ask(connection, CORRECTIONS_OF, entry=entry_id)
    return tuple(_to_correction(row) for row in rows)


def all_corrections(connection: Connection) -> Iterator[CorrectionRecord]:
    """All corrections, oldest first."""
    for row in connection.execute(_corrections()):
        yield _to_correction(row)


def newest_correction(connection: Connection) -> int:
    """The id of the newest correction of all; 0 where there is none."""
    newest = select(func.coalesce(func.max(correction.c.id), 0))
    return int(connection.execute(newest).scalar_one())


def standing_between(connection: Connection, first: int, last: int) -> tuple[CorrectionRecord, ...]:
    """Corrections of these ids, both included, that nobody has taken back."""
    undone = select(correction.c.undoes).where(correction.c.undoes.is_not(None))
    is_between = correction.c.id.between(first, last)
    rows = connection.execute(_corrections().where(is_between, correction.c.id.not_in(undone)))
    return tuple(_to_correction(row) for row in rows)


def corrections_of_moved(
    connection: Connection, ids: Iterable[EntryId] | None = None
) -> Iterator[CorrectionRecord]:
    """All corrections, oldest first, of entries that left answers behind with an edition."""
    moved = select(correction.c.entry_id).where(correction.c.source.startswith(EDITION_SOURCE))
    wanted = _corrections().where(correction.c.entry_id.in_(moved))
    if ids is not None:
        wanted = wanted.where(correction.c.entry_id.in_(list(ids)))
    for row in connection.execute(wanted):
        yield _to_correction(row)


def _corrections() -> Any:
    return (
        select(correction, account.c.name.label("account_name"))
        .join(account)
        .order_by(correction.c.id)
    )


CORRECTIONS_OF = _corrections().where(correction.c.entry_id == bindparam("entry"))


def _to_correction(row: Row[Any]) -> CorrectionRecord:
    return CorrectionRecord(
        row.id,
        EntryId(row.entry_id),
        row.item,
        decode(row.old_json),
        decode(row.new_json),
        row.reason,
        row.source,
        UserId(row.corrected_by),
        row.account_name,
        decode_moment(row.corrected_at),
        row.undoes,
        row.version,
    )


def corrections_by_entry(
    connection: Connection, ids: Sequence[EntryId]
) -> dict[EntryId, list[CorrectionRecord]]:
    """All corrections of these entries, oldest first."""
    found: dict[EntryId, list[CorrectionRecord]] = defaultdict(list)
    for chunk in in_chunks(ids):
        for row in connection.execute(_corrections().where(correction.c.entry_id.in_(chunk))):
            found[EntryId(row.entry_id)].append(_to_correction(row))
    return found


def last_explained(connection: Connection, ids: Sequence[EntryId]) -> dict[EntryId, datetime]:
    """When a warning was last explained, of those of these entries where any was."""
    found: dict[EntryId, datetime] = {}
    for chunk in in_chunks(ids):
        newest = (
            select(explanation.c.entry_id, func.max(explanation.c.explained_at).label("at"))
            .where(explanation.c.entry_id.in_(chunk))
            .group_by(explanation.c.entry_id)
        )
        rows = connection.execute(newest)
        found |= {EntryId(row.entry_id): decode_moment(row.at) for row in rows}
    return found


def remove_history(connection: Connection, ids: Sequence[EntryId]) -> None:
    """Take away the corrections of entries that are being removed; the log keeps them."""
    for chunk in in_chunks(ids):
        connection.execute(delete(correction).where(correction.c.entry_id.in_(chunk)))


def explain(
    connection: Connection,
    entry_id: EntryId,
    finding: Finding,
    words: str,
    user_id: UserId,
    at: datetime,
) -> None:
    """Keep an explanation of what a warning says, replacing an earlier one of the same."""
    connection.execute(
        delete(explanation).where(
            explanation.c.entry_id == entry_id, explanation.c.said == finding.said
        )
    )
    connection.execute(
        insert(explanation).values(
            entry_id=entry_id,
            rule=finding.rule,
            item=finding.item,
            explanation=words,
            explained_by=user_id,
            explained_at=encode_moment(at),
            said=finding.said,
        )
    )


def name_what_was_said(connection: Connection, said: Mapping[int, str]) -> None:
    """Of explanations by their ids, which an older program kept, what they explain."""
    for number, digest in said.items():
        own = update(explanation).where(explanation.c.id == number)
        connection.execute(own.values(said=digest))


def explained_findings(connection: Connection, entry_id: EntryId) -> frozenset[str]:
    """What warnings of an entry said that was explained, as `Finding.said` names it."""
    return frozenset(row.said for row in ask(connection, EXPLAINED_OF, entry=entry_id))


def explained_of(connection: Connection, ids: Sequence[EntryId]) -> dict[EntryId, frozenset[str]]:
    """The same of these entries, as far as they have explained warnings."""
    found: dict[EntryId, frozenset[str]] = {}
    wanted = select(explanation.c.entry_id, explanation.c.said)
    for chunk in in_chunks(ids):
        rows = connection.execute(wanted.where(explanation.c.entry_id.in_(chunk)))
        found |= _by_entry(rows)
    return found


def explained_by_entry(connection: Connection) -> dict[EntryId, frozenset[str]]:
    """The same of all entries that have explained warnings."""
    return _by_entry(connection.execute(select(explanation.c.entry_id, explanation.c.said)))


def _by_entry(rows: Iterable[Any]) -> dict[EntryId, frozenset[str]]:
    found: dict[EntryId, set[str]] = defaultdict(set)
    for number, said in rows:
        found[EntryId(number)].add(said)
    return {entry_id: frozenset(said) for entry_id, said in found.items()}


def explanations(
    connection: Connection, entry_id: EntryId | None = None
) -> tuple[ExplanationRecord, ...]:
    """Explanations of one entry, or all."""
    of_one = {} if entry_id is None else {"entry": entry_id}
    rows = ask(connection, EXPLANATIONS_OF if of_one else _EXPLANATIONS, **of_one)
    return tuple(
        ExplanationRecord(
            row.id,
            EntryId(row.entry_id),
            row.rule,
            row.item,
            row.explanation,
            row.account_name,
            decode_moment(row.explained_at),
            row.said,
        )
        for row in rows
    )


def corrected_by(connection: Connection, user_id: UserId) -> frozenset[EntryId]:
    """Entries with a correction of this person that stands: no undoing, and not undone.

    What moving to another edition wrote is nobody's opinion.
    """
    undone = select(correction.c.undoes).where(correction.c.undoes.is_not(None))
    found = connection.execute(
        select(correction.c.entry_id)
        .where(
            correction.c.corrected_by == user_id,
            correction.c.undoes.is_(None),
            correction.c.id.not_in(undone),
            correction.c.source.not_like(f"{EDITION_SOURCE}%"),
        )
        .distinct()
    )
    return frozenset(EntryId(one) for one in found.scalars())

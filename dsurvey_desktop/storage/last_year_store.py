"""Last year's data: what was said then of the people of this year's roster."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, func, select, update

from dsurvey_desktop.domain.entry import Answers
from dsurvey_desktop.domain.ids import FileId, UserId
from dsurvey_desktop.domain.last_year import STEADY_ITEMS, LastYear, Left
from dsurvey_desktop.storage.asking import ask
from dsurvey_desktop.storage.codec import (
    decode,
    decode_moment,
    encode,
    encode_moment,
    encode_sorted,
)
from dsurvey_desktop.storage.dialect import bulk_insert
from dsurvey_desktop.storage.last_year_tables import last_year_import, last_year_row
from dsurvey_desktop.storage.new_row import new_row
from dsurvey_desktop.storage.tables import account, source_file


@dataclass(frozen=True, slots=True)
class LastYearRow:
    """A row on its way in.

    Attributes:
        citizen_id: what the row itself says, or the beginning of the certificate number.
        reason: why it is nobody's; empty where it may be somebody's.
        community: name or code of the community it is said to be of; may be empty.
        said: digest of last year's edition and the answers under it; None where these are
            `answers`.
        left: items of that edition which this year's has no words for.
    """

    sheet: str
    row: int
    certificate_no: str
    citizen_id: str
    name: str
    cells: tuple[str, ...]
    answers: Answers
    reason: str = ""
    community: str = ""
    said: tuple[str, Answers] | None = None
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """One import; `reissued` counts matched rows whose certificate number is another now.

    Rows that a person said whose they are do not count as reissued.
    """

    id: int
    file: str
    kind: str
    year: int
    imported_at: datetime
    imported_by: str
    rows_read: int
    matched: int
    reissued: int
    is_undone: bool


@dataclass(frozen=True, slots=True)
class ToldRow:
    """What a row says; `said` and `left` as in `LastYearRow`, `form_digest` of its import."""

    id: int
    form_digest: str
    answers: Answers
    said: tuple[str, Answers] | None
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportFacts:
    """What is kept of an import besides its rows."""

    file_id: FileId
    kind: str
    year: int
    sequence: int
    digest: str
    at: datetime
    by: UserId
    columns: Sequence[Mapping[str, Any]] = ()
    form_digest: str = ""


def standing_import(connection: Connection, digest: str) -> int | None:
    """The import of that content that stands; None when there is none."""
    return connection.execute(
        select(last_year_import.c.id).where(
            last_year_import.c.digest == digest, last_year_import.c.undone_at.is_(None)
        )
    ).scalar()


def add_import(connection: Connection, facts: ImportFacts, rows: Sequence[LastYearRow]) -> int:
    """Keep an import with all its rows, none of them matched yet; its id."""
    number = new_row(
        connection,
        last_year_import,
        file_id=facts.file_id,
        kind=facts.kind,
        year=facts.year,
        sequence=facts.sequence,
        digest=facts.digest,
        imported_at=encode_moment(facts.at),
        imported_by=facts.by,
        columns_json=encode(facts.columns),
        form_digest=facts.form_digest,
    )
    bulk_insert(connection, last_year_row, [_values(number, row) for row in rows])
    return number


def _values(import_id: int, row: LastYearRow) -> dict[str, Any]:
    return {
        "import_id": import_id,
        "sheet": row.sheet,
        "row_no": row.row,
        "certificate_no": row.certificate_no,
        "citizen_id": row.citizen_id,
        "name": row.name,
        "cells_json": encode(row.cells),
        **_told_values(row.answers, row.said, row.left),
        "person_no": "",
        "reason": row.reason,
        "came_reason": row.reason,
        "community": row.community,
    }


def _told_values(
    answers: Answers, said: tuple[str, Answers] | None, left: Sequence[str]
) -> dict[str, Any]:
    steady = {name: answers[name] for name in STEADY_ITEMS if name in answers}
    return {
        "answers_json": encode_sorted(answers),
        "steady_json": encode(steady),
        "said_json": encode(said) if said else "",
        "left_json": encode(left),
    }


def told_rows(connection: Connection) -> Iterator[ToldRow]:
    """What every row of imports that stand says, and said under its own edition."""
    columns = last_year_row.c
    statement = (
        select(
            columns.id,
            last_year_import.c.form_digest,
            columns.answers_json,
            columns.said_json,
            columns.left_json,
        )
        .join(last_year_import)
        .order_by(columns.id)
    )
    for number, digest, answers, said, left in connection.execute(statement):
        own = tuple(decode(said)) if said else None
        yield ToldRow(number, digest, decode(answers), own, tuple(decode(left)))


def tell_again(connection: Connection, rows: Sequence[ToldRow]) -> None:
    """Keep what rows say in other words."""
    if not rows:
        return
    told = [{"number": row.id} | _told_values(row.answers, row.said, row.left) for row in rows]
    names = [name for name in told[0] if name != "number"]
    own = update(last_year_row).where(last_year_row.c.id == bindparam("number"))
    connection.execute(own.values({name: bindparam(name) for name in names}), told)


def mark_undone(connection: Connection, import_id: int, at: datetime) -> None:
    """Take an import back; its rows stay on record and count no more."""
    connection.execute(
        update(last_year_import)
        .where(last_year_import.c.id == import_id)
        .values(undone_at=encode_moment(at))
    )


def list_imports(connection: Connection) -> tuple[ImportRecord, ...]:
    """All imports, the newest first, undone ones included."""
    is_matched = last_year_row.c.person_no != ""
    is_other = (
        is_matched
        & (last_year_row.c.person_no != last_year_row.c.certificate_no)
        & (last_year_row.c.settled_no == "")
    )
    counts = (
        select(
            last_year_row.c.import_id,
            func.count().label("rows_read"),
            func.count().filter(is_matched).label("matched"),
            func.count().filter(is_other).label("reissued"),
        )
        .group_by(last_year_row.c.import_id)
        .subquery()
    )
    statement = (
        select(last_year_import, source_file.c.name.label("file"), account.c.name.label("by"))
        .add_columns(counts.c.rows_read, counts.c.matched, counts.c.reissued)
        .join(source_file, last_year_import.c.file_id == source_file.c.id)
        .join(account, last_year_import.c.imported_by == account.c.id)
        .outerjoin(counts, counts.c.import_id == last_year_import.c.id)
        .order_by(last_year_import.c.id.desc())
    )
    return tuple(_to_import(row) for row in connection.execute(statement))


def _to_import(row: Row[Any]) -> ImportRecord:
    return ImportRecord(
        row.id,
        row.file,
        row.kind,
        row.year,
        decode_moment(row.imported_at),
        row.by,
        row.rows_read or 0,
        row.matched or 0,
        row.reissued or 0,
        row.undone_at is not None,
    )


def steady_answers(connection: Connection, person_no: str) -> LastYear | None:
    """What rarely changes, as last year's data say it of one person; None without such data."""
    return _one(connection, STEADY_OF, person_no)


def answers_of(connection: Connection, person_no: str) -> LastYear | None:
    """All that last year's data say of one person; None without such data."""
    return _one(connection, ANSWERS_OF, person_no)


def left_of(connection: Connection, person_no: str) -> Left | None:
    """What this year's form has no words for, of one person; None without such data."""
    columns = (last_year_row.c.said_json, last_year_row.c.left_json)
    newest = _matched(*columns).where(last_year_row.c.person_no == person_no)
    found = connection.execute(newest).all()
    return _to_left(*found[-1][2:]) if found else None


def all_left(connection: Connection) -> dict[str, Left]:
    """The same of everybody, by number on this year's roster."""
    columns = (last_year_row.c.said_json, last_year_row.c.left_json)
    rows = connection.execute(_matched(*columns).where(last_year_row.c.person_no != ""))
    return {person: _to_left(said, left) for person, _number, said, left in rows}


def _to_left(said: str, left: str) -> Left:
    digest, answers = decode(said) if said else ("", {})
    return Left(digest, {name: answers[name] for name in decode(left)})


def _one(connection: Connection, question: Select[Any], person_no: str) -> LastYear | None:
    found = ask(connection, question, number=person_no).all()
    if not found:
        return None
    _person, number, answers = tuple[Any, ...](found[-1])
    return LastYear(number, decode(answers))


def all_steady_answers(connection: Connection) -> dict[str, LastYear]:
    """What rarely changes, by number on this year's roster."""
    return dict(_all(connection, last_year_row.c.steady_json))


def all_answers(connection: Connection) -> dict[str, LastYear]:
    """All answers, by number on this year's roster."""
    return dict(_all(connection, last_year_row.c.answers_json))


def _all(connection: Connection, content: Any) -> Iterator[tuple[str, LastYear]]:
    rows = connection.execute(_matched(content).where(last_year_row.c.person_no != ""))
    return ((person, LastYear(number, decode(answers))) for person, number, answers in rows)


def _matched(*content: Any) -> Select[Any]:
    """Whose answers; of one person's several the one that counts comes last."""
    return (
        select(last_year_row.c.person_no, last_year_row.c.certificate_no, *content)
        .join(last_year_import)
        .where(last_year_import.c.undone_at.is_(None))
        .order_by(last_year_import.c.sequence, last_year_row.c.id)
    )


def _of_one(content: Any) -> Select[Any]:
    return _matched(content).where(last_year_row.c.person_no == bindparam("number"))


STEADY_OF: Select[Any] = _of_one(last_year_row.c.steady_json)
ANSWERS_OF: Select[Any] = _of_one(last_year_row.c.answers_json)

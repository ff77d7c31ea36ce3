"""Whose the rows of last year's data are: what they are matched by, and rows that are nobody's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, or_, select, update

from dsurvey_desktop.domain.entry import Answers
from dsurvey_desktop.storage.codec import decode
from dsurvey_desktop.storage.last_year_tables import last_year_import, last_year_row
from dsurvey_desktop.storage.tables import source_file


@dataclass(frozen=True, slots=True)
class UnmatchedRecord:
    """A row that is nobody's, with where it stood; `reason` a word of `Unmatched` or row kind.

    `headers` are the columns of all tables of its file, as the intake keeps them.
    """

    id: int
    import_id: int
    file: str
    sheet: str
    row: int
    name: str
    certificate_no: str
    citizen_id: str
    community: str
    cells: tuple[str, ...]
    answers: Answers
    reason: str
    columns: Sequence[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class MatchRow:
    """What rows are matched by, and how they are matched now.

    `settled_no` is the number a person said the row is of, `came_reason` what the row itself
    lacks; both may be empty.
    """

    id: int
    import_id: int
    certificate_no: str
    citizen_id: str
    person_no: str
    reason: str
    settled_no: str = ""
    came_reason: str = ""


def rows_to_match(connection: Connection) -> Iterator[MatchRow]:
    """Rows of imports that stand and may be somebody's, in the order they came."""
    columns = last_year_row.c
    statement = (
        select(
            columns.id,
            columns.import_id,
            columns.certificate_no,
            columns.citizen_id,
            columns.person_no,
            columns.reason,
            columns.settled_no,
            columns.came_reason,
        )
        .join(last_year_import)
        .where(
            last_year_import.c.undone_at.is_(None),
            or_(columns.came_reason == "", columns.settled_no != ""),
        )
        .order_by(columns.id)
    )
    return (MatchRow(*row) for row in connection.execute(statement))


def match_rows(connection: Connection, matches: Mapping[int, tuple[str, str]]) -> None:
    """Say whose rows are: number on this year's roster and reason, by the row's id."""
    if not matches:
        return
    statement = (
        update(last_year_row)
        .where(last_year_row.c.id == bindparam("number"))
        .values(person_no=bindparam("person"), reason=bindparam("why"))
    )
    rows = [{"number": n, "person": no, "why": why} for n, (no, why) in matches.items()]
    connection.execute(statement, rows)


def settle(connection: Connection, row_id: int, number: str) -> None:
    """Note whose a person said a row is; an empty number takes that back."""
    values: dict[str, Any] = {"settled_no": number}
    if not number:
        values |= {"person_no": "", "reason": last_year_row.c.came_reason}
    connection.execute(update(last_year_row).where(last_year_row.c.id == row_id).values(**values))


def load_match(connection: Connection, row_id: int) -> MatchRow | None:
    """One row of an import that stands; None when there is none of that id."""
    columns = [last_year_row.c[name] for name in MatchRow.__slots__]
    found = connection.execute(
        select(*columns)
        .join(last_year_import)
        .where(last_year_import.c.undone_at.is_(None), last_year_row.c.id == row_id)
    ).first()
    return MatchRow(*found) if found else None


def taken_people(connection: Connection) -> dict[int, set[str]]:
    """Whom rows of each import that stands are of, by import."""
    statement = (
        select(last_year_row.c.import_id, last_year_row.c.person_no)
        .join(last_year_import)
        .where(last_year_import.c.undone_at.is_(None), last_year_row.c.person_no != "")
    )
    found: dict[int, set[str]] = {}
    for import_id, person_no in connection.execute(statement):
        found.setdefault(import_id, set()).add(person_no)
    return found


def list_unmatched(connection: Connection) -> tuple[UnmatchedRecord, ...]:
    """Rows of imports that stand which are nobody's, in the order they came."""
    columns = last_year_row.c
    statement = (
        select(last_year_row, source_file.c.name.label("file"), last_year_import.c.columns_json)
        .join(last_year_import, columns.import_id == last_year_import.c.id)
        .join(source_file, last_year_import.c.file_id == source_file.c.id)
        .where(last_year_import.c.undone_at.is_(None), columns.reason != "")
        .order_by(columns.id)
    )
    return tuple(map(_to_unmatched, connection.execute(statement)))


def _to_unmatched(row: Row[Any]) -> UnmatchedRecord:
    return UnmatchedRecord(
        row.id,
        row.import_id,
        row.file,
        row.sheet,
        row.row_no,
        row.name,
        row.certificate_no,
        row.citizen_id,
        row.community,
        tuple(decode(row.cells_json)),
        decode(row.answers_json),
        row.reason,
        decode(row.columns_json),
    )

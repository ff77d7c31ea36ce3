"""Why people on the roster have no entry."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from dsurvey_desktop.domain.absence import AbsenceReason
from dsurvey_desktop.domain.ids import UserId
from dsurvey_desktop.storage.codec import decode_moment, encode_moment
from dsurvey_desktop.storage.review_tables import absence
from dsurvey_desktop.storage.tables import account, entry, person


@dataclass(frozen=True, slots=True)
class AbsenceRecord:
    """A reason with its proof, the day it was known, and who noted it."""

    certificate_no: str
    reason: AbsenceReason
    proof: str
    known_on: date
    by_name: str
    at: datetime


def save_absence(
    connection: Connection,
    certificate_no: str,
    reason: AbsenceReason,
    proof: str,
    known_on: date,
    user_id: UserId,
    at: datetime,
) -> None:
    """Keep a reason, replacing an earlier one."""
    remove_absence(connection, certificate_no)
    connection.execute(
        insert(absence).values(
            certificate_no=certificate_no,
            reason=reason.value,
            proof=proof,
            known_on=known_on.isoformat(),
            noted_by=user_id,
            noted_at=encode_moment(at),
        )
    )


def remove_absence(connection: Connection, certificate_no: str) -> None:
    """Take a reason away."""
    connection.execute(delete(absence).where(absence.c.certificate_no == certificate_no))


def move_absence(connection: Connection, old: str, new: str) -> None:
    """Let a reason follow somebody to a new certificate number, unless there is one already."""
    there = connection.execute(select(absence).where(absence.c.certificate_no == new)).first()
    if there is None:
        own = update(absence).where(absence.c.certificate_no == old)
        connection.execute(own.values(certificate_no=new))


def load_absences(connection: Connection) -> dict[str, AbsenceRecord]:
    """All reasons by certificate number, of people who have an entry by now too."""
    rows = connection.execute(select(absence, account.c.name.label("account_name")).join(account))
    return {
        row.certificate_no: AbsenceRecord(
            row.certificate_no,
            AbsenceReason(row.reason),
            row.proof,
            date.fromisoformat(row.known_on),
            row.account_name,
            decode_moment(row.noted_at),
        )
        for row in rows
    }


def count_absences(connection: Connection) -> dict[tuple[str, AbsenceReason], int]:
    """How many people in scope without entry are absent why, by community code and reason.

    Begins at the few reasons, whose numbers are no column by themselves for that: by their index
    the database would begin at all people.
    """
    number = func.coalesce(absence.c.certificate_no, "")
    is_in_scope = func.coalesce(person.c.out_of_scope, "") == ""
    listed = absence.join(person, person.c.certificate_no == number).outerjoin(
        entry, entry.c.certificate_no == absence.c.certificate_no
    )
    groups = (person.c.community_code, absence.c.reason)
    rows = connection.execute(
        select(*groups, func.count())
        .select_from(listed)
        .where(is_in_scope, person.c.is_gone.is_(False), entry.c.id.is_(None))
        .group_by(*groups)
    )
    return {(code, AbsenceReason(reason)): count for code, reason, count in rows}

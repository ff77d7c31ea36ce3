"""Saying why somebody on the roster has no entry, with proof and date (product D8)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from dsurvey_desktop.domain.absence import AbsenceReason
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import absence_store, entry_store, roster_store
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import require


def note_absence(
    desk: Desk,
    certificate_no: str,
    reason: AbsenceReason,
    proof: str,
    known_on: date | None = None,
) -> None:
    """Keep why a missing person has no entry; the person still counts as missing.

    Args:
        desk: who says so.
        certificate_no: of somebody in scope without entry.
        reason: why.
        proof: who or what says so; must not be empty.
        known_on: since when it is known; today where None.

    Raises:
        AppError: `not_allowed`, `not_missing`, `proof_missing`, `day_invalid`.
    """
    require(desk, Role.CLERK)
    number, words, day = certificate_no.strip().upper(), proof.strip(), known_on or desk.today()
    if not words:
        raise AppError(
            "proof_missing",
            text("Please say who or what proves it."),
            text("For example: death certificate, or confirmed by the village committee."),
        )
    if day > desk.today():
        raise AppError("day_invalid", text("{day} is still to come.", day=day.isoformat()))
    with desk.database.write() as connection:
        _check_missing(connection, number)
        before = absence_store.load_absences(connection).get(number)
        absence_store.save_absence(connection, number, reason, words, day, desk.user.id, desk.now())
        detail = {
            "certificate_no": number,
            "old": before.reason.value if before else None,
            "new": reason.value,
            "proof": words,
            "known_on": day.isoformat(),
        }
        note(connection, desk, "absence_noted", "missing person", detail)


def clear_absence(desk: Desk, certificate_no: str) -> None:
    """Take the reason away: it was wrong; AppError `not_allowed`, `not_missing`."""
    require(desk, Role.CLERK)
    number = certificate_no.strip().upper()
    with desk.database.write() as connection:
        before = absence_store.load_absences(connection).get(number)
        if before is None:
            raise _not_missing()
        absence_store.remove_absence(connection, number)
        detail = {"certificate_no": number, "old": before.reason.value, "new": None}
        note(connection, desk, "absence_cleared", "missing person", detail)


def _check_missing(connection: Connection, number: str) -> None:
    person = roster_store.load_person(connection, number)
    has_entry = entry_store.load_by_certificate(connection, number) is not None
    if person is None or person.out_of_scope or has_entry:
        raise _not_missing()


def _not_missing() -> AppError:
    return AppError(
        "not_missing",
        text("Under this number nobody is missing."),
        text("Please choose somebody from the list of people without an entry."),
    )

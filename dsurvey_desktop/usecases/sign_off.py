"""Departments sign off their part of a town; it falls when something of it changes afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection

from dsurvey_desktop.domain.department import Department, FallCause, SignOffState
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import objection_store, office_store, sign_off_store
from dsurvey_desktop.storage.sign_off_store import SignOffRecord
from dsurvey_desktop.storage.town_store import read_answers
from dsurvey_desktop.usecases.compare_bundle import Comparison
from dsurvey_desktop.usecases.department_rights import STATES_OF, Step, require_own
from dsurvey_desktop.usecases.departments import let_fall, owners_of_items
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.district_views import TownProgress
from dsurvey_desktop.usecases.list_sections import section_entries
from dsurvey_desktop.usecases.list_towns import towns_of
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import check_district
from dsurvey_desktop.usecases.reasons import stated
from dsurvey_desktop.usecases.section_views import SignOffView


def list_sign_offs(desk: Desk) -> tuple[SignOffView, ...]:
    """Every department's part of every town, by town.

    Raises:
        AppError: `not_a_district`.
    """
    with desk.database.read() as connection:
        check_district(office_store.load_office(connection))
        return sign_offs_of(connection, towns_of(connection, desk.today()))


def sign_offs_of(
    connection: Connection, towns: tuple[TownProgress, ...]
) -> tuple[SignOffView, ...]:
    """The same for these towns, on an open connection."""
    records = sign_off_store.newest(connection)
    objections = objection_store.count_entries(connection)
    return tuple(
        _view(town, department, records.get((town.code, department)), objections)
        for town in towns
        for department in Department
    )


def sign_off(desk: Desk, town: str, department: Department, remark: str = "") -> SignOffView:
    """Answer for a department's part of a town as it is now.

    Args:
        desk: of a reviewer of that department, or of one who answers for all.
        town: office code.
        department: whose part.
        remark: needed where errors are found in the part.

    Raises:
        AppError: `not_allowed`, `not_a_district`, `other_department`, `nothing_received`,
            `already_signed`, `objections_open`, `sign_off_needs_reason`.
    """
    require_own(desk, Step.SIGN, department)
    with desk.database.write() as connection:
        check_district(office_store.load_office(connection))
        before = _find(connection, desk, town, department)
        _check_can_sign(before)
        found = section_entries(connection, desk, town, department)
        errors = sum(one.errors for one in found)
        if errors and not remark.strip():
            raise _needs_reason(errors)
        said = remark.strip()
        sign_off_store.add(connection, town, department, len(found), said, desk.user.id, desk.now())
        detail = {"department": department, "entries": len(found), "errors": errors}
        note(connection, desk, "section_signed_off", f"town {town}", detail | {"remark": said})
        return _find(connection, desk, town, department)


def take_back_sign_off(desk: Desk, town: str, department: Department, reason: str) -> SignOffView:
    """Let a sign-off hold no longer.

    Raises:
        AppError: `not_allowed`, `not_a_district`, `other_department`, `not_signed`,
            `reason_missing`.
    """
    require_own(desk, Step.TAKE_BACK, department)
    why = stated(reason)
    with desk.database.write() as connection:
        check_district(office_store.load_office(connection))
        before = _find(connection, desk, town, department)
        if before.state not in STATES_OF[Step.TAKE_BACK]:
            raise AppError(
                "not_signed",
                text("This part is not signed off."),
                text("Please look at the list of sign-offs."),
            )
        detail = {"department": department, "reason": why}
        note(connection, desk, "sign_off_taken_back", f"town {town}", detail)
        let_fall(connection, desk, {department}, FallCause.TAKEN_BACK, town)
        return _find(connection, desk, town, department)


def fall_on_bundle(connection: Connection, desk: Desk, town: str, found: Comparison) -> None:
    """Let sign-offs fall that no longer say what is here after a bundle was taken in."""
    newest = sign_off_store.newest(connection)
    if not any(key[0] == town and one.fallen_at is None for key, one in newest.items()):
        return
    if found.added:
        let_fall(connection, desk, Department, FallCause.NEW_ENTRIES, town)
    if found.withdrawn:
        let_fall(connection, desk, Department, FallCause.ENTRIES_WITHDRAWN, town)
    owners = owners_of_items(connection)
    touched = {
        owners.get(item, Department.OFFICE) for row in found.updated for item in _changed(row)
    }
    let_fall(connection, desk, touched, FallCause.ENTRIES_CHANGED, town)


def _changed(row: Mapping[str, Any]) -> Iterator[str]:
    """Items that an updated entry answers otherwise than before."""
    before, after = read_answers(row["before_json"]), read_answers(row["answers_json"])
    for item in before.keys() | after.keys():
        if before.get(item) != after.get(item):
            yield item


def _find(connection: Connection, desk: Desk, town: str, department: Department) -> SignOffView:
    towns = [one for one in towns_of(connection, desk.today()) if one.code == town]
    if not towns:
        raise _nothing_received(town)
    views = sign_offs_of(connection, tuple(towns))
    return next(one for one in views if one.department is department)


def _view(
    town: TownProgress,
    department: Department,
    record: SignOffRecord | None,
    objections: Mapping[tuple[str, str], int],
) -> SignOffView:
    own = objections.get((town.code, department.value), 0)
    state = _state(town, record)
    if record is None:
        return SignOffView(town.code, town.name, department, state, town.entries, own)
    return SignOffView(
        town.code,
        town.name,
        department,
        state,
        town.entries,
        own,
        record.by_name,
        record.signed_at,
        record.remark,
        record.fallen_at,
        record.cause,
    )


def _state(town: TownProgress, record: SignOffRecord | None) -> SignOffState:
    if not town.sequence:
        return SignOffState.NOTHING
    if record is None:
        return SignOffState.OPEN
    return SignOffState.SIGNED if record.fallen_at is None else SignOffState.FALLEN


def _check_can_sign(before: SignOffView) -> None:
    if before.state is SignOffState.NOTHING:
        raise _nothing_received(before.town)
    if before.state not in STATES_OF[Step.SIGN]:
        raise AppError(
            "already_signed",
            text("This part is signed off already."),
            text("It falls by itself when something of it changes."),
        )
    if before.objections:
        raise AppError(
            "objections_open",
            text("Entries this department sent back are not answered: {n}", n=before.objections),
            text("Please wait for the town's next bundle, or accept them."),
        )


def _needs_reason(errors: int) -> AppError:
    return AppError(
        "sign_off_needs_reason",
        text("Errors are found in this part: {count}", count=errors),
        text("Please send the entries back, or say in the remark why it is right as it is."),
    )


def _nothing_received(town: str) -> AppError:
    return AppError(
        "nothing_received",
        text("No hand-over of office {office} was taken in yet.", office=town),
        text("Please take in the town's bundle first."),
    )

"""The district says of a town's entries: accepted, or sent back and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from dsurvey_desktop.domain.department import Department, FallCause
from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import objection_store, office_store, town_store
from dsurvey_desktop.storage.objection_store import ObjectionRecord
from dsurvey_desktop.storage.town_store import TownEntryRecord
from dsurvey_desktop.usecases.answer_values import find_item
from dsurvey_desktop.usecases.department_rights import Step, require_own
from dsurvey_desktop.usecases.departments import let_fall, owners_of_items
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import INDIVIDUAL, load_edition
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import check_district, require
from dsurvey_desktop.usecases.reasons import stated
from dsurvey_desktop.usecases.send_bundle import check_none_begun

_SHORTEST_NUMBER = 18


def send_back(desk: Desk, ids: Sequence[int], reason: str, item: str = "") -> int:
    """Send entries back with a reason; the next receipt tells their towns. How many.

    Reasons of several departments stand beside each other. The sign-off of the department it
    concerns falls.

    Args:
        desk: the district's.
        ids: the district's ids of the entries.
        reason: why; must not be empty.
        item: the item it is about; empty for the whole entry.

    Raises:
        AppError: `not_allowed`, `not_a_district`, `other_department`, `no_entry`,
            `reason_missing`, `no_item`, `entry_withdrawn`, `unfinished_bundle`; nothing is sent
            back then.
    """
    require(desk, Role.REVIEWER)
    why = stated(reason)
    with desk.database.write() as connection:
        records = load_decidable(connection, ids, item)
        owner = owners_of_items(connection).get(item, Department.OFFICE) if item else None
        require_own(desk, Step.SEND_BACK, owner or desk.user.department)
        send_back_in(connection, desk, records, why, item)
    return len(records)


def send_back_in(
    connection: Connection,
    desk: Desk,
    records: Sequence[TownEntryRecord],
    why: str,
    item: str,
    whose: Department | None = None,
) -> None:
    """The same of entries that were looked at, in the caller's unit of work.

    Whose reason it is follows from the item, unless it is said; of a whole entry it is the
    person's department.
    """
    owner = owners_of_items(connection).get(item, Department.OFFICE) if item else None
    department = whose or owner or desk.user.department
    versions = {one.id: one.version for one in records}
    now, by = desk.now(), desk.user.id
    objection_store.add(connection, versions, department or "", item, why, by, now)
    wanted = list(versions)
    sent = EntryState.SENT_BACK
    town_store.decide(connection, wanted, sent, by, now, reason=why, item=item)
    detail = {"entries": wanted, "reason": why, "item": item, "department": department or ""}
    note(connection, desk, f"town_entries_{sent.value}", f"{len(wanted)} entries", detail)
    concerned = {department} if department else set(Department)
    for town in {one.town for one in records}:
        let_fall(connection, desk, concerned, FallCause.SENT_BACK, town)


def accept(desk: Desk, ids: Sequence[int]) -> int:
    """Accept entries, also ones that were sent back; how many.

    Somebody of a department takes back its own reasons only: an entry that another one sent back
    too stays sent back.

    Raises:
        AppError: as `send_back`.
    """
    require(desk, Role.REVIEWER)
    own = desk.user.department
    with desk.database.write() as connection:
        records = load_decidable(connection, ids)
        wanted = [record.id for record in records]
        if own is not None:
            _check_own(desk, wanted, objection_store.standing(connection, wanted))
        objection_store.close(connection, wanted, desk.now(), own)
        left = objection_store.standing(connection, wanted)
        free = [one for one in wanted if one not in left]
        town_store.decide(connection, free, EntryState.ACCEPTED, desk.user.id, desk.now())
        for entry, reasons in left.items():
            last = reasons[-1]
            sent, by = EntryState.SENT_BACK, desk.user.id
            town_store.decide(
                connection, [entry], sent, by, desk.now(), reason=last.reason, item=last.item
            )
        detail = {"entries": free, "reasons_taken_back": [one for one in wanted if one in left]}
        words = f"{len(wanted)} entries"
        note(connection, desk, f"town_entries_{EntryState.ACCEPTED.value}", words, detail)
    return len(records)


def _check_own(
    desk: Desk, ids: Sequence[int], standing: Mapping[int, Sequence[ObjectionRecord]]
) -> None:
    """AppError `other_department` where an entry was not sent back by the person's own."""
    own = desk.user.department
    for one in ids:
        if not any(reason.department == own for reason in standing.get(one, ())):
            require_own(desk, Step.SEND_BACK, None)


def find_town_entry(desk: Desk, named: str) -> int:
    """The id of an entry named by it or by its certificate number.

    Raises:
        AppError: `no_entry`; `several_entries` where more than one town has that number.
    """
    with desk.database.read() as connection:
        if len(named) >= _SHORTEST_NUMBER:
            found = town_store.by_certificate(connection, named.upper())
        else:
            is_id = named.isascii() and named.isdigit()
            found = town_store.list_entries(connection, ids=[int(named)]) if is_id else ()
    if len(found) > 1:
        raise AppError(
            "several_entries",
            text("More than one town has handed over this number."),
            text("Please name the entry by its id, as the list shows it."),
        )
    if not found:
        raise _no_entry()
    return found[0].id


def load_decidable(
    connection: Connection, ids: Sequence[int], item: str = ""
) -> tuple[TownEntryRecord, ...]:
    """The entries, after a look at whether anything can be said of them.

    Raises:
        AppError: `not_a_district`, `no_entry`, `entry_withdrawn`, `no_item`, `unfinished_bundle`.
    """
    check_district(office_store.load_office(connection))
    records = town_store.list_entries(connection, ids=ids)
    if set(ids) - {record.id for record in records}:
        raise _no_entry()
    if any(record.withdrawn for record in records):
        raise AppError(
            "entry_withdrawn",
            text("The town has withdrawn this entry; there is nothing to decide."),
            text("Please wait for the town's next hand-over."),
        )
    if item:
        find_item(load_edition(connection, INDIVIDUAL).form, item)
    for town in {record.town for record in records}:
        check_none_begun(connection, town)
    return records


def _no_entry() -> AppError:
    return AppError(
        "no_entry",
        text("There is no entry under this number."),
        text("Please look at the list of entries."),
    )

"""The district says of a town's entries: accepted, or sent back and why."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import office_store, town_store
from dsurvey_desktop.storage.town_store import TownEntryRecord
from dsurvey_desktop.usecases.answer_values import find_item
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import INDIVIDUAL, load_edition
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.reasons import stated
from dsurvey_desktop.usecases.receive_bundles import check_district
from dsurvey_desktop.usecases.send_bundle import check_none_begun

_SHORTEST_NUMBER = 18
_LONGEST_REASON = 255


def send_back(desk: Desk, ids: Sequence[int], reason: str, item: str = "") -> int:
    """Send entries back with a reason; the next receipt tells their towns. How many.

    Args:
        desk: the district's.
        ids: the district's ids of the entries.
        reason: why; must not be empty.
        item: the item it is about; empty for the whole entry.

    Raises:
        AppError: `not_allowed`, `not_a_district`, `no_entry`, `reason_missing`, `no_item`,
            `entry_withdrawn`, `unfinished_bundle`; nothing is sent back then.
    """
    why = stated(reason)[:_LONGEST_REASON]
    return _decide(desk, ids, EntryState.SENT_BACK, why, item)


def accept(desk: Desk, ids: Sequence[int]) -> int:
    """Accept entries, also ones that were sent back; how many.

    Raises:
        AppError: as `send_back`.
    """
    return _decide(desk, ids, EntryState.ACCEPTED, "", "")


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


def _decide(desk: Desk, ids: Sequence[int], state: EntryState, reason: str, item: str) -> int:
    require(desk, Role.REVIEWER)
    with desk.database.write() as connection:
        check_district(office_store.load_office(connection))
        records = town_store.list_entries(connection, ids=ids)
        _check(connection, records, set(ids), item)
        wanted = [record.id for record in records]
        town_store.decide(
            connection, wanted, state, desk.user.id, desk.now(), reason=reason, item=item
        )
        detail = {"entries": wanted, "reason": reason, "item": item}
        note(connection, desk, f"town_entries_{state.value}", f"{len(wanted)} entries", detail)
    return len(wanted)


def _check(
    connection: Connection, records: Sequence[TownEntryRecord], ids: set[int], item: str
) -> None:
    if ids - {record.id for record in records}:
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


def _no_entry() -> AppError:
    return AppError(
        "no_entry",
        text("There is no entry under this number."),
        text("Please look at the list of entries."),
    )

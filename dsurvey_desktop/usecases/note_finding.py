"""What a department finds by itself in a town's entry, beside what the form's rules find."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from dsurvey_desktop.domain.department import Department, FallCause
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import finding_store, office_store
from dsurvey_desktop.storage.finding_store import FindingRecord
from dsurvey_desktop.storage.town_store import read_answers
from dsurvey_desktop.usecases.answer_values import find_item, label_of
from dsurvey_desktop.usecases.decide_town_entries import load_decidable, send_back_in
from dsurvey_desktop.usecases.department_rights import Step, require_own
from dsurvey_desktop.usecases.departments import let_fall, owners_of_items
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import INDIVIDUAL, load_edition
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import check_district, require
from dsurvey_desktop.usecases.reasons import stated
from dsurvey_desktop.usecases.section_views import NotedFinding

SENT_BACK = "sent_back"
ANSWERED = "answered"
"""Why a finding stands no longer by itself; else what a person said."""


def note_finding(
    desk: Desk, entry: int, words: str, item: str = "", department: Department | None = None
) -> NotedFinding:
    """Keep what a department found; its sign-off of that town falls.

    Args:
        desk: the district's.
        entry: the district's id.
        words: what is wrong; must not be empty.
        item: the item it is about, whose department it then is; empty for the whole entry.
        department: whose finding about a whole entry; by default the person's own, else the
            general office's.

    Raises:
        AppError: `not_allowed`, `not_a_district`, `other_department`, `no_entry`, `no_item`,
            `entry_withdrawn`, `reason_missing`, `unfinished_bundle`.
    """
    require(desk, Role.REVIEWER)
    said = stated(words)
    with desk.database.write() as connection:
        (record,) = load_decidable(connection, [entry], item)
        owner = owners_of_items(connection).get(item) if item else department
        owner = owner or desk.user.department or Department.OFFICE
        require_own(desk, Step.NOTE, owner)
        by, now = desk.user.id, desk.now()
        number = finding_store.add(connection, entry, owner.value, item, said, by, now)
        detail = {"finding": number, "department": owner, "item": item, "words": said}
        note(connection, desk, "section_finding_noted", f"town entry {entry}", detail)
        let_fall(connection, desk, {owner}, FallCause.FINDING_NOTED, record.town)
        form = load_edition(connection, INDIVIDUAL).form
    label = label_of(find_item(form, item).labels) if item else ""
    return NotedFinding(number, entry, owner, item, label, said, desk.user.name)


def settle_findings(desk: Desk, ids: Sequence[int], reason: str) -> int:
    """Let findings stand no longer, because a person says why it is right as it is; how many.

    Raises:
        AppError: `not_allowed`, `not_a_district`, `other_department`, `no_finding`,
            `reason_missing`.
    """
    require(desk, Role.REVIEWER)
    why = stated(reason)
    with desk.database.write() as connection:
        check_district(office_store.load_office(connection))
        found = _flat(finding_store.standing(connection, ids=set(ids)))
        if not found or {one.id for one in found} != set(ids):
            raise _no_finding()
        for one in found:
            require_own(desk, Step.NOTE, Department(one.department))
        _settle(connection, desk, found, why)
    return len(found)


def send_back_found(desk: Desk, entries: Sequence[int]) -> int:
    """Send entries back with what was found in them: by one's own department, or by any.

    Each finding becomes a reason that the town reads with its next receipt. How many entries.

    Raises:
        AppError: as `decide_town_entries.send_back`; `no_finding` where an entry has none.
    """
    require(desk, Role.REVIEWER)
    own = desk.user.department
    with desk.database.write() as connection:
        records = {one.id: one for one in load_decidable(connection, entries)}
        standing = finding_store.standing(connection)
        found = [one for entry in records for one in standing.get(entry, ())]
        found = [one for one in found if own in (None, one.department)]
        if not records or {one.entry for one in found} != records.keys():
            raise _no_finding()
        for one in found:
            whose = Department(one.department)
            send_back_in(connection, desk, [records[one.entry]], one.words, one.item, whose)
        _settle(connection, desk, found, SENT_BACK)
    return len(records)


def settle_answered(
    connection: Connection, desk: Desk, town: str, updated: Iterable[Mapping[str, Any]]
) -> None:
    """Findings about answers that a town's bundle changed stand no longer, in its unit of work."""
    standing = finding_store.standing(connection, town=town)
    answered = [
        one
        for row in updated
        for one in standing.get(int(row["id"]), ())
        if not one.item or is_changed(row, one.item)
    ]
    if answered:
        _settle(connection, desk, answered, ANSWERED)


def is_changed(row: Mapping[str, Any], item: str) -> bool:
    """Whether a bundle brings another answer to an item."""
    before, after = read_answers(row["before_json"]), read_answers(row["answers_json"])
    return before.get(item) != after.get(item)


def _settle(
    connection: Connection, desk: Desk, found: Collection[FindingRecord], because: str
) -> None:
    numbers = sorted(one.id for one in found)
    finding_store.settle(connection, numbers, desk.now(), because)
    detail = {"findings": numbers, "reason": because}
    note(connection, desk, "section_findings_settled", f"{len(numbers)} findings", detail)


def _flat(standing: Mapping[int, Sequence[FindingRecord]]) -> list[FindingRecord]:
    return [one for records in standing.values() for one in records]


def _no_finding() -> AppError:
    return AppError(
        "no_finding",
        text("There is no such finding that still stands."),
        text("Please look at the department's part of the town."),
    )

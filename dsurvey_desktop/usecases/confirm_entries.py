"""Confirming entries again for the reference date: who, how it went, and the call sheet (D6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.documents.call_sheet import CallLine, write_call_sheet
from dsurvey_desktop.domain.contact import WAY_WORDS, ContactOutcome, ContactWay
from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.entry_rights import EntryStep
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import (
    contact_store,
    entry_store,
    office_store,
    queue_store,
    roster_store,
)
from dsurvey_desktop.storage.contact_store import AttemptRecord
from dsurvey_desktop.storage.entry_store import EntryRecord
from dsurvey_desktop.usecases.community_forms import check_known
from dsurvey_desktop.usecases.correct_entry import correct_in
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import require_step
from dsurvey_desktop.usecases.reasons import stated
from dsurvey_desktop.usecases.sample_views import WrittenDocument
from dsurvey_desktop.usecases.sheet_header import sheet_header
from dsurvey_desktop.usecases.show_entry import load

CONFIRMED = "reconfirmed_on"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to reach somebody."""

    outcome: ContactOutcome
    way: ContactWay
    day: date
    spoke_with: str
    remark: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ToConfirm:
    """Somebody whose answers were collected before the reference date.

    Attributes:
        phones: of the form and the roster, mobile first, each once.
        contact_name: the guardian or other contact the form names; may be empty.
        attempts: oldest first.
    """

    entry: EntryId
    name: str
    certificate_no: str
    community_code: str
    community_name: str
    phones: tuple[str, ...]
    contact_name: str
    survey_date: str
    attempts: tuple[Attempt, ...]


def list_to_confirm(desk: Desk, community: str = "") -> tuple[ToConfirm, ...]:
    """People to ask again (rule D02), by community and phone, so that one call does for a house.

    Raises:
        AppError: `no_community`.
    """
    wanted = EntryFilter(community=community, quality="unconfirmed", sort="row")
    with desk.database.read() as connection:
        check_known(connection, community)
        records = list(
            entry_store.load_entries(connection, queue_store.find_ids(connection, wanted))
        )
        names = {str(one.code): one.name for one in office_store.load_communities(connection)}
        attempts = contact_store.attempts_of(connection, [one.id for one in records])
        lines = [
            _line(connection, one, names.get(one.community_code, ""), attempts.get(one.id, ()))
            for one in records
        ]
    return tuple(sorted(lines, key=lambda one: (one.community_code, one.phones, one.name)))


def _line(
    connection: Connection,
    record: EntryRecord,
    community_name: str,
    attempts: tuple[AttemptRecord, ...],
) -> ToConfirm:
    person = roster_store.load_person(connection, record.certificate_no)
    said = [record.answers.get(name) for name in ("mobile", "landline")]
    phones = [str(one) for one in (*said, person.phone if person else "") if one]
    return ToConfirm(
        record.id,
        record.name,
        record.certificate_no,
        record.community_code,
        community_name or record.community_code,
        tuple(dict.fromkeys(phones)),
        str(record.answers.get("contact_name", "")),
        str(record.answers.get("survey_date", "")),
        tuple(
            Attempt(a.outcome, a.way, a.day, a.spoke_with, a.remark, a.by_name, a.at)
            for a in attempts
        ),
    )


def record_contact(
    desk: Desk,
    entry_id: EntryId,
    outcome: ContactOutcome,
    way: ContactWay = ContactWay.PHONE,
    *,
    day: date | None = None,
    spoke_with: str = "",
    remark: str = "",
) -> int:
    """Keep an attempt; unchanged confirms the entry by a correction of its own.

    A changed one stays on the list until it is corrected and confirmed.

    Args:
        desk: who asked.
        entry_id: whose entry.
        outcome: how it went.
        way: by phone, visit, …
        day: of the contact; today where None.
        spoke_with: who answered; the person where empty.
        remark: what changed, which must be said, or anything else.

    Returns:
        how many attempts there are now.

    Raises:
        AppError: `not_allowed`, `no_entry`, `day_invalid`, `reason_missing`, `entry_accepted`,
            `nothing_changed` where it is confirmed for that day already.
    """
    require_step(desk, EntryStep.CONFIRM)
    when = day or desk.today()
    words = stated(remark) if outcome is ContactOutcome.CHANGED else remark.strip()
    with desk.database.write() as connection:
        record = load(connection, entry_id)
        _check_day(connection, desk, when, outcome)
        contact_store.add_attempt(
            connection,
            entry_id,
            outcome,
            way,
            when,
            spoke_with=spoke_with.strip(),
            remark=words,
            user_id=desk.user.id,
            at=desk.now(),
        )
        detail = {"outcome": outcome.value, "way": way.value, "day": when.isoformat()}
        note(connection, desk, "contact_noted", f"entry {entry_id}", detail)
        if outcome is ContactOutcome.UNCHANGED:
            reason = str(text("Confirmed again {way}", way=text(WAY_WORDS[way])))
            correct_in(connection, desk, record, CONFIRMED, when.isoformat(), reason)
        return len(contact_store.attempts_of(connection, [entry_id])[entry_id])


def _check_day(connection: Connection, desk: Desk, day: date, outcome: ContactOutcome) -> None:
    """Nobody can say before the reference date how things are on it."""
    reference = office_store.load_campaign(connection).reference_date
    is_early = outcome is ContactOutcome.UNCHANGED and day < reference
    if is_early or day > desk.today():
        raise AppError(
            "day_invalid",
            text(
                "{day} is no day to confirm: it must lie between {reference} and today.",
                day=day.isoformat(),
                reference=reference.isoformat(),
            ),
            text("Please choose another day."),
        )


def print_call_sheet(desk: Desk, target: Path, community: str = "") -> WrittenDocument:
    """Write the call sheet: everybody to ask again, with boxes and room to write; logged.

    Raises:
        AppError: `no_community`, or by `replace_file`.
    """
    people = list_to_confirm(desk, community)
    with desk.database.read() as connection:
        header = sheet_header(connection, desk)
        reference = office_store.load_campaign(connection).reference_date
    pages = write_call_sheet(target, header, reference, [_call_line(one) for one in people])
    with desk.database.write() as connection:
        words, detail = f"{len(people)} people", {"pages": pages}
        note(connection, desk, "call_sheet_printed", words, detail)
    return WrittenDocument(str(target), pages)


def _call_line(one: ToConfirm) -> CallLine:
    return CallLine(
        one.community_name,
        one.name,
        one.certificate_no,
        one.phones,
        one.contact_name,
        one.survey_date,
        len(one.attempts),
    )

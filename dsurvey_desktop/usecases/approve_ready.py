"""Approving what was offered in a summary, and nothing that became another since (product D7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.entry_rights import EntryStep
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.storage import entry_store, queue_store, review_store
from dsurvey_desktop.usecases.approval_rules import blockers_of, corrected_by_self
from dsurvey_desktop.usecases.approve_entries import approve_in
from dsurvey_desktop.usecases.community_forms import check_known
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.entry_views import (
    ApprovalOffer,
    ApprovalResult,
    Blocked,
    ReadyEntry,
)
from dsurvey_desktop.usecases.permissions import require_step


def offer_approval(desk: Desk, wanted: EntryFilter) -> tuple[ReadyEntry, ...]:
    """What of a filter this person can approve, as it stands now; AppError `no_community`."""
    ready = replace(wanted, quality="ready", sort="row", is_descending=False)
    with desk.database.read() as connection:
        check_known(connection, wanted.community)
        own = corrected_by_self(connection, desk)  # another person's to approve, with four eyes
        ids = [one for one in queue_store.find_ids(connection, ready) if one not in own]
        found = _standing(connection, ids)
    return tuple(found.values())


def offer_chosen(desk: Desk, chosen: Sequence[EntryId]) -> ApprovalOffer:
    """What of the entries that a person chose can be approved, and why the others can't."""
    with desk.database.read() as connection:
        records = list(entry_store.load_entries(connection, chosen))
        reasons = blockers_of(connection, desk, records)
        found = _standing(connection, [one for one in chosen if not reasons.get(one, (one,))])
    left = {one.id: Blocked(one.id, one.name, reasons[one.id]) for one in records}
    return ApprovalOffer(
        tuple(found.values()), tuple(left[one] for one in chosen if reasons.get(one))
    )


def approve_ready(
    desk: Desk, offered: Sequence[ReadyEntry], progress: Progress = no_progress
) -> ApprovalResult:
    """Approve those that are still what was offered, in one unit of work; the others are named.

    An entry that was corrected, taken in anew, moved or taken back since, or has a warning that
    was not there, is not approved unseen.

    Args:
        desk: who approves.
        offered: by `offer_approval`, as the person was shown.
        progress: is told how far it is.

    Raises:
        AppError: `not_allowed`.
    """
    require_step(desk, EntryStep.APPROVE)
    with desk.database.write() as connection:
        now = _standing(connection, [one.id for one in offered])
        changed = tuple(_changed(connection, offered, now))
        stopped = {one.entry for one in changed}
        ids = [one.id for one in offered if one.id not in stopped]
        result = approve_in(connection, desk, ids, progress)
    return ApprovalResult(result.approved, (*changed, *result.blocked))


def _standing(connection: Connection, ids: Sequence[EntryId]) -> dict[EntryId, ReadyEntry]:
    """Entries that are there, in the order of their ids."""
    rows = queue_store.load_standing(connection, ids)
    found = {EntryId(row[0]): ReadyEntry(EntryId(row[0]), *row[1:]) for row in rows}
    return {number: found[number] for number in ids if number in found}


def _changed(
    connection: Connection, offered: Sequence[ReadyEntry], now: dict[EntryId, ReadyEntry]
) -> Iterator[Blocked]:
    for one in offered:
        here = now.get(one.id)
        if here is None:
            words = text("It is no longer here: the file it came from was taken back.")
            yield Blocked(one.id, one.name, (words,))
        elif here.version != one.version:
            yield Blocked(one.id, here.name, (_said(connection, one),))
        elif here.warnings > one.warnings:
            words = text("A warning has come up since you were shown it.")
            yield Blocked(one.id, here.name, (words,))


def _said(connection: Connection, one: ReadyEntry) -> Text:
    """Who changed it since, where a correction says so; else only that it was changed."""
    newer = [
        found
        for found in review_store.corrections_of(connection, one.id)
        if found.version is not None and found.version > one.version
    ]
    if not newer:
        return text("It was changed after you were shown it.")
    last = newer[-1]
    return text(
        "{name} changed it at {time}, after you were shown it.",
        name=last.by_name,
        time=f"{last.at.astimezone(OFFICE_ZONE):%H:%M}",
    )

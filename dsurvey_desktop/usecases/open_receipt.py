"""The town opens the district's receipt: its entries are accepted, or sent back with reasons."""

from __future__ import annotations

from itertools import starmap
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.exchange.office_tables import AcceptedRow, SentBackRow
from dsurvey_desktop.exchange.statement import BundleKind
from dsurvey_desktop.exchange.succession import Expectation, check_succession
from dsurvey_desktop.storage import bundle_store, receipt_store, received_store
from dsurvey_desktop.storage.receipt_store import SentBackRecord
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.district_views import SAME, TAKEN, OpenedReceipt
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.open_bundle import (
    OpenedBundle,
    keep_bundle,
    load_receiver,
    open_bundle,
)
from dsurvey_desktop.usecases.permissions import require

_AT_DISTRICT = (EntryState.HANDED_OVER, EntryState.ACCEPTED, EntryState.SENT_BACK)
"""States in which nothing was changed here since the hand-over."""


def open_receipt(desk: Desk, path: Path, answered: frozenset[str] = frozenset()) -> OpenedReceipt:
    """Take in a receipt, whole or not at all.

    What changed here since it was handed over stays as it is: the next bundle carries it.

    Args:
        desk: the town's.
        path: the receipt.
        answered: codes of `refusals.ASKED` that a person has answered with "go on".

    Raises:
        AppError: `not_allowed`, or what is wrong with the file; nothing is changed then.
    """
    require(desk, Role.REVIEWER)
    with desk.database.read() as connection:
        receiver = load_receiver(connection, desk, BundleKind.RECEIPT)
    opened = open_bundle(path, receiver)
    statement = opened.bundle.statement
    try:
        with desk.database.write() as connection:
            expected = Expectation(
                seen=received_store.seen(connection),
                sent=bundle_store.sent_digests(connection, statement.sender),
                answered=answered,
            )
            check_succession(statement, opened.bundle.digest, expected)
            counts = _take_in(connection, desk, opened)
        outcome = TAKEN
    except AppError as error:
        if error.code != "same_bundle":
            raise
        outcome, counts = SAME, {}
    return OpenedReceipt(
        outcome=outcome,
        sequence=statement.sequence,
        digest=opened.bundle.digest,
        answers=statement.answers_digest,
        accepted=counts.get("accepted", 0),
        sent_back=counts.get("sent_back", 0),
        changed_since=counts.get("changed_since", 0),
        message=statement.message,
    )


def _take_in(connection: Connection, desk: Desk, opened: OpenedBundle) -> dict[str, int]:
    tables = opened.bundle.tables
    accepted = list(starmap(AcceptedRow, tables["accepted"].rows()))
    sent_back = list(starmap(SentBackRow, tables["sent_back"].rows()))
    yes_spoken = {(row.entry_id, row.version) for row in accepted}
    back_spoken = {(row.entry_id, row.version) for row in sent_back}
    spoken_of = yes_spoken | back_spoken
    here = receipt_store.states(connection, [number for number, _version in spoken_of])
    standing = {pair for pair in spoken_of if _stands(here.get(pair[0]), pair[1])}
    yes = sorted(number for number, _version in yes_spoken & standing)
    back = sorted(number for number, _version in back_spoken & standing)
    counts = {
        "accepted": len(yes),
        "sent_back": len(back),
        "changed_since": len(spoken_of - standing),
    }
    bundle_id = keep_bundle(connection, desk, opened, counts)
    receipt_store.set_states(connection, yes, EntryState.ACCEPTED)
    receipt_store.set_states(connection, back, EntryState.SENT_BACK)
    reasons = [
        SentBackRecord(EntryId(row.entry_id), row.version, row.item, row.reason)
        for row in sent_back
        if row.entry_id in here
    ]
    receipt_store.add_reasons(connection, reasons, bundle_id)
    if back:
        detail = {"entries": back, "bundle": opened.bundle.digest}
        note(connection, desk, "entries_sent_back", f"{len(back)} entries", detail)
    return counts


def _stands(here: tuple[EntryState, int | None] | None, version: int) -> bool:
    """Whether an entry is still what the district speaks of."""
    return here is not None and here[0] in _AT_DISTRICT and here[1] == version

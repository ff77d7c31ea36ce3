"""The district's receipt: what of a town's hand-over is accepted, and what is sent back and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.progress_report import Progress, beyond_stopping, no_progress
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.exchange.bundle import BundleContent, BundleFile, build_bundle
from dsurvey_desktop.exchange.office_tables import AcceptedRow, SentBackRow, receipt_tables
from dsurvey_desktop.exchange.statement import BundleKind, Statement
from dsurvey_desktop.storage import (
    finding_store,
    objection_store,
    office_store,
    received_store,
    town_store,
)
from dsurvey_desktop.storage.bundle_store import BundleDraft
from dsurvey_desktop.storage.objection_store import ObjectionRecord
from dsurvey_desktop.storage.town_store import TownEntryRecord
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.district_views import WrittenReceipt
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.office_keys import own_keys, trusted_cards
from dsurvey_desktop.usecases.permissions import check_district, require
from dsurvey_desktop.usecases.receipt_cover import write_receipt_cover
from dsurvey_desktop.usecases.send_bundle import (
    Sending,
    draft_of,
    is_sealed,
    next_number,
    send_bundle,
)


def make_receipt(
    desk: Desk, town: str, folder: Path, message: str = "", progress: Progress = no_progress
) -> WrittenReceipt:
    """Write the next receipt to a town, and its cover: what was not sent back is accepted by it.

    Args:
        desk: the district's.
        town: office code.
        folder: a stick or folder.
        message: a note to the town.
        progress: may cancel until the receipt is written.

    Raises:
        AppError: `not_allowed`, `not_a_district`, `nothing_received`, `nothing_to_answer`,
            `no_recipient`, `unfinished_bundle`, or the trouble of writing.
    """
    require(desk, Role.REVIEWER)
    progress(1, 4, text("Collecting what is to be said"))
    with desk.database.read() as connection:
        check_district(office_store.load_office(connection))
        questioned = finding_store.questioned_per_town(connection).get(town, 0)
    draft = partial(_draft, town=town, message=message)
    sending = Sending(BundleKind.RECEIPT.value, town, draft, _settle, _papers)
    sent = send_bundle(desk, folder, sending, progress)
    statement = sent.bundle.statement
    beyond_stopping(progress)(4, 4, text("Done"))
    return WrittenReceipt(
        path=str(sent.path),
        digest=sent.bundle.digest,
        town=town,
        sequence=statement.sequence,
        answers=statement.answers_digest,
        accepted=statement.counts.get(EntryState.ACCEPTED.value, 0),
        sent_back=statement.counts.get(EntryState.SENT_BACK.value, 0),
        is_sealed=is_sealed(sent.bundle),
        is_resumed=sent.is_resumed,
        cover=str(sent.beside[0]),
        questioned=questioned,
    )


def _papers(desk: Desk, folder: Path, draft: BundleDraft, bundle: BundleFile) -> Iterator[Path]:
    with desk.database.read() as connection:
        yield write_receipt_cover(connection, desk, folder, draft, bundle)


def _draft(connection: Connection, desk: Desk, *, town: str, message: str) -> BundleDraft:
    newest = received_store.newest_of_each(connection, BundleKind.HAND_OVER.value).get(town)
    if newest is None:
        raise AppError(
            "nothing_received",
            text("No hand-over of office {office} was taken in yet.", office=town),
            text("Please take in the town's bundle first."),
        )
    records = town_store.untold(connection, town)
    if not records:
        raise AppError(
            "nothing_to_answer",
            text("Office {office} was told everything already.", office=town),
            text("Please wait for its next hand-over, or send an entry back."),
        )
    sent_back = [one for one in records if one.state is EntryState.SENT_BACK]
    accepted = [one for one in records if one.state is not EntryState.SENT_BACK]
    sequence, previous = next_number(connection, town)
    statement = Statement(
        kind=BundleKind.RECEIPT,
        sender=office_store.load_office(connection).code,
        addressee=town,
        campaign_year=office_store.load_campaign(connection).year,
        sequence=sequence,
        created_at=desk.now().replace(microsecond=0),
        previous_digest=previous,
        counts={
            EntryState.ACCEPTED.value: len(accepted),
            EntryState.SENT_BACK.value: len(sent_back),
        },
        answers_digest=newest.digest,
        message=message.strip(),
    )
    bundle = _build(connection, desk, statement, accepted, sent_back)
    return draft_of(bundle, tuple((EntryId(one.id), one.version) for one in records))


def _build(
    connection: Connection,
    desk: Desk,
    statement: Statement,
    accepted: list[TownEntryRecord],
    sent_back: list[TownEntryRecord],
) -> BundleFile:
    standing = objection_store.standing(connection, [one.id for one in sent_back])
    tables = receipt_tables(
        [AcceptedRow(one.entry_no, one.version) for one in accepted],
        [row for one in sent_back for row in _reasons(one, standing.get(one.id, ()))],
    )
    sealed = office_store.load_campaign(connection).is_sealed
    cards = trusted_cards(connection)
    to = [cards.card_of(statement.addressee, desk.now()).recipient] if sealed else []
    return build_bundle(
        BundleContent(statement, tables), own_keys(connection), to, is_sealed=sealed
    )


def _reasons(one: TownEntryRecord, objections: Sequence[ObjectionRecord]) -> Iterator[SentBackRow]:
    """A line for each reason, of whichever department."""
    if not objections:
        yield SentBackRow(one.entry_no, one.version, one.item, one.reason)
    for reason in objections:
        yield SentBackRow(one.entry_no, one.version, reason.item, reason.reason)


def _settle(connection: Connection, desk: Desk, draft: BundleDraft, bundle: BundleFile) -> None:
    statement = bundle.statement
    town_store.mark_told(connection, draft.entries, statement.sequence)
    detail = {"digest": bundle.digest, "answers": statement.answers_digest, **statement.counts}
    note(
        connection,
        desk,
        "receipt_written",
        f"bundle {draft.addressee}-{statement.sequence}",
        detail,
    )

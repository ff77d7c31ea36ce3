"""The onward file: all towns' entries for the next level, signed, and opened again once written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.progress_report import Progress, beyond_stopping, no_progress
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.exchange.bundle import BundleContent, BundleFile, build_bundle
from dsurvey_desktop.exchange.onward_tables import (
    CheckRow,
    OnwardEntryRow,
    OnwardRows,
    OpenPointRow,
    SignOffRow,
    TownRow,
    onward_tables,
)
from dsurvey_desktop.exchange.statement import BundleKind, Statement, moment_text
from dsurvey_desktop.exchange.table_schema import Row, Table
from dsurvey_desktop.exchange.trust_list import TrustList
from dsurvey_desktop.exchange.verification import VerifiedBundle, verify_bundle
from dsurvey_desktop.storage import (
    form_store,
    office_store,
    received_store,
    sign_off_store,
    town_sample_store,
    town_store,
)
from dsurvey_desktop.storage.bundle_store import BundleDraft
from dsurvey_desktop.storage.town_store import TownEntryRecord
from dsurvey_desktop.usecases.check_onward import has_card, next_level, onward_lines
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.district_views import TownProgress
from dsurvey_desktop.usecases.list_towns import towns_of
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.office_keys import own_card, own_keys, own_opener, trusted_cards
from dsurvey_desktop.usecases.onward_papers import SUMMARY, summary_workbook, write_papers
from dsurvey_desktop.usecases.onward_views import OnwardLine, WrittenOnward
from dsurvey_desktop.usecases.permissions import check_district, require
from dsurvey_desktop.usecases.send_bundle import (
    Sending,
    draft_of,
    is_sealed,
    next_number,
    send_bundle,
)

Reasons = Mapping[str, str]


def make_onward(
    desk: Desk,
    folder: Path,
    reasons: Reasons | None = None,
    addressee: str = "",
    progress: Progress = no_progress,
) -> WrittenOnward:
    """Write the next onward file and open it again; its workbook and cover lie beside it.

    Args:
        desk: the district's.
        folder: a stick or folder.
        reasons: by kind of `OnwardLine`, why the file goes although it is open; they stand in it.
        addressee: office code of the next level; empty for the city of this district. The file
            is sealed for it where its key card was accepted, else only signed.
        progress: may cancel until the file is written.

    Raises:
        AppError: `not_allowed`, `not_a_district`, `nothing_received`, `onward_blocked`,
            `unfinished_bundle`, or the trouble of writing; nothing is sent then.
    """
    require(desk, Role.REVIEWER)
    progress(1, 5, text("Collecting the towns' entries"))
    with desk.database.read() as connection:
        check_district(office_store.load_office(connection))
        to = addressee or next_level(connection)
    draft = partial(_draft, to=to, reasons=reasons or {})
    papers = partial(_papers, progress=progress)
    sending = Sending(BundleKind.ONWARD.value, to, draft, _settle, papers)
    sent = send_bundle(desk, folder, sending, progress)
    statement, (cover, *copies) = sent.bundle.statement, sent.beside
    rows = statement.row_counts
    with desk.database.read() as connection:
        fingerprint = own_card(connection).fingerprint
    beyond_stopping(progress)(5, 5, text("Done"))
    return WrittenOnward(
        path=str(sent.path),
        digest=sent.bundle.digest,
        addressee=to,
        sequence=statement.sequence,
        towns=rows["towns"],
        entries=rows["entries"],
        open_points=rows["open_points"],
        is_sealed=is_sealed(sent.bundle),
        is_resumed=sent.is_resumed,
        fingerprint=fingerprint,
        tables=dict(rows),
        workbook=str(copies[0]) if copies else "",
        cover=str(cover),
    )


def _papers(
    desk: Desk, folder: Path, _draft: BundleDraft, bundle: BundleFile, *, progress: Progress
) -> Iterator[Path]:
    progress(4, 5, text("Opening it again"))
    path = folder / bundle.name
    opened = _open_again(desk, path)
    with desk.database.read() as connection:
        yield from write_papers(connection, desk, path, opened)


def _open_again(desk: Desk, path: Path) -> VerifiedBundle:
    """Every layer of the file as it lies there, by this office's own card and key."""
    with desk.database.read() as connection:
        trust = TrustList((own_card(connection),))
        opener = own_opener(connection)
    return verify_bundle(path.read_bytes(), trust, desk.now(), opener)


def _draft(connection: Connection, desk: Desk, *, to: str, reasons: Reasons) -> BundleDraft:
    towns = towns_of(connection, desk.today())
    if not any(town.sequence for town in towns):
        raise AppError(
            "nothing_received",
            text("No town's hand-over was taken in yet."),
            text("Please take in the towns' bundles first."),
        )
    lines = onward_lines(connection, towns)
    open_points = _open_points(lines, reasons)
    records = [one for one in town_store.list_entries(connection) if not one.withdrawn]
    sequence, previous = next_number(connection, to)
    statement = Statement(
        kind=BundleKind.ONWARD,
        sender=office_store.load_office(connection).code,
        addressee=to,
        campaign_year=office_store.load_campaign(connection).year,
        sequence=sequence,
        created_at=desk.now().replace(microsecond=0),
        previous_digest=previous,
        form_editions=form_store.edition_digests(connection),
        counts=_counts(records),
    )
    rows, items = _rows(connection, towns, records, open_points)
    workbook = summary_workbook(connection, desk, statement, rows, lines)
    bundle = _build(connection, statement, onward_tables(rows, items), {SUMMARY: workbook})
    return draft_of(bundle, tuple((EntryId(one.id), one.version) for one in records))


def _open_points(lines: Sequence[OnwardLine], reasons: Reasons) -> list[OpenPointRow]:
    """What is open with its reason; AppError `onward_blocked` where one has none."""
    waiting = [one for one in lines if not one.is_met]
    without = [one for one in waiting if not reasons.get(one.kind, "").strip()]
    if without:
        raise AppError(
            "onward_blocked",
            text("Still open: {points}", points="; ".join(str(one.message) for one in without)),
            text("Please put it right, or state a reason for each."),
            lines=without,
        )
    return [OpenPointRow(one.kind, one.count, reasons[one.kind].strip()) for one in waiting]


def _counts(records: Sequence[TownEntryRecord]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for one in records:
        counts[one.state.value] = counts.get(one.state.value, 0) + 1
    return counts


def _rows(
    connection: Connection,
    towns: Sequence[TownProgress],
    records: Sequence[TownEntryRecord],
    open_points: list[OpenPointRow],
) -> tuple[OnwardRows, list[str]]:
    items = list(dict.fromkeys(name for one in records for name in one.answers))
    standing = {one.id for one in records}
    rows = OnwardRows(
        towns=list(_towns(connection, towns)),
        entries=[_entry(one) for one in records],
        answers=_answers(records, items),
        sign_offs=list(_sign_offs(connection)),
        checks=list(_checks(connection, standing)),
        open_points=open_points,
    )
    return rows, items


def _towns(connection: Connection, towns: Sequence[TownProgress]) -> Iterator[TownRow]:
    newest = received_store.newest_of_each(connection, BundleKind.HAND_OVER.value)
    for one in towns:
        bundle = newest.get(one.code)
        yield TownRow(
            one.code,
            one.name,
            one.people,
            one.entries,
            one.missing,
            one.accepted,
            one.late,
            one.sequence,
            bundle.digest if bundle else "",
        )


def _entry(one: TownEntryRecord) -> OnwardEntryRow:
    return OnwardEntryRow(
        one.id,
        one.town,
        one.entry_no,
        one.certificate_no,
        one.name,
        one.community_code,
        one.state.value,
        one.form_edition,
        one.approved_by,
        one.approved_at,
        one.version,
    )


def _answers(records: Sequence[TownEntryRecord], items: Sequence[str]) -> Iterator[Row]:
    place = {item: number for number, item in enumerate(items)}
    for one in records:
        for name in sorted(one.answers, key=place.__getitem__):
            yield (str(one.id), name, one.answers[name])


def _sign_offs(connection: Connection) -> Iterator[SignOffRow]:
    for one in sign_off_store.newest(connection).values():
        if one.fallen_at is None:
            yield SignOffRow(
                one.town,
                one.department.value,
                one.by_name,
                moment_text(one.signed_at),
                one.entries,
                one.remark,
            )


def _checks(connection: Connection, standing: set[int]) -> Iterator[CheckRow]:
    for one in town_sample_store.members_of(connection):
        if one.outcome and one.entry in standing:
            differing = " ".join(sorted(one.differing))
            yield CheckRow(
                one.entry, one.sample, one.short_code, one.outcome, len(one.asked), differing
            )


def _build(
    connection: Connection,
    statement: Statement,
    tables: tuple[Table, ...],
    files: Mapping[str, bytes],
) -> BundleFile:
    to = statement.addressee
    is_sealed = has_card(connection, to)
    cards = trusted_cards(connection)
    recipients = [cards.card_of(to, statement.created_at).recipient] if is_sealed else []
    content = BundleContent(statement, tables, files)
    return build_bundle(content, own_keys(connection), recipients, is_sealed=is_sealed)


def _settle(connection: Connection, desk: Desk, draft: BundleDraft, bundle: BundleFile) -> None:
    statement = bundle.statement
    subject = f"bundle {draft.addressee}-{statement.sequence}"
    detail = {"digest": bundle.digest, "rows": dict(statement.row_counts)}
    note(connection, desk, "onward_written", subject, detail)

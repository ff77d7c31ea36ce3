"""Bundles that went out, and writing one again where its stick or mail was lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import starmap
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.exchange.bundle import BundleFile
from dsurvey_desktop.exchange.bundle_file import write_bundle_file
from dsurvey_desktop.exchange.bundle_parts import write_parts
from dsurvey_desktop.exchange.hand_over_tables import EntryRow
from dsurvey_desktop.exchange.statement import BundleKind
from dsurvey_desktop.exchange.trust_list import TrustList
from dsurvey_desktop.exchange.verification import VerifiedBundle, verify_bundle
from dsurvey_desktop.storage import bundle_store, office_store
from dsurvey_desktop.storage.bundle_store import BundleRecord
from dsurvey_desktop.usecases.bundle_cover import write_cover
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.office_keys import own_cards, own_opener, signer_counts, trusted_cards
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.target_folder import make_folder


@dataclass(frozen=True, slots=True)
class SentView:
    """A bundle that went out.

    Attributes:
        is_kept: it can be written again.
        is_believed: the key that signed it still counts; else its addressee refuses it by now.
        addressee_name: as its key card says; empty where this office has none of it.
    """

    kind: str
    addressee: str
    sequence: int
    digest: str
    file: str
    entries: int
    is_sealed: bool
    created_at: datetime
    created_by: str
    is_kept: bool
    is_believed: bool
    addressee_name: str


@dataclass(frozen=True, slots=True)
class WrittenAgain:
    """The same bytes as before, in another place; `parts` for email besides.

    `cover` is a hand-over's, empty for other kinds.
    """

    file: str
    digest: str
    addressee: str
    sequence: int
    parts: tuple[str, ...]
    cover: str


def list_sent(desk: Desk, addressee: str = "") -> tuple[SentView, ...]:
    """Bundles that went to an office, or to all; the newest first."""
    with desk.database.read() as connection:
        names = office_store.user_names(connection)
        cards = trusted_cards(connection).cards
        offices = {card.office_code: card.office_name for card in cards}
        return tuple(
            SentView(
                one.kind,
                one.addressee,
                one.sequence,
                one.digest,
                one.file_name,
                one.entries,
                one.is_sealed,
                one.created_at,
                names.get(one.created_by, ""),
                is_kept,
                signer_counts(connection, one.created_at, desk.now()),
                offices.get(one.addressee, ""),
            )
            for one, is_kept in bundle_store.list_bundles(connection, addressee)
        )


def write_again(
    desk: Desk, sequence: int, folder: Path, addressee: str = "", part_bytes: int = 0
) -> WrittenAgain:
    """Write a bundle that went out once more, byte by byte; nothing here changes but the log.

    Args:
        desk: who writes it.
        sequence: its number.
        folder: a stick or folder.
        addressee: office code; may be empty where bundles went to one office only.
        part_bytes: for email: a larger bundle lies there in numbered parts besides; 0 for none.

    Raises:
        AppError: `not_allowed`, `no_bundle`, `addressee_missing`, `bundle_not_kept`,
            `own_key_ended_since`, `folder_unusable`, or the trouble of writing.
    """
    require(desk, Role.REVIEWER)
    make_folder(folder)
    with desk.database.read() as connection:
        record = find_sent(bundle_store.list_bundles(connection, addressee), sequence)
        content = bundle_store.load_content(connection, record.digest)
        if content is None:
            raise not_kept(sequence)
        if not signer_counts(connection, record.created_at, desk.now()):
            raise _ended(sequence)
        trust, opener = TrustList(own_cards(connection)), own_opener(connection)
    kept = verify_bundle(content, trust, desk.now(), opener)
    bundle = BundleFile(content, record.digest, record.file_name, kept.statement)
    path = write_bundle_file(folder, bundle)
    written = tuple(map(str, write_parts(folder, bundle, part_bytes)))
    with desk.database.write() as connection:
        cover = _cover(connection, desk, folder, bundle, kept)
        subject = f"bundle {record.addressee}-{sequence}"
        detail = {"digest": record.digest, "kind": record.kind}
        note(connection, desk, "bundle_written_again", subject, detail)
    return WrittenAgain(str(path), record.digest, record.addressee, sequence, written, cover)


def _cover(
    connection: Connection, desk: Desk, folder: Path, bundle: BundleFile, kept: VerifiedBundle
) -> str:
    """The cover of a hand-over laid beside it once more; empty for other kinds."""
    if kept.statement.kind is not BundleKind.HAND_OVER:
        return ""
    rows = starmap(EntryRow, kept.tables["entries"].rows())
    communities = [row.community_code for row in rows]
    return str(write_cover(connection, desk, folder, bundle, communities))


def find_sent(sent: Sequence[tuple[BundleRecord, bool]], sequence: int) -> BundleRecord:
    """The bundle of a number; AppError `no_bundle`, or `addressee_missing` where several are."""
    found = [one for one, _is_kept in sent if one.sequence == sequence]
    if len(found) > 1:
        raise AppError(
            "addressee_missing",
            text("Bundles number {sequence} went to several offices.", sequence=sequence),
            text("Please say which office it went to."),
        )
    if not found:
        raise AppError(
            "no_bundle",
            text("No bundle number {sequence} went out from here.", sequence=sequence),
            text("Please look at the list of bundles."),
        )
    return found[0]


def not_kept(sequence: int) -> AppError:
    """No bytes of that bundle are here."""
    return AppError(
        "bundle_not_kept",
        text("An older program wrote number {sequence} and kept no copy.", sequence=sequence),
        text("Please look for the stick, folder or mail it went with."),
    )


def _ended(sequence: int) -> AppError:
    return AppError(
        "own_key_ended_since",
        text("The key that signed number {sequence} counts no more.", sequence=sequence),
        text(
            "Its addressee would refuse it. Please hand its entries over anew: they go with the "
            "next bundle."
        ),
    )

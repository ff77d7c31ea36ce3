"""Handing over: approved entries in a signed bundle, written so that it is whole or not there."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry_rights import EntryStep
from dsurvey_desktop.domain.progress_report import Progress, beyond_stopping, no_progress
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.exchange.bundle import BundleFile
from dsurvey_desktop.exchange.bundle_parts import write_parts
from dsurvey_desktop.storage import approval_store, entry_store
from dsurvey_desktop.storage.bundle_store import BundleDraft
from dsurvey_desktop.usecases.bundle_cover import write_cover
from dsurvey_desktop.usecases.check_hand_over import HAND_OVER, addressee_code
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.draft_bundle import EVERYTHING, Part, draft_bundle
from dsurvey_desktop.usecases.hand_over_views import ExportedBundle
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.manage_keys import write_card_file
from dsurvey_desktop.usecases.office_keys import own_card
from dsurvey_desktop.usecases.permissions import require_step
from dsurvey_desktop.usecases.send_bundle import Sending, SentBundle, is_sealed, send_bundle
from dsurvey_desktop.usecases.spot_check_rows import mark_told


def export_bundle(
    desk: Desk,
    folder: Path,
    *,
    part: Part = EVERYTHING,
    part_bytes: int = 0,
    progress: Progress = no_progress,
) -> ExportedBundle:
    """Write the next bundle of approved entries and withdrawals, its cover and the key card.

    Args:
        desk: who hands over.
        folder: a stick or folder; made where there is none.
        part: which approved entries go; what is left goes with a later bundle. A bundle that was
            cut short is finished as it was begun.
        part_bytes: for email: a larger bundle lies there in numbered parts besides; 0 for none.
        progress: may cancel until the bundle is written.

    Raises:
        AppError: `not_allowed`, `nothing_to_hand_over`, `no_community`, `folder_unusable`, or the
            trouble of writing to `folder`; no entry is handed over then.
    """
    require_step(desk, EntryStep.HAND_OVER)
    progress(1, 4, text("Collecting the approved entries"))
    with desk.database.read() as connection:
        addressee = addressee_code(connection)
    draft = partial(draft_bundle, part=part)
    papers = partial(_papers, part_bytes=part_bytes)
    sent = send_bundle(
        desk, folder, Sending(HAND_OVER, addressee, draft, _hand_over, papers), progress
    )
    beyond_stopping(progress)(4, 4, text("Done"))
    return _exported(desk, sent)


def _hand_over(connection: Connection, desk: Desk, draft: BundleDraft, bundle: BundleFile) -> None:
    approval_store.mark_handed_over(connection, draft.entries)
    approval_store.mark_withdrawn(connection, draft.withdrawn)
    mark_told(connection)
    detail = {"digest": bundle.digest, "entries": len(draft.entries), "file": bundle.name}
    detail |= {"withdrawn": len(draft.withdrawn)} if draft.withdrawn else {}
    note(connection, desk, "handed_over", f"bundle {bundle.statement.sequence}", detail)


def _papers(
    desk: Desk, folder: Path, draft: BundleDraft, bundle: BundleFile, *, part_bytes: int
) -> Iterator[Path]:
    """Cover, key card, and parts where the bundle is too large for one mail."""
    with desk.database.read() as connection:
        card = own_card(connection)
        ids = [entry_id for entry_id, _version in draft.entries]
        communities = [one.community_code for one in entry_store.load_entries(connection, ids)]
        yield write_cover(connection, desk, folder, bundle, communities)
    yield write_card_file(card, folder)
    yield from write_parts(folder, bundle, part_bytes)


def _exported(desk: Desk, sent: SentBundle) -> ExportedBundle:
    bundle, (cover, key_card, *parts) = sent.bundle, sent.beside
    with desk.database.read() as connection:
        card = own_card(connection)
    return ExportedBundle(
        path=str(sent.path),
        digest=bundle.digest,
        sequence=bundle.statement.sequence,
        entries=len(sent.draft.entries),
        is_sealed=is_sealed(bundle),
        size_bytes=len(bundle.data),
        signer=card.office_code,
        fingerprint=card.fingerprint,
        key_card=str(key_card),
        cover=str(cover),
        is_resumed=sent.is_resumed,
        parts=tuple(map(str, parts)),
        withdrawn=bundle.statement.row_counts.get("withdrawn", 0),
    )

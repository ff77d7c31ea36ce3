"""Handing over: approved entries in a signed bundle, written so that it is whole or not there."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.exchange.bundle import BundleFile
from dsurvey_desktop.exchange.bundle_file import write_bundle_file
from dsurvey_desktop.exchange.bundle_parts import split_bundle
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
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.send_bundle import Sending, SentBundle, is_sealed, send_bundle


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
    require(desk, Role.REVIEWER)
    progress(1, 4, text("Collecting the approved entries"))
    with desk.database.read() as connection:
        addressee = addressee_code(connection)
    sending = Sending(HAND_OVER, addressee, partial(draft_bundle, part=part), _hand_over)
    sent = send_bundle(desk, folder, sending, progress)
    exported = replace(_with_papers(desk, sent), parts=_write_parts(sent, part_bytes))
    progress(4, 4, text("Done"))
    return exported


def _hand_over(connection: Connection, desk: Desk, draft: BundleDraft, bundle: BundleFile) -> None:
    approval_store.mark_handed_over(connection, draft.entries)
    approval_store.mark_withdrawn(connection, draft.withdrawn)
    detail = {"digest": bundle.digest, "entries": len(draft.entries), "file": bundle.name}
    detail |= {"withdrawn": len(draft.withdrawn)} if draft.withdrawn else {}
    note(connection, desk, "handed_over", f"bundle {bundle.statement.sequence}", detail)


def _write_parts(sent: SentBundle, part_bytes: int) -> tuple[str, ...]:
    """The parts' paths; none where the bundle is small enough."""
    parts = split_bundle(sent.bundle, part_bytes) if part_bytes else ()
    return tuple(str(write_bundle_file(sent.path.parent, one)) for one in parts)


def _with_papers(desk: Desk, sent: SentBundle) -> ExportedBundle:
    """Lay cover and key card beside the bundle."""
    path, draft, bundle = sent.path, sent.draft, sent.bundle
    with desk.database.read() as connection:
        card = own_card(connection)
        ids = [entry_id for entry_id, _version in draft.entries]
        communities = [one.community_code for one in entry_store.load_entries(connection, ids)]
        cover = write_cover(connection, desk, path.parent, bundle, communities)
    return ExportedBundle(
        path=str(path),
        digest=bundle.digest,
        sequence=bundle.statement.sequence,
        entries=len(draft.entries),
        is_sealed=is_sealed(bundle),
        size_bytes=len(bundle.data),
        signer=card.office_code,
        fingerprint=card.fingerprint,
        key_card=str(write_card_file(card, path.parent)),
        cover=str(cover),
        is_resumed=sent.is_resumed,
        withdrawn=bundle.statement.row_counts.get("withdrawn", 0),
    )

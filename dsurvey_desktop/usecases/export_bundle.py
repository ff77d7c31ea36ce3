"""Handing over: approved entries in a signed bundle, written so that it is whole or not there.

Whatever lies on a stick is known to the database: the bundle is kept there first, then written
and read back, and only then are its entries handed over. An export that was cut short between
these steps is finished by the next one, with the same bytes under the same number, so that never
two different bundles carry one number.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.exchange.bundle import BundleFile
from dsurvey_desktop.exchange.bundle_file import write_bundle_file
from dsurvey_desktop.storage import approval_store, bundle_store, entry_store
from dsurvey_desktop.storage.bundle_store import BundleDraft, BundleRecord
from dsurvey_desktop.usecases.bundle_cover import write_cover
from dsurvey_desktop.usecases.check_hand_over import HAND_OVER, addressee_code
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.draft_bundle import draft_bundle, file_of
from dsurvey_desktop.usecases.hand_over_views import ExportedBundle
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.manage_keys import write_card_file
from dsurvey_desktop.usecases.office_keys import own_card
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.target_folder import make_folder

_NEVER_NAMED = ("bundle_file_exists", "media_full", "media_read_only", "media_read_back_differs")
"""Refusals after which no file of the bundle can lie anywhere."""


def export_bundle(desk: Desk, folder: Path, *, progress: Progress = no_progress) -> ExportedBundle:
    """Write the next bundle with all approved entries, its cover and this office's key card.

    Args:
        desk: who hands over.
        folder: a stick or folder; made where there is none.
        progress: may cancel until the bundle is written.

    Raises:
        AppError: `not_allowed`, `nothing_to_hand_over`, `folder_unusable`, or the trouble of
            writing to `folder`; no entry is handed over then.
    """
    require(desk, Role.REVIEWER)
    make_folder(folder)
    progress(1, 4, text("Collecting the approved entries"))
    with desk.database.write() as connection:
        begun = bundle_store.load_draft(connection, HAND_OVER, addressee_code(connection))
        draft = begun or draft_bundle(connection, desk)
        progress(2, 4, text("Signing and sealing"))
    bundle = file_of(draft)
    path = _write(desk, folder, bundle)
    with desk.database.write() as connection:
        _hand_over(connection, desk, draft, bundle)
    exported = _with_papers(desk, path, draft, bundle, is_resumed=begun is not None)
    progress(4, 4, text("Done"))
    return exported


def _write(desk: Desk, folder: Path, bundle: BundleFile) -> Path:
    try:
        return write_bundle_file(folder, bundle)
    except AppError as error:
        if error.code in _NEVER_NAMED:
            with desk.database.write() as connection:
                bundle_store.remove_draft(connection, bundle.digest)
        raise


def _hand_over(connection: Connection, desk: Desk, draft: BundleDraft, bundle: BundleFile) -> None:
    if not bundle_store.remove_draft(connection, draft.digest):
        return  # another window finished the same bundle
    statement, count = bundle.statement, len(draft.entries)
    bundle_store.add_bundle(
        connection,
        BundleRecord(
            HAND_OVER,
            statement.addressee,
            statement.sequence,
            bundle.digest,
            statement.previous_digest,
            bundle.name,
            count,
            is_sealed(bundle),
            statement.created_at,
            desk.user.id,
        ),
    )
    approval_store.mark_handed_over(connection, draft.entries)
    detail = {"digest": bundle.digest, "entries": count, "file": bundle.name}
    note(connection, desk, "handed_over", f"bundle {statement.sequence}", detail)


def is_sealed(bundle: BundleFile) -> bool:
    """True when only its addressee can open the bundle."""
    return bundle.name.endswith(".dsb")


def _with_papers(
    desk: Desk, path: Path, draft: BundleDraft, bundle: BundleFile, *, is_resumed: bool
) -> ExportedBundle:
    """Lay cover and key card beside the bundle."""
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
        is_resumed=is_resumed,
    )

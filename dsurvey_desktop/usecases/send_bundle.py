"""Writing the next bundle to an office, of whichever kind.

Whatever lies on a stick is known to the database: the bundle is kept there first, then written
and read back, and only then does what it says hold here. One that was cut short between these
steps is finished by the next, with the same bytes under the same number, so that never two
different bundles carry one number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.progress_report import Progress
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.exchange.bundle import BundleFile
from dsurvey_desktop.exchange.bundle_file import write_bundle_file
from dsurvey_desktop.exchange.statement import Statement
from dsurvey_desktop.storage import bundle_store
from dsurvey_desktop.storage.bundle_store import BundleDraft, BundleRecord
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.office_keys import check_own_key, signer_counts
from dsurvey_desktop.usecases.target_folder import make_folder

_MAY_LIE_THERE = ("media_failed",)
"""Refusals after which a file of the bundle may lie on a stick that is out of reach."""
Beside = Callable[[Desk, Path, BundleDraft, BundleFile], Iterator[Path]]
"""Writes what belongs beside a bundle's file, one file after the other."""


@dataclass(frozen=True, slots=True)
class Sending:
    """What is sent to whom.

    Attributes:
        kind: of the bundle.
        addressee: office code.
        draft: makes the next bundle, in a unit of work.
        settle: makes hold here what the bundle says, in the unit of work that numbers it.
        beside: writes cover and what else belongs to it; where that fails nothing is sent.
    """

    kind: str
    addressee: str
    draft: Callable[[Connection, Desk], BundleDraft]
    settle: Callable[[Connection, Desk, BundleDraft, BundleFile], None]
    beside: Beside | None = None


@dataclass(frozen=True, slots=True)
class SentBundle:
    """A bundle that lies in its folder; `is_resumed` where an earlier attempt was finished.

    `beside` are the files that `Sending.beside` has written, in its order.
    """

    path: Path
    draft: BundleDraft
    bundle: BundleFile
    is_resumed: bool
    beside: tuple[Path, ...] = ()


def send_bundle(desk: Desk, folder: Path, sending: Sending, progress: Progress) -> SentBundle:
    """Write the next bundle, or the one that was cut short.

    Args:
        desk: who sends.
        folder: a stick or folder; made where there is none.
        sending: what to whom.
        progress: may cancel until the bundle is written.

    Raises:
        AppError: of `sending.draft`, `own_key_expired`, `own_key_revoked`, `unfinished_bundle`,
            `folder_unusable`, or the trouble of writing to `folder`; nothing is sent then.
    """
    make_folder(folder)
    with desk.database.write() as connection:
        check_own_key(connection, desk.now())
        begun = _begun_that_counts(connection, desk, sending)
        draft = begun or sending.draft(connection, desk)
        if begun is None:
            bundle_store.add_draft(connection, draft)
        progress(2, 4, text("Signing and sealing"))
    bundle = _file_of(draft)
    try:
        path, *beside = _write(desk, folder, draft, bundle, sending.beside)
    except AppError as error:
        if begun is None and error.code not in _MAY_LIE_THERE:
            with desk.database.write() as connection:
                bundle_store.remove_draft(connection, draft.digest)
        raise
    with desk.database.write() as connection:
        if bundle_store.remove_draft(connection, draft.digest):  # else another window finished it
            _number(connection, desk, draft, bundle)
            sending.settle(connection, desk, draft, bundle)
    return SentBundle(path, draft, bundle, begun is not None, tuple(beside))


def _begun_that_counts(connection: Connection, desk: Desk, sending: Sending) -> BundleDraft | None:
    """The bundle that was cut short; forgotten where its key ended meanwhile.

    Its addressee refuses it wherever it lies, so that its number is free to be used again.
    """
    begun = begun_bundle(connection, sending.kind, sending.addressee)
    if begun is None:
        return None
    signed_at = Statement.parse(begun.statement).created_at
    if signer_counts(connection, signed_at, desk.now()):
        return begun
    bundle_store.remove_draft(connection, begun.digest)
    detail = {"digest": begun.digest, "because": "key_ended"}
    note(connection, desk, "unfinished_bundle_dropped", begun.file_name, detail)
    return None


def begun_bundle(connection: Connection, kind: str, addressee: str) -> BundleDraft | None:
    """The bundle of that kind that was cut short; AppError `unfinished_bundle` for another kind."""
    begun = bundle_store.load_draft(connection, addressee)
    if begun is not None and begun.kind != kind:
        raise AppError(
            "unfinished_bundle",
            text("Another bundle to office {office} was cut short.", office=addressee),
            text("Please make that one again first; it is then finished under its number."),
        )
    return begun


def check_none_begun(connection: Connection, addressee: str) -> None:
    """AppError `unfinished_bundle` while any bundle to an office is on its way."""
    begun_bundle(connection, "", addressee)


def next_number(connection: Connection, addressee: str) -> tuple[int, str]:
    """Number of the next bundle to an office, and the digest of the one before."""
    sequence, previous = bundle_store.last_bundle(connection, addressee)
    return sequence + 1, previous


_Versions = tuple[tuple[EntryId, int], ...]


def draft_of(bundle: BundleFile, entries: _Versions = (), withdrawn: _Versions = ()) -> BundleDraft:
    """A bundle as it is kept before it is written, with ids and versions it speaks of."""
    statement = bundle.statement
    return BundleDraft(
        statement.kind.value,
        statement.addressee,
        bundle.digest,
        bundle.name,
        statement.to_json(),
        bundle.data,
        entries,
        withdrawn,
    )


def is_sealed(bundle: BundleFile) -> bool:
    """True when only its addressee can open the bundle."""
    return bundle.name.endswith(".dsb")


def _file_of(draft: BundleDraft) -> BundleFile:
    statement = Statement.parse(draft.statement)
    return BundleFile(draft.content, draft.digest, draft.file_name, statement)


def _write(
    desk: Desk, folder: Path, draft: BundleDraft, bundle: BundleFile, beside: Beside | None
) -> list[Path]:
    """The bundle's file and what belongs beside it; all of them or, where it can be, none."""
    before = _listed(folder)
    written = [write_bundle_file(folder, bundle)]
    try:
        for one in beside(desk, folder, draft, bundle) if beside else ():
            written.append(one)  # noqa: PERF402 - known also where a later one fails
    except BaseException as error:
        if not _take_away(one for one in written if one.name not in before):
            raise _half_there(error) from error
        raise
    return written


def _listed(folder: Path) -> frozenset[str]:
    try:
        return frozenset(one.name for one in folder.iterdir())
    except OSError:
        return frozenset()  # writing there says what is wrong


def _take_away(files: Iterable[Path]) -> bool:
    """Remove files; whether all of them are gone for certain."""
    try:
        for one in files:
            one.unlink()
    except OSError:
        return False
    return True


def _half_there(error: BaseException) -> AppError:
    """A stick pulled out between bundle and papers: the same bundle is finished by the next."""
    why = error.message if isinstance(error, AppError) else text("The writing was stopped.")
    return AppError(
        "media_failed",
        text("The bundle was written, but not what belongs beside it. {why}", why=str(why)),
        text("Please put the stick in again or choose another folder, and write it once more."),
    )


def _number(connection: Connection, desk: Desk, draft: BundleDraft, bundle: BundleFile) -> None:
    statement = bundle.statement
    bundle_store.add_bundle(
        connection,
        BundleRecord(
            draft.kind,
            statement.addressee,
            statement.sequence,
            bundle.digest,
            statement.previous_digest,
            bundle.name,
            len(draft.entries),
            is_sealed(bundle),
            statement.created_at,
            desk.user.id,
            bundle.data,
        ),
    )

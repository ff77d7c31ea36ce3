"""The district opens its towns' hand-overs: many at once, each taken in whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from dsurvey_desktop.domain.clock import office_day
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.exchange.refusals import ASKED
from dsurvey_desktop.exchange.statement import BundleKind
from dsurvey_desktop.exchange.succession import Expectation, check_succession
from dsurvey_desktop.exchange.verification import VerifiedBundle
from dsurvey_desktop.storage import objection_store, office_store, received_store, town_store
from dsurvey_desktop.storage.town_store import KnownEntry
from dsurvey_desktop.usecases.compare_bundle import Comparison, compare
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.district_views import (
    ASKS,
    REFUSED,
    SAME,
    TAKEN,
    WOULD_TAKE,
    ReceivedFile,
)
from dsurvey_desktop.usecases.note_finding import settle_answered
from dsurvey_desktop.usecases.open_bundle import (
    OpenedBundle,
    Receiver,
    keep_bundle,
    load_receiver,
    open_bundle,
)
from dsurvey_desktop.usecases.own_checks import keep_own_checks
from dsurvey_desktop.usecases.permissions import check_district, require
from dsurvey_desktop.usecases.read_bundle import bundle_files
from dsurvey_desktop.usecases.read_source import shown_name
from dsurvey_desktop.usecases.send_bundle import check_none_begun
from dsurvey_desktop.usecases.sign_off import fall_on_bundle


@dataclass(slots=True)
class _Shelf:
    """What is here of one town: bundles by number, entries by the town's id."""

    seen: dict[int, str]
    entries: dict[int, KnownEntry]


def receive_bundles(
    desk: Desk,
    paths: Iterable[Path],
    *,
    preview: bool = False,
    answered: frozenset[str] = frozenset(),
    progress: Progress = no_progress,
) -> tuple[ReceivedFile, ...]:
    """Open hand-overs, in the order their senders numbered them, and take each in.

    Args:
        desk: the district's.
        paths: bundle files, and folders of them.
        preview: say what would happen; nothing is kept.
        answered: codes of `refusals.ASKED` that a person has answered with "go on".
        progress: told of each file; may cancel between two, what was taken in stays.

    Raises:
        AppError: `not_allowed`, `not_a_district`; trouble with a file is that file's outcome.
    """
    require(desk, Role.CLERK)
    with desk.database.read() as connection:
        check_district(office_store.load_office(connection))
        receiver = load_receiver(connection, desk, BundleKind.HAND_OVER)
        deadline = office_store.load_campaign(connection).town_deadline
    files = list(dict.fromkeys(bundle_files(paths)))
    opened = [_open(path, receiver, progress, at, len(files)) for at, path in enumerate(files)]
    taker = _Taker(desk, deadline, answered, is_preview=preview)
    return tuple(
        one if isinstance(one, ReceivedFile) else taker.take(one)
        for one in sorted(opened, key=_order)
    )


def _open(
    path: Path, receiver: Receiver, progress: Progress, at: int, total: int
) -> OpenedBundle | ReceivedFile:
    progress(at, total, text("Opening {file}", file=shown_name(path)))
    try:
        return open_bundle(path, receiver)
    except AppError as error:
        return _refused(ReceivedFile(shown_name(path), REFUSED), error)


def _order(one: OpenedBundle | ReceivedFile) -> tuple[str, int]:
    if isinstance(one, ReceivedFile):
        return ("", 0)
    return (one.bundle.statement.sender, one.bundle.statement.sequence)


def _refused(found: ReceivedFile, error: AppError) -> ReceivedFile:
    outcome = {"same_bundle": SAME}.get(error.code, ASKS if error.code in ASKED else REFUSED)
    return replace(
        found, outcome=outcome, code=error.code, message=error.message, advice=error.advice
    )


class _Taker:
    """Takes bundles in one after the other; in a preview each is seen after the ones before."""

    def __init__(
        self, desk: Desk, deadline: date, answered: frozenset[str], *, is_preview: bool
    ) -> None:
        self._desk = desk
        self._deadline = deadline
        self._answered = answered
        self._is_preview = is_preview
        self._shelves: dict[str, _Shelf] = {}

    def take(self, opened: OpenedBundle) -> ReceivedFile:
        """Compare one and keep it, unless this is a preview."""
        found = self._view(opened)
        try:
            if self._is_preview:
                return self._look(opened.bundle, found)
            with self._desk.database.write() as connection:
                check_none_begun(connection, opened.bundle.statement.sender)
                shelf = _load_shelf(connection, opened.bundle.statement.sender)
                comparison = self._compare(opened.bundle, shelf)
                _keep(connection, self._desk, opened, comparison)
            return replace(found, outcome=TAKEN, changes=comparison.changes)
        except AppError as error:
            return _refused(found, error)

    def _look(self, bundle: VerifiedBundle, found: ReceivedFile) -> ReceivedFile:
        town = bundle.statement.sender
        if town not in self._shelves:
            with self._desk.database.read() as connection:
                self._shelves[town] = _load_shelf(connection, town)
        shelf = self._shelves[town]
        comparison = self._compare(bundle, shelf)
        shelf.seen[bundle.statement.sequence] = bundle.digest
        shelf.entries = comparison.after
        return replace(found, outcome=WOULD_TAKE, changes=comparison.changes)

    def _compare(self, bundle: VerifiedBundle, shelf: _Shelf) -> Comparison:
        seen = {bundle.statement.sender: shelf.seen}
        expected = Expectation(seen=seen, answered=self._answered)
        check_succession(bundle.statement, bundle.digest, expected)
        return compare(bundle, shelf.entries, self._deadline)

    def _view(self, opened: OpenedBundle) -> ReceivedFile:
        statement = opened.bundle.statement
        return ReceivedFile(
            file=opened.file,
            outcome=REFUSED,
            town=statement.sender,
            town_name=opened.bundle.signer.office_name,
            sequence=statement.sequence,
            digest=opened.bundle.digest,
            created_at=statement.created_at,
            is_late=office_day(statement.created_at) > self._deadline,
        )


def _load_shelf(connection: Connection, town: str) -> _Shelf:
    seen = received_store.seen(connection).get(town, {})
    return _Shelf(seen, town_store.known_entries(connection, town))


def _keep(connection: Connection, desk: Desk, opened: OpenedBundle, found: Comparison) -> None:
    """Bundle, entries and log line, in the caller's unit of work."""
    bundle_id = keep_bundle(connection, desk, opened, found.counts)
    added: Sequence[dict[str, object]] = [{**row, "bundle_id": bundle_id} for row in found.added]
    town_store.add_entries(connection, added)
    changed = [{**row, "bundle_id": bundle_id} for row in found.updated]
    town_store.update_entries(connection, changed)
    town_store.update_entries(connection, found.withdrawn)
    answered = [int(str(row["id"])) for row in (*found.updated, *found.withdrawn)]
    objection_store.close(connection, answered, desk.now())
    town = opened.bundle.statement.sender
    keep_own_checks(connection, opened.bundle)
    settle_answered(connection, desk, town, found.updated)
    fall_on_bundle(connection, desk, town, found)

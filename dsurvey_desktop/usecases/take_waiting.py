"""Taking in files that waited for a person, from the content they came with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import WaitingId
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.progress_report import Progress, no_progress, part_of
from dsurvey_desktop.intake.collector import collector_paused
from dsurvey_desktop.intake.limits import DEFAULT_LIMITS
from dsurvey_desktop.intake.mapping import ColumnMapping
from dsurvey_desktop.intake.model import FileKind
from dsurvey_desktop.intake.read_file import read_file
from dsurvey_desktop.storage.waiting_store import WaitingRecord
from dsurvey_desktop.usecases.add_submissions import check_wishes
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.file_sizes import FileSizes
from dsurvey_desktop.usecases.import_roster import import_content, preview_content
from dsurvey_desktop.usecases.intake_views import NOTHING_TAKEN, FileOutcome
from dsurvey_desktop.usecases.office_views import RosterImport
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.preview_submissions import preview_read
from dsurvey_desktop.usecases.preview_views import FilePreview
from dsurvey_desktop.usecases.read_content import Source
from dsurvey_desktop.usecases.read_files import Reader
from dsurvey_desktop.usecases.read_source import shown_name
from dsurvey_desktop.usecases.reading_rules import ReadingRules
from dsurvey_desktop.usecases.refused_file import refused
from dsurvey_desktop.usecases.take_apart import take_apart
from dsurvey_desktop.usecases.take_files import FileTaker
from dsurvey_desktop.usecases.taken_apart import Reading, TakenApart
from dsurvey_desktop.usecases.waiting_files import load_waiting
from dsurvey_desktop.usecases.wishes import Wishes


def take_waiting(
    desk: Desk,
    ids: Sequence[WaitingId],
    *,
    take_changes: bool = False,
    mapping: ColumnMapping | None = None,
    accept_mapping: bool = False,
    progress: Progress = no_progress,
) -> tuple[FileOutcome, ...]:
    """Read files that wait once more; what still waits says so, the others are taken in.

    Rosters come first; a zip of several kinds has an outcome for each.

    The arguments are those of `add_submissions`.

    Raises:
        AppError: `not_allowed`, `not_waiting`, `mapping_invalid`.
    """
    require(desk, Role.CLERK)
    wishes = Wishes(take_changes, mapping, accept_mapping)
    check_wishes(desk, wishes)
    with desk.database.read() as connection:
        found = [load_waiting(connection, one) for one in ids]
    outcomes: list[FileOutcome] = []
    for number, (record, data) in enumerate(found):
        if _is_roster(record):
            step = part_of(progress, number, len(found))
            outcomes.append(_take_roster(desk, Path(record.path), data, wishes, step))
    others = [(record, data) for record, data in found if not _is_roster(record)]
    if others:
        reader, paths = _reader_of(others)
        with collector_paused():
            taker = FileTaker(desk, wishes, reader, paths, progress, keeps_refused=False)
            outcomes += taker.take()
    return tuple(outcomes)


def preview_waiting(
    desk: Desk,
    waiting: WaitingId,
    *,
    mapping: ColumnMapping | None = None,
    accept_mapping: bool = False,
    progress: Progress = no_progress,
) -> RosterImport | tuple[FilePreview, ...]:
    """What taking in a file that waits would do; nothing is saved.

    Returns:
        As `preview_roster` of a roster, as `preview_submissions` of any other file.

    Raises:
        AppError: `not_allowed`, `not_waiting`, `mapping_invalid`, or as `preview_roster`.
    """
    require(desk, Role.CLERK)
    wishes = Wishes(mapping=mapping, accept_mapping=accept_mapping)
    check_wishes(desk, wishes)
    with desk.database.read() as connection:
        record, data = load_waiting(connection, waiting)
    if _is_roster(record):
        return preview_content(desk, Path(record.path), data, wishes, progress)
    reader, paths = _reader_of([(record, data)])
    return preview_read(desk, wishes, reader, paths, progress)


def take_waiting_roster(
    desk: Desk, waiting: WaitingId, progress: Progress = no_progress
) -> RosterImport:
    """Take in a roster that waited, with the account of `import_roster`; it waits no longer.

    Raises:
        AppError: `not_waiting`, or as `import_roster`.
    """
    require(desk, Role.CLERK)
    with desk.database.read() as connection:
        record, data = load_waiting(connection, waiting)
    return import_content(desk, Path(record.path), data, Wishes(), progress)


def _reader_of(found: Sequence[tuple[WaitingRecord, bytes]]) -> tuple[Reader, list[Path]]:
    reader = _Contents([(record.name, data) for record, data in found])
    return reader, [Path(record.path) for record, _data in found]


def _is_roster(record: WaitingRecord) -> bool:
    return bool(record.said["kind"] == FileKind.ROSTER.value)


def _take_roster(
    desk: Desk, path: Path, data: bytes, wishes: Wishes, progress: Progress
) -> FileOutcome:
    """The outcome of a roster: people in scope count as taken, all others as set aside."""
    try:
        found = import_content(desk, path, data, wishes, progress)
    except AppError as error:
        waiting = error.context.get("waiting")
        outcome = replace(refused(shown_name(path), error), path=path)
        return replace(outcome, kind=FileKind.ROSTER.value, waiting=waiting)
    counts = {"rows_read": found.rows_read, "taken": found.in_scope}
    return FileOutcome(
        **{**NOTHING_TAKEN, **counts, "set_aside": found.rows_read - found.in_scope},
        file=found.file,
        kind=FileKind.ROSTER.value,
        problems=found.problems,
        path=path,
    )


class _Contents:
    """Reads files that are kept here, by name and content."""

    def __init__(self, files: Sequence[tuple[str, bytes]]) -> None:
        self._files = iter(files)

    @property
    def sizes(self) -> FileSizes:
        """The content of all lies in memory anyway, and there are few of them: each by itself."""
        return FileSizes(())

    def begin(self, rules: ReadingRules, wishes: Wishes) -> None:
        """There is nothing to unpack early."""

    def take_apart(self, rules: ReadingRules, wishes: Wishes, progress: Progress) -> TakenApart:
        """The next file; raises what was met there."""
        name, data = next(self._files)
        source = Source(data, read_file(data, name, DEFAULT_LIMITS), name)
        return take_apart(source, Reading(rules, wishes.mapping, progress))

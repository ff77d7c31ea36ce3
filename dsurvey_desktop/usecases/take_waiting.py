"""Taking in files that waited for a person, from the content they came with."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from dsurvey_desktop.domain.ids import WaitingId
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.intake.file_tables import collector_paused
from dsurvey_desktop.intake.limits import DEFAULT_LIMITS
from dsurvey_desktop.intake.mapping import ColumnMapping
from dsurvey_desktop.intake.read_file import read_file
from dsurvey_desktop.usecases.add_submissions import check_wishes
from dsurvey_desktop.usecases.arrivals import Wishes
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.intake_views import FileOutcome
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.read_ahead import Source
from dsurvey_desktop.usecases.take_files import FileTaker
from dsurvey_desktop.usecases.waiting_files import load_waiting


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

    The arguments are those of `add_submissions`.

    Raises:
        AppError: `not_allowed`, `not_waiting`, `mapping_invalid`.
    """
    require(desk, Role.CLERK)
    wishes = Wishes(take_changes, mapping, accept_mapping)
    check_wishes(desk, wishes)
    with desk.database.read() as connection:
        found = [load_waiting(connection, one) for one in ids]
    reader = _Contents([(record.name, data) for record, data in found])
    paths = [Path(record.path) for record, _data in found]
    with collector_paused():
        return FileTaker(desk, wishes, reader, paths, progress).take()


class _Contents:
    """Reads files that are kept here, by name and content."""

    def __init__(self, files: Sequence[tuple[str, bytes]]) -> None:
        self._files = iter(files)

    def is_small(self, _path: Path) -> bool:
        """Each by itself: there are few of them."""
        return False

    def next_source(self) -> Source:
        """The content of the next file; raises what was met there."""
        name, data = next(self._files)
        return Source(data, read_file(data, name, DEFAULT_LIMITS))

"""Taking in files that waited for a person, from the content they came with."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from dsurvey_desktop.domain.ids import WaitingId
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.progress_report import Progress, no_progress, part_of
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.intake.file_tables import collector_paused
from dsurvey_desktop.intake.limits import DEFAULT_LIMITS
from dsurvey_desktop.intake.mapping import ColumnMapping
from dsurvey_desktop.intake.read_file import read_file
from dsurvey_desktop.usecases.add_submissions import Wishes, add_one, check_wishes
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.intake_views import FileOutcome
from dsurvey_desktop.usecases.kept_register import KeptRegister
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.read_ahead import Source
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
    outcomes = []
    kept = KeptRegister()
    with collector_paused():
        for number, (record, data) in enumerate(found):
            step = part_of(progress, number, len(found))
            step(0, 1, text("Reading {file}", file=record.name))
            read = partial(_source, data, record.name)
            outcomes.append(add_one(desk, Path(record.path), read, kept, step, wishes))
    progress(len(found), len(found), text("Done"))
    return tuple(outcomes)


def _source(data: bytes, name: str) -> Source:
    return Source(data, read_file(data, name, DEFAULT_LIMITS))

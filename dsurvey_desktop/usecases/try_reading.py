"""Whether this installation can read files in another process; for its check of itself."""

from __future__ import annotations

from pathlib import Path

from dsurvey_desktop.domain.progress_report import no_progress
from dsurvey_desktop.intake.model import ParsedFile
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.file_sizes import FileSizes
from dsurvey_desktop.usecases.load_rules import load_rules
from dsurvey_desktop.usecases.read_elsewhere import ReadElsewhere
from dsurvey_desktop.usecases.wishes import Wishes


def try_reading(desk: Desk, path: Path) -> int:
    """How many rows another process reads in a file.

    Raises:
        AppError: `reading_stopped`, or what is wrong with the file.
    """
    with desk.database.read() as connection:
        rules = load_rules(connection)
    reader = ReadElsewhere([path], FileSizes([path]), desk.clock, 1)
    is_whole = False
    try:
        found = reader.take_apart(rules, Wishes(), no_progress)
        is_whole = True
    finally:
        reader.close(is_whole=is_whole)
    return sum(part.count() for part in found.parts if isinstance(part, ParsedFile))

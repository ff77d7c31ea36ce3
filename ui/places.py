"""Where the program's own files and the person's own folders are."""

from __future__ import annotations

from itertools import chain, count
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from dsurvey_desktop.domain.resources import resources_folder

RESOURCES = resources_folder()
FONTS = RESOURCES / "fonts"
LOCALE = RESOURCES / "locale"


def data_folder() -> Path:
    """The person's folder for this program: log file and practice office."""
    place = QStandardPaths.StandardLocation.GenericDataLocation
    return Path(QStandardPaths.writableLocation(place)) / "dsurvey-desktop"


def documents_folder() -> Path:
    """Where a file dialog starts and a new office is proposed."""
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place))


def free_folder(wanted: Path) -> Path:
    """The folder that is wanted, or the same with a number, where there is none of that name."""
    names = (wanted.with_name(f"{wanted.name} {number}") for number in count(2))
    return next(path for path in chain((wanted,), names) if not path.exists())

"""Where the program's own files and the person's own folders are."""

from __future__ import annotations

import sys
from itertools import chain, count
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from dsurvey_desktop.domain.resources import resources_folder

RESOURCES = resources_folder()
FONTS = RESOURCES / "fonts"
LOCALE = RESOURCES / "locale"
PORTABLE_MARK = "portable.txt"
"""Beside the program, this file says that it is carried along and leaves nothing on a computer."""


def portable_folder() -> Path | None:
    """The program's folder where it is carried along, such as on a stick; else None."""
    folder = Path(sys.executable).parent
    is_frozen = getattr(sys, "frozen", False)
    return folder if is_frozen and (folder / PORTABLE_MARK).is_file() else None


def data_folder() -> Path:
    """The person's folder for this program: log file and practice office."""
    carried = portable_folder()
    if carried is not None:
        return carried / "data"
    place = QStandardPaths.StandardLocation.GenericDataLocation
    return Path(QStandardPaths.writableLocation(place)) / "dsurvey-desktop"


def documents_folder() -> Path:
    """Where a file dialog starts and a new office is proposed; a stick where it is carried."""
    carried = portable_folder()
    if carried is not None:
        return carried.parent
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(place))


def free_folder(wanted: Path) -> Path:
    """The folder that is wanted, or the same with a number, where there is none of that name."""
    return _free(wanted, "")


def free_file(wanted: Path) -> Path:
    """The file that is wanted, or the same with a number before its ending."""
    return _free(wanted, wanted.suffix)


def _free(wanted: Path, ending: str) -> Path:
    stem = wanted.name.removesuffix(ending)
    names = (wanted.with_name(f"{stem} {number}{ending}") for number in count(2))
    return next(path for path in chain((wanted,), names) if not path.exists())

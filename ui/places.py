"""Where the program's own files and the person's own folders are."""

from __future__ import annotations

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

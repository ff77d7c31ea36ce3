"""The folder of an office or a seat that is to be made."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.texts import N_, _
from ui.theme import Theme
from ui.welcome.folder_field import FolderField


class OfficeFolder(FolderField):
    """A new or an empty one."""

    WORDS, CHOOSE, ASKED = N_("&Folder"), N_("Choos&e …"), N_("Folder for the office")

    def __init__(
        self, theme: Theme, folder: Path, hint: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, hint, str(folder), parent)
        self.row.setMinimumWidth(theme.space(80))

    def _fault(self) -> str:
        if is_free(self.chosen):
            return ""
        return _("This folder holds something already. Please choose an empty or a new one.")

    def _start(self) -> Path:
        return self.chosen.parent


def is_free(folder: Path) -> bool:
    """Nothing is there, or an empty folder."""
    return folder.is_absolute() and (
        not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
    )


def all_here() -> str:
    """What the folder of an office on this machine holds."""
    return _("Everything of this office is kept here, encrypted.")


def way_only() -> str:
    """What the folder of one of several seats holds."""
    return _("Holds the way to the server; no data are kept here.")

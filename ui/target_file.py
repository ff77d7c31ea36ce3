"""Where a written file goes: one dialog for all pages, and the ending of the chosen kind."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from dsurvey_desktop.domain.texts import N_, _
from ui.places import documents_folder, free_file


class TargetKind(Enum):
    """A kind of file that the program writes; the value is its ending and its name."""

    PDF = (".pdf", N_("PDF file"))
    EXCEL = (".xlsx", N_("Excel workbook"))
    CALENDAR = (".ics", N_("Calendar file"))
    LOG = (".jsonl", N_("Action log"))
    COLUMNS = (".json", N_("Columns"))

    @property
    def ending(self) -> str:
        """With its point."""
        return self.value[0]

    @property
    def words(self) -> str:
        """As the dialog offers it."""
        return f"{_(self.value[1])} (*{self.ending})"


def ask_target(parent: QWidget, name: str, *kinds: TargetKind, title: str = "") -> Path | None:
    """Ask where to write; None where the person thinks better of it.

    Args:
        parent: the dialog stands over it.
        name: proposed, without ending.
        kinds: what can be written, the usual first.
        title: of the dialog, where it is not the name.
    """
    start = documents_folder() / f"{name}{kinds[0].ending}"
    offered = ";;".join(kind.words for kind in kinds)
    chosen, filtered = QFileDialog.getSaveFileName(parent, title or name, str(start), offered)
    if not chosen:
        return None
    path = Path(chosen)
    if path.suffix.lower() in {kind.ending for kind in kinds}:
        return path
    meant = next((kind for kind in kinds if filtered.endswith(f"(*{kind.ending})")), kinds[0])
    # A point in a name is no ending ("10.15"); the dialog asked about the name without it.
    return free_file(path.with_name(path.name + meant.ending))

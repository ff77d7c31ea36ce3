"""What the intake page does with columns: confirm, remember, rename, export, import, forget."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.manage_mappings import (
    export_mapping,
    import_mapping,
    remove_mapping,
    rename_mapping,
)
from dsurvey_desktop.usecases.mapping_views import MappingView
from dsurvey_desktop.usecases.remember_mapping import confirm_mappings
from ui.intake.column_section import Confirmation
from ui.intake.intake_state import FileLine
from ui.intake.memory_section import Renaming
from ui.intake.sections import Sections
from ui.page import Page
from ui.places import documents_folder
from ui.target_file import TargetKind, ask_target


class MappingWork(QObject):
    """Runs the use cases in the page's worker.

    Signals:
        confirmed: the `FileLine` whose columns were confirmed and that can be taken in now.
        done: words to show after something changed.
    """

    confirmed = Signal(object)
    done = Signal(str)

    def __init__(self, page: Page, sections: Sections) -> None:
        super().__init__(page)
        self._page = page
        self._desk = page.context.desk
        self._waiting: FileLine | None = None
        sections.columns.confirmed.connect(self.confirm)
        sections.memory.renamed.connect(self.rename)
        sections.memory.forgotten.connect(self.forget)
        sections.memory.export_wanted.connect(self.export)

    @Slot(object)
    def confirm(self, said: Confirmation) -> None:
        """Remember the columns; a file that waits for it is taken in then."""
        self._waiting = said.line if said.line.waits_for_mapping else None
        job = confirm_mappings
        words = (said.mappings, said.line.file)
        self._page.run(job, self._desk, *words, on_done=self._see_confirmed)

    @Slot(object)
    def rename(self, renaming: Renaming) -> None:
        """Give a mapping another name."""
        words = (renaming.mapping, renaming.name)
        self._page.run(rename_mapping, self._desk, *words, on_done=self._see_renamed)

    @Slot(object)
    def forget(self, mapping: MappingView) -> None:
        """Forget a mapping."""
        self._page.run(remove_mapping, self._desk, mapping.id, on_done=self._see_forgotten)

    @Slot(object)
    def export(self, mapping: MappingView) -> None:
        """Write a mapping where the person says."""
        if target := ask_target(self._page, _("Columns"), TargetKind.COLUMNS):
            words = (mapping.id, target)
            self._page.run(export_mapping, self._desk, *words, on_done=self._see_exported)

    @Slot()
    def take_over(self) -> None:
        """Remember a mapping from a file."""
        start = str(documents_folder())
        source, _kind = QFileDialog.getOpenFileName(
            self._page, _("Columns"), start, TargetKind.COLUMNS.words
        )
        if source:
            self._page.run(import_mapping, self._desk, Path(source), on_done=self._see_renamed)

    @Slot(object)
    def _see_confirmed(self, _ids: object) -> None:
        if self._waiting is not None:
            self.confirmed.emit(self._waiting)
        else:
            self.done.emit(_("Remembered for the next file with these columns."))

    @Slot(object)
    def _see_renamed(self, mapping: MappingView) -> None:
        self.done.emit(_("The columns are remembered as {name}.").format(name=mapping.name))

    @Slot(object)
    def _see_forgotten(self, _nothing: object) -> None:
        self.done.emit(_("Forgotten. What came in by it stays as it is."))

    @Slot(object)
    def _see_exported(self, path: Path) -> None:
        self.done.emit(_("The columns are written: {file}").format(file=path.name))

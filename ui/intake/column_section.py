"""What the columns of a file mean; every one can be changed by key before the file is taken in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.mapping_views import ColumnMapping, ItemChoice
from ui.intake.column_editor import ColumnEditor
from ui.intake.intake_state import FileLine
from ui.intake.section import Section
from ui.theme import Theme
from ui.widgets.elided_label import ElidedLabel


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What a person says of a file's columns; `line` is read again when it waits for that."""

    line: FileLine
    mappings: tuple[ColumnMapping, ...]


class ColumnSection(Section):
    """Attributes: `name`, the file's; `editor`. Signals: `confirmed`, a `Confirmation`."""

    confirmed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Columns"), parent)
        self._file: FileLine | None = None
        self.name = ElidedLabel(theme, "muted")
        self.editor = ColumnEditor(theme)
        self.editor.confirmed.connect(self._pass_on)
        self.first = self.editor.table
        self.lines.addWidget(self.name)
        self.lines.addWidget(self.editor)

    def show_columns(
        self, line: FileLine | None, choices: Mapping[str, tuple[ItemChoice, ...]]
    ) -> None:
        """The columns of a file of this session; those in question first."""
        outcome = None if line is None else line.outcome
        self._file = line
        self.name.say("" if line is None else line.file)
        tables = () if outcome is None else outcome.tables
        kind = "" if outcome is None else outcome.kind
        is_waiting = line is not None and line.waits_for_mapping
        self.editor.show_tables(tables, kind, choices.get(kind, ()), is_waiting=is_waiting)
        self.show_count(len(self.editor.model.rows))

    @Slot()
    def confirm(self) -> None:
        """Say that the columns are as shown."""
        self.editor.confirm()

    @Slot()
    def change(self) -> None:
        """Choose another item for the current column."""
        if self.count:
            self.opener.setChecked(True)
            self.editor.change()

    @Slot(object)
    def _pass_on(self, mappings: tuple[ColumnMapping, ...]) -> None:
        if self._file is not None:
            self.confirmed.emit(Confirmation(self._file, mappings))

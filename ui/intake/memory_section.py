"""The meanings of columns that are remembered: renamed, sent to others, forgotten."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from dsurvey_desktop.domain.ids import MappingId
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.mapping_views import MappingView
from ui.dates import moment_text
from ui.intake.file_columns import KINDS
from ui.intake.kept_place import place_after
from ui.intake.section import Section
from ui.theme import Theme
from ui.widgets.parts import button, key_hint, row
from ui.widgets.row_model import Column, RowModel
from ui.widgets.table import Table

SHOWN_ROWS = 6


@dataclass(frozen=True, slots=True)
class Renaming:
    """Another name for a mapping."""

    mapping: MappingId
    name: str


class MemorySection(Section):
    """Signals: `renamed`, a `Renaming`; `forgotten` and `export_wanted`, a `MappingView`."""

    renamed = Signal(object)
    forgotten = Signal(object)
    export_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Remembered columns"), parent)
        self.model = RowModel[MappingView](theme, _columns(), self)
        self.table = Table(theme, _("Remembered columns"))
        self.table.show_rows(self.model)
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Name of these columns"))
        self.name.setMinimumWidth(theme.space(50))
        self.name.returnPressed.connect(self.rename)
        self.rename_button = button(_("Rename"), self.rename)
        self.export_button = button(_("Export …"), self.export)
        self.forget_button = button(_("Forget"), self.forget)
        self.table.selectionModel().currentRowChanged.connect(self._show_current)
        self.table.row_chosen.connect(self._go_to_name)
        self.lines.addWidget(self.table)
        buttons = row(theme, self.name, self.rename_button, key_hint("↵"))
        buttons.addStretch(1)
        buttons.addWidget(self.export_button)
        buttons.addWidget(self.forget_button)
        self.lines.addLayout(buttons)
        self.opener.setChecked(False)
        self._toggle()

    def show_mappings(self, mappings: tuple[MappingView, ...]) -> None:
        """Replace the list; who stood in it stands at the next one that is left."""
        before, at = self._names(), self.table.currentIndex().row()
        self.model.set_rows(mappings)
        self.table.fit_rows(min(len(mappings), SHOWN_ROWS))
        self.show_count(len(mappings))
        self.table.selectRow(place_after(before, at, self._names()))

    @Slot()
    def rename(self) -> None:
        """Give the current one the name that was typed."""
        if (one := self._current()) is not None and self.name.text().strip():
            self.renamed.emit(Renaming(one.id, self.name.text()))

    @Slot()
    def export(self) -> None:
        """Write the current one to a file."""
        if (one := self._current()) is not None:
            self.export_wanted.emit(one)

    @Slot()
    def forget(self) -> None:
        """Forget the current one; what came in by it stays."""
        if (one := self._current()) is not None:
            self.forgotten.emit(one)

    def _names(self) -> list[MappingId]:
        return [one.id for one in self.model.rows]

    def _current(self) -> MappingView | None:
        return self.model.row_at(self.table.currentIndex())

    def _show_current(self, *_indexes: object) -> None:
        one = self._current()
        self.name.setText("" if one is None else one.name)

    @Slot(object)
    def _go_to_name(self, _index: object) -> None:
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()


def _columns() -> tuple[Column[MappingView], ...]:
    return (
        Column(_("Called"), lambda one: one.name, tip=lambda one: one.name, width=0),
        Column(_("Kind"), lambda one: _(KINDS[one.kind]), width=30),
        Column(_("Number of columns"), lambda one: f"{one.columns:,}", is_number=True, width=20),
        Column(_("By"), lambda one: one.confirmed_by, width=30),
        Column(_("When"), lambda one: moment_text(one.confirmed_at), width=32),
    )

"""The meanings of columns that are remembered: renamed, sent to others, forgotten."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QWidget

from dsurvey_desktop.domain.ids import MappingId
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.mapping_views import MappingView
from dsurvey_desktop.usecases.remember_mapping import LONGEST_NAME
from ui.dates import moment_text
from ui.intake.file_columns import KINDS
from ui.intake.kept_place import place_after
from ui.intake.section import Section
from ui.intake.whole_line import WholeLine
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
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setMinimumWidth(theme.space(50))
        self.name.returnPressed.connect(self.rename)
        self.rename_button = button(_("Rename"), self.rename)
        self.export_button = button(_("Export …"), self.export)
        self.forget_button = button(_("Forget"), self.forget)
        self.table.selectionModel().currentRowChanged.connect(self._show_current)
        self.table.row_chosen.connect(self._go_to_name)
        self.whole = WholeLine()
        self.whole.follow(self.table, _whole)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.forget)
        self.lines.addWidget(self.table)
        self.lines.addWidget(self.whole)
        self._lay_out_buttons()
        self.first = self.table
        self.opener.setChecked(False)
        self._toggle()

    def _lay_out_buttons(self) -> None:
        theme = self.theme
        buttons = row(theme, self.name, self.rename_button, key_hint("↵"))
        buttons.addStretch(1)
        for widget in (self.export_button, self.forget_button, key_hint(_("Del"))):
            buttons.addWidget(widget)
        self.lines.addLayout(buttons)

    def show_mappings(self, mappings: tuple[MappingView, ...]) -> None:
        """Replace the list; who stood in it stands at the next one that is left."""
        before, at = self._names(), self.table.currentIndex().row()
        self.model.set_rows(mappings)
        self.table.fit_rows(min(len(mappings), SHOWN_ROWS))
        self.show_count(len(mappings))
        self.table.selectRow(place_after(before, at, self._names()))

    @Slot()
    def rename(self) -> None:
        """Give the current one the name that was typed; none is refused in words."""
        if (one := self._current()) is not None:
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


def _whole(one: MappingView) -> str:
    return " · ".join((one.name, _(KINDS[one.kind]), moment_text(one.confirmed_at)))


def _columns() -> tuple[Column[MappingView], ...]:
    return (
        Column(_("Called"), lambda one: one.name, tip=lambda one: one.name, width=0),
        Column(_("Kind"), lambda one: _(KINDS[one.kind]), width=30),
        Column(_("Number of columns"), lambda one: f"{one.columns:,}", is_number=True, width=20),
        Column(_("By"), lambda one: one.confirmed_by, width=30),
        Column(_("When"), lambda one: moment_text(one.confirmed_at), width=32),
    )

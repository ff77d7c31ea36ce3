"""What the columns of a file mean; every one can be changed by key before the file is taken in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.intake_views import TableColumns
from dsurvey_desktop.usecases.mapping_views import ColumnMapping, ItemChoice
from ui.intake.column_lines import (
    ColumnLine,
    column_lines,
    examples,
    how_sure,
    items_of,
    place_and_header,
    sure_kind,
    with_item,
)
from ui.intake.intake_state import FileLine
from ui.intake.item_delegate import ItemDelegate
from ui.intake.section import Section
from ui.theme import Theme
from ui.widgets.parts import button, key_hint, label, row, shape
from ui.widgets.row_model import Column, Index, RowModel
from ui.widgets.table import Table

SHOWN_ROWS = 12
ITEM_COLUMN = 1


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What a person says of a file's columns; `line` is read again when it waits for that."""

    line: FileLine
    mappings: tuple[ColumnMapping, ...]


class ColumnModel(RowModel[ColumnLine]):
    """Lines whose item can be edited."""

    def flags(self, index: Index) -> Qt.ItemFlag:
        """The item's cell takes an editor."""
        own = super().flags(index)
        return own | Qt.ItemFlag.ItemIsEditable if index.column() == ITEM_COLUMN else own


class ColumnTable(Table):
    """Signals: `cleared`, the current column is not to be used."""

    cleared = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the item away; keys that an editor leaves alone are not the table's."""
        if self.state() is QAbstractItemView.State.EditingState:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
        else:
            super().keyPressEvent(event)


class ColumnSection(Section):
    """Signals: `confirmed`, a `Confirmation`."""

    confirmed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Columns"), parent)
        self._file: FileLine | None = None
        self._tables: tuple[TableColumns, ...] = ()
        self._choices: Mapping[str, str] = {}
        self.model = ColumnModel(theme, self._columns(), self)
        self.delegate = ItemDelegate(self)
        self.table = ColumnTable(theme, _("Columns"))
        self.table.show_rows(self.model)
        self.table.setItemDelegateForColumn(ITEM_COLUMN, self.delegate)
        self.question = label("", wraps=True)
        self.question_shape = shape(theme, "error")
        self.confirm_button = button("", self.confirm, "main")
        self._connect()
        self._lay_out(theme)

    def show_columns(
        self, line: FileLine | None, choices: Mapping[str, tuple[ItemChoice, ...]]
    ) -> None:
        """The columns of a file of this session; those in question first."""
        outcome = None if line is None else line.outcome
        self._file = line
        self._tables = () if outcome is None else outcome.tables
        offered = choices.get("" if outcome is None else outcome.kind, ())
        self._choices = {choice.item: choice.label for choice in offered}
        self.delegate.use(offered)
        lines = column_lines(self._tables)
        self.model.set_rows(lines)
        self.table.fit_rows(min(len(lines), SHOWN_ROWS))
        self.show_count(len(lines))
        self._say_question()
        if lines:
            self.table.setCurrentIndex(self.model.index(0, ITEM_COLUMN))

    @Slot()
    def confirm(self) -> None:
        """Say that the columns are as shown."""
        if self._file is not None and self._tables:
            kind = self._file.counts.kind
            mappings = tuple(
                table.mapping_with(kind, items_of(self.model.rows, number))
                for number, table in enumerate(self._tables)
            )
            self.confirmed.emit(Confirmation(self._file, mappings))

    def open(self) -> None:
        """Open it and go to its lines."""
        super().open()
        self.table.setFocus()

    @Slot()
    def change(self) -> None:
        """Choose another item for the current column."""
        index = self.table.currentIndex()
        if index.isValid():
            self.table.edit(index.siblingAtColumn(ITEM_COLUMN))

    @Slot(object)
    def _choose(self, pair: tuple[int, str]) -> None:
        at, item = pair
        self._show_lines(with_item(self.model.rows, at, item), at)

    @Slot()
    def _clear(self) -> None:
        at = self.table.currentIndex().row()
        if at >= 0:
            self._show_lines(with_item(self.model.rows, at, ""), at)

    @Slot(object)
    def _edit_row(self, _index: object) -> None:
        self.change()

    def _show_lines(self, lines: list[ColumnLine], at: int) -> None:
        self.model.replace_rows(lines)
        self.table.setCurrentIndex(self.model.index(at, ITEM_COLUMN))

    def _say_question(self) -> None:
        questions = [q for table in self._tables for q in table.questions]
        is_waiting = self._file is not None and self._file.waits_for_mapping
        self.question.setText("\n".join(f"{q.message} {q.advice}" for q in questions))
        for widget in (self.question, self.question_shape):
            widget.setVisible(is_waiting)
        self.confirm_button.setText(
            _("Co&nfirm and take in") if is_waiting else _("Remember for the ne&xt file")
        )

    def _columns(self) -> tuple[Column[ColumnLine], ...]:
        return (
            Column(_("Column"), place_and_header, tip=self._sheet, width=46),
            Column(_("Item"), self._item, tip=self._item, width=56),
            Column(_("Sure"), how_sure, kind=sure_kind, width=30),
            Column(_("Examples"), examples, tip=examples, width=0),
        )

    def _item(self, line: ColumnLine) -> str:
        return self._choices.get(line.item, line.item) if line.item else _("not used")

    def _sheet(self, line: ColumnLine) -> str:
        return f"{line.view.sheet} {line.view.header}".strip()

    def _connect(self) -> None:
        self.delegate.chosen.connect(self._choose)
        self.table.row_chosen.connect(self._edit_row)
        self.table.cleared.connect(self._clear)

    def _lay_out(self, theme: Theme) -> None:
        asked = row(theme, self.question_shape, gap=1)
        asked.addWidget(self.question, 1)
        keys = row(theme, key_hint("F2"), label(_("choose another item"), "muted"))
        keys.addWidget(key_hint(_("Del")))
        keys.addWidget(label(_("do not use"), "muted"))
        keys.addStretch(1)
        keys.addWidget(self.confirm_button)
        keys.addWidget(key_hint("Ctrl+↵"))
        self.lines.addLayout(asked)
        self.lines.addWidget(self.table)
        self.lines.addLayout(keys)

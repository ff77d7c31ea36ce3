"""What the columns of a file mean, as a table in which every one can be changed by key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import labelled, told, with_remark
from dsurvey_desktop.usecases.intake_views import TableColumns
from dsurvey_desktop.usecases.mapping_views import ItemChoice
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
from ui.intake.item_delegate import ItemDelegate
from ui.intake.section import shown_rows
from ui.intake.whole_line import WholeLine
from ui.theme import Theme
from ui.widgets.parts import button, column, key_hint, label, row, shape
from ui.widgets.row_model import Column, Index, RowModel
from ui.widgets.scrolling import scroll_to
from ui.widgets.table import Table

SHOWN_ROWS = 10
"""Rows at 100 percent: the line that is stood on stays in sight."""
ITEM_COLUMN = 1


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


class ColumnEditor(QWidget):
    """The columns with what is asked about them above, and the button that confirms them below.

    Signals:
        confirmed: what the person says of each table, as a tuple of `ColumnMapping`.
    """

    confirmed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = ""
        self._tables: tuple[TableColumns, ...] = ()
        self._labels: dict[str, str] = {}
        self.model = ColumnModel(theme, self._columns(), self)
        self.delegate = ItemDelegate(self)
        self.table = ColumnTable(theme, _("Columns"))
        self.table.show_rows(self.model)
        self.table.setItemDelegateForColumn(ITEM_COLUMN, self.delegate)
        self.question = label("", wraps=True)
        self.question_shape = shape(theme, "error")
        self.whole = WholeLine()
        self.whole.follow(self.table, self._whole_words)
        self._most_rows = shown_rows(theme, SHOWN_ROWS)
        self.confirm_button = button("", self.confirm, "main")
        self.delegate.chosen.connect(self.choose)
        self.table.row_chosen.connect(self._edit_row)
        self.table.cleared.connect(self.clear)
        self._lay_out(theme)

    def show_tables(
        self,
        tables: tuple[TableColumns, ...],
        kind: str,
        choices: Sequence[ItemChoice],
        *,
        is_waiting: bool,
    ) -> None:
        """The columns of a file's tables; those in question first.

        Args:
            tables: of the file.
            kind: of the form its items belong to.
            choices: what a column may mean.
            is_waiting: the file is taken in once they are confirmed.
        """
        self._tables, self._kind = tables, kind
        self._labels = {choice.item: choice.label for choice in choices}
        self.delegate.use(choices)
        lines = column_lines(tables)
        self.model.set_rows(lines)
        self.table.fit_rows(min(len(lines), self._most_rows))
        self._say_question(is_waiting=is_waiting)
        if lines:
            self.table.setCurrentIndex(self.model.index(0, ITEM_COLUMN))

    @Slot()
    def confirm(self) -> None:
        """Say that the columns are as shown."""
        if self._tables:
            items = (items_of(self.model.rows, number) for number in range(len(self._tables)))
            pairs = zip(self._tables, items, strict=True)
            said = tuple(table.mapping_with(self._kind, own) for table, own in pairs)
            self.confirmed.emit(said)

    @Slot()
    def change(self) -> None:
        """Choose another item for the current column."""
        index = self.table.currentIndex()
        is_choosing = self.table.state() == QAbstractItemView.State.EditingState
        if index.isValid() and not is_choosing:
            item = index.siblingAtColumn(ITEM_COLUMN)
            self.table.scrollTo(item)
            self.table.edit(item)
            self._bring_editor_into_sight()

    @Slot(object)
    def choose(self, pair: tuple[int, str]) -> None:
        """Give the column at a line an item."""
        at, item = pair
        self._show_lines(with_item(self.model.rows, at, item), at)

    @Slot()
    def clear(self) -> None:
        """The current column is not to be used."""
        at = self.table.currentIndex().row()
        if at >= 0:
            self._show_lines(with_item(self.model.rows, at, ""), at)

    @Slot(object)
    def _edit_row(self, _index: object) -> None:
        self.change()

    def _whole_words(self, line: ColumnLine) -> str:
        """A column, its item and its examples, which the table may cut."""
        item = with_remark(self._item(line), how_sure(line))
        values = labelled(_("Examples"), examples(line)) if line.view.examples else ""
        return f"{labelled(place_and_header(line), item)}\n{values}".strip()

    def _bring_editor_into_sight(self) -> None:
        """F2 works from anywhere on the page, which may be scrolled elsewhere."""
        if self.delegate.editor is not None:
            scroll_to(self.delegate.editor)

    def _show_lines(self, lines: list[ColumnLine], at: int) -> None:
        self.model.replace_rows(lines)
        self.table.setCurrentIndex(self.model.index(at, ITEM_COLUMN))
        self.whole.tell()

    def _say_question(self, *, is_waiting: bool) -> None:
        questions = [q for table in self._tables for q in table.questions]
        self.question.setText("\n".join(told(q.message, q.advice) for q in questions))
        for widget in (self.question, self.question_shape):
            widget.setVisible(is_waiting)
        self.confirm_button.setText(
            _("Co&nfirm and take in") if is_waiting else _("Remember for the ne&xt file")
        )

    def _columns(self) -> tuple[Column[ColumnLine], ...]:
        return (
            Column(_("Column"), place_and_header, tip=self._sheet, width=0, least=46),
            Column(_("Item"), self._item, tip=self._item, width=56),
            Column(_("Confidence"), how_sure, kind=sure_kind, width=30),
            Column(_("Examples"), examples, tip=examples, width=0),
        )

    def _item(self, line: ColumnLine) -> str:
        return self._labels.get(line.item, line.item) if line.item else _("not used")

    def _sheet(self, line: ColumnLine) -> str:
        return f"{line.view.sheet} {line.view.header}".strip()

    def _lay_out(self, theme: Theme) -> None:
        lines = column(theme, self, gap=2)
        asked = row(theme, self.question_shape, gap=1)
        asked.addWidget(self.question, 1)
        keys = row(theme, key_hint("F2"), label(_("choose another item"), "muted"))
        keys.addWidget(key_hint(_("Del")))
        keys.addWidget(label(_("do not use"), "muted"))
        keys.addStretch(1)
        keys.addWidget(self.confirm_button)
        keys.addWidget(key_hint("Ctrl+↵"))
        lines.addLayout(asked)
        lines.addWidget(self.whole)
        lines.addWidget(self.table)
        lines.addLayout(keys)

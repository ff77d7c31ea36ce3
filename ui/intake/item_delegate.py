"""Choosing an item for a column in its cell: a list that narrows as one types."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QObject, QRect, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QCompleter, QStyledItemDelegate, QStyleOptionViewItem
from PySide6.QtWidgets import QWidget as _Widget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.mapping_views import ItemChoice
from ui.intake.column_lines import ColumnLine
from ui.widgets.combo import Combo
from ui.widgets.row_model import ROW_ROLE, Index

SHOWN_CHOICES = 14


class ItemDelegate(QStyledItemDelegate):
    """Edits the item of a `ColumnLine`.

    Signals:
        chosen: row number and item, as a pair.
    """

    chosen = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._choices: tuple[ItemChoice, ...] = ()
        self.editor: QComboBox | None = None

    def use(self, choices: Sequence[ItemChoice]) -> None:
        """What may be chosen; not used comes first."""
        self._choices = (ItemChoice("", _("not used")), *choices)

    def createEditor(self, parent: _Widget, _option: QStyleOptionViewItem, _at: Index) -> _Widget:
        """A combo box that looks for what is typed anywhere in the words."""
        combo = Combo(_("Item of this column"), parent)
        combo.setEditable(True)
        combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        combo.setMaxVisibleItems(SHOWN_CHOICES)
        combo.addItems([choice.label for choice in self._choices])
        finder = combo.completer()
        assert finder is not None
        finder.setFilterMode(Qt.MatchFlag.MatchContains)
        finder.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        if (narrowed := finder.popup()) is not None:
            narrowed.setMinimumWidth(combo.list_px())
        combo.activated.connect(self._finish)
        self.editor = combo
        return combo

    def updateEditorGeometry(
        self, editor: _Widget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        """On its cell, as wide as its words want and the table allows."""
        place, table = QRect(option.rect), editor.parentWidget()
        seen = place if table is None else table.rect()
        place.setWidth(min(max(place.width(), editor.sizeHint().width()), seen.width()))
        place.moveLeft(max(0, min(place.left(), seen.width() - place.width())))
        editor.setGeometry(place)

    def setEditorData(self, editor: _Widget, index: Index) -> None:
        """Stand on the item the column has."""
        line = index.data(ROW_ROLE)
        if isinstance(editor, QComboBox) and isinstance(line, ColumnLine):
            items = [choice.item for choice in self._choices]
            editor.setCurrentIndex(items.index(line.item) if line.item in items else 0)
            if (words := editor.lineEdit()) is not None:
                words.selectAll()

    def setModelData(self, editor: _Widget, _model: QAbstractItemModel, index: Index) -> None:
        """Give the column what was chosen; words that are no item change nothing."""
        if isinstance(editor, QComboBox) and (item := self._item_in(editor)) is not None:
            self.chosen.emit((index.row(), item))

    def _item_in(self, combo: QComboBox) -> str | None:
        words = combo.currentText().strip().casefold()
        labels = [choice.label.casefold() for choice in self._choices]
        if words in labels:
            return self._choices[labels.index(words)].item
        fitting = [n for n, label in enumerate(labels) if words and words in label]
        return self._choices[fitting[0]].item if fitting else None

    @Slot()
    def _finish(self) -> None:
        if self.editor is not None:
            self.commitData.emit(self.editor)
            self.closeEditor.emit(self.editor)

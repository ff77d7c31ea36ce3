"""The items of an edition by section, and one of them at length beside the list."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.form_views import FormItemView, FormView
from ui.form_page.item_detail import ItemDetail
from ui.spot_check.side_by_side import SideBySide
from ui.theme import Theme
from ui.widgets.parts import column, label
from ui.widgets.row_model import Column, RowModel
from ui.widgets.table import Table

ENOUGH_STEPS = 210
_CODE = 0
"""The column that forms of others have nothing for."""


class ItemRow(NamedTuple):
    """An item and the section it stands in."""

    section: str
    item: FormItemView


class ItemsView(QWidget):
    """Going through the list shows each item beside it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[ItemRow] = []
        self._words = ""
        self.count = label("", "muted")
        self.model = RowModel[ItemRow](theme, _columns(), self)
        self.table = Table(theme, _("Items of the form"))
        self.table.setMinimumHeight(theme.row_height * 5)
        self.table.show_rows(self.model)
        self.table.selectionModel().currentRowChanged.connect(self._show_item)
        self.detail = ItemDetail(theme)
        left = QWidget()
        lines = column(theme, left, gap=1)
        lines.addWidget(self.count)
        lines.addWidget(self.table, 1)
        parts = ((left, 3), (self.detail, 2))
        column(theme, self, gap=0).addWidget(SideBySide(theme, parts, ENOUGH_STEPS))

    def show_form(self, view: FormView) -> None:
        """List an edition's items from the top."""
        self._rows = [ItemRow(one.label, item) for one in view.sections for item in one.items]
        has_codes = any(row.item.code for row in self._rows)
        self.table.setColumnHidden(_CODE, not has_codes)
        self._list()

    def search(self, words: str) -> None:
        """List the items whose code, name or wording holds these words."""
        self._words = words.strip().lower()
        self._list()

    def _list(self) -> None:
        found = [row for row in self._rows if self._words in _searched(row)]
        self.model.set_rows(found)
        words = _("{count} of {all} items") if self._words else _("{all} items")
        self.count.setText(words.format(count=len(found), all=len(self._rows)))
        if found:
            self.table.setCurrentIndex(self.model.index(0, 0))
        else:
            self.detail.clear()

    @Slot()
    def _show_item(self, *_indexes: object) -> None:
        row = self.model.row_at(self.table.currentIndex())
        if row is not None:
            self.detail.show_item(row.item)


def _searched(row: ItemRow) -> str:
    item = row.item
    return f"{item.code} {item.name} {item.label} {row.section}".lower()


def _called(row: ItemRow) -> str:
    """The question; what a device fills in by itself has only a name."""
    return row.item.label or row.item.name


def _columns() -> tuple[Column[ItemRow], ...]:
    return (
        Column(_("Code"), lambda row: row.item.code, width=16),
        Column(_("Question"), _called, tip=_called, width=0),
        Column(_("Kind of answer"), lambda row: row.item.kind_words, width=26),
        Column(_("Section"), lambda row: row.section, width=26),
        Column(
            _("Who is asked"),
            lambda row: row.item.asked or _("everybody"),
            tip=lambda row: row.item.asked,
            width=0,
        ),
    )

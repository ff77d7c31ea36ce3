"""What differs between two editions, one line for each thing."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.domain.word_lists import labelled
from dsurvey_desktop.usecases.form_views import (
    AspectLine,
    EditionLine,
    FormComparison,
    ItemDifference,
)
from ui.form_page.check_view import STRANGER
from ui.form_page.edition_bar import ask_workbook, edition_words
from ui.theme import Theme
from ui.verify.editors.combo_editor import QuietCombo
from ui.widgets.parts import button, column, label, row
from ui.widgets.row_model import Column, RowModel
from ui.widgets.table import Table

_ALONE = N_("No other edition is here. Choose a workbook to compare with.")
NOTHING = AspectLine("", "", "", "")


class ChangeRow(NamedTuple):
    """One thing that differs of an item."""

    item: ItemDifference
    change: AspectLine


class CompareView(QWidget):
    """The chosen edition against the one that is open.

    Signals:
        base_chosen: digest (str) of the edition to compare with, or the `Path` of a workbook.
    """

    base_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.base = QuietCombo()
        self.base.setAccessibleName(_("Compare with"))
        self.base.activated.connect(self._choose)
        self.summary = label("", wraps=True)
        self.model = RowModel[ChangeRow](theme, _columns(), self)
        self.table = Table(theme, _("Differences"))
        self.table.show_rows(self.model)
        self.table.setMinimumHeight(theme.row_height * 4)
        self.table.selectionModel().currentRowChanged.connect(self._show_whole)
        self.whole = label("", wraps=True)
        self.file_button = button(_("Another &workbook …"), self.choose_file)
        top = row(theme, label(_("Compare with")), self.base, self.file_button)
        top.setStretch(1, 1)
        top.addStretch(0)
        lines = column(theme, self, gap=2)
        lines.addLayout(top)
        lines.addWidget(self.summary)
        lines.addWidget(self.table, 1)
        lines.addWidget(self.whole)
        lines.addStretch(0)

    def show_editions(self, editions: tuple[EditionLine, ...], *, is_ours: bool = True) -> None:
        """What can be compared with; without any, say how to get one."""
        self.base.clear()
        for line in editions:
            self.base.addItem(edition_words(line), line.digest)
        self.base.setVisible(bool(editions))
        if not editions:
            self.model.set_rows([])
            self.table.hide()
            self.whole.clear()
            self.summary.setText(_(_ALONE) if is_ours else _(STRANGER))

    def choose_base(self, digest: str) -> None:
        """Stand on an edition, if it is there."""
        place = self.base.findData(digest)
        if place >= 0:
            self.base.setCurrentIndex(place)

    def show_comparison(self, found: FormComparison) -> None:
        """List what differs."""
        self.choose_base(found.old.digest)
        rows = [ChangeRow(i, change) for i in found.items for change in i.changes or (NOTHING,)]
        self.model.set_rows(rows)
        self.table.setVisible(bool(rows))
        self.whole.clear()
        self.summary.setText(comparison_words(found))
        if rows:
            self.table.setCurrentIndex(self.model.index(0, 0))

    @Slot()
    def choose_file(self) -> None:
        """Ask for a workbook to compare with."""
        file = ask_workbook(self, _("Compare with a form workbook"))
        if file is not None:
            self.base.addItem(_("From disk: {file}").format(file=file.name), file)
            self.base.setCurrentIndex(self.base.count() - 1)
            self.base.show()
            self.base_chosen.emit(file)

    @Slot(int)
    def _choose(self, _number: int) -> None:
        self.base_chosen.emit(self.base.currentData())

    def _show_whole(self, *_indexes: object) -> None:
        row = self.model.row_at(self.table.currentIndex())
        self.whole.setText("" if row is None else _whole(row))


def other_editions(
    editions: tuple[EditionLine, ...], kind: str, digest: str
) -> tuple[EditionLine, ...]:
    """The editions of a kind besides one, the nearest first.

    That is the campaign's; beside it the one most entries stand on, then what the office keeps.
    """
    others = [line for line in editions if line.kind == kind and line.digest != digest]
    others.sort(key=lambda line: (not line.is_current, -line.entries, not line.is_kept))
    return tuple(others)


def comparison_words(found: FormComparison) -> str:
    """How much differs, in one sentence."""
    if not found.items:
        return _("No difference: both ask the same in the same words.")
    words = _("Items new: {new}, gone: {gone}, changed: {changed}.")
    return words.format(new=found.new_items, gone=found.gone_items, changed=found.changed_items)


def _whole(row: ChangeRow) -> str:
    item, change = row
    name = f"{item.code} {item.label}".strip()
    if not change.aspect:
        return labelled(name, item.fate_words)
    words = _("{item}, {what}. Before: {old}. Now: {new}.")
    blank = _("(nothing)")
    return words.format(
        item=name, what=change.aspect_words, old=change.old or blank, new=change.new or blank
    )


_SHAPES = {"new": "done", "gone": "error", "changed": "warning"}


def _columns() -> tuple[Column[ChangeRow], ...]:
    return (
        Column(
            _("Change"), lambda row: row.item.fate_words, kind=lambda row: _SHAPES[row.item.fate],
            width=22,
        ),
        Column(_("Code"), lambda row: row.item.code, width=14),
        Column(_("Question"), lambda row: row.item.label, tip=lambda row: row.item.label, width=0),
        Column(_("What changed"), lambda row: row.change.aspect_words, width=24),
        Column(_("Before"), lambda row: row.change.old, tip=lambda row: row.change.old, width=0),
        Column(_("Now"), lambda row: row.change.new, tip=lambda row: row.change.new, width=0),
    )  # fmt: skip

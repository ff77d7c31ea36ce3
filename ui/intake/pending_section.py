"""Rows that say other things than what is here, field by field; a person takes or keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QWidget

from dsurvey_desktop.domain.ids import RowId
from dsurvey_desktop.domain.masking import mask_number
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.intake_views import Difference, PendingChange
from ui.intake.item_words import answer_words, item_label
from ui.intake.section import Section
from ui.theme import Theme
from ui.widgets.parts import button, key_hint, label, row
from ui.widgets.row_model import Column, RowModel
from ui.widgets.table import Table

SHOWN_ROWS = 10


@dataclass(frozen=True, slots=True)
class Decision:
    """What the person decided: items by row, none of a row for all of it."""

    choice: Mapping[RowId, tuple[str, ...]]
    is_taken: bool


@dataclass(frozen=True, slots=True)
class PendingLine:
    """One differing item; the person is named on the first line only."""

    change: PendingChange
    difference: Difference
    is_first: bool


def pending_lines(changes: tuple[PendingChange, ...]) -> list[PendingLine]:
    """A line an item, those of one row together."""
    return [
        PendingLine(change, difference, number == 0)
        for change in changes
        for number, difference in enumerate(change.differences)
    ]


class PendingSection(Section):
    """Signals: `decided`, a `Decision`."""

    decided = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Differences to decide"), parent)
        self._changes: tuple[PendingChange, ...] = ()
        self.model = RowModel[PendingLine](theme, _columns(), self)
        self.table = Table(theme, _("Differences to decide"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.show_rows(self.model)
        self.take_button = button(_("Take what came"), self.take)
        self.keep_button = button(_("Keep what is here"), self.keep)
        self.take_all_button = button(_("Take all"), self.take_all)
        self.keep_all_button = button(_("Keep all"), self.keep_all)
        self.lines.addWidget(self.table)
        buttons = row(theme, self.take_button, key_hint("T"), self.keep_button, key_hint("K"))
        buttons.addStretch(1)
        buttons.addWidget(self.take_all_button)
        buttons.addWidget(self.keep_all_button)
        self.lines.addLayout(buttons)
        wider = row(theme, key_hint(_("Shift+T / K")), label(_("all of this person"), "muted"))
        wider.addWidget(key_hint(_("Ctrl+Shift+T / K")))
        wider.addWidget(label(_("this item of everybody"), "muted"))
        wider.addStretch(1)
        self.lines.addLayout(wider)

    def show_changes(self, changes: tuple[PendingChange, ...]) -> None:
        """Replace the list."""
        self._changes = changes
        lines = pending_lines(changes)
        self.model.set_rows(lines)
        self.table.fit_rows(min(len(lines), SHOWN_ROWS))
        self.show_count(len(changes))
        if lines:
            self.table.selectRow(0)

    @Slot()
    def take(self) -> None:
        """Take what came in the chosen lines."""
        self._decide(self._lines(), is_taken=True)

    @Slot()
    def keep(self) -> None:
        """Keep what is here in the chosen lines."""
        self._decide(self._lines(), is_taken=False)

    @Slot()
    def take_row(self) -> None:
        """Take all that came for the people of the chosen lines."""
        self._decide(self._rows(), is_taken=True)

    @Slot()
    def keep_row(self) -> None:
        """Keep all that is here of the people of the chosen lines."""
        self._decide(self._rows(), is_taken=False)

    @Slot()
    def take_item(self) -> None:
        """Take the items of the chosen lines for everybody listed."""
        self._decide(self._items(), is_taken=True)

    @Slot()
    def keep_item(self) -> None:
        """Keep the items of the chosen lines for everybody listed."""
        self._decide(self._items(), is_taken=False)

    @Slot()
    def take_all(self) -> None:
        """Take everything that is listed."""
        self._decide(self._all(), is_taken=True)

    @Slot()
    def keep_all(self) -> None:
        """Keep everything as it is."""
        self._decide(self._all(), is_taken=False)

    def _decide(self, choice: Mapping[RowId, tuple[str, ...]], *, is_taken: bool) -> None:
        if choice:
            self.decided.emit(Decision(choice, is_taken))

    def _chosen(self) -> list[PendingLine]:
        indexes = self.table.selectionModel().selectedRows()
        return [line for index in indexes if (line := self.model.row_at(index)) is not None]

    def _lines(self) -> dict[RowId, tuple[str, ...]]:
        choice: dict[RowId, tuple[str, ...]] = {}
        for line in self._chosen():
            choice[line.change.id] = (*choice.get(line.change.id, ()), line.difference.item)
        return choice

    def _rows(self) -> dict[RowId, tuple[str, ...]]:
        return {line.change.id: () for line in self._chosen()}

    def _items(self) -> dict[RowId, tuple[str, ...]]:
        """The chosen items in every row that says something else of one of them."""
        wanted = {line.difference.item for line in self._chosen()}
        choice = {
            change.id: tuple(one.item for one in change.differences if one.item in wanted)
            for change in self._changes
        }
        return {row: items for row, items in choice.items() if items}

    def _all(self) -> dict[RowId, tuple[str, ...]]:
        return {change.id: () for change in self._changes}


def _columns() -> tuple[Column[PendingLine], ...]:
    return (
        Column(_("Name"), lambda line: line.change.name if line.is_first else "", width=20),
        Column(_("Certificate number"), _number, width=64),
        Column(_("Item"), lambda line: item_label(line.difference.item), width=46),
        Column(_("Here"), lambda line: _words(line, line.difference.old), width=36),
        Column(_("Came"), lambda line: _words(line, line.difference.new), width=36),
        Column(_("From"), _source, tip=lambda line: line.change.file, width=0),
    )


def _number(line: PendingLine) -> str:
    return mask_number(line.change.certificate_no) if line.is_first else ""


def _words(line: PendingLine, value: object) -> str:
    return answer_words(line.difference.item, value)  # type: ignore[arg-type]


def _source(line: PendingLine) -> str:
    row_words = _("row {row}").format(row=line.change.row)
    return f"{line.change.file} {row_words}" if line.is_first else ""

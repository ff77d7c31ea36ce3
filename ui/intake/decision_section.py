"""A list of differences of which a person takes or keeps: lines, rows, items, or all."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QWidget

from dsurvey_desktop.domain.ids import RowId
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.intake_views import Difference
from ui.intake.kept_place import place_after
from ui.intake.section import Section
from ui.intake.whole_line import WholeLine
from ui.theme import Theme
from ui.widgets.parts import button, flow, key_hint, label, spring
from ui.widgets.row_model import Column, RowModel
from ui.widgets.table import Table

SHOWN_ROWS = 10


class Waiting(Protocol):
    """A row that waits."""

    @property
    def id(self) -> RowId:
        """What decides about it are told."""

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What is still to be decided."""


class DecisionLine(Protocol):
    """A line of the list: an item of a row that waits."""

    @property
    def change(self) -> Waiting:
        """The row."""

    @property
    def item(self) -> str:
        """The item; one that does not differ has nothing to decide."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the person decided: items by row, none of a row for all of it."""

    choice: Mapping[RowId, tuple[str, ...]]
    is_taken: bool


Line = TypeVar("Line", bound=DecisionLine)


class DecisionSection(Section, Generic[Line]):
    """Attributes: `whole`, all of the line that is stood on. Signals: `decided`, a `Decision`."""

    decided = Signal(object)

    def __init__(
        self,
        theme: Theme,
        title: str,
        columns: Sequence[Column[Line]],
        wider: tuple[str, str],
        whole: Callable[[Line], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, title, parent)
        self._changes: Sequence[Waiting] = ()
        self.model: RowModel[Line] = RowModel(theme, columns, self)
        self.table = Table(theme, title)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.show_rows(self.model)
        self.take_button = button(_("Take what came"), self.take)
        self.keep_button = button(_("Keep what is here"), self.keep)
        self.take_all_button = button(_("Take all"), self.take_all)
        self.keep_all_button = button(_("Keep all"), self.keep_all)
        self.whole = WholeLine()
        self.whole.follow(self.table, whole)
        self.lines.addWidget(self.table)
        self.lines.addWidget(self.whole)
        self.first = self.table
        self._lay_out(theme, wider)

    def show_waiting(self, changes: Sequence[Waiting], lines: Sequence[Line]) -> None:
        """Replace the list; who stood in it stands at the next line that is left."""
        self._changes = changes
        before, at = self._names(), self.table.currentIndex().row()
        self.model.set_rows(lines)
        self.table.fit_rows(min(len(lines), self.shown_rows(SHOWN_ROWS)))
        self.show_count(len(changes))
        self.table.selectRow(place_after(before, at, self._names()))

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

    def _names(self) -> list[tuple[RowId, str]]:
        return [(line.change.id, line.item) for line in self.model.rows]

    def _decide(self, choice: Mapping[RowId, tuple[str, ...]], *, is_taken: bool) -> None:
        if choice:
            self.decided.emit(Decision(choice, is_taken))

    def _chosen(self) -> list[Line]:
        indexes = self.table.selectionModel().selectedRows()
        return [line for index in indexes if (line := self.model.row_at(index)) is not None]

    def _lines(self) -> dict[RowId, tuple[str, ...]]:
        choice: dict[RowId, tuple[str, ...]] = {}
        for line in self._chosen():
            if line.item in {one.item for one in line.change.differences}:
                choice[line.change.id] = (*choice.get(line.change.id, ()), line.item)
        return choice

    def _rows(self) -> dict[RowId, tuple[str, ...]]:
        return {line.change.id: () for line in self._chosen()}

    def _items(self) -> dict[RowId, tuple[str, ...]]:
        """The chosen items in every row that says something else of one of them."""
        wanted = {line.item for line in self._chosen()}
        choice = {
            change.id: tuple(one.item for one in change.differences if one.item in wanted)
            for change in self._changes
        }
        return {row: items for row, items in choice.items() if items}

    def _all(self) -> dict[RowId, tuple[str, ...]]:
        return {change.id: () for change in self._changes}

    def _lay_out(self, theme: Theme, wider: tuple[str, str]) -> None:
        """`wider` says whose lines and which items the wider keys decide."""
        takes, keeps = (self.take_button, key_hint("T")), (self.keep_button, key_hint("K"))
        everything = self.take_all_button, self.keep_all_button
        self.lines.addLayout(flow(theme, *takes, *keeps, spring(), *everything))
        wide = key_hint(_("Shift+T / K")), label(wider[0], "muted")
        item = key_hint(_("Ctrl+Shift+T / K")), label(wider[1], "muted")
        self.lines.addLayout(flow(theme, *wide, *item))

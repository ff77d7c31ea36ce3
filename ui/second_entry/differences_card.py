"""What two persons entered otherwise, and the decision."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.second_entry import Kept
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.second_entry_views import DifferenceView
from ui.second_entry.columns import difference_columns
from ui.second_entry.other_answer import OtherAnswer
from ui.theme import Theme
from ui.verify.hidden_numbers import shown_number
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.parts import button, column, heading, label
from ui.widgets.row_model import RowModel
from ui.widgets.scrolling import scroll_to
from ui.widgets.table import Table

ROWS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Decision:
    """Which answer of a difference stands, and why."""

    difference: int
    kept: Kept
    reason: str
    value: Value | None = None


class DifferencesCard(QFrame):
    """A list; the buttons decide about the chosen line.

    Signals:
        decided: a `Decision`.
        entry_chosen: the entry of a line is to be looked at (`EntryId`).
    """

    decided = Signal(object)
    entry_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._found: tuple[DifferenceView, ...] = ()
        self._revealed: set[EntryId] = set()
        self.model: RowModel[DifferenceView] = RowModel(theme, difference_columns(), self)
        self.table = Table(theme, _("What differs"))
        self.table.show_rows(self.model)
        self.table.row_chosen.connect(self._go_to_entry)
        self.table.selectionModel().currentRowChanged.connect(self._follow)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(_("Why, for example what the paper shows"))
        self.reason.setAccessibleName(_("Why, for example what the paper shows"))
        self.reason.setMinimumWidth(theme.space(70))
        self.reason.returnPressed.connect(self._go_on)
        self.first_button = button(_("The first is right"), self.keep_first)
        self.second_button = button(_("The second is right"), self.keep_second)
        self.other_button = button(_("Neither is right …"), self.ask_other)
        self.other = OtherAnswer(theme)
        self.other.submitted.connect(self.keep_other)
        self.other.given_up.connect(self.give_up_other)
        self._own = label(_("You entered this again; a colleague decides."), "muted", wraps=True)
        line = FlowLayout(None, theme.space(2))
        for widget in (self.reason, self.first_button, self.second_button, self.other_button):
            line.addWidget(widget)
        lines = column(theme, self, gap=2, margin=3)
        lines.addWidget(heading(theme, _("What differs")))
        lines.addWidget(self.table)
        lines.addWidget(self.other)
        lines.addLayout(line)
        lines.addWidget(self._own)
        self.hide()

    def show_differences(self, found: tuple[DifferenceView, ...]) -> None:
        """List what is not decided; the place stays."""
        place = self._place_in(found)
        self._found = found
        self._show_rows()
        self.table.fit_rows(min(len(found), ROWS_SHOWN))
        self.table.selectRow(min(place, len(found) - 1))
        self._follow(self.table.currentIndex(), QModelIndex())
        self.setVisible(bool(found))

    def _place_in(self, found: tuple[DifferenceView, ...]) -> int:
        """The row of the chosen difference, or the row it had where it is decided."""
        here = self.current
        places = [row for row, one in enumerate(found) if here is not None and one.id == here.id]
        return places[0] if places else max(self.table.currentIndex().row(), 0)

    @property
    def current(self) -> DifferenceView | None:
        """The chosen difference."""
        return self.model.row_at(self.table.currentIndex())

    def reveal(self, entry: EntryId) -> None:
        """Show the numbers of an entry."""
        self._revealed.add(entry)
        place = self.table.currentIndex().row()
        self._show_rows()
        self.table.selectRow(place)

    @Slot()
    def keep_first(self) -> None:
        """The first person's answer stands."""
        self._decide(Kept.FIRST)

    @Slot()
    def keep_second(self) -> None:
        """The second person's answer stands."""
        self._decide(Kept.SECOND)

    @Slot()
    def ask_other(self) -> None:
        """Ask what the paper says instead."""
        one = self.current
        if one is not None and not one.is_own:
            self.other.ask(one.id, one)
            scroll_to(self.other)

    @Slot()
    def keep_other(self) -> None:
        """The answer that was typed stands."""
        if self.other.is_readable:
            self._decide(Kept.OTHER, self.other.value)

    @Slot()
    def give_up_other(self) -> None:
        """One of the two is right after all."""
        self.other.end()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _go_on(self) -> None:
        """Enter after the reason keeps the third answer; a blank one is kept by its button."""
        if self.other.value is not None:
            self.keep_other()
        elif self.other.number is not None:
            self.other.take_focus()

    def _decide(self, kept: Kept, value: Value | None = None) -> None:
        one = self.current
        if one is None or one.is_own:
            return
        if not self.reason.text().strip():
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.decided.emit(Decision(one.id, kept, self.reason.text(), value))

    def _show_rows(self) -> None:
        self.model.set_rows([self._masked(one) for one in self._found])

    def _masked(self, one: DifferenceView) -> DifferenceView:
        """Numbers and phones are masked until somebody asks for them (product I2)."""
        is_revealed = one.entry in self._revealed
        first, second = (
            shown_number(one.item, words, is_revealed=is_revealed) if words else ""
            for words in (one.first_shown, one.second_shown)
        )
        return replace(one, first_shown=first, second_shown=second)

    @Slot(QModelIndex, QModelIndex)
    def _follow(self, current: QModelIndex, _before: QModelIndex) -> None:
        one = self.model.row_at(current)
        is_own = one is not None and one.is_own
        if self.other.number is not None and (one is None or one.id != self.other.number):
            self.other.end()
        self._own.setVisible(is_own)
        for widget in (self.first_button, self.second_button, self.other_button, self.reason):
            widget.setEnabled(one is not None and not is_own)

    @Slot(object)
    def _go_to_entry(self, index: QModelIndex) -> None:
        one = self.model.row_at(index)
        if one is not None:
            self.entry_chosen.emit(one.entry)

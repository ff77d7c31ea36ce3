"""Finds anyone as one types, over whatever page is in front (Ctrl+K)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import _
from ui.changes import Destination
from ui.context import AppContext
from ui.finder.finder_calls import FinderCalls, office_calls
from ui.finder.found_columns import columns
from ui.widgets.empty_state import EmptyState
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import button, column, label, row, title
from ui.widgets.row_model import RowModel
from ui.widgets.search_field import SearchField
from ui.widgets.table import Table

if TYPE_CHECKING:
    from dsurvey_desktop.usecases.found_views import FoundPeople, FoundPerson

STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}


class Finder(QWidget):
    """A search field and whom it finds; arrows choose, Enter goes there, Esc closes.

    While a search is answered only the newest words wait. Numbers are masked until asked for.

    Signals:
        closed: go back to the page.
        chosen: the `Destination` of somebody.
    """

    closed = Signal()
    chosen = Signal(object)

    def __init__(
        self, context: AppContext, parent: QWidget | None = None, calls: FinderCalls | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "page")
        self._worker, self._calls = context.worker, calls or office_calls(context.desk)
        theme = context.theme
        self._is_asking, self._is_stale = False, False
        self._revealed: set[str] = set()
        self.field = SearchField(theme)
        self.field.setPlaceholderText(_("Name, pinyin, part of a number, phone, community"))
        self.field.setAccessibleName(_("Find a person"))
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(self.open_chosen)
        self.messages = MessageBar(theme)
        self.model: RowModel[FoundPerson] = RowModel(theme, columns(self._revealed), self)
        self.table = Table(theme, _("People found"))
        self.table.show_rows(self.model)
        self.table.row_chosen.connect(self.open_chosen)
        self.empty = EmptyState(theme, "search")
        self._stack = QStackedWidget()
        for widget in (self.empty, self.table):
            self._stack.addWidget(widget)
        self.note = label("", "muted")
        self.reveal_button = button(_("Show the &numbers (Ctrl+N)"), self.reveal)
        self._lay_out(context)
        self._say_what_to_do()

    @property
    def people(self) -> tuple[FoundPerson, ...]:
        """Who is listed."""
        return self.model.rows

    @Slot()
    def open_chosen(self) -> None:
        """Go to the entry of whom is chosen, or to where the roster speaks of them."""
        one = self._chosen()
        if one is not None:
            has_entry = one.entry is not None
            where = Destination("verify", one.entry) if has_entry else Destination("roster", one)
            self.chosen.emit(where)

    @Slot()
    def reveal(self) -> None:
        """Show number and telephone of whom is chosen; that is logged."""
        one = self._chosen()
        if one is not None and one.certificate_no not in self._revealed:
            self._worker.run(
                self._calls.reveal,
                one.certificate_no,
                owner=self,
                on_done=self._show_numbers,
                on_failed=self._fail,
            )

    @Slot()
    def close_finder(self) -> None:
        """Go back."""
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows of the field move in the list."""
        step = STEPS.get(Qt.Key(event.key()), 0)
        if step and self.people:
            place = self.table.currentIndex().row() + step
            self.table.selectRow(max(0, min(place, len(self.people) - 1)))
        else:
            super().keyPressEvent(event)

    @Slot()
    def _search(self) -> None:
        if self._is_asking:
            self._is_stale = True
        else:
            self._ask()

    def _ask(self) -> None:
        self._is_asking, self._is_stale = True, False
        self._worker.run(
            self._calls.find,
            self.field.text(),
            owner=self,
            on_done=self._show_found,
            on_failed=self._fail,
        )

    @Slot(object)
    def _show_found(self, found: FoundPeople) -> None:
        self._is_asking = False
        if self._is_stale:
            self._ask()
            return
        self.messages.clear()
        self.model.set_rows(found.people)
        self._stack.setCurrentWidget(self.table if found.people else self.empty)
        if found.people:
            self.table.selectRow(0)
        self.reveal_button.setEnabled(bool(found.people))
        self._say_what_to_do()
        words = _("The first {count}; type more to narrow it down") if found.has_more else ""
        words = words or (_("{count} people") if found.people else "")
        self.note.setText(words.format(count=len(found.people)))

    @Slot(object)
    def _show_numbers(self, _nothing: object) -> None:
        one = self._chosen()
        if one is not None:
            self._revealed.add(one.certificate_no)
            self.model.replace_rows(self.people)

    @Slot(object)
    def _fail(self, error: AppError) -> None:
        self._is_asking = False
        self.messages.show_error(error)

    def _chosen(self) -> FoundPerson | None:
        index = self.table.currentIndex()
        return self.model.row_at(index) if index.isValid() else None

    def _say_what_to_do(self) -> None:
        if self.field.text().strip():
            self.empty.say(_("Nobody fits"), _("Try fewer words, or only a part of the name."))
        else:
            words = _("Initials are enough (“zs”), and so is a part of the number or of the phone.")
            self.empty.say(_("Whom do you look for?"), words)

    def _lay_out(self, context: AppContext) -> None:
        theme = context.theme
        self.empty.action.hide()
        self.reveal_button.setEnabled(False)
        top = row(theme, title(theme, _("Find a person")), self.note, gap=4)
        top.addStretch(1)
        top.addWidget(self.reveal_button)
        top.addWidget(button(_("&Back (Esc)"), self.close_finder))
        lines = column(theme, self, gap=3, margin=5)
        lines.addLayout(top)
        for widget in (self.field, self.messages):
            lines.addWidget(widget)
        lines.addWidget(self._stack, 1)
        for keys, slot in (("Esc", self.close_finder), ("Ctrl+N", self.reveal)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        self.setFocusProxy(self.field)

"""The pane on the left: the queue, how long it is, and what to do when it is empty."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStackedWidget, QWidget

from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.texts import _
from ui.entry_table.entry_feed import EntryFeed
from ui.entry_table.entry_table import EntryTable
from ui.theme import Theme
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.parts import action_button, column, label


class QueuePane(QWidget):
    """Table over a line that says where one is.

    Signals:
        intake_wanted: there are no entries at all, and the person wants to bring some in.
        filter_cleared: nothing fits the filter, and the person wants to see all.
    """

    intake_wanted = Signal()
    filter_cleared = Signal()

    def __init__(self, theme: Theme, feed: EntryFeed, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._feed = feed
        self.table = EntryTable(theme, feed.model)
        self.table.entry_moved_to.connect(self._show_place)
        self.table.choice_changed.connect(self._show_place)
        self.empty = EmptyState(theme, "verify")
        self.empty.acted.connect(self._act)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self._place = label("", "muted")
        lines = column(theme, self, gap=1)
        lines.addWidget(self._stack, 1)
        self._approve_all: QPushButton | None = None
        self._deeds: dict[QPushButton, str] = {}
        self._foot = FlowLayout(None, theme.space(3))
        self._foot.addWidget(self._place)
        lines.addLayout(self._foot)
        self._stack.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._stack.setMinimumHeight(theme.space(20))
        self.setMinimumWidth(theme.space(50))
        feed.listed.connect(self._show_list)

    def use_approve_all(self, action: QAction) -> None:
        """Offer to approve the whole queue's ready ones below it."""
        self._approve_all = action_button(action)
        self._foot.addWidget(self._approve_all)
        self.watch_deed(self._approve_all)

    def watch_deed(self, button: QPushButton) -> None:
        """A button says so where it approves several that are chosen."""
        self._deeds[button] = button.text()

    def set_narrow(self, is_narrow: bool) -> None:
        """Leave approving all to the menu and its key, and columns to the form."""
        self.table.set_narrow(is_narrow)
        if self._approve_all is not None:
            self._approve_all.setHidden(is_narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where a message at large text leaves room for a row only, the line below gives way."""
        super().resizeEvent(event)
        foot = self._place.sizeHint().height() + self._foot.spacing()
        self._place.setVisible(self.height() >= self._stack.minimumHeight() + foot)

    @property
    def is_empty(self) -> bool:
        """True when no entry is listed."""
        return not self._feed.model.ids

    @property
    def place(self) -> str:
        """What the line below says."""
        return self._place.text()

    @Slot()
    def _show_list(self) -> None:
        count = len(self._feed.model.ids)
        self._stack.setCurrentWidget(self.table if count else self.empty)
        if not count:
            self._say_why_empty()
        elif self.table.current_entry is None:
            self.table.go_to_row(0)
        self._show_place()

    @Slot()
    def _show_place(self) -> None:
        count, row = len(self._feed.model.ids), self.table.currentIndex().row()
        words = _("{count} entries, at {place}") if row >= 0 else _("{count} entries")
        said = [words.format(count=f"{count:,}", place=f"{row + 1:,}")]
        chosen = len(self.table.chosen)
        if chosen > 1:
            said.append(_("{count} chosen").format(count=f"{chosen:,}"))
        self._place.setText(" · ".join(said))
        self._name_deed(chosen)

    def _name_deed(self, chosen: int) -> None:
        """What approves says so where it approves those chosen, as it does where several are."""
        several = _("Approve the {count} chosen …").format(count=f"{chosen:,}")
        for button, words in self._deeds.items():
            button.setText(several if chosen > 1 else words)

    @Slot()
    def _act(self) -> None:
        (self.filter_cleared if self._is_filtered() else self.intake_wanted).emit()

    def _is_filtered(self) -> bool:
        wanted = self._feed.filter
        return wanted != EntryFilter(sort=wanted.sort, is_descending=wanted.is_descending)

    def _say_why_empty(self) -> None:
        if self._feed.filter.quality == "error" and not self._feed.filter.text:
            self.empty.say(_("No errors left here"), "", _("Show all entries"))
        elif self._is_filtered():
            self.empty.say(_("No entry fits these filters"), "", _("Show all entries"))
        else:
            advice = _("Take in the communities' files first.")
            self.empty.say(_("No entries yet"), advice, _("Go to intake"))

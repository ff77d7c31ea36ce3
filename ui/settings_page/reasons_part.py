"""The office's own reasons for corrections, offered beside those of the program."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import listed
from dsurvey_desktop.usecases.correction_reasons import LONGEST_REASON
from dsurvey_desktop.usecases.reasons import REASONS
from ui.settings_page.part import Part
from ui.theme import Theme
from ui.widgets.field_row import FieldRow
from ui.widgets.parts import button, label, row

LIST_STEPS = 24
"""Height of the list, in steps of 4 px."""


class ReasonsPart(Part):
    """Enter in the field adds a reason, Delete in the list takes one away.

    Signals:
        add_wanted, remove_wanted: the reason (str).
    """

    add_wanted = Signal(str)
    remove_wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Reasons for corrections"), parent)
        self.list = QListWidget()
        self.list.setAccessibleName(_("The office's own reasons"))
        self.list.setFixedHeight(theme.space(LIST_STEPS))
        self.list.currentRowChanged.connect(self._show_chosen)
        self.none_yet = label(_("The office has added none yet."), "muted")
        self.field = QLineEdit()
        self.field.setMaxLength(LONGEST_REASON)
        self.field.returnPressed.connect(self.add)
        self.row = FieldRow(theme, _("A new reason"), self.field)
        self.add_button = button(_("Add (Enter)"), self.add)
        self.remove_button = button(_("Take the chosen one away (Delete)"), self.remove)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.remove)
        self._lay_out()
        self.show_reasons(())

    def show_reasons(self, own: tuple[str, ...]) -> None:
        """List the office's own; the choice stays at its place."""
        place = self.list.currentRow()
        self.list.clear()
        self.list.addItems(own)
        self.list.setVisible(bool(own))
        self.none_yet.setVisible(not own)
        self.remove_button.setVisible(bool(own))
        self.list.setCurrentRow(min(place, len(own) - 1))
        self._show_chosen()

    def show_added(self, own: tuple[str, ...]) -> None:
        """The list is saved: make room for the next reason."""
        self.field.clear()
        self.row.set_error("")
        self.show_reasons(own)

    @Slot()
    def add(self) -> None:
        """Offer what is typed from now on."""
        words = self.field.text().strip()
        self.row.set_error("" if words else _("Please type a reason."))
        if words:
            self.add_wanted.emit(words)

    @Slot()
    def remove(self) -> None:
        """Offer the chosen reason no longer; what was corrected for it keeps it."""
        item = self.list.currentItem()
        if item is not None:
            self.remove_wanted.emit(item.text())

    @Slot()
    def _show_chosen(self) -> None:
        self.remove_button.setEnabled(self.list.currentRow() >= 0)

    def _lay_out(self) -> None:
        words = _("The program offers: {reasons}. What the office adds stands below them.")
        known = listed([_(reason) for reason in REASONS])
        buttons = row(self.theme, self.add_button, self.remove_button)
        buttons.addStretch(1)
        self.lines.addWidget(label(words.format(reasons=known), "muted", wraps=True))
        for widget in (self.none_yet, self.list, self.row):
            self.lines.addWidget(widget)
        self.lines.addLayout(buttons)

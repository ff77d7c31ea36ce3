"""Asks in place why a warning is true after all."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.entry_views import FindingView
from ui.theme import Theme
from ui.verify.query_panel import LINE_STEPS
from ui.widgets.parts import button, flow


class ExplainLine(QWidget):
    """A line of free text; Enter saves, Escape gives up.

    Signals:
        given: the explanation (str).
        given_up: nothing is to be explained after all.
    """

    given = Signal(str)
    given_up = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = QLineEdit()
        self.words.setPlaceholderText(_("Why is this right after all?"))
        save = button(_("Save (Enter)"), self.save, "main")
        self.words.setMinimumWidth(theme.space(LINE_STEPS))
        line = flow(theme, self.words, save, button(_("Discard (Esc)"), self.give_up))
        edge = theme.space(1)
        line.setContentsMargins(8 * edge, edge, 2 * edge, 2 * edge)
        self.setLayout(line)
        self.setFocusProxy(self.words)

    def begin(self, view: FindingView) -> None:
        """Open for a warning, with the explanation it has, or had when it said something else."""
        self.words.setText(view.explanation or view.explained_before)
        self.words.setAccessibleName(
            _("Explanation for: {message}").format(message=view.finding.message)
        )
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def save(self) -> None:
        """Give the explanation; an empty one is none."""
        words = self.words.text().strip()
        if words:
            self.given.emit(words)

    @Slot()
    def give_up(self) -> None:
        """Close without saving."""
        self.hide()
        self.given_up.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Escape."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.save()
        elif event.key() == Qt.Key.Key_Escape:
            self.give_up()
        else:
            super().keyPressEvent(event)

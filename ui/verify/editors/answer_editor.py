"""What all editors of answers have in common."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.domain.texts import Text
from dsurvey_desktop.usecases.entry_views import ItemView


class AnswerEditor(QWidget):
    """Shows one answer and lets a person change it.

    Signals:
        edited: the person changed what is shown.
        submitted: Enter was pressed.
        given_up: Escape was pressed.
    """

    edited = Signal()
    submitted = Signal()
    given_up = Signal()

    def show_item(self, item: ItemView) -> None:
        """Show the answer of `item`; emits nothing."""
        raise NotImplementedError

    def value(self) -> Value | None:
        """The answer as it stands in the editor, None when blank."""
        raise NotImplementedError

    def problem(self) -> Text | None:
        """What is wrong with what was typed, if it means no answer."""
        return None

    def show_masked(self, masked: str) -> None:
        """Show `masked` instead of the answer and refuse typing; empty shows the answer."""

    def lock(self, is_locked: bool) -> None:
        """Leave only the answer that is shown to choose, and refuse typing; or let go of that."""
        raise NotImplementedError

    def choose_by_key(self, key: str) -> bool:
        """Choose the option whose code is `key`; False when there is none."""
        del key
        return False

    def put(self, value: Value | None) -> None:
        """Set an answer as a person would; emits `edited`."""
        raise NotImplementedError

    def set_name(self, name: str) -> None:
        """Tell screen readers which question this is."""
        self.setAccessibleName(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter submits, Escape gives up, Delete blanks the answer."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.submitted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.put(None)
        elif not self.choose_by_key(event.text()):
            super().keyPressEvent(event)

"""The password field of sign-in, lock and restore: what is wrong is said below it."""

from __future__ import annotations

import math
import time

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import _
from ui.theme import Theme
from ui.widgets.field_row import FieldRow
from ui.widgets.parts import column

_TICK_MS = 500
_IN_PLACE = frozenset({"wrong_password", "password_wait"})


class PasswordEntry(QWidget):
    """One line, hidden; after several wrong passwords it counts the seconds to the next try.

    Signals:
        wanted: Enter was pressed and something is typed.
        ready_changed: whether the next try may be made; buttons follow it.
    """

    wanted = Signal()
    ready_changed = Signal(bool)

    def __init__(self, theme: Theme, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edit = QLineEdit()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.field = FieldRow(theme, words, self.edit)
        self._until_s = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self.edit.returnPressed.connect(self.ask)
        self.edit.textEdited.connect(self._calm)
        column(theme, self).addWidget(self.field)
        self.setFocusProxy(self.edit)

    @property
    def is_ready(self) -> bool:
        """Whether the next try may be made."""
        return self._left_s() <= 0

    @Slot()
    def ask(self) -> None:
        """Want the password tried, unless one has to wait or nothing is typed."""
        if not self.is_ready:
            return
        if self.edit.text():
            self.wanted.emit()
        else:
            self.field.set_error(_("Please type your password."))
            self.edit.setFocus()

    def take_failure(self, error: AppError) -> bool:
        """Say what is wrong with the password; False for trouble of another kind."""
        if error.code not in _IN_PLACE:
            return False
        wait_s = int(error.context.get("wait_s", 0))
        self.field.set_error(str(error))
        self.edit.selectAll()
        self.edit.setFocus()
        if wait_s:
            self._until_s = time.monotonic() + wait_s
            self._timer.start()
            self._tick()
            self.ready_changed.emit(False)
        return True

    def clear(self) -> None:
        """Forget what was typed."""
        self.edit.clear()
        self.field.set_error("")

    def set_busy(self, is_busy: bool) -> None:
        """While a try is made nothing can be typed."""
        self.edit.setReadOnly(is_busy)

    def _left_s(self) -> float:
        return self._until_s - time.monotonic()

    @Slot()
    def _tick(self) -> None:
        left = math.ceil(self._left_s())
        if left > 0:
            words = _("Wrong several times. The next try is possible in {seconds} seconds.")
            self.field.set_error(words.format(seconds=left))
            return
        self._timer.stop()
        self.field.set_error("")
        self.field.set_hint(_("Please try again now."))
        self.ready_changed.emit(True)

    @Slot()
    def _calm(self) -> None:
        if self.field.error and self.is_ready:
            self.field.set_error("")

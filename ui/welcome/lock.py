"""The locked window: the office stays open, but nobody sees it without the password."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.desk import Desk
from ui.lazy import use_case
from ui.theme import Theme
from ui.welcome.password_entry import PasswordEntry
from ui.welcome.screen import Screen
from ui.widgets.parts import button
from ui.worker import Worker


class LockScreen(Screen):
    """Stands over everything until the password of the person at the desk is typed.

    Signals:
        unlocked: the password was right.
        left: somebody else wants to sign in.
    """

    unlocked = Signal()
    left = Signal()

    def __init__(
        self, theme: Theme, worker: Worker, desk: Desk, parent: QWidget | None = None
    ) -> None:
        sentence = _("Locked by {name}. What was begun is still there.").format(name=desk.user.name)
        super().__init__(theme, _("Locked"), sentence, parent)
        self._worker = worker
        self._desk = desk
        self.entry = PasswordEntry(theme, _("&Password"))
        self.password, self.field = self.entry.edit, self.entry.field
        self.unlock_button = button(_("&Unlock"), self.entry.ask, "main")
        self.entry.wanted.connect(self.unlock)
        self.entry.ready_changed.connect(self.unlock_button.setEnabled)
        self.leave_button = button(_("&Sign out"), self.left)
        self.body.addWidget(self.entry)
        self.add_buttons(self.unlock_button, self.leave_button)
        self.setFocusProxy(self.password)

    @Slot()
    def unlock(self) -> None:
        """Try the password."""
        self.unlock_button.setEnabled(False)
        self._worker.run(
            use_case("check_password", "check_own_password"),
            self._desk,
            self.password.text(),
            owner=self,
            on_done=self._see_unlocked,
            on_failed=self._see_failure,
        )

    @Slot(object)
    def _see_unlocked(self, _nothing: object) -> None:
        self.entry.clear()
        self.unlocked.emit()

    @Slot(object)
    def _see_failure(self, error: AppError) -> None:
        self.unlock_button.setEnabled(True)
        if not self.entry.take_failure(error):
            self.show_failure(error)
            self.password.selectAll()
            self.password.setFocus()

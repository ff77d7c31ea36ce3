"""Locking the window by hand, and by itself when nobody touches it (product I2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from dsurvey_desktop.domain.word_memory import forget_words
from ui.idle import IdleWatch
from ui.lazy import Later
from ui.settings import Settings
from ui.theme import Theme
from ui.window import Window
from ui.worker import Worker

if TYPE_CHECKING:
    from ui.office_jobs import OpenOffice
    from ui.welcome.lock import LockScreen

_LOCK = Later("ui.welcome.lock", "LockScreen")


class Locking(QObject):
    """Puts the lock over everything and takes it away again.

    Attributes:
        is_locked: True while the lock is shown.

    Signals:
        changed: it was locked or unlocked.
        left: whoever is there signs out instead.
    """

    changed = Signal()
    left = Signal()

    def __init__(
        self, window: Window, theme: Theme, worker: Worker, settings: Settings, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.is_locked = False
        self._window, self._theme, self._worker = window, theme, worker
        self._settings = settings
        self._office: OpenOffice | None = None
        self._watch: IdleWatch | None = None

    def watch(self) -> None:
        """Begin to count; the window stands."""
        self._watch = IdleWatch(self._window.windowHandle(), 0, self)
        self._watch.left_alone.connect(self.lock_left_alone)

    def follow(self, office: OpenOffice | None) -> None:
        """Another office is open, or none; whatever is shown now is not locked."""
        self._office = office
        self.is_locked = False
        self.apply()

    def apply(self) -> None:
        """Count the minutes that are set."""
        if self._watch is not None:
            self._watch.set_minutes(self._settings.lock_minutes if self._office else 0)

    @Slot()
    def lock(self) -> None:
        """Lock now."""
        if self._office is None or self.is_locked:
            return
        screen: LockScreen = _LOCK(self._theme, self._worker, self._office.desk)
        screen.unlocked.connect(self.unlock)
        screen.left.connect(self.left)
        self._window.show_overlay(screen)
        self.is_locked = True
        self._worker.run(forget_words, owner=self)
        self.changed.emit()

    @Slot()
    def lock_left_alone(self) -> None:
        """Lock an office whose people are real."""
        if self._office is not None and self._office.office.campaign.practice_date is None:
            self.lock()

    @Slot()
    def unlock(self) -> None:
        """Back to where the person was."""
        self._window.close_overlay()
        self.is_locked = False
        self.apply()
        self.changed.emit()

    def lock_again(self) -> None:
        """What was shown was built anew while it was locked."""
        self.is_locked = False
        self.lock()

"""Reminding of deadlines and overdue returns, beside the clock where there is such a place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QSystemTrayIcon

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import sentences
from dsurvey_desktop.usecases.progress_views import ProgressView
from ui.icons import icon
from ui.settings import Settings
from ui.start.tasks import DEADLINE, task_words
from ui.theme import Theme

HOUR_MS = 3_600_000
_OVERDUE = "reminders"
_SHOWN_MS = 15_000


class Reminder(QObject):
    """Says each thing once a day; counts only, nobody's name.

    Attributes:
        tray: the icon while it is shown; None where nothing reminds.

    Signals:
        said: what is due (str), once a day and thing, with or without a tray.
        chosen: the person clicked the icon or its message.
        due: an hour has passed, the figures are to be read again.
    """

    said = Signal(str)
    chosen = Signal()
    due = Signal()

    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        parent: QObject | None = None,
        has_tray: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable,
    ) -> None:
        super().__init__(parent)
        self._theme, self._settings, self._has_tray = theme, settings, has_tray
        self._said: tuple[date, tuple[str, ...]] | None = None
        self.tray: QSystemTrayIcon | None = None
        self._hours = QTimer(self)
        self._hours.setInterval(HOUR_MS)
        self._hours.timeout.connect(self.due)

    @Slot(object)
    def see_progress(self, progress: ProgressView) -> None:
        """Remind of what is due, if there is anything and the person wants it."""
        self._hours.start()
        is_wanted = self._settings.has_reminders
        words = due_words(progress) if is_wanted else ""
        kinds = tuple(task.kind for task in progress.tasks if _is_due(task.kind))
        if not is_wanted:
            self._said = None  # switched on again it says what is due
        if not words:
            self.stop()
        elif self._said != (progress.today, kinds):
            self._said = (progress.today, kinds)
            self.said.emit(words)
            if self._has_tray():
                self._say(words)

    @Slot()
    def stop(self) -> None:
        """Take the icon away."""
        if self.tray is not None:
            self.tray.hide()
            self.tray.deleteLater()
            self.tray = None

    def _say(self, words: str) -> None:
        if self.tray is None:
            self.tray = QSystemTrayIcon(self)
            self.tray.setIcon(icon("warning", self._theme.colour("warning"), self._theme.space(6)))
            self.tray.activated.connect(self._choose)
            self.tray.messageClicked.connect(self._choose)
        self.tray.setToolTip(words)
        self.tray.show()
        shape = QSystemTrayIcon.MessageIcon.Information
        self.tray.showMessage(_("The survey at your desk"), words, shape, _SHOWN_MS)

    @Slot()
    def _choose(self) -> None:
        self.chosen.emit()


def due_words(progress: ProgressView) -> str:
    """Deadlines that are near or past, and answers that are overdue; empty where there are none."""
    due = [task_words(task) for task in progress.tasks if _is_due(task.kind)]
    return sentences(due) if due else ""


def _is_due(kind: str) -> bool:
    return kind.endswith(DEADLINE) or kind == _OVERDUE

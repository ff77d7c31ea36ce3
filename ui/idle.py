"""Noticing that nobody has touched the window for a while."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QWindow

_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.Drop,
    }
)
MINUTE_MS = 60_000


class IdleWatch(QObject):
    """Counts from the last key or movement that reached the window.

    Signals:
        left_alone: nobody did anything for the minutes set.
    """

    left_alone = Signal()

    def __init__(self, window: QWindow, minutes: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.left_alone)
        window.installEventFilter(self)
        self.set_minutes(minutes)

    def set_minutes(self, minutes: int) -> None:
        """Count anew; 0 watches nothing."""
        self._timer.setInterval(minutes * MINUTE_MS)
        if minutes:
            self._timer.start()
        else:
            self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count from zero at each touch; nothing is held back."""
        if event.type() in _TOUCHES and self._timer.interval():
            self._timer.start()
        return super().eventFilter(watched, event)

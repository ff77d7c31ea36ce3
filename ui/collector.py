"""Python's cyclic garbage collector, kept in the window's thread.

Left alone, Python collects in whichever thread allocates next: in the worker's, among others. A
window or timer that ended in a cycle is then destroyed there, and Qt hangs or crashes on it.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

PAUSE_MS = 1_000
"""Between two looks at whether there is something to collect."""
WORTHWHILE = 2_000
"""New containers since the last collection; fewer can wait."""
YOUNG_ROUNDS = 10
"""As in Python's own thresholds: each generation after ten rounds of the younger one."""


class Collector(QObject):
    """From its making to `stop`, garbage is collected here and nowhere else.

    Attributes:
        is_paused: set while long work allocates much; nothing is collected then.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.is_paused = False
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    @Slot()
    def collect(self) -> None:
        """Collect what is worth it: mostly the young, which takes a millisecond or two."""
        youngest, young, old = gc.get_count()
        if self.is_paused or youngest < WORTHWHILE:
            return
        if old > YOUNG_ROUNDS:
            gc.collect()
        else:
            gc.collect(1 if young > YOUNG_ROUNDS else 0)

    def stop(self) -> None:
        """Give the collector back to Python, once no other thread holds anything of Qt's."""
        self._timer.stop()
        if self._was_enabled:
            gc.enable()

"""Imports the pages and reads the forms ahead, step by step, while nobody asks for anything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ui.context import AppContext
from ui.lazy import use_case

FIRST_MS, PAUSE_MS = 1500, 150
"""After the window stands, and between two modules: a key pressed meanwhile hardly waits."""
DEEDS = (
    "show_entry",
    "list_entries",
    "correct_entry",
    "approve_entries",
    "find_people",
    "list_missing",
    "check_hand_over",
    "make_returns",
    "list_queries",
    "confirm_entries",
)
"""Use cases that pages import when they are first called, those of each day first."""


class WarmUp(QObject):
    """Takes its steps in the worker; waits while the worker is busy with something else.

    Signals:
        done: all is imported, and nobody asks for anything at this moment.
    """

    done = Signal()

    def __init__(self, context: AppContext, pages: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._worker = context.worker
        self.is_done = False
        deeds = (f"dsurvey_desktop.usecases.{name}" for name in DEEDS)
        self._steps: list[Callable[[], object]] = [
            *(partial(import_module, module) for module in (*pages, *deeds)),
            partial(use_case("editions", "read_ahead"), context.desk),
        ]
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._take_step)
        context.worker.destroyed.connect(self._timer.stop)
        self._timer.start(FIRST_MS)

    @Slot()
    def _take_step(self) -> None:
        if self._worker.is_busy:
            self._timer.start(PAUSE_MS)
        elif self._steps:
            self._worker.run(self._steps.pop(0), owner=self, on_done=self._go_on)
        else:
            self.is_done = True
            self.done.emit()

    @Slot(object)
    def _go_on(self, _done: object) -> None:
        self._timer.start(PAUSE_MS)

"""The day's list as buttons, each with its number key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.progress_views import Task
from ui.start.tasks import task_place, task_words
from ui.theme import Theme
from ui.widgets.column_grid import ColumnGrid
from ui.widgets.parts import button, column, heading, key_hint, label, row

NARROWEST = 76
"""Of a task, in steps of 4 px."""


class TaskList(QWidget):
    """Signals: `wanted`, the `Destination` of a task."""

    wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tasks: tuple[Task, ...] = ()
        self.buttons: list[QPushButton] = []
        self._grid = ColumnGrid(theme, NARROWEST, gap=1)
        self._nothing = label(_("Nothing is waiting."), "muted")
        lines = column(theme, self, gap=1)
        lines.addWidget(heading(theme, _("To do today")))
        lines.addWidget(self._grid)
        lines.addWidget(self._nothing)

    def show_tasks(self, tasks: tuple[Task, ...]) -> None:
        """Replace the list."""
        self._nothing.setVisible(not tasks)
        if tasks == self._tasks:
            return
        self._tasks = tasks
        self.buttons = []
        self._grid.set_widgets([self._line(n, task) for n, task in enumerate(tasks, start=1)])

    def _line(self, number: int, task: Task) -> QWidget:
        made = button(task_words(task), self._go, "link")
        made.setProperty("task", number - 1)
        self.buttons.append(made)
        if number <= 9:
            self._add_key(number, made)
        line = QWidget()
        inside = row(self._theme, key_hint(str(number)), made, gap=1)
        inside.addStretch(1)
        line.setLayout(inside)
        return line

    def _add_key(self, number: int, made: QPushButton) -> None:
        action = QAction(made.text(), made)
        action.setShortcut(QKeySequence(str(number)))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(made.click)
        made.addAction(action)

    @Slot()
    def _go(self) -> None:
        made = self.sender()
        if isinstance(made, QPushButton):
            self.wanted.emit(task_place(self._tasks[made.property("task")]))

"""Of the panels that ask for a decision one is open: opening another closes the first."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget


class OneQuestion(QObject):
    """Watches panels, whoever opens them.

    Signals:
        turned: a panel was opened or closed.
    """

    turned = Signal()

    def __init__(self, panels: Mapping[QWidget, Callable[[], object]], parent: QObject) -> None:
        """Watch these; each is closed by its own deed."""
        super().__init__(parent)
        self._panels = dict(panels)
        for panel in self._panels:
            panel.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close the others when one opens."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            if event.type() == QEvent.Type.ShowToParent:
                for panel, close in self._panels.items():
                    if panel is not watched and not panel.isHidden():
                        close()
            self.turned.emit()
        return super().eventFilter(watched, event)

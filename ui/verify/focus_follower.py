"""Brings into sight whatever gets the focus, once the layout has made room for it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget


class FocusFollower(QObject):
    """Follows the focus inside one scroll area; Qt itself does so for Tab alone."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._part: QWidget | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.follow)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._see_focus)

    def show_part(self, part: QWidget) -> None:
        """Scroll to a part that has just opened and does not take the focus."""
        self._part = part
        self._soon.start(0)

    @Slot(QWidget, QWidget)
    def _see_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._area.isAncestorOf(now):
            self._soon.start(0)

    @Slot()
    def follow(self) -> None:
        """Scroll to the part that opened, else to the widget with the focus."""
        target, self._part = self._part or self._area.focusWidget(), None
        if target is not None and self._area.isAncestorOf(target):
            self._area.ensureWidgetVisible(target)

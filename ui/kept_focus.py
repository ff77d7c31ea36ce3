"""Keeps the focus on the page when what had it is hidden or switched off.

Qt then gives it to whatever comes next by Tab, which may be the list of pages: keys of the page
would do nothing, and a screen reader would read out another place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from ui.frame import Frame


class KeptFocus(QObject):
    """Watches one frame."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._frame = frame
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._see_focus)

    @Slot(QWidget, QWidget)
    def _see_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        page = self._frame.current_page
        if page is None or before is None or now is None or not page.isAncestorOf(before):
            return
        if self._frame.navigation.isAncestorOf(now) and _is_gone(before, page):
            page.take_focus()


def _is_gone(part: QWidget, page: QWidget) -> bool:
    """Whether a part of the page can have the focus no more."""
    while part is not page:
        if part.isHidden() or not part.isEnabled():
            return True
        above = part.parentWidget()
        if above is None:
            return True
        part = above
    return False

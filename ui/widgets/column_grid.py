"""Widgets in equal columns, as many as fit beside each other at the text size in use."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.theme import Theme


class ColumnGrid(QWidget):
    """Columns are at least `narrowest` steps of 4 px wide, and as wide as the widest widget needs.

    Rows fill from the left.
    Widgets of a row are equally high, or, where it is ragged, as high as they are and at its top.
    """

    def __init__(
        self,
        theme: Theme,
        narrowest: int,
        *,
        gap: float = 3,
        is_ragged: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._narrowest_px = theme.space(narrowest)
        self._alignment = Qt.AlignmentFlag.AlignTop if is_ragged else Qt.AlignmentFlag(0)
        self._widgets: list[QWidget] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.space(gap))

    def set_widgets(self, widgets: list[QWidget]) -> None:
        """Replace all widgets."""
        for widget in self._widgets:
            self._grid.removeWidget(widget)
            widget.deleteLater()
        self._widgets = widgets
        self._columns = 0
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """One column is enough."""
        return QSize(self._widest_px(), super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        """A widget needs another width than before."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew when another number of columns fits."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrowest_px = max(self._narrowest_px, self._widest_px())
        columns = max(1, min(self.width() // narrowest_px, len(self._widgets)))
        if columns == self._columns:
            return
        for number in range(max(columns, self._columns)):
            self._grid.setColumnStretch(number, 1 if number < columns else 0)
        self._columns = columns
        for number, widget in enumerate(self._widgets):
            place = divmod(number, columns)
            self._grid.addWidget(widget, *place, self._alignment)

    def _widest_px(self) -> int:
        return max((widget.minimumSizeHint().width() for widget in self._widgets), default=0)

"""A layout that fills lines from left to right and breaks them as words break."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Items side by side at their own size, or wider; height follows from width."""

    def __init__(self, parent: QWidget | None, gap_px: int) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self.setSpacing(gap_px)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        """Qt hands over an item."""
        self._items.append(item)

    def count(self) -> int:
        """How many items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at `index`, None beyond the end (Qt asks until then)."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item back to Qt."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Lines break, so height depends on width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Pixels needed at `width` pixels; kept, as Qt asks many times between two changes."""
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), is_trial=True)
        return self._heights[width]

    def invalidate(self) -> None:
        """Something changed: measure anew."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Put the items into `rect`."""
        super().setGeometry(rect)
        self._place(rect, is_trial=False)

    def sizeHint(self) -> QSize:
        """All items on one line."""
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self.spacing() * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """Room for the widest item."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        """The items by line at `width` pixels."""
        lines: list[list[QLayoutItem]] = [[]]
        x = 0
        for item in self._shown():
            if lines[-1] and x + item.sizeHint().width() > width:
                lines.append([])
                x = 0
            lines[-1].append(item)
            x += item.sizeHint().width() + self.spacing()
        return lines

    def _place(self, rect: QRect, *, is_trial: bool) -> int:
        y = rect.y()
        for items in self._lines(rect.width()):
            height = max((item.sizeHint().height() for item in items), default=0)
            if not is_trial:
                self._place_line(items, QRect(rect.x(), y, rect.width(), height))
            y += height + self.spacing() // 2
        return max(y - self.spacing() // 2 - rect.y(), 0)

    def _place_line(self, items: list[QLayoutItem], line: QRect) -> None:
        """Put the items into a line, all on its middle; those that expand share what is left."""
        widths = [min(item.sizeHint().width(), max(line.width(), 1)) for item in items]
        growing = [item.expandingDirections() & Qt.Orientation.Horizontal for item in items]
        left = line.width() - sum(widths) - self.spacing() * (len(items) - 1)
        share = max(left, 0) // max(sum(map(bool, growing)), 1)
        x = line.x()
        for item, width, grows in zip(items, widths, growing, strict=True):
            size = QSize(width + share if grows else width, item.sizeHint().height())
            item.setGeometry(
                QRect(QPoint(x, line.y() + (line.height() - size.height()) // 2), size)
            )
            x += size.width() + self.spacing()

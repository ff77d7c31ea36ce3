"""A row of small bars in a table's cell; its words are the cell's text for everyone who listens."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme import Theme
from ui.widgets.row_model import TREND_ROLE, Trend

LINE_PX = 1


class SparklineDelegate(QStyledItemDelegate):
    """Draws the `Trend` of a cell instead of its words."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """The ground as of any cell, then the bars."""
        super().paint(painter, option, index)
        trend = index.data(TREND_ROLE)
        if isinstance(trend, Trend):
            state: QStyle.StateFlag = option.state
            is_chosen = bool(state & QStyle.StateFlag.State_Selected)
            role = "on_selection" if is_chosen else "text"
            rect = QRectF(option.rect)
            edge = self._theme.space(1.5)
            place = rect.adjusted(edge, edge, -edge, -edge)
            draw_trend(painter, place, trend, self._theme.colour(role))

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Leave the words to tool tip and screen reader."""
        super().initStyleOption(option, index)
        option.text = ""

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Wide enough to tell a fortnight's days apart."""
        return QSize(self._theme.space(24), self._theme.row_height)


def draw_trend(painter: QPainter, place: QRectF, trend: Trend, colour: QColor) -> None:
    """Bars as high as their share of the whole, above a ground line; a dotted line at the whole."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    step = place.width() / max(len(trend.values), 1)
    for number, value in enumerate(trend.values):
        share = min(value / trend.whole, 1.0) if trend.whole else 0.0
        height = max(share * place.height(), 2 * LINE_PX if value else LINE_PX)
        left = place.left() + number * step
        painter.fillRect(QRectF(left, place.bottom() - height, max(step - 2, 1.0), height), colour)
    painter.setPen(Qt.PenStyle.DotLine)
    pen = painter.pen()
    pen.setColor(colour)
    painter.setPen(pen)
    painter.drawLine(place.topLeft(), place.topRight())
    painter.restore()

"""The operating curve of an acceptance plan: how likely a lot is accepted, by its bad forms."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from dsurvey_desktop.domain.texts import _
from ui.theme import Theme

Points = tuple[tuple[float, float], ...]
_LINE_PX, _CURVE_PX = 1, 2


class Curve(QWidget):
    """The curve over the share of bad forms; dashed, the limiting quality and its chance.

    The words that stand below it say the same; a screen reader is told them too.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._points: Points = ()
        self._limit = (0.0, 0.0)
        self.setAccessibleName(_("Operating curve"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_points(self, points: Points, limit: tuple[float, float], words: str) -> None:
        """Draw these; `limit` is the limiting quality and how likely it is accepted."""
        self._points, self._limit = points, limit
        self.setAccessibleDescription(words)
        self.update()

    def sizeHint(self) -> QSize:
        """Wide and low."""
        return QSize(self._theme.space(50), self._theme.space(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame, curve, dashed lines, and the ends of both axes."""
        del event
        if not self._points:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        words = self.fontMetrics()
        left, below = words.horizontalAdvance("100%") + self._theme.space(1), words.height()
        top = words.height() / 2
        place = QRectF(left, top, self.width() - left - top, self.height() - below - 2 * top)
        most = self._points[-1][0] or 1.0
        self._draw_axes(painter, place, most)
        painter.setPen(QPen(self._theme.colour("accent"), _CURVE_PX))
        at = (_place(place, most, share, chance) for share, chance in self._points)
        painter.drawPolyline(QPolygonF(list(at)))
        painter.setPen(QPen(self._theme.colour("text"), _LINE_PX, Qt.PenStyle.DashLine))
        corner = _place(place, most, *self._limit)
        painter.drawLine(QPointF(corner.x(), place.bottom()), corner)
        painter.drawLine(QPointF(place.left(), corner.y()), corner)

    def _draw_axes(self, painter: QPainter, place: QRectF, most: float) -> None:
        painter.setPen(QPen(self._theme.colour("muted"), _LINE_PX))
        painter.drawLine(place.topLeft(), place.bottomLeft())
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        height = self.fontMetrics().height()
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for chance in (0.0, 0.5, 1.0):
            y = place.bottom() - chance * place.height()
            side = QRectF(0, y - height / 2, place.left() - self._theme.space(1), height)
            painter.drawText(side, right, f"{chance:.0%}")
        foot = QRectF(place.left(), place.bottom() + _LINE_PX, place.width(), height)
        painter.drawText(foot, Qt.AlignmentFlag.AlignLeft, "0%")
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight, f"{most:.1%}")


def _place(place: QRectF, most: float, share: float, chance: float) -> QPointF:
    """Where a point of the curve lies; nothing is drawn beyond its right end."""
    x = place.left() + min(share / most, 1.0) * place.width()
    return QPointF(x, place.bottom() - chance * place.height())

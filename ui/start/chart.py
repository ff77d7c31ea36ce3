"""What the charts of the start page have in common: ground, focus, fonts and the keys' patterns."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from dsurvey_desktop.domain.texts import N_, _
from ui.theme import Theme

REGISTERED, APPROVED, NEEDED = "registered", "approved", "needed"
WORDS = {
    REGISTERED: N_("Registered"),
    APPROVED: N_("Approved"),
    NEEDED: N_("needed to keep the deadline"),
}


class Chart(QWidget):
    """A drawing that is read without colour; its accessible name says what it shows.

    One can stand on it by Tab, so that a screen reader reads its words.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(self.theme.space(90), self.height_px())

    def height_px(self) -> int:
        """In pixels."""
        return self.theme.space(60)

    def draw(self, painter: QPainter, place: QRectF) -> None:
        """Draw inside `place`."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The drawing, and a frame where the focus is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.theme.font())
        edge = self.theme.space(1)
        self.draw(painter, QRectF(self.rect()).adjusted(edge, edge, -edge, -edge))
        if self.hasFocus():
            painter.setPen(QPen(self.theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    @property
    def line_px(self) -> float:
        """Height of a line of text."""
        return self.theme.space(5.5)

    def width_of(self, words: str) -> float:
        """Of words in the chart's font."""
        return QFontMetricsF(self.theme.font()).horizontalAdvance(words)

    def brush(self, kind: str) -> QBrush:
        """Registered is filled, approved is hatched."""
        if kind == REGISTERED:
            return QBrush(self.theme.colour("accent"))
        return QBrush(self.theme.colour("text"), Qt.BrushStyle.BDiagPattern)

    def pen(self, kind: str) -> QPen:
        """Registered is a whole line, approved dashed, what is needed dotted."""
        styles = {APPROVED: Qt.PenStyle.DashLine, NEEDED: Qt.PenStyle.DotLine}
        role = "accent" if kind == REGISTERED else "text"
        return QPen(self.theme.colour(role), 2, styles.get(kind, Qt.PenStyle.SolidLine))

    def write(
        self, painter: QPainter, place: QRectF, words: str, flags: Qt.AlignmentFlag, role: str
    ) -> None:
        """Words in a colour of the palette, in the middle of the height."""
        painter.setPen(self.theme.colour(role))
        painter.drawText(place, flags | Qt.AlignmentFlag.AlignVCenter, words)

    def draw_key(self, painter: QPainter, place: QRectF, kinds: tuple[str, ...]) -> None:
        """What each pattern means, in a line at the top of `place`."""
        left, sample = place.left(), self.theme.space(6)
        for kind in kinds:
            middle = place.top() + self.line_px / 2
            self.draw_sample(painter, QPointF(left, middle), sample, kind)
            words = _(WORDS[kind])
            box = QRectF(left + sample + 6, place.top(), self.width_of(words) + 4, self.line_px)
            self.write(painter, box, words, Qt.AlignmentFlag.AlignLeft, "text")
            left = box.right() + self.theme.space(4)

    def draw_sample(self, painter: QPainter, at: QPointF, width: float, kind: str) -> None:
        """A piece of a line; charts of bars draw a piece of a bar."""
        painter.setPen(self.pen(kind))
        painter.drawLine(at, at + QPointF(width, 0))

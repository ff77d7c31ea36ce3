"""Bars of how many are registered and approved in each community, with the figures beside them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.progress_views import CommunityProgress, ProgressView
from ui.start.chart import APPROVED, REGISTERED, Chart
from ui.widgets.share_bar import percent_text

MOST = 20
"""Communities drawn, those that are furthest behind; the text version has all."""
_NAME_STEPS, _FIGURE_STEPS = 34, 13


class CoverageChart(Chart):
    """Two bars a community: filled for registered, hatched for approved; a line at everybody."""

    _lines: tuple[CommunityProgress, ...] = ()
    _more = 0

    def show_progress(self, progress: ProgressView) -> None:
        """Draw these figures, worst first."""
        own = tuple(one for one in progress.communities if one.on_roster)
        self._lines, self._more = own[:MOST], max(len(own) - MOST, 0)
        self.setAccessibleName(_coverage_words(self._lines))
        self.setFixedHeight(self.height_px())
        self.update()

    def height_px(self) -> int:
        """One line of text for the key, one for each community, one for the rest."""
        return round(self.line_px * (len(self._lines) + 1 + bool(self._more)) + self.theme.space(4))

    def draw(self, painter: QPainter, place: QRectF) -> None:
        """Key, then a line a community."""
        self.draw_key(painter, place, (REGISTERED, APPROVED))
        top = place.top() + self.line_px + self.theme.space(1)
        for one in self._lines:
            self._draw_line(painter, QRectF(place.left(), top, place.width(), self.line_px), one)
            top += self.line_px
        if self._more:
            rest = QRectF(place.left(), top, place.width(), self.line_px)
            words = _("and {count} more, all in the table").format(count=self._more)
            self.write(painter, rest, words, Qt.AlignmentFlag.AlignLeft, "muted")

    def draw_sample(self, painter: QPainter, at: QPointF, width: float, kind: str) -> None:
        """A piece of a bar."""
        half = self.theme.space(1)
        self._draw_bar(painter, QRectF(at.x(), at.y() - half, width, 2 * half), kind)

    def _draw_line(self, painter: QPainter, place: QRectF, one: CommunityProgress) -> None:
        name, figure = self.theme.space(_NAME_STEPS), self.theme.space(_FIGURE_STEPS)
        left = QRectF(place.left(), place.top(), name - 6, place.height())
        fonts, dots = painter.fontMetrics(), Qt.TextElideMode.ElideRight
        shown = fonts.elidedText(one.name, dots, int(left.width()))
        self.write(painter, left, shown, Qt.AlignmentFlag.AlignLeft, "text")
        room = place.width() - name - 2 * figure
        thick = place.height() * 0.34
        shares = {REGISTERED: one.with_entry, APPROVED: one.approved}
        for row, (kind, count) in enumerate(shares.items()):
            share = min(count / one.on_roster, 1.0)
            top = place.top() + place.height() * 0.12 + row * (thick + 1)
            if count:
                bar = QRectF(place.left() + name, top, max(room * share, 2), thick)
                self._draw_bar(painter, bar, kind)
            words = QRectF(place.right() - (2 - row) * figure, place.top(), figure, place.height())
            self.write(painter, words, percent_text(share), Qt.AlignmentFlag.AlignRight, "text")
        painter.setPen(QPen(self.theme.colour("text"), 2))
        end = place.left() + name + room
        painter.drawLine(QPointF(end, place.top() + 2), QPointF(end, place.bottom() - 2))

    def _draw_bar(self, painter: QPainter, bar: QRectF, kind: str) -> None:
        painter.setPen(QPen(self.theme.colour("text"), 1))
        painter.setBrush(self.brush(kind))
        painter.drawRect(bar)


def _coverage_words(lines: tuple[CommunityProgress, ...]) -> str:
    """The chart in words: each community with both shares."""
    words = _("{name} {registered} registered, {approved} approved")
    parts = [
        words.format(
            name=one.name,
            registered=percent_text(one.with_entry / one.on_roster),
            approved=percent_text(one.approved / one.on_roster),
        )
        for one in lines
    ]
    return "; ".join((_("Chart: registered and approved by community"), *parts))

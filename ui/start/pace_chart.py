"""Lines of how the office came on day by day, and of what the deadlines ask from today on."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.progress_views import Deadline, ProgressView
from ui.dates import short_day
from ui.start.chart import APPROVED, NEEDED, REGISTERED, Chart

_HEIGHT_STEPS, _AXIS_STEPS = 52, 12


class PaceChart(Chart):
    """Registered with dots, approved with squares; dotted lines lead to the deadlines."""

    _progress: ProgressView | None = None

    def show_progress(self, progress: ProgressView) -> None:
        """Draw these figures."""
        self._progress = progress
        self.setAccessibleName(_pace_words(progress))
        self.setFixedHeight(self.height_px())
        self.update()

    def height_px(self) -> int:
        """Always the same."""
        return self.theme.space(_HEIGHT_STEPS)

    def draw(self, painter: QPainter, place: QRectF) -> None:
        """Key, axes, then the lines."""
        if self._progress is None or not self._progress.total.history:
            return
        self.draw_key(painter, place, (REGISTERED, APPROVED, NEEDED))
        top, bottom = 2.2 * self.line_px, 1.1 * self.line_px
        edge = self.theme.space(_AXIS_STEPS)
        inside = place.adjusted(edge, top, -self.theme.space(4), -bottom)
        scale = _Scale(self._progress, inside)
        self._draw_axes(painter, scale, place)
        self._draw_done(painter, scale)
        self._draw_needed(painter, scale)

    def _draw_axes(self, painter: QPainter, scale: _Scale, place: QRectF) -> None:
        inside = scale.place
        painter.setPen(QPen(self.theme.colour("muted"), 1))
        painter.drawLine(inside.bottomLeft(), inside.bottomRight())
        painter.drawLine(inside.topLeft(), inside.topRight())
        for value, height in ((scale.most, inside.top()), (0, inside.bottom())):
            half = self.line_px / 2
            box = QRectF(place.left(), height - half, inside.left() - place.left() - 6, 2 * half)
            self.write(painter, box, f"{value:,}", Qt.AlignmentFlag.AlignRight, "text")
        below, above = inside.bottom(), inside.top() - self.line_px
        free = inside.left()
        for day in (scale.first, scale.today):
            free = self._write_day(painter, scale, (day, below), free)
        free = inside.left()
        for one in scale.deadlines:
            self._mark_deadline(painter, scale, one)
            free = self._write_day(painter, scale, (one.day, above), free)

    def _write_day(
        self, painter: QPainter, scale: _Scale, at: tuple[date, float], free: float
    ) -> float:
        """A day at a height, where there is room behind `free`; what is free then."""
        day, top = at
        words = short_day(day)
        width = self.width_of(words) + 4
        right = scale.place.right() + self.theme.space(4)
        left = max(scale.place.left(), min(scale.x(day) - width / 2, right - width))
        if left < free:
            return free
        box = QRectF(left, top, width, self.line_px)
        self.write(painter, box, words, Qt.AlignmentFlag.AlignHCenter, "text")
        return left + width

    def _mark_deadline(self, painter: QPainter, scale: _Scale, one: Deadline) -> None:
        left = scale.x(one.day)
        painter.setPen(QPen(self.theme.colour("muted"), 1, Qt.PenStyle.DashDotLine))
        painter.drawLine(QPointF(left, scale.place.top()), QPointF(left, scale.place.bottom()))

    def _draw_done(self, painter: QPainter, scale: _Scale) -> None:
        for kind in (REGISTERED, APPROVED):
            points = [
                scale.point(day.day, day.registered if kind == REGISTERED else day.approved)
                for day in scale.progress.total.history
            ]
            painter.setPen(self.pen(kind))
            painter.drawPolyline(points)
            for point in points:
                self._draw_mark(painter, point, kind)

    def _draw_mark(self, painter: QPainter, point: QPointF, kind: str) -> None:
        half = self.theme.space(0.75)
        painter.setPen(QPen(self.pen(kind).color(), 1))
        painter.setBrush(self.pen(kind).color())
        if kind == REGISTERED:
            painter.drawEllipse(point, half, half)
        else:
            painter.drawRect(QRectF(point.x() - half, point.y() - half, 2 * half, 2 * half))

    def _draw_needed(self, painter: QPainter, scale: _Scale) -> None:
        """From where it stands today to all at the deadline; nothing once it has passed."""
        total = scale.progress.total
        ways = ((total.with_entry, total.registering), (total.approved, total.approving))
        painter.setPen(self.pen(NEEDED))
        for (done, found), deadline in zip(ways, scale.deadlines, strict=True):
            if found is not None and found.left and deadline.days_left >= 0:
                start = scale.point(scale.today, done)
                painter.drawLine(start, scale.point(deadline.day, done + found.left))


class _Scale:
    """Where days and counts stand in the drawing.

    Attributes:
        deadlines: the communities' and the town's.
        most: the count at the top: everybody on the roster.
    """

    def __init__(self, progress: ProgressView, place: QRectF) -> None:
        self.progress, self.place, self.today = progress, place, progress.today
        self.first = progress.total.history[0].day
        self.deadlines = tuple(d for d in progress.deadlines if d.kind in ("community", "town"))
        self.last = max(progress.today + timedelta(days=1), *(d.day for d in self.deadlines))
        self.most = max(progress.total.on_roster, progress.total.with_entry, 1)

    def x(self, day: date) -> float:
        """Left of a day; days before the first stand at the edge."""
        days = max((day - self.first).days, 0)
        return self.place.left() + self.place.width() * days / max((self.last - self.first).days, 1)

    def point(self, day: date, count: int) -> QPointF:
        """Where a count of a day stands."""
        share = min(count / self.most, 1.0)
        return QPointF(self.x(day), self.place.bottom() - self.place.height() * share)


def _pace_words(progress: ProgressView) -> str:
    """The chart in words: where it began, where it stands, what is needed."""
    history, total = progress.total.history, progress.total
    if not history:
        return ""
    words = _(
        "Chart: day by day from {first} to {today}; registered {r_first} to {r_now} of {whole}, "
        "approved {a_first} to {a_now}; needed a day: {r_needed} registered, {a_needed} approved"
    )
    return words.format(
        first=short_day(history[0].day),
        today=short_day(history[-1].day),
        r_first=history[0].registered,
        r_now=history[-1].registered,
        whole=total.on_roster,
        a_first=history[0].approved,
        a_now=history[-1].approved,
        r_needed=_needed(total.registering),
        a_needed=_needed(total.approving),
    )


def _needed(found: object) -> str:
    count = getattr(found, "needed_per_day", None)
    return _("—") if count is None else f"{count:,}"

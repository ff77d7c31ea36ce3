"""One deadline: days left, the share that must be complete by then, and a rate beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QWidget

from dsurvey_desktop.domain.forecast import Forecast
from dsurvey_desktop.usecases.forecast_words import WEIGHT, long_forecast
from dsurvey_desktop.usecases.progress_views import NEAR_DAYS, Deadline
from ui.dates import short_day
from ui.start.deadline_words import deadline_words, met_words
from ui.start.figures import Figure
from ui.theme import Theme
from ui.widgets.parts import button, column, heading, label, row, shape
from ui.widgets.share_bar import ShareBar


class PaceLine(QWidget):
    """The forecast in a sentence, with its shape."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shapes = {kind: shape(theme, kind) for kind in ("done", "warning", "error")}
        self.words = label("", wraps=True)
        line = row(theme, *self._shapes.values(), gap=1)
        line.addWidget(self.words, 1)
        self.setLayout(line)
        self.hide()

    def show_forecast(self, found: Forecast | None) -> None:
        """Show a forecast, or nothing."""
        self.setVisible(found is not None)
        if found is not None:
            self.words.setText(str(long_forecast(found)))
            for name, picture in self._shapes.items():
                picture.setVisible(name == WEIGHT[found.standing])


class DeadlineCard(QFrame):
    """Signals: `wanted`, the `Destination` behind a figure; `link_chosen`, the line below."""

    wanted = Signal(object)
    link_chosen = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._figures: tuple[Figure, Figure] | None = None
        self._shapes = {kind: shape(theme, kind) for kind in ("warning", "error")}
        self.words = heading(theme, "")
        self._day = label("", "muted")
        self.main = ShareBar(theme, "")
        self.rate = ShareBar(theme, "")
        self.pace = PaceLine(theme)
        self.link = button("", self.link_chosen, "link")
        self.link.hide()
        top = row(theme, *self._shapes.values(), self.words, gap=1)
        top.addStretch(1)
        top.addWidget(self._day)
        lines = column(theme, self, gap=2, margin=3)
        lines.addLayout(top)
        lines.addWidget(self.main)
        lines.addWidget(self.rate)
        lines.addWidget(self.pace)
        lines.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addStretch(1)
        self.main.chosen.connect(self._want_main)
        self.main.rest_chosen.connect(self._want_main_rest)
        self.rate.chosen.connect(self._want_rate)
        self.rate.rest_chosen.connect(self._want_rate_rest)

    def show_deadline(self, deadline: Deadline, *, is_met: bool = False) -> None:
        """Say how many days are left, or how late it is; what is met alarms nobody."""
        kind = "" if is_met else urgency(deadline)
        for name, picture in self._shapes.items():
            picture.setVisible(name == kind)
        is_over = is_met and deadline.days_left < 0
        words = met_words(deadline.kind) if is_over else ""
        self.words.setText(words or deadline_words(deadline.kind, deadline.days_left))
        self._day.setText(short_day(deadline.day))

    def show_figures(self, main: Figure, rate: Figure) -> None:
        """Show the share due by the deadline and the rate beside it."""
        self._figures = (main, rate)
        main.show_in(self.main)
        rate.show_in(self.rate)

    def show_forecast(self, found: Forecast | None) -> None:
        """Say when it will be done at this pace; nothing where no pace is known."""
        self.pace.show_forecast(found)

    def show_link(self, words: str) -> None:
        """Offer a way on below the figures; none where there are no words."""
        self.link.setText(words)
        self.link.setVisible(bool(words))

    @Slot()
    def _want_main(self) -> None:
        if self._figures is not None:
            self.wanted.emit(self._figures[0].counted)

    @Slot()
    def _want_main_rest(self) -> None:
        if self._figures is not None:
            self.wanted.emit(self._figures[0].rest)

    @Slot()
    def _want_rate(self) -> None:
        if self._figures is not None:
            self.wanted.emit(self._figures[1].counted)

    @Slot()
    def _want_rate_rest(self) -> None:
        if self._figures is not None:
            self.wanted.emit(self._figures[1].rest)


def urgency(deadline: Deadline) -> str:
    """`error` once it has passed, `warning` when it is near, else empty."""
    if deadline.days_left < 0:
        return "error"
    return "warning" if deadline.days_left <= NEAR_DAYS else ""

"""The bottom line: office, user, campaign, and whether everything is saved."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.office_views import OfficeView
from ui.theme import Theme
from ui.widgets.parts import label, shape
from ui.worker import Worker

SETTLE_MS = 250
"""Work that is over before this does not flicker here."""


class StatusLine(QFrame):
    """Always there; a screen reader finds it as one sentence."""

    def __init__(self, theme: Theme, worker: Worker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self._office, self._rest = "", ""
        self._about = label("", "muted")
        self._about.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._state = label(_("Saved"), "muted")
        self._shape = shape(theme, "done")
        self.setProperty("look", "status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(self)
        line.setContentsMargins(theme.space(5), theme.space(1), theme.space(5), theme.space(1))
        line.setSpacing(theme.space(1))
        line.addWidget(self._about, 1)
        line.addWidget(self._shape)
        line.addWidget(self._state)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self._show_state)
        worker.busy_changed.connect(self._look_soon)

    def show_office(self, office: OfficeView) -> None:
        """Name the office, the user and the campaign."""
        campaign = _("Survey {year}").format(year=office.campaign.year)
        if office.campaign.practice_date is not None:
            campaign = _("{campaign} (practice)").format(campaign=campaign)
        self._office, self._rest = office.office.name, f" · {office.user.name} · {campaign}"
        self._fit()
        self._name()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """A long office name gives way in its middle, so that user and campaign stay."""
        metrics = self._about.fontMetrics()
        room = max(self._about.width() - metrics.horizontalAdvance(self._rest), 0)
        shown = metrics.elidedText(self._office, Qt.TextElideMode.ElideMiddle, room)
        self._about.setText(shown + self._rest)
        self._about.setToolTip(self._office if shown != self._office else "")

    @property
    def words(self) -> str:
        """The whole line, as read aloud."""
        return f"{self._office}{self._rest} · {self._state.text()}"

    @Slot(object)
    def _look_soon(self, is_busy: object) -> None:
        if is_busy:
            self._timer.start()
        else:
            self._timer.stop()
            self._show_state()

    @Slot()
    def _show_state(self) -> None:
        is_busy = self._worker.is_busy
        self._state.setText(_("Working …") if is_busy else _("Saved"))
        self._shape.setVisible(not is_busy)
        self._name()

    def _name(self) -> None:
        self.setAccessibleName(self.words)

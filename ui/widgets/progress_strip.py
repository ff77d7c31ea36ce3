"""How far long work is, with time left and a way to stop it."""

from __future__ import annotations

import time

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from dsurvey_desktop.domain.texts import _
from ui.theme import Theme
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.parts import button, label
from ui.worker import Job, ProgressNews


class ProgressStrip(QFrame):
    """Hidden until `watch(job)`; hides itself when the job has ended."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._started = 0.0
        self._what = ElidedLabel(theme)
        self._left = label("", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(_("Progress"))
        self.stop_button = button(_("Stop (&Q)"), self.stop)
        self.stop_button.setToolTip(_("Stop; nothing half-done stays behind"))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, theme.space(1), 0, theme.space(1))
        whole.setSpacing(theme.space(3))
        whole.addWidget(self._what)
        whole.addWidget(self._bar, 1)
        whole.addWidget(self._left)
        whole.addWidget(self.stop_button)
        self.hide()

    @property
    def words(self) -> str:
        """What is being done, as shown."""
        return self._what.whole

    def watch(self, job: Job, what: str) -> None:
        """Show `job` until it ends."""
        self._job = job
        self._started = time.monotonic()
        self._what.say(what)
        self._left.clear()
        self._bar.setRange(0, 0)
        self.stop_button.setEnabled(True)
        job.progressed.connect(self.show_news)
        job.ended.connect(self._finish)
        self.show()

    @Slot(object)
    def watch_later(self, job: Job) -> None:
        """Stay hidden until `job` has news: most of its kind are done at once."""
        self._job = job
        self._bar.setRange(0, 0)
        job.ended.connect(self._finish)

    @Slot(object)
    def show_step(self, news: ProgressNews) -> None:
        """News of steps of which some take much longer than others: the bar keeps moving."""
        if self._job is None:
            return
        if self.isHidden():
            self.stop_button.setEnabled(True)
            self.show()
        if self.stop_button.isEnabled():
            self._what.say(str(news.what))
        self._left.setText(f"{news.done:,}/{news.total:,}")

    @Slot(object)
    def show_news(self, news: ProgressNews) -> None:
        """Move the bar."""
        self._what.say(str(news.what))
        self._bar.setRange(0, max(news.total, 0))
        self._bar.setValue(news.done)
        self._left.setText(_time_left(time.monotonic() - self._started, news))

    @Slot()
    def stop(self) -> None:
        """Ask the job to stop; it ends at its next step."""
        if self._job is not None:
            self._what.say(_("Stopping …"))
            self.stop_button.setEnabled(False)
            self._job.cancel()

    @Slot(object)
    def _finish(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self.hide()


def _time_left(seconds_so_far: float, news: ProgressNews) -> str:
    """A share: what a job counts are parts of its steps, which mean nothing to a person."""
    if not news.total:
        return ""
    share = f"{news.done * 100 // news.total}%"
    if news.done <= 0 or seconds_so_far < 2:
        return share
    left_s = round(seconds_so_far * (news.total - news.done) / news.done)
    return _("{share}, about {seconds} s left").format(share=share, seconds=left_s)

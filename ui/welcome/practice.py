"""Opening the practice office, made from the built-in sample town at its first use."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import _
from ui.office_jobs import OpenOffice, turn_away
from ui.practice_office import open_practice
from ui.theme import Theme
from ui.welcome.screen import Screen
from ui.widgets.parts import button
from ui.widgets.progress_strip import ProgressStrip
from ui.worker import ProgressNews, Worker


class PracticeScreen(Screen):
    """Works by itself; one can stop it.

    Signals:
        opened: an `OpenOffice`.
        left: stopped, or it did not work and the person goes back.
    """

    opened = Signal(object)
    left = Signal()

    def __init__(
        self, theme: Theme, worker: Worker, folder: Path, parent: QWidget | None = None
    ) -> None:
        sentence = _("The people in it are invented. Nothing of it can be handed over.")
        super().__init__(theme, _("Sample town"), sentence, parent)
        self.strip = ProgressStrip(theme)
        self.back_button = button(_("&Back"), self.left)
        self.body.addWidget(self.strip)
        self.add_buttons(self.back_button)
        self.way_back = self.back_button
        self.back_button.hide()
        self.hold(True)
        worker.run(
            open_practice,
            folder,
            owner=self,
            on_done=self._see_opened,
            on_failed=self._see_failure,
            on_progress=self._see_progress,
            on_cancelled=self._see_cancelled,
            unwanted=turn_away,
            before_start=partial(self.strip.watch, what=_("The sample town is being made ready …")),
        )

    @Slot(object)
    def _see_opened(self, opened: OpenOffice) -> None:
        self.opened.emit(opened)

    @Slot(object)
    def _see_failure(self, error: AppError) -> None:
        self.hold(False)
        self.show_failure(error)
        self.back_button.show()
        self.back_button.setFocus()

    @Slot(object)
    def _see_progress(self, news: ProgressNews) -> None:
        """The strip watches the job itself; this asks the worker for progress."""

    @Slot()
    def _see_cancelled(self) -> None:
        self.left.emit()

"""The base of the screens where a password opens an office."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import N_, _
from ui.office_jobs import OpenOffice
from ui.theme import Theme
from ui.welcome.password_entry import PasswordEntry
from ui.welcome.screen import Screen
from ui.widgets.parts import button
from ui.widgets.progress_strip import ProgressStrip
from ui.worker import Worker


class OpeningScreen(Screen):
    """Tries a password; a wrong one is said below its field, all else above.

    A screen of this kind gives the words, adds its parts to the `body` and says in
    `open_office` what is tried.

    Attributes:
        TITLE, SENTENCE, PASSWORD, OPEN, BACK: its words; `{folder}` may stand in the sentence.
        held: what cannot be used while a password is tried, besides the main button.

    Signals:
        opened: an `OpenOffice`.
        left: the person goes elsewhere; nothing was changed.
    """

    TITLE = SENTENCE = PASSWORD = OPEN = ""
    BACK = N_("&Back")
    opened = Signal(object)
    left = Signal()

    def __init__(
        self, theme: Theme, worker: Worker, folder: Path, parent: QWidget | None = None
    ) -> None:
        sentence = _(self.SENTENCE).format(folder=folder)
        super().__init__(theme, _(self.TITLE), sentence, parent)
        self._worker = worker
        self._folder = folder
        self.entry = PasswordEntry(theme, _(self.PASSWORD))
        self.password, self.field = self.entry.edit, self.entry.field
        self.open_button = button(_(self.OPEN), self.entry.ask, "main")
        self.back_button = button(_(self.BACK), self.left)
        self.held: tuple[QWidget, ...] = (self.back_button,)
        self.entry.wanted.connect(self.open_office)
        self.entry.ready_changed.connect(self.open_button.setEnabled)

    @Slot()
    def open_office(self) -> None:
        """Try what was typed."""
        raise NotImplementedError

    def _try(
        self, job: Callable[..., OpenOffice], *args: object, strip: ProgressStrip | None = None
    ) -> None:
        """Run a job that opens an office; one that takes progress is shown in `strip`."""
        self.messages.clear()
        self._set_busy(True)
        self._worker.run(
            job,
            *args,
            owner=self,
            on_done=self._see_opened,
            on_failed=self._see_failure,
            on_progress=strip.show_step if strip is not None else None,
            on_cancelled=self._see_cancelled,
            before_start=strip.watch_later if strip is not None else None,
        )

    @Slot(object)
    def _see_opened(self, opened: OpenOffice) -> None:
        self.entry.clear()
        self.opened.emit(opened)

    @Slot(object)
    def _see_failure(self, error: AppError) -> None:
        self._set_busy(False)
        if not self.entry.take_failure(error):
            self.show_failure(error)

    @Slot()
    def _see_cancelled(self) -> None:
        """Bringing the data up to date was stopped; they are as before."""
        self._set_busy(False)

    def _set_busy(self, is_busy: bool) -> None:
        for widget in (self.open_button, *self.held):
            widget.setEnabled(not is_busy)
        self.entry.set_busy(is_busy)

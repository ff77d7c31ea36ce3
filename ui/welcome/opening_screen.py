"""The base of the screens where a password opens an office."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import N_, _
from ui.office_jobs import OpenOffice, turn_away
from ui.theme import Theme
from ui.welcome.password_entry import PasswordEntry
from ui.welcome.screen import Screen
from ui.widgets.parts import button
from ui.widgets.progress_strip import ProgressStrip
from ui.worker import ProgressNews, Worker


class OpeningScreen(Screen):
    """Tries a password; a wrong one is said below its field, all else above.

    A screen of this kind gives the words, adds its parts to the `body` and says in
    `open_office` what is tried.

    Attributes:
        TITLE, SENTENCE, PASSWORD, OPEN, BACK: its words; `{folder}` may stand in the sentence.
        held: what cannot be used while a password is tried, besides the main button.
        held_long: what cannot be used either once data of an older program are brought up to date.

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
        self.held_long: tuple[QWidget, ...] = ()
        self.strip = ProgressStrip(theme)
        self.entry.wanted.connect(self.open_office)
        self.entry.ready_changed.connect(self.open_button.setEnabled)

    @Slot()
    def open_office(self) -> None:
        """Try what was typed."""
        raise NotImplementedError

    def _try(self, job: Callable[..., OpenOffice], *args: object, is_long: bool = False) -> None:
        """Run a job that opens an office; one that may be long tells its progress."""
        self.messages.clear()
        self._set_busy(True)
        self._worker.run(
            job,
            *args,
            owner=self,
            on_done=self._see_opened,
            on_failed=self._see_failure,
            on_progress=self._see_step if is_long else None,
            on_cancelled=self._see_cancelled,
            before_start=self.strip.watch_later if is_long else None,
            unwanted=turn_away,
        )

    @Slot(object)
    def _see_step(self, news: ProgressNews) -> None:
        """It takes long: from here it is left by its stop only."""
        self.strip.show_step(news)
        self._set_held_long(True)

    @Slot(object)
    def _see_opened(self, opened: OpenOffice) -> None:
        self.entry.clear()
        self.opened.emit(opened)

    @Slot(object)
    def _see_failure(self, error: AppError) -> None:
        self._set_busy(False)
        if not self.entry.take_failure(error):
            self.show_failure(error)
            return
        self.scroll_to(self.open_button, self.entry)

    @Slot()
    def _see_cancelled(self) -> None:
        """Bringing the data up to date was stopped; they are as before."""
        self._set_busy(False)

    def _set_busy(self, is_busy: bool) -> None:
        for widget in (self.open_button, *self.held):
            widget.setEnabled(not is_busy)
        self.entry.set_busy(is_busy)
        if not is_busy:
            self._set_held_long(False)

    def _set_held_long(self, is_held: bool) -> None:
        for widget in self.held_long:
            widget.setEnabled(not is_held)
        self.hold(is_held)

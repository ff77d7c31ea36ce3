"""Looking at files before they are taken in."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.preview_submissions import preview_submissions
from dsurvey_desktop.usecases.preview_views import FilePreview
from ui.intake.outcome_words import preview_message
from ui.intake.sections import Sections
from ui.page import Page


class Previewing(QObject):
    """Looks through the page's worker.

    Signals:
        looked_at: the preview is shown.
        refused: `FileOutcome`s of files that can't be taken in, or wait for a person.
    """

    looked_at = Signal()
    refused = Signal(object)

    def __init__(self, page: Page, sections: Sections) -> None:
        super().__init__(page)
        self._page = page
        self._section = sections.preview
        self._others: tuple[FilePreview, ...] = ()

    def look(self, paths: tuple[Path, ...]) -> None:
        """Read files and say what taking them in would do."""
        self._others = ()
        self._look(paths)

    def look_again(self, path: Path) -> None:
        """Read a file whose questions were answered; what was looked at with it stays shown."""
        shown = self._section.previews
        self._others = tuple(one for one in shown if one.outcome.path != path)
        self._look((path,), is_answered=True)

    def _look(self, paths: tuple[Path, ...], *, is_answered: bool = False) -> None:
        self._page.messages.clear()
        job = partial(preview_submissions, accept_mapping=is_answered)
        desk = self._page.context.desk
        self._page.run(
            job,
            desk,
            paths,
            on_done=self._see,
            on_cancelled=self._see_cancelled,
            watched_as=_("Looking …"),
        )

    @Slot()
    def _see_cancelled(self) -> None:
        """What was looked at before stays shown."""
        self._page.messages.show_message("notice", _("Stopped. Nothing was changed."))

    @Slot(object)
    def _see(self, previews: tuple[FilePreview, ...]) -> None:
        self._section.show_previews((*self._others, *previews))
        outcomes = tuple(one.outcome for one in previews)
        message = preview_message(outcomes)
        self._page.messages.show_message(message.kind, message.words, message.advice)
        refused = tuple(one for one in outcomes if one.refusal is not None)
        if len(refused) < len(outcomes):
            self.looked_at.emit()
        if refused:
            self.refused.emit(refused)

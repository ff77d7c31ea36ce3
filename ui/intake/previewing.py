"""Looking at files before they are taken in."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.preview_submissions import preview_submissions
from dsurvey_desktop.usecases.preview_views import FilePreview
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

    def look(self, paths: tuple[Path, ...], *, is_answered: bool = False) -> None:
        """Read files and say what taking them in would do; `is_answered` asks nothing more."""
        self._page.messages.clear()
        desk, job = (
            self._page.context.desk,
            partial(preview_submissions, accept_mapping=is_answered),
        )
        self._page.run(job, desk, paths, on_done=self._see, watched_as=_("Looking …"))

    @Slot(object)
    def _see(self, previews: tuple[FilePreview, ...]) -> None:
        self._section.show_previews(previews)
        self._page.messages.show_message("notice", _("Looked at. Nothing was changed yet."))
        refused = tuple(one.outcome for one in previews if one.outcome.refusal is not None)
        if refused:
            self.refused.emit(refused)
        else:
            self.looked_at.emit()

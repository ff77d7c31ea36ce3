"""Adding and taking away the office's own reasons, as jobs of the settings page."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases import correction_reasons
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.reasons import REASONS
from ui.changes import Kind, changed
from ui.page import Page
from ui.settings_page.reasons_part import ReasonsPart


class ReasonDeeds(QObject):
    """Connects the part with its use cases; hidden for whoever is no administrator."""

    def __init__(self, page: Page, part: ReasonsPart, desk: Desk) -> None:
        super().__init__(page)
        self._page, self._part, self._desk = page, part, desk
        if Role.ADMINISTRATOR not in desk.user.roles:
            part.hide()
        part.add_wanted.connect(self.add)
        part.remove_wanted.connect(self.remove)

    @Slot()
    def read(self) -> None:
        """List the reasons again."""
        run, part = self._page.run, self._part
        run(correction_reasons.own_reasons, self._desk, on_done=part.show_reasons)

    @Slot(str)
    def add(self, reason: str) -> None:
        """Offer a reason."""
        self._page.run(correction_reasons.add_reason, self._desk, reason, on_done=self._see_reasons)

    @Slot(str)
    def remove(self, reason: str) -> None:
        """Offer a reason no longer."""
        self._page.run(
            correction_reasons.remove_reason, self._desk, reason, on_done=self._see_reasons
        )

    @Slot(object)
    def _see_reasons(self, reasons: tuple[str, ...]) -> None:
        self._part.show_added(reasons[len(REASONS) :])
        self._page.messages.show_message("done", _("The reasons are saved."))
        self._page.changed.emit(changed(Kind.OFFICE))

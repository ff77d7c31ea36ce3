"""Keeps why somebody has no entry, and goes on to the next person of the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import _
from ui.roster.absence_line import Absence
from ui.roster.missing_card import MissingCard
from ui.roster.roster_calls import RosterCalls

if TYPE_CHECKING:
    from ui.page import Page


class NotingAbsence(QObject):
    """Signals: `noted`, the certificate number of whose reason was kept or taken away (str)."""

    noted = Signal(str)

    def __init__(self, page: Page, calls: RosterCalls, missing: MissingCard) -> None:
        super().__init__(page)
        self._page, self._calls, self._missing = page, calls, missing
        self._number = ""
        missing.absence_given.connect(self._keep)

    @Slot(object)
    def _keep(self, said: Absence) -> None:
        self._number = said.certificate_no
        if said.reason is None:
            self._page.run(self._calls.clear, said.certificate_no, on_done=self._tell_cleared)
            return
        facts = (said.certificate_no, said.reason, said.proof, said.known_on)
        self._page.run(
            self._calls.note, *facts, on_done=self._tell_kept, on_failed=self._tell_refused
        )

    @Slot(object)
    def _tell_kept(self, _nothing: object) -> None:
        self._go_on(_("The reason is kept; the person still counts."))

    @Slot(object)
    def _tell_cleared(self, _nothing: object) -> None:
        self._go_on(_("The reason is taken away."))

    @Slot(object)
    def _tell_refused(self, error: AppError) -> None:
        """What is typed stays, and what is wrong has the focus."""
        self._page.show_failure(error)
        if error.code == "proof_missing":
            self._missing.absence.proof.setFocus()

    def _go_on(self, words: str) -> None:
        self._page.messages.show_message("done", words)
        self._missing.table.setFocus()
        self.noted.emit(self._number)

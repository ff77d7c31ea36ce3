"""Saying whose rows of last year's data are, and taking that back: jobs of the page."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from dsurvey_desktop.domain.ids import BatchId, RowId
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.intake_views import SetAsideRow
from dsurvey_desktop.usecases.last_year_views import LastYearSettled, UnmatchedRow
from ui.intake.set_aside_section import SetAsideSection
from ui.intake.settle_form import Settlement
from ui.last_year.last_year_calls import LastYearCalls
from ui.page import Page


class Settling(QObject):
    """The rows as the intake shows those set aside.

    Signals:
        changed: what is known of last year is something else now.
    """

    changed = Signal()

    def __init__(self, page: Page, calls: LastYearCalls, rows: SetAsideSection) -> None:
        super().__init__(page)
        self._page, self._calls, self._rows = page, calls, rows
        self._last: tuple[RowId, ...] = ()
        rows.settled.connect(self.settle)
        page.messages.acted.connect(self.take_back)
        page.messages.closed.connect(self._forget)

    def show_rows(self, rows: tuple[UnmatchedRow, ...]) -> None:
        """List rows that are nobody's."""
        self._rows.show_set_aside(tuple(map(_as_set_aside, rows)))

    @Slot(object)
    def settle(self, one: Settlement) -> None:
        """Say whose a row is."""
        pairs = [(one.row, one.certificate_no)]
        self._page.run(self._calls.settle, pairs, one.reason, on_done=self._tell_settled)

    @Slot()
    def accept(self) -> None:
        """Accept the proposal of the row that is chosen."""
        if self._rows.count:
            self._rows.accept()

    @Slot()
    def take_back(self) -> None:
        """Take back what was said last, while it is told."""
        if self._last:
            rows, self._last = self._last, ()
            self._page.messages.clear()
            self._page.run(self._calls.unsettle, rows, on_done=self._tell_taken_back)

    @Slot(object)
    def _tell_settled(self, settled: LastYearSettled) -> None:
        words = _("The row is matched. This holds with a later roster too.")
        self._page.messages.show_message("done", words, "", _("&Take it back"))
        self._last = settled.rows
        self.changed.emit()

    @Slot(object)
    def _tell_taken_back(self, _settled: LastYearSettled) -> None:
        self._page.messages.show_message("done", _("The row is nobody's again."))
        self.changed.emit()

    @Slot()
    def _forget(self) -> None:
        self._last = ()


def _as_set_aside(one: UnmatchedRow) -> SetAsideRow:
    return SetAsideRow(
        one.row_id,
        BatchId(one.import_id),
        one.file,
        one.sheet,
        one.row,
        one.reason,
        one.message,
        one.cells or (one.name, one.certificate_no),
        one.headers,
        one.proposal,
        one.candidates,
    )

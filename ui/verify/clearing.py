"""Blanking all that this person is not asked, after each answer was seen, with one reason."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot

from dsurvey_desktop.domain.origin import Origin
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.entry_views import EntryView, ItemView
from dsurvey_desktop.usecases.reasons import ORIGIN_REASONS
from ui.page import Page
from ui.verify.correction_calls import CorrectionCalls
from ui.verify.many_panel import ManyRow
from ui.verify.meanwhile import Meanwhile
from ui.verify.walking import Walking
from ui.verify.workbench import Workbench


class Clearing(QObject):
    """Shows first what would be blank; one correction does it, and U takes all of it back."""

    def __init__(
        self,
        page: Page,
        bench: Workbench,
        walking: Walking,
        calls: CorrectionCalls,
        meanwhile: Meanwhile,
    ) -> None:
        super().__init__(page)
        self._page, self._bench, self._walking = page, bench, walking
        self._calls, self._meanwhile = calls, meanwhile
        self._items: tuple[ItemView, ...] = ()
        bench.clearing.confirmed.connect(self.clear)
        bench.clearing.given_up.connect(self.give_up)

    @Slot()
    def begin(self) -> None:
        """Ask, or say that there is nothing to blank."""
        view = self._bench.view
        if view is None or not self._walking.may_leave():
            return
        self._items = view.not_asked
        if not self._items:
            words = _("Everything that is answered here is asked.")
            self._page.messages.show_message("notice", words)
            return
        title = _("{name}: blank {count} answers that are not asked of this person?")
        is_approved = bool(view.approved_by)
        rows = tuple(
            ManyRow(view.name, item.label, item.shown, "", "", is_approved and not place)
            for place, item in enumerate(self._items)
        )
        said = title.format(name=view.name, count=f"{len(rows):,}")
        reason = ORIGIN_REASONS[Origin.NOT_ASKED]
        self._bench.clearing.ask(said, rows, needs_reason=True, reason=reason)

    @Slot(str)
    def clear(self, reason: str) -> None:
        """Do what was shown."""
        view = self._bench.view
        self.give_up()
        if view is not None:
            names = [item.name for item in self._items]
            job = partial(self._calls.clear, view.id, reason, seen=view.seen, items=names)
            self._page.run(job, on_done=self._tell, on_failed=self._meanwhile.refuse)

    @Slot()
    def give_up(self) -> None:
        """Close the panel; the page's keys work."""
        self._bench.clearing.hide()
        self._bench.queue.table.setFocus()

    @Slot(object)
    def _tell(self, view: EntryView) -> None:
        words = _("{count} answers are blank now. U takes all of them back.")
        said = words.format(count=f"{len(self._items):,}")
        self._page.messages.show_message("done", said)
        if self._bench.view is not None and self._bench.view.id == view.id:
            self._bench.update_view(view)
        self._bench.written.emit((view.id,))

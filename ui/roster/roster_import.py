"""Taking a roster in, after a look at what it changes, and taking it back: jobs of the page."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import WaitingId
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.intake_waiting import MAPPING_UNCONFIRMED
from ui.changes import Kind, changed
from ui.roster.changes_card import ChangesCard
from ui.roster.import_card import ImportCard
from ui.roster.roster_calls import RosterCalls

if TYPE_CHECKING:
    from dsurvey_desktop.usecases.office_views import RosterImport
    from dsurvey_desktop.usecases.roster_views import RosterLine, RosterUndone
    from ui.page import Page


class RosterImporting(QObject):
    """A first roster is taken in at once; a later one is shown first.

    Signals:
        taken: the roster is another one now.
    """

    taken = Signal()

    def __init__(
        self, page: Page, calls: RosterCalls, intake: ImportCard, changes: ChangesCard
    ) -> None:
        super().__init__(page)
        self.has_roster = False
        self._page, self._calls = page, calls
        self._intake, self._changes = intake, changes
        self._source: Path | WaitingId | None = None
        self._asks_undo = False
        intake.file_chosen.connect(self.look_at)
        changes.confirmed.connect(self.take_in)
        changes.given_up.connect(page.messages.clear)
        page.messages.acted.connect(self._undo)
        page.messages.closed.connect(self._forget_undo)

    @Slot(object)
    def look_at(self, source: Path | WaitingId) -> None:
        """Show what a later roster changes: a file, or one that waits with the submissions."""
        is_file = isinstance(source, Path)
        if is_file and not self.has_roster:
            self.take_in(source)
            return
        self._page.messages.clear()
        self._changes.hide()
        self._source = source
        reading = _("Comparing with the roster …")
        self._page.run(
            self._calls.preview if is_file else self._calls.preview_waiting,
            source,
            on_done=self._show_preview,
            on_failed=self._see_refused,
            watched_as=reading,
        )

    @Slot(object)
    def take_in(self, source: Path | WaitingId) -> None:
        """Take a roster in."""
        self._page.messages.clear()
        reading = _("Reading …")
        is_file = isinstance(source, Path)
        self._page.run(
            self._calls.take_in if is_file else self._calls.take_in_waiting,
            source,
            on_done=self._show_import,
            on_failed=self._see_refused,
            watched_as=reading,
        )

    @Slot()
    def ask_undo(self) -> None:
        """Say what taking the newest roster back means, and ask."""
        self._page.run(self._calls.rosters, on_done=self._ask_undo)

    @Slot(object)
    def _see_refused(self, error: AppError) -> None:
        """A file that waits for its columns leads to where they are confirmed."""
        self._page.show_failure(error)
        if error.code == MAPPING_UNCONFIRMED:
            self._page.changed.emit(changed(Kind.INTAKE))
            self._page.navigate("intake", f"waiting:{error.context['waiting']}")

    @Slot(object)
    def _show_preview(self, found: RosterImport) -> None:
        if not found.before.on_roster and self._source is not None:  # nothing to compare with
            self.take_in(self._source)
            return
        self._intake.show_import(found)
        if not (found.differences or found.taken or found.pending):
            words = _("This roster says the same as the one here. There is nothing to take in.")
            self._page.messages.show_message("done", words)
        elif self._source is not None:
            words = _("Please look at what changes; nothing is taken in yet.")
            self._page.messages.show_message("notice", words)
            self._changes.show_preview(found, self._source)

    @Slot(object)
    def _show_import(self, found: RosterImport) -> None:
        self._intake.show_import(found)
        if found.differences:
            self._changes.show_done(found)
        words = _("The roster is taken in: {count} people in scope.")
        self._page.messages.show_message("done", words.format(count=f"{found.in_scope:,}"))
        self.taken.emit()

    @Slot(object)
    def _ask_undo(self, rosters: tuple[RosterLine, ...]) -> None:
        newest = next((one for one in rosters if one.can_be_undone), None)
        if newest is None:
            words = _("There is no roster that could be taken back.")
            self._page.messages.show_message("notice", words)
            return
        when = newest.imported_at.astimezone(OFFICE_ZONE).strftime("%m-%d %H:%M")
        words = _("Take back the roster “{file}” of {when}?").format(file=newest.file, when=when)
        advice = _("Everybody stands as before it; all entries are kept. A backup is made first.")
        self._page.messages.show_message("warning", words, advice, _("&Take it back"))
        self._page.messages.focus_action()
        self._asks_undo = True

    @Slot()
    def _undo(self) -> None:
        if self._asks_undo:
            self._page.messages.clear()
            words = _("Taking the roster back …")
            self._page.run(self._calls.undo, on_done=self._show_undone, watched_as=words)

    @Slot()
    def _forget_undo(self) -> None:
        self._asks_undo = False

    @Slot(object)
    def _show_undone(self, undone: RosterUndone) -> None:
        self._changes.hide()
        words = _("The roster is taken back. On the roster {roster}, missing {missing}.")
        after = undone.after
        shown = words.format(roster=f"{after.on_roster:,}", missing=f"{after.missing:,}")
        self._page.messages.show_message("done", shown)
        self.taken.emit()

"""The window of an open office: navigation, the page that is shown, the status line."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.office_views import OfficeView
from dsurvey_desktop.usecases.progress_views import ProgressView
from ui.changes import EVERYTHING, Changes, Destination, Kind
from ui.context import AppContext
from ui.kept_focus import KeptFocus
from ui.lazy import use_case
from ui.navigation import Navigation
from ui.office_jobs import OpenOffice
from ui.others_watch import OthersWatch
from ui.page import Page
from ui.page_registry import pages_of, parts_of
from ui.progress_feed import ProgressFeed
from ui.settings import Settings
from ui.status_line import StatusLine
from ui.theme import Theme
from ui.warm_up import WarmUp
from ui.widgets.parts import column
from ui.worker import Worker

BUILT_AHEAD = "verify"
ROOMY_STEPS = 220
"""A narrower window, in steps of 4 px, shows the navigation without words."""


class Frame(QWidget):
    """Builds each page when a person first goes there and tells it what others changed.

    Signals:
        page_shown: the `Page` that is now in front.
        progress_seen: the `ProgressView` that was read.
        look_changed: a page changed language, text size or look in the settings.
        server_wanted: a page leads to the server of this office.
    """

    page_shown = Signal(object)
    progress_seen = Signal(object)
    look_changed = Signal()
    server_wanted = Signal()

    def __init__(
        self, context: AppContext, office: OfficeView, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._progress: ProgressView | None = None
        self._missed: dict[str, Changes] = {}
        self._lost = ""
        self.pages: dict[str, Page] = {}
        self.places = pages_of(office.office)
        everywhere = (*self.places, *parts_of(office.office))
        self._place_by_id = {place.id: place for place in everywhere}
        self.navigation = Navigation(context.theme, self.places)
        self.status_line = StatusLine(context.theme, context.worker)
        self._stack = QStackedWidget()
        self._feed = ProgressFeed(context, self)
        self.others = OthersWatch(context, self)
        self.warm_up = WarmUp(context, [place.module for place in self.places], self)
        self._lay_out()
        self._kept_focus = KeptFocus(self)
        self.warm_up.done.connect(self._build_ahead)
        self.navigation.chosen.connect(self.go_to)
        self._feed.read.connect(self._see_progress)
        self._feed.failed.connect(self.show_failure)
        self.others.found.connect(self._spread_others)
        self.others.lost.connect(self._tell_lost)
        self.others.back.connect(self._tell_back)
        self.status_line.show_office(office)
        self._feed.refresh()

    @property
    def current_page(self) -> Page | None:
        """The page in front."""
        page = self._stack.currentWidget()
        return page if isinstance(page, Page) else None

    @property
    def current_place(self) -> str:
        """Its id; empty before the first is shown."""
        return next((one for one, page in self.pages.items() if page is self.current_page), "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the page the navigation's room where large text needs it."""
        super().resizeEvent(event)
        self.navigation.set_compact(self.width() < self._context.theme.space(ROOMY_STEPS))

    def take_files(self, paths: tuple[Path, ...]) -> None:
        """Take in files that were dropped anywhere on the window."""
        page = "intake" if "intake" in self._place_by_id else "received"
        self.go_to(Destination(page, paths))

    @Slot(object)
    def go_to(self, destination: Destination) -> None:
        """Show a page, and there what the destination asks for."""
        is_new = destination.page not in self.pages
        page = self._page(destination.page)
        if self.current_page is not None and self.current_page is not page:
            self.current_page.messages.leave()
        self._stack.setCurrentWidget(page)
        landed = QApplication.focusWidget()
        self._catch_up(destination.page, page)
        place = self._place_by_id[destination.page]
        self.navigation.show_page(place.under or place.id)
        self._context.settings.page = destination.page
        if destination.argument is not None:
            page.open(destination.argument)
        focus = QApplication.focusWidget()
        is_inside = focus is not None and page.isAncestorOf(focus)
        if not is_inside or (is_new and focus is landed):
            page.take_focus()
        self.page_shown.emit(page)

    @Slot(object)
    def show_failure(self, error: AppError) -> None:
        """Say what went wrong behind the page in front."""
        if self.current_page is not None:
            self.current_page.show_failure(error)

    def show_done(self, words: str) -> None:
        """Say what has just been done to the office."""
        if self.current_page is not None:
            self.current_page.messages.show_message("done", words)

    @Slot(object)
    def show_warning(self, error: AppError) -> None:
        """Say what somebody should know; nothing was refused for it, and no other is covered."""
        if self.current_page is not None:
            words, advice = str(error.message), str(error.advice)
            self.current_page.messages.show_besides("warning", words, advice)

    def show_last_page(self) -> None:
        """Go where the person was the last time."""
        page = self._context.settings.page
        self.go_to(Destination(page if page in self._place_by_id else self.places[0].id))

    @Slot(str)
    def show_reminder(self, words: str) -> None:
        """Say what is due where the person is; the start page says it anyway.

        It covers no message that stands there: trouble nobody has read yet, or what was just done.
        """
        page = self.current_page
        if page is None or page is self.pages.get("start"):
            return
        if not page.messages.kind:
            page.messages.show_passing("warning", words)

    @Slot()
    def refresh_progress(self) -> None:
        """Read the figures again: a new day may have come."""
        self._feed.refresh()

    @Slot()
    def refresh_all(self) -> None:
        """Read everything again (F5)."""
        self._spread(EVERYTHING, None)

    @Slot(object)
    def _spread_others(self, changes: Changes) -> None:
        """What others did at another seat, or in another window."""
        self._spread(changes, None)

    @Slot(object)
    def _tell_lost(self, error: AppError) -> None:
        self.show_failure(error)
        self._lost = str(error.message)

    @Slot()
    def _tell_back(self) -> None:
        for page in self.pages.values():
            if page.messages.words == self._lost:
                page.messages.clear()
        if self.current_page is not None:
            words = _("The office can be reached again. Nothing that was saved is lost.")
            self.current_page.messages.show_message("done", words)

    def _page(self, page_id: str) -> Page:
        if page_id not in self.pages:
            self.pages[page_id] = self._build(page_id)
        return self.pages[page_id]

    @Slot()
    def _build_ahead(self) -> None:
        """Build the page of each day's work while nobody waits, so that it opens at once."""
        if BUILT_AHEAD in self._place_by_id:
            self._page(BUILT_AHEAD)

    def _build(self, page_id: str) -> Page:
        page = self._place_by_id[page_id].build(self._context, self)
        self._stack.addWidget(page)
        page.go_to.connect(self.go_to)
        page.changed.connect(self._spread_from_sender)
        page.look_changed.connect(self.look_changed)
        page.server_wanted.connect(self.server_wanted)
        if self._progress is not None:
            self._tell(page_id, page, self._progress)
        page.refresh(EVERYTHING)
        return page

    @Slot(object)
    def _spread_from_sender(self, changes: Changes) -> None:
        self._spread(changes, self.sender())

    def _spread(self, changes: Changes, source: Any) -> None:
        for page_id, page in self.pages.items():
            if page is source:
                continue
            if page is self.current_page:
                page.refresh(changes)
            else:
                self._missed[page_id] = self._missed.get(page_id, changes).merged(changes)
        self._feed.refresh_soon()
        if changes.touches(Kind.OFFICE):
            show = partial(use_case("show_office"), self._context.desk)
            self._context.worker.run(show, owner=self, on_done=self._see_office)

    def _catch_up(self, page_id: str, page: Page) -> None:
        """A page that stood behind hears of everything it missed when it comes to the front."""
        missed = self._missed.pop(page_id, None)
        if missed is not None:
            page.refresh(missed)

    @Slot(object)
    def _see_office(self, office: OfficeView) -> None:
        self.status_line.show_office(office)

    @Slot(object)
    def _see_progress(self, progress: ProgressView) -> None:
        self._progress = progress
        self.navigation.show_counts(progress)
        for page_id, page in self.pages.items():
            self._tell(page_id, page, progress)
        self.progress_seen.emit(progress)

    def _tell(self, page_id: str, page: Page, progress: ProgressView) -> None:
        page.waiting_count = self._place_by_id[page_id].waiting(progress)
        page.see_progress(progress)

    def _lay_out(self) -> None:
        upper = QHBoxLayout()
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(0)
        upper.addWidget(self.navigation)
        upper.addWidget(self._stack, 1)
        whole = column(self._context.theme, self, gap=0)
        whole.addLayout(upper, 1)
        whole.addWidget(self.status_line)


def frame_of(opened: OpenOffice, worker: Worker, theme: Theme, settings: Settings) -> Frame:
    """The frame of an office that was just opened."""
    return Frame(AppContext(opened.desk, worker, theme, settings), opened.office)

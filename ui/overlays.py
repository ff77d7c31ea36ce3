"""What stands over the page until it is closed: help, keys, the search for anyone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from dsurvey_desktop.domain.office import OfficeLevel
from ui.changes import Destination
from ui.context import AppContext
from ui.lazy import Later

if TYPE_CHECKING:
    from ui.application import Application
    from ui.finder.finder import Finder
    from ui.frame import Frame
    from ui.help.help_view import HelpView
    from ui.key_overview import KeyOverview

_KEYS = Later("ui.key_overview", "KeyOverview")
_FINDER = Later("ui.finder.finder", "Finder")
_HELP = Later("ui.help.help_view", "HelpView")
_TOPIC = Later("ui.help.topics", "topic_of")
_TOPICS = Later("ui.help.topics", "topics_for")


class Overlays(QObject):
    """One at a time; none over the lock."""

    def __init__(self, application: Application) -> None:
        super().__init__(application)
        self._application = application

    @Slot()
    def show_help(self) -> None:
        """What the page explains in place, else the help on the page."""
        page = None if self._frame is None else self._frame.current_page
        if self._application.window.has_overlay or page is None or not page.show_help():
            self.show_page_help()

    @Slot()
    def show_page_help(self) -> None:
        """The help on the page in front; on setting up where no office is open."""
        if self._is_free:
            topics = _TOPICS(is_district=self._is_district)
            place = "" if self._frame is None else self._frame.current_place
            shown = _TOPIC(place, is_district=self._is_district)
            view: HelpView = _HELP(self._application.theme, topics, shown)
            view.closed.connect(self._application.window.close_overlay)
            view.keys_wanted.connect(self._show_keys_instead)
            self._application.window.show_overlay(view)

    @Slot()
    def show_keys(self) -> None:
        """The key overview."""
        menu = self._application.menu
        if menu is not None and self._is_free:
            overview: KeyOverview = _KEYS(self._application.theme, menu.menus, menu.page_words)
            overview.closed.connect(self._application.window.close_overlay)
            self._application.window.show_overlay(overview)

    @Slot()
    def find_person(self) -> None:
        """The search for anyone, until somebody is chosen."""
        frame, opened = self._frame, self._application.opened
        if opened is not None and frame is not None and self._is_free:
            application = self._application
            context = AppContext(
                opened.desk, application.worker, application.theme, application.settings
            )
            finder: Finder = _FINDER(context)
            finder.closed.connect(application.window.close_overlay)
            finder.chosen.connect(self._go_to_found)
            frame.page_shown.connect(finder.close_finder)
            application.window.show_overlay(finder)

    @property
    def _frame(self) -> Frame | None:
        return self._application.frame

    @property
    def _is_free(self) -> bool:
        """Nothing stands over the page yet."""
        return not self._application.window.has_overlay and not self._application.locking.is_locked

    @property
    def _is_district(self) -> bool:
        opened = self._application.opened
        return opened is not None and opened.office.office.level is OfficeLevel.DISTRICT

    @Slot()
    def _show_keys_instead(self) -> None:
        self._application.window.close_overlay()
        self.show_keys()

    @Slot(object)
    def _go_to_found(self, destination: Destination) -> None:
        self._application.window.close_overlay()
        if self._frame is not None:
            self._frame.go_to(destination)

"""The base of every page: header, message in place, progress, body, and jobs that report here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, Qt
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.progress_views import ProgressView
from ui.changes import Changes, Destination
from ui.context import AppContext
from ui.first_stop import first_stop
from ui.page_header import PageHeader
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import column
from ui.widgets.progress_strip import ProgressStrip
from ui.worker import Job, ProgressNews


class Page(QWidget):
    """A page stands in the window once a person first goes there.

    Attributes:
        title: as in the navigation.
        header, messages, strip, body: its parts from top to bottom.
        waiting_count: how many things wait here, as the navigation shows it.

    Signals:
        go_to: a `Destination`.
        changed: `Changes` this page made; the window tells all other pages.
        look_changed: this page changed language, text size or look in the settings.
        server_wanted: the person wants to tell this seat of another server.
    """

    go_to = Signal(object)
    changed = Signal(object)
    look_changed = Signal()
    server_wanted = Signal()

    def __init__(self, context: AppContext, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.theme = context.theme
        self.title = title
        self.waiting_count = 0
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        self.header = PageHeader(self.theme, title)
        self.messages = MessageBar(self.theme)
        self.strip = ProgressStrip(self.theme)
        self.body = column(self.theme, gap=3)
        whole = column(self.theme, self, gap=3)
        edge = self.theme.space(5)
        whole.setContentsMargins(edge, self.theme.space(3), edge, self.theme.space(3))
        for widget in (self.header, self.messages, self.strip):
            whole.addWidget(widget)
        whole.addLayout(self.body, 1)

    @Slot(object)
    def refresh(self, changes: Changes) -> None:
        """Read again what `changes` touch; called at first show and after every deed."""

    @Slot(object)
    def see_progress(self, progress: ProgressView) -> None:
        """The office's figures were read again, for pages that show some of them."""

    def open(self, argument: Any) -> None:
        """Show what `Destination.argument` asks for."""

    def add_page_action(
        self, words: str, keys: str, slot: Callable[..., object], *, tip: str = ""
    ) -> QAction:
        """An action of this page: in the menu, in the key overview, and by its keys.

        Args:
            words: with a mnemonic (`&`).
            keys: as in `Ctrl+P` or `A`; empty for none.
            slot: a bound `@Slot`.
            tip: what it does, for the tool tip; the words alone when empty.
        """
        action = QAction(words, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.setToolTip(tip or words.replace("&", ""))
        action.triggered.connect(slot)
        self.addAction(action)
        return action

    def take_focus(self) -> None:
        """Let the page's keys work at once, from a control in sight; pages with a list go there."""
        focus = self.window().focusWidget()
        is_in_body = focus is not None and self.isAncestorOf(focus) and focus.isVisible()
        if not is_in_body or self.header.isAncestorOf(focus):
            (first_stop(self) or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_help(self) -> bool:
        """Explain in place what the person is at (F1); False where the keys are shown instead."""
        return False

    def focus_search(self) -> None:
        """Go to the search field, where there is one."""
        if not self.header.search.isHidden():
            self.header.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.header.search.selectAll()

    def run(
        self,
        function: Callable[..., Any],
        *args: Any,
        on_done: Callable[[Any], None] | None = None,
        on_failed: Callable[[AppError], None] | None = None,
        on_cancelled: Callable[[], None] | None = None,
        watched_as: str = "",
    ) -> Job:
        """Call a use case in the worker; trouble is shown in the message bar unless `on_failed`.

        Args:
            function: the use case; with `watched_as` it is given `progress=`.
            args: its positional arguments.
            on_done: bound slot for the result.
            on_failed: bound slot for an `AppError`.
            on_cancelled: bound slot for a stop, where something was done before it.
            watched_as: what the progress strip says until the first news; empty shows no strip.
        """
        return self.context.worker.run(
            function,
            *args,
            owner=self,
            on_done=on_done,
            on_failed=on_failed or self.show_failure,
            on_progress=self._see_progress if watched_as else None,
            on_cancelled=on_cancelled or self.see_cancelled,
            before_start=partial(self.strip.watch, what=watched_as) if watched_as else None,
        )

    def navigate(self, page: str, argument: Any = None) -> None:
        """Ask the window to go to a page."""
        self.go_to.emit(Destination(page, argument))

    @Slot(object)
    def show_failure(self, error: AppError) -> None:
        """Show expected trouble in the message bar."""
        self.messages.show_error(error)

    @Slot(object)
    def _see_progress(self, news: ProgressNews) -> None:
        """The strip watches the job itself; this asks the worker for progress."""

    @Slot()
    def see_cancelled(self) -> None:
        """Say that the job was stopped."""
        self.messages.show_message("notice", _("Stopped. Nothing was changed."))

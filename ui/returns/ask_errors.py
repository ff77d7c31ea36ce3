"""Asking a community, or all, about every error nobody asked about: how many first, one press."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QWidget

from dsurvey_desktop.domain.office import Community
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.query_views import ErrorsToAsk
from ui.page import Page
from ui.returns.returns_calls import ReturnsCalls
from ui.widgets.community_combo import CommunityCombo
from ui.widgets.question_panel import QuestionPanel


class AskErrors(QObject):
    """Attributes: `panel`, which holds the list of communities and the question.

    Signals:
        asked: how many queries were opened (int as object).
    """

    asked = Signal(object)

    def __init__(self, page: Page, calls: ReturnsCalls) -> None:
        super().__init__(page)
        self._page, self._calls = page, calls
        self.panel = QuestionPanel(page.theme, "", _("Ask nothing (Esc)"), "muted")
        self.community = CommunityCombo()
        self.community.activated.connect(self._count)
        layout = self.panel.layout()
        assert isinstance(layout, QBoxLayout)
        layout.insertWidget(1, self.community, 0, Qt.AlignmentFlag.AlignLeft)
        QWidget.setTabOrder(self.community, self.panel.confirm_button)
        QWidget.setTabOrder(self.panel.confirm_button, self.panel.leave_button)
        self.panel.confirmed.connect(self.ask)

    @Slot()
    def begin(self) -> None:
        """Read the communities, then say how many errors there are to ask about."""
        self._page.run(self._calls.communities, on_done=self._offer)

    @Slot()
    def ask(self) -> None:
        """Ask what the panel said."""
        self.panel.hide()
        self._page.take_focus()
        self._page.run(partial(self._calls.ask_errors, self.community.code), on_done=self._tell)

    @Slot(object)
    def _offer(self, communities: tuple[Community, ...]) -> None:
        self.community.show_communities(communities)
        self._count()

    @Slot()
    def _count(self) -> None:
        self._page.run(self._calls.errors, self.community.code, on_done=self._show)

    @Slot(object)
    def _show(self, found: ErrorsToAsk) -> None:
        is_choosing = self.community.hasFocus()
        where = self.community.currentText()
        if found.errors:
            words = _("{where}: ask about {errors} errors of {entries} entries?")
            account = _(
                "Each error becomes a query; the entry is in query until it is closed. They go out"
                " with the next return sheets; until then each can be withdrawn here."
            )
        else:
            words = _("{where}: every error is being asked about already, or there is none.")
            account = ""
        said = words.format(where=where, errors=f"{found.errors:,}", entries=f"{found.entries:,}")
        confirm = self.panel.confirm_button
        confirm.setText(_("Ask about {count} errors").format(count=f"{found.errors:,}"))
        confirm.setVisible(bool(found.errors))
        self.panel.show_question(said, account)
        if is_choosing or not found.errors:
            (self.community if is_choosing else self.panel.leave_button).setFocus()

    @Slot(object)
    def _tell(self, queries: tuple[int, ...]) -> None:
        words = _("{count} errors are asked about. They go out with the next return sheets.")
        self._page.messages.show_message("done", words.format(count=f"{len(queries):,}"))
        self.asked.emit(len(queries))

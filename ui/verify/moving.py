"""Moving the entry that is shown to the campaign's form edition."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Slot

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.form_views import EditionMove
from dsurvey_desktop.usecases.move_choice import MoveChoice
from ui.lazy import use_case
from ui.page import Page
from ui.verify.walking import Walking
from ui.verify.workbench import Workbench

CAMPAIGNS = "individual"
"""The campaign's edition of the form, whichever it is."""


@dataclass(frozen=True, slots=True)
class MoveCalls:
    """What moving asks of the core: an edition and which entries."""

    preview: Callable[..., EditionMove]
    move: Callable[..., EditionMove]


def move_calls(desk: Desk) -> MoveCalls:
    """The use cases for this desk, imported in the worker when first called."""
    return MoveCalls(
        partial(use_case("move_entries", "preview_move"), desk),
        partial(use_case("move_entries"), desk),
    )


class Moving(QObject):
    """Shows first what would change."""

    def __init__(self, page: Page, bench: Workbench, walking: Walking, calls: MoveCalls) -> None:
        super().__init__(page)
        self._page, self._bench, self._walking, self._calls = page, bench, walking, calls
        self._choice: MoveChoice | None = None
        bench.moving.confirmed.connect(self.move)

    @Slot()
    def begin(self) -> None:
        """Ask, or say that there is nothing to move."""
        view = self._bench.view
        if view is None or not self._walking.may_leave():
            return
        if view.is_current_edition:
            words = _("This entry is on this year's form edition already.")
            self._page.messages.show_message("notice", words)
            return
        self._choice = MoveChoice(frozenset((view.id,)))
        self._page.run(self._calls.preview, CAMPAIGNS, self._choice, on_done=self._ask)

    @Slot()
    def move(self) -> None:
        """Do what the panel said."""
        self._bench.moving.hide()
        if self._choice is not None:
            self._page.run(self._calls.move, CAMPAIGNS, self._choice, on_done=self._tell)

    @Slot(object)
    def _ask(self, move: EditionMove) -> None:
        view = self._bench.view
        if view is None or self._choice is None or view.id not in self._choice.entries:
            return
        if move.staying:
            words = _("The district has accepted this entry; it stays on its form edition.")
            self._page.messages.show_message("notice", words)
        else:
            self._bench.moving.ask(view.name, move)

    @Slot(object)
    def _tell(self, _move: EditionMove) -> None:
        entries = () if self._choice is None else tuple(self._choice.entries)
        words = _("The entry is on this year's form edition now; nothing was lost.")
        self._page.messages.show_message("done", words)
        self._bench.written.emit(entries)
        self._walking.read_again()

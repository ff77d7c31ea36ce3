"""What is proposed for the answer one is looking at, each with where it comes from."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.entry_views import ProposalView
from dsurvey_desktop.usecases.reasons import ORIGIN_REASONS
from ui.theme import Theme
from ui.verify.hidden_numbers import HIDDEN_ITEMS, shown_number
from ui.widgets.parts import button, clear, column, label


class ProposalList(QWidget):
    """Hidden where nothing is proposed; T takes the first.

    Attributes:
        buttons: one for each proposal, the best first.

    Signals:
        taken: the `ProposalView` the person wants.
    """

    taken = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._proposals: tuple[ProposalView, ...] = ()
        self._is_open = False
        self.buttons: list[QPushButton] = []
        self._lines = column(theme, self, gap=1)
        self.hide()

    @property
    def needs_numbers(self) -> bool:
        """Something is proposed, but a number that is masked can't be corrected."""
        return bool(self._proposals) and not self._is_open

    def show_proposals(self, proposals: tuple[ProposalView, ...], *, is_revealed: bool) -> None:
        """Show these; masked numbers are taken only once they are shown."""
        clear(self._lines)
        self._proposals, self.buttons = proposals, []
        self._is_open = is_revealed or not any(one.item in HIDDEN_ITEMS for one in proposals)
        if proposals:
            self._lines.addWidget(label(_("Proposed"), "muted"))
        for one in proposals:
            self._add(one, is_revealed=is_revealed)
        self.setVisible(bool(proposals))

    def take_first(self) -> bool:
        """Take the best; False where there is none, or it is masked."""
        if not self._proposals or not self._is_open:
            return False
        self.taken.emit(self._proposals[0])
        return True

    def _add(self, one: ProposalView, *, is_revealed: bool) -> None:
        value = shown_number(one.item, one.shown, is_revealed=is_revealed) or _("(blank)")
        words = _("Take it (T)") if not self.buttons else _("Take it")
        made = button(words, self._take)
        made.setEnabled(self._is_open)
        made.setAccessibleName(f"{words}: {value}, {_(ORIGIN_REASONS[one.origin])}")
        self.buttons.append(made)
        self._lines.addWidget(label(value, wraps=True))
        self._lines.addWidget(label(_(ORIGIN_REASONS[one.origin]), "muted", wraps=True))
        self._lines.addWidget(made)

    @Slot()
    def _take(self) -> None:
        sender = self.sender()
        place = next((i for i, made in enumerate(self.buttons) if made is sender), None)
        if place is not None:
            self.taken.emit(self._proposals[place])

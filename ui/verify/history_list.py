"""Every correction of an entry: old, new, who, when and why."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QPushButton, QWidget

from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import labelled
from dsurvey_desktop.usecases.entry_views import CorrectionView
from dsurvey_desktop.usecases.reasons import reason_words
from ui.theme import Theme
from ui.verify.hidden_numbers import shown_number
from ui.widgets.parts import button, clear, column, label

FIRST_SHOWN = 5
"""The newest; the others, which are seldom asked for, cost time at every key."""


class HistoryList(QWidget):
    """Corrections of the field one is at first, those of other fields below."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = column(theme, self, gap=1)
        self._lines.setContentsMargins(0, theme.space(2), 0, 0)
        self._is_revealed = False
        self._rest: list[CorrectionView] = []
        self._more: QPushButton | None = None

    def show_corrections(
        self, corrections: tuple[CorrectionView, ...], item: str, *, is_revealed: bool
    ) -> None:
        """Show the history with `item` in front."""
        clear(self._lines)
        title = _("Corrections: {count}").format(count=len(corrections))
        self._lines.addWidget(label(title if corrections else _("No corrections yet"), "muted"))
        own_first = sorted(corrections, key=lambda one: one.item != item)
        self._is_revealed, self._rest = is_revealed, own_first[FIRST_SHOWN:]
        for correction in own_first[:FIRST_SHOWN]:
            self._add(correction)
        if self._rest:
            words = _("{count} earlier ones").format(count=len(self._rest))
            self._more = button(words, self.show_rest, "link")
            self._lines.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)

    @Slot()
    def show_rest(self) -> None:
        """List the others too."""
        if self._more is not None:
            self._more.hide()
        rest, self._rest = self._rest, []
        for correction in rest:
            self._add(correction)

    def _add(self, done: CorrectionView) -> None:
        old, new = (
            shown_number(done.item, value, is_revealed=self._is_revealed) or _("(blank)")
            for value in (done.old, done.new)
        )
        when = done.corrected_at.astimezone(OFFICE_ZONE).strftime("%m-%d %H:%M")
        change = labelled(done.item_label, f"{old} → {new}")
        by = " · ".join(
            part for part in (reason_words(done.reason), done.corrected_by, when) if part
        )
        self._lines.addWidget(label(change, wraps=True))
        self._lines.addWidget(label(by, "muted", wraps=True))

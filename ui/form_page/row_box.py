"""The questions of one row of a repeat, with a button that takes the row away."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import labelled
from dsurvey_desktop.usecases.trial_views import TrialSection
from ui.theme import Theme
from ui.verify.section_box import SectionBox
from ui.widgets.parts import button


class RowBox(SectionBox):
    """Signals: removed: the row (`member[2]`) to take away."""

    removed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, asks_reason=False)
        self._row = ""
        self.remove_button = button(_("Take this one away"), self._remove, "link")
        self.remove_button.hide()
        self.top.insertStretch(2, 1)
        self.top.addWidget(self.remove_button)

    def show_block(self, block: TrialSection, *, is_open: bool) -> None:
        """Show the answers as they are; what is being typed stays."""
        self._row = block.row
        self.remove_button.setVisible(block.can_go)
        name = labelled(self.remove_button.text(), block.section.label)
        self.remove_button.setAccessibleName(name)
        self.setContentsMargins(block.depth * self._theme.space(6), 0, 0, 0)
        self.update_section(block.section, is_open=is_open, is_revealed=True)

    def forget_typed(self) -> None:
        """Let go of what is typed in the fields: they stand for another row now."""
        for field in self.fields.values():
            field.let_go()

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self._row)

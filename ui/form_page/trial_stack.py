"""All blocks of a form that is tried, one below the other: sections, repeats and their rows."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.usecases.trial_views import TrialRepeat, TrialSection
from ui.form_page.repeat_bar import RepeatBar
from ui.form_page.row_box import RowBox
from ui.theme import Theme
from ui.verify.form_field import Correction, FormField
from ui.widgets.parts import column

Block = TrialSection | TrialRepeat
MOST_AT_ONCE = 120
"""Fields of sections that are unfolded by themselves: making one takes 2 ms."""


class TrialStack(QWidget):
    """Widgets stay with the place of the form they show, so that the focus and typing do.

    Signals:
        save_wanted: a `Correction`; its item is a place such as `member[2]/m_name`.
        row_wanted: the repeat that gets a row (str).
        row_unwanted: the row that goes (str).
        grown: fields were made that Tab does not know yet.
    """

    save_wanted = Signal(object)
    row_wanted = Signal(str)
    row_unwanted = Signal(str)
    grown = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._boxes: dict[str, RowBox] = {}
        self.bars: dict[str, RepeatBar] = {}
        self._is_narrow = False
        self._column = column(theme, self, gap=1)

    @property
    def fields(self) -> list[FormField]:
        """Every field that was made so far."""
        return [field for box in self._boxes.values() for field in box.fields.values()]

    @property
    def boxes(self) -> dict[str, RowBox]:
        """The sections by key."""
        return self._boxes

    def show_blocks(self, blocks: tuple[Block, ...]) -> None:
        """Show the form as it is now; folds and what is being typed stay."""
        self._drop({block.key for block in blocks})
        is_moved = False
        for place, block in enumerate(blocks):
            widget = self._repeat(block) if isinstance(block, TrialRepeat) else self._box(block)
            if self._column.indexOf(widget) != place:
                self._column.removeWidget(widget)
                self._column.insertWidget(place, widget)
                is_moved = True
        if is_moved:
            self.grown.emit()

    def forget_typed(self) -> None:
        """The fields stand for other answers now."""
        for box in self._boxes.values():
            box.forget_typed()

    def open_item(self, name: str) -> FormField | None:
        """The field at a place, unfolded; None when the form has none there."""
        fields = (box.open_item(name) for box in self._boxes.values())
        return next((field for field in fields if field is not None), None)

    def set_narrow(self, is_narrow: bool) -> None:
        """Labels above the editors instead of beside them."""
        self._is_narrow = is_narrow
        for box in self._boxes.values():
            box.set_narrow(is_narrow)

    def _drop(self, kept: set[str]) -> None:
        for shown in (self._boxes, self.bars):
            for key in [key for key in shown if key not in kept]:
                gone = shown.pop(key)
                self._column.removeWidget(gone)
                gone.hide()
                gone.deleteLater()

    def _repeat(self, block: TrialRepeat) -> RepeatBar:
        bar = self.bars.get(block.key)
        if bar is None:
            bar = self.bars[block.key] = RepeatBar(self._theme, self)
            bar.added.connect(self.row_wanted)
            bar.setContentsMargins(block.depth * self._theme.space(6), 0, 0, 0)
        bar.show_repeat(block)
        bar.show()
        return bar

    def _box(self, block: TrialSection) -> RowBox:
        box = self._boxes.get(block.key)
        is_open = self._has_room(block) if box is None else box.is_open
        if box is None:
            box = self._boxes[block.key] = RowBox(self._theme, self)
            box.set_narrow(self._is_narrow)
            box.field_made.connect(self._greet_field)
            box.removed.connect(self.row_unwanted)
        box.show_block(block, is_open=is_open)
        box.show()
        return box

    def _has_room(self, block: TrialSection) -> bool:
        """Of a long form the first sections are unfolded, the others when they are wanted."""
        asked = sum(item.is_asked for item in block.section.items)
        return not self._boxes or len(self.fields) + asked <= MOST_AT_ONCE

    @Slot(object)
    def _greet_field(self, field: FormField) -> None:
        field.save_wanted.connect(self._pass_on)
        self.grown.emit()

    @Slot(object)
    def _pass_on(self, correction: Correction) -> None:
        self.save_wanted.emit(correction)

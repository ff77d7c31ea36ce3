"""A line to type an answer into: text, days, times, places and whole numbers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.domain.texts import Text, _
from dsurvey_desktop.usecases.entry_views import ChoiceView, ItemView
from ui.verify.editors.answer_editor import AnswerEditor
from ui.verify.editors.answer_text import read_answer, typed_as

WIDTH_CHARS = {"date": 14, "integer": 8, "time": 14}
_POINT = "30.0371 121.1543"
_EXAMPLES = {
    "time": "08:30",
    "datetime": "2025-10-08 08:30",
    "geopoint": _POINT,
    "geotrace": f"{_POINT}; 30.0375 121.1549",
    "geoshape": f"{_POINT}; 30.0375 121.1549; {_POINT}",
}
"""How answers are written that nobody writes otherwise: latitude first, as ODK has it."""


class TextEditor(AnswerEditor):
    """A line edit that says at once when what was typed is no date or number."""

    def __init__(self, item: ItemView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = item.kind
        self._is_masked = self._is_locked = False
        self.line = QLineEdit(self)
        self.line.textEdited.connect(self._edit)
        if item.kind == "date":
            self.line.setPlaceholderText(_("year-month-day"))
        elif item.kind in _EXAMPLES:
            example = _("for example {example}").format(example=_EXAMPLES[item.kind])
            self.line.setPlaceholderText(example)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.line, 0 if item.kind in WIDTH_CHARS else 1)
        self._limit_width()
        self.setFocusProxy(self.line)

    def show_item(self, item: ItemView) -> None:
        """Show the answer as it would be typed."""
        self.line.setText(typed_as(item.value))
        self.line.setCursorPosition(0)
        if item.kind == "rank":
            self._offer_order(item.choices)
        self._mark_wrong()

    def show_masked(self, masked: str) -> None:
        """Show a number with its middle hidden; it is not edited before it is revealed."""
        self._is_masked = bool(masked)
        self._allow_typing()
        if masked:
            self.line.setText(masked)
            self.line.setCursorPosition(0)

    def lock(self, is_locked: bool) -> None:
        """The line is read, marked and copied from, not typed into."""
        self._is_locked = is_locked
        self._allow_typing()

    def value(self) -> Value | None:
        """The answer typed; None when blank or not readable."""
        return read_answer(self._kind, self.line.text())[0]

    def problem(self) -> Text | None:
        """Why what was typed is no answer."""
        return read_answer(self._kind, self.line.text())[1]

    def put(self, value: Value | None) -> None:
        """Type `value`."""
        if self.line.isReadOnly():
            return
        self.line.setText(typed_as(value))
        self._edit()

    def set_name(self, name: str) -> None:
        """The line carries the name, as it has the focus."""
        self.line.setAccessibleName(name)

    def _offer_order(self, choices: Sequence[ChoiceView]) -> None:
        """Say which codes are put into an order."""
        words = _("Codes in their order, with blanks between: {choices}")
        offered = ", ".join(f"{one.code} {one.label}" for one in choices)
        self.line.setPlaceholderText(words.format(choices=offered))
        self.line.setToolTip(words.format(choices=offered))

    def _allow_typing(self) -> None:
        self.line.setReadOnly(self._is_masked or self._is_locked)

    def _limit_width(self) -> None:
        chars = WIDTH_CHARS.get(self._kind)
        if chars:
            self.line.setFixedWidth(self.line.fontMetrics().horizontalAdvance("0" * (chars + 3)))
            layout = self.layout()
            if isinstance(layout, QHBoxLayout):
                layout.addStretch(1)

    @Slot()
    def _edit(self) -> None:
        self._mark_wrong()
        self.edited.emit()

    def _mark_wrong(self) -> None:
        is_wrong = "true" if self.problem() else "false"
        if self.line.property("wrong") != is_wrong:
            self.line.setProperty("wrong", is_wrong)
            self.line.style().polish(self.line)

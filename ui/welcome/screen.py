"""The base of the screens before an office is open: a calm column in the middle."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from dsurvey_desktop.domain.errors import AppError
from ui.theme import Theme
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import column, label, row, title

WIDTH = 130
"""Of the column at most, in steps of 4 px."""
FIRST = 1_000
"""The column's share: what it does not take is left beside it."""


class Screen(QScrollArea):
    """Title, a sentence below it, a message in place, and the `body`.

    Attributes:
        is_held: True while work goes on that only its own stop ends: no key and no menu may take
            the screen away.
        way_back: the button that Escape presses; none where a form is filled in that a slip of
            the finger would empty.

    Signals:
        held_changed: `is_held` as object.
    """

    held_changed = Signal(object)

    def __init__(
        self, theme: Theme, words: str, sentence: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.is_held = False
        self.way_back: QAbstractButton | None = None
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(words)
        self.title_label = title(theme, words)
        self.sentence = label(sentence, "muted", wraps=True)
        self.messages = MessageBar(theme)
        self.body: QVBoxLayout = column(theme, gap=3)
        self._lay_out()
        self.sentence.setVisible(bool(sentence))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back, where there is a way back."""
        back = self.way_back
        if event.key() == Qt.Key.Key_Escape and back is not None and back.isVisible():
            back.click()
        else:
            super().keyPressEvent(event)

    @Slot(object)
    def show_failure(self, error: AppError) -> None:
        """Show expected trouble in the message bar, and scroll to it."""
        self.messages.show_error(error)
        self.verticalScrollBar().setValue(0)

    def scroll_to(self, *widgets: QWidget) -> None:
        """Bring widgets into sight, the last one surely, after what was just shown has its room."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        for widget in widgets:
            self.ensureWidgetVisible(widget)

    def hold(self, is_held: bool) -> None:
        """Begin or end work that keeps the person here."""
        if is_held != self.is_held:
            self.is_held = is_held
            self.held_changed.emit(is_held)

    def add_buttons(self, *buttons: QWidget, last: QWidget | None = None) -> None:
        """End the `body` with a line of buttons; `last` stands at its far end."""
        line = row(self.theme, *buttons)
        line.addStretch(1)
        if last is not None:
            line.addWidget(last)
        self.body.addLayout(line)

    def _lay_out(self) -> None:
        middle = QFrame()
        middle.setMaximumWidth(self.theme.space(WIDTH))
        lines = column(self.theme, middle, gap=3, margin=4)
        for widget in (self.title_label, self.sentence, self.messages):
            lines.addWidget(widget)
        lines.addLayout(self.body)
        ground = QWidget()
        ground.setProperty("look", "page")
        ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        beside = QHBoxLayout()  # not an alignment: lines would be counted by the window's width
        beside.addStretch(1)
        beside.addWidget(middle, FIRST)
        beside.addStretch(1)
        around = column(self.theme, ground, margin=4)
        around.addStretch(1)
        around.addLayout(beside)
        around.addStretch(2)
        self.setWidget(ground)

"""One finding: shape, sentence, the question it belongs to, and its explanation."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.domain.word_lists import labelled
from dsurvey_desktop.usecases.entry_views import FindingView
from ui.theme import Theme
from ui.widgets.parts import column, label, row, shape

MOST_OF_WIDTH = 3
"""A question takes one part of so many."""
SEVERITY_WORDS = {"error": N_("Error"), "warning": N_("Warning"), "notice": N_("Notice")}


class FindingLine(QWidget):
    """Can be pressed, or reached with Tab and Enter.

    Signals:
        pressed: its place in the list.
    """

    pressed = Signal(int)

    def __init__(self, theme: Theme, place: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._place = place
        self._is_current = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        kinds = (*SEVERITY_WORDS, "done")
        self._shapes = {kind: shape(theme, kind) for kind in kinds}
        self._words = label("", wraps=True)
        self._item = label("", "muted", wraps=True)
        self._rule = label("", "muted")
        self._explanation = label("", "muted", wraps=True)
        lines = column(theme, gap=0)
        lines.addWidget(self._words)
        lines.addWidget(self._explanation)
        line = row(theme, *self._shapes.values(), gap=1)
        line.addLayout(lines, 1)
        for words in (self._item, self._rule):
            line.addWidget(words, 0, Qt.AlignmentFlag.AlignTop)
        edge = theme.space(1)
        line.setContentsMargins(3 * edge, edge, 2 * edge, edge)
        self.setLayout(line)

    def show_finding(self, view: FindingView) -> None:
        """Show another finding."""
        kind = "done" if view.explanation else view.finding.severity.value
        for name, picture in self._shapes.items():
            picture.setVisible(name == kind)
        self._words.setText(str(view.finding.message))
        self._item.setText(view.item_label)
        self._limit_item()
        self._rule.setText(view.finding.rule)
        self._explanation.setText(_explained(view))
        self._explanation.setVisible(bool(view.explanation or view.explained_before))
        severity = _(SEVERITY_WORDS[view.finding.severity.value])
        self.setAccessibleName(
            labelled(severity, f"{view.finding.message} {self._explanation.text()}")
        )
        self.set_current(is_current=False)

    def set_current(self, is_current: bool) -> None:
        """Mark it as the one the person is at."""
        self._is_current = is_current
        self._words.setFont(self._theme.font(is_bold=is_current))
        self.update()

    def set_narrow(self, is_narrow: bool) -> None:
        """Leave out the question."""
        self._item.setHidden(is_narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The finding keeps most of the width."""
        super().resizeEvent(event)
        self._limit_item()

    def _limit_item(self) -> None:
        """A long question takes a third at most, in several lines."""
        words = self._item.fontMetrics().horizontalAdvance(self._item.text())
        room = max(self.width() // MOST_OF_WIDTH, 1)
        self._item.setFixedWidth(min(words + 1, room))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press goes to the question."""
        super().mousePressEvent(event)
        self.pressed.emit(self._place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and space press the line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit(self._place)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A bar at the edge for the current line, a frame for the focus."""
        painter = QPainter(self)
        accent = self._theme.colour("accent")
        if self._is_current:
            painter.fillRect(0, 0, self._theme.space(1), self.height(), accent)
        if self.hasFocus():
            painter.setPen(accent)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


def _explained(view: FindingView) -> str:
    if view.explanation:
        return _("Explained: {words}").format(words=view.explanation)
    if view.explained_before:
        told = _("It said something else when it was explained: {words}")
        return told.format(words=view.explained_before)
    return ""

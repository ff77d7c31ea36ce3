"""What is wrong with an entry, heaviest first; the current one is explained in place.

Of many only those around the current one are listed, so that the form keeps its room.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.usecases.entry_views import FindingView
from ui.theme import Theme
from ui.verify.explain_line import ExplainLine
from ui.verify.finding_line import FindingLine
from ui.verify.finding_news import by_weight
from ui.verify.findings_window import FindingsWindow
from ui.widgets.parts import button, column


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a warning is true after all; `said` is what it says there (`Finding.said`)."""

    rule: str
    item: str
    words: str
    said: str


class FindingsList(QWidget):
    """Lines to press; N and P go from one to the next.

    Signals:
        chosen: the item of the finding the person went to (str, empty for the whole entry).
        explained: an `Explanation`.
        grown: lines were made that Tab does not know yet.
    """

    chosen = Signal(str)
    explained = Signal(object)
    grown = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._views: list[FindingView] = []
        self._lines: list[FindingLine] = []
        self._current = -1
        self._window = FindingsWindow()
        self._is_narrow = False
        self._column = column(theme, self, gap=0)
        self.more = button("", self.unfold, "link")
        self._explain = ExplainLine(theme)
        self._explain.given.connect(self._give_explanation)
        self._explain.given_up.connect(self._focus_current)
        self._explain.hide()
        self._column.addWidget(self._explain)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)

    @property
    def current(self) -> FindingView | None:
        """The finding the person is at, None before the first."""
        return self._views[self._current] if 0 <= self._current < len(self._views) else None

    def show_findings(self, findings: tuple[FindingView, ...]) -> None:
        """Show these, open ones first, and stand before the first."""
        self._explain.hide()
        self._views = by_weight(findings)
        self._current = -1
        self._window = self._window.over(len(self._views))
        self._show_lines()
        self.setVisible(bool(self._views))

    def fold(self) -> None:
        """Of many list only a few again."""
        self._window = FindingsWindow()

    @Slot()
    def unfold(self) -> None:
        """List all, or only a few again."""
        self._explain.hide()
        self._window = self._window.turned().around(max(self._current, 0))
        self._show_lines()

    def follow(self, item: str) -> None:
        """Stand at the finding of the item the person came to, where it has one."""
        if self.current is None or self.current.finding.item != item:
            places = (i for i, view in enumerate(self._views) if view.finding.item == item)
            index = next(places, None)
            if index is not None:
                self._mark(index)

    def set_narrow(self, is_narrow: bool) -> None:
        """Name the rule only, not the question."""
        self._is_narrow = is_narrow
        for line in self._lines:
            line.set_narrow(is_narrow)

    def step(self, by: int) -> bool:
        """Go to the next (1) or previous (-1) finding, round the ends; False when none is there."""
        if not self._views:
            return False
        start = self._current if self._current >= 0 or by > 0 else 0
        self._go_to((start + by) % len(self._views))
        return True

    def begin_explanation(self) -> bool:
        """Open the line to explain the current or else the first open warning; False if none."""
        open_warnings = [i for i, view in enumerate(self._views) if _can_explain(view)]
        if not open_warnings:
            return False
        index = self._current if self._current in open_warnings else open_warnings[0]
        self._mark(index)
        self._column.removeWidget(self._explain)
        self._column.insertWidget(index - self._window.first + 1, self._explain)
        self._explain.begin(self._views[index])
        return True

    def _show_lines(self) -> None:
        window = self._window
        while len(self._lines) < window.size:
            self._add_line()
        for number, line in enumerate(self._lines):
            line.setVisible(number < window.size)
            if number < window.size:
                line.show_finding(self._views[window.first + number])
                line.set_current(window.first + number == self._current)
        self.more.setText(window.words)
        self.more.setVisible(window.is_needed)

    def _add_line(self) -> None:
        line = FindingLine(self._theme, len(self._lines), self)
        line.set_narrow(self._is_narrow)
        line.pressed.connect(self._press)
        self._column.insertWidget(len(self._lines), line)
        self._lines.append(line)
        self.grown.emit()

    def _mark(self, index: int) -> None:
        self._current = index
        before, self._window = self._window, self._window.around(index)
        if before.first != self._window.first:
            self._explain.hide()
            self._show_lines()
        for number, line in enumerate(self._lines):
            line.set_current(self._window.first + number == index)

    @Slot(int)
    def _press(self, place: int) -> None:
        self._go_to(self._window.first + place)

    def _go_to(self, index: int) -> None:
        self._mark(index)
        self.chosen.emit(self._views[index].finding.item)

    @Slot(str)
    def _give_explanation(self, words: str) -> None:
        view = self.current
        if view is not None:
            of = view.finding
            self.explained.emit(Explanation(of.rule, of.item, words, of.said))

    @Slot()
    def _focus_current(self) -> None:
        place = self._current - self._window.first
        if 0 <= place < len(self._lines):
            self._lines[place].setFocus(Qt.FocusReason.OtherFocusReason)


def _can_explain(view: FindingView) -> bool:
    return view.finding.severity is Severity.WARNING and view.is_open

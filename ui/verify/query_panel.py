"""What the community is being asked about this entry, and a line to ask."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.domain.query import QueryState, Turn
from dsurvey_desktop.domain.return_mark import query_code
from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.usecases.query_views import QueryView
from ui.dates import short_day
from ui.theme import Theme
from ui.verify.findings_window import FindingsWindow
from ui.widgets.parts import (
    action_button,
    button,
    clear,
    column,
    flow,
    heading,
    key_hint,
    label,
    row,
)

TURN_WORDS = {
    (QueryState.OPEN, Turn.OFFICE): N_("not sent yet"),
    (QueryState.OPEN, Turn.COMMUNITY): N_("waits for the community"),
    (QueryState.ANSWERED, Turn.OFFICE): N_("answered, the office decides"),
    (QueryState.CLOSED, Turn.NOBODY): N_("closed"),
}


FEW = 2
"""So many are listed together; of more only the one of the field one is at."""
LINE_STEPS = 60
"""Least width of the line to write in; the buttons go below it where there is less room."""


def turn_words(query: QueryView) -> str:
    """Where a query stands and whose turn it is, with the days it waits."""
    words = _(TURN_WORDS[query.state, query.turn])
    if query.state is QueryState.CLOSED or query.days_waiting < 1:
        return words
    return _("{state}, {days} days").format(state=words, days=query.days_waiting)


def since_words(query: QueryView) -> str:
    """The day from which it has been the turn of whoever has it now."""
    return short_day(query.since.astimezone(OFFICE_ZONE).date())


class QueryPanel(QFrame):
    """Hidden while nothing is asked; R opens the line.

    Attributes:
        line: where the question is written, hidden until then.

    Signals:
        asked: the question (str).
        given_up: nothing is to be asked after all.
    """

    asked = Signal(str)
    given_up = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._theme = theme
        self._title = heading(theme, "")
        self._close = QWidget()
        self._list = column(theme, gap=1)
        self._window = FindingsWindow(most=FEW)
        self.more = button("", self.unfold, "link")
        self.words = QLineEdit()
        self.words.setPlaceholderText(_("What should the community put right or answer?"))
        self.line = QWidget()
        ask = button(_("Ask (Enter)"), self.ask, "main")
        self.words.setMinimumWidth(theme.space(LINE_STEPS))
        self.line.setLayout(flow(theme, self.words, ask, button(_("Discard (Esc)"), self.give_up)))
        lines = column(theme, self, gap=1, margin=3)
        top = row(theme, self._title)
        top.addStretch(1)
        top.addWidget(self._close)
        lines.addLayout(top)
        lines.addLayout(self._list)
        lines.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addWidget(self.line)
        self._queries: tuple[QueryView, ...] = ()
        self.show_queries(())

    def use_close(self, action: QAction) -> None:
        """Offer to close the query where it is read."""
        key = key_hint(action.shortcut().toString())
        self._close.setLayout(row(self._theme, key, action_button(action, "link"), gap=0.5))

    @property
    def queries(self) -> tuple[QueryView, ...]:
        """Those that are not closed."""
        return self._queries

    @property
    def answered(self) -> QueryView | None:
        """The first that waits for the officer."""
        return next((one for one in self._queries if one.state is QueryState.ANSWERED), None)

    def show_queries(self, queries: tuple[QueryView, ...]) -> None:
        """Show those that are not closed; the panel hides where there are none.

        Those that wait for the officer come first. Of many one is listed, so that the form keeps
        its room.
        """
        wanted = [one for one in queries if one.state is not QueryState.CLOSED]
        self._queries = tuple(sorted(wanted, key=lambda one: one.state is not QueryState.ANSWERED))
        count = len(wanted)
        most = FEW if count <= FEW else 1
        self._window = replace(self._window, count=count, first=0, most=most)
        self._list_queries()
        self._title.setText(_("Queries to the community"))
        self.line.hide()
        self._close.setVisible(bool(self._queries))
        self.setVisible(bool(self._queries))

    @Slot()
    def fold(self) -> None:
        """Of many list one again."""
        self._window = FindingsWindow(most=FEW)

    @Slot()
    def unfold(self) -> None:
        """List all, or one again."""
        self._window = self._window.turned()
        self._list_queries()

    def follow(self, item: str) -> None:
        """List what is asked about the item the person came to."""
        places = (i for i, one in enumerate(self._queries) if one.item == item)
        place = next(places, None)
        if place is not None and not self._window.is_unfolded and self._window.is_needed:
            self._window = replace(self._window, first=place)
            self._list_queries()

    def _list_queries(self) -> None:
        window = self._window
        clear(self._list)
        for one in self._queries[window.first : window.first + window.size]:
            self._list.addWidget(label(_question(one), wraps=True))
            self._list.addWidget(label(_answer(one), "muted", wraps=True))
        self.more.setText(window.words)
        self.more.setVisible(window.is_needed)

    def begin(self, title: str, question: str) -> None:
        """Open the line with a question to start from."""
        self._title.setText(title)
        self.words.setText(question)
        self.words.setAccessibleName(title)
        self._close.hide()
        self.line.show()
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.end(False)
        self.words.home(True)

    @Slot()
    def ask(self) -> None:
        """Ask; an empty question is none."""
        words = self.words.text().strip()
        if words:
            self.asked.emit(words)

    @Slot()
    def give_up(self) -> None:
        """Close the line."""
        self.close_line()
        self.given_up.emit()

    @Slot()
    def close_line(self) -> None:
        """Only show what is asked already."""
        self.show_queries(self._queries)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter asks, Escape gives up."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ask()
        elif event.key() == Qt.Key.Key_Escape:
            self.give_up()
        else:
            super().keyPressEvent(event)


def _question(one: QueryView) -> str:
    return f"{query_code(one.id)}  {question_words(one)}"


def question_words(one: QueryView) -> str:
    """What is asked, with the item it is about."""
    if not one.item_label:
        return one.question
    return _("On {item}: {question}").format(item=one.item_label, question=one.question)


def _answer(one: QueryView) -> str:
    since = _("since {day}").format(day=since_words(one))
    return " · ".join(part for part in (turn_words(one), since, one.answer) if part)

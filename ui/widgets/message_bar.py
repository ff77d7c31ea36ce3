"""A message in its place on the page, instead of a dialog."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QSizePolicy, QWidget
from shiboken6 import isValid

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.domain.word_lists import labelled
from ui.icons import icon_pixmap
from ui.theme import Theme
from ui.widgets.parts import button, column, label, set_icon, shape

WORDS = {"error": N_("Error"), "warning": N_("Note"), "done": N_("Done"), "notice": N_("Notice")}
PASSING = ("done", "notice")


class MessageBar(QFrame):
    """One message with shape, word, text, advice and at most one action.

    Signals:
        acted: the person pressed the action.
        closed: the message is gone.
    """

    acted = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.kind = ""
        self._is_passing = False
        self._said: list[tuple[str, str]] = []
        self._asked_from: QWidget | None = None
        self.setProperty("look", "message")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._shape = shape(theme, "notice")
        self._words = label(wraps=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._advice = label("", "muted", wraps=True)
        self._action = button("", self.acted)
        self._close = button("", self.clear, "link")
        self._close.setAccessibleName(_("Close the message"))
        self._close.setToolTip(_("Close the message"))
        set_icon(self._close, theme, "close", "muted")
        self._lay_out()
        self.hide()

    def show_message(self, kind: str, words: str, advice: str = "", action: str = "") -> None:
        """Show it until it is closed or replaced; `kind` is error, warning, done or notice.

        What was done, and a notice, are read once: they go when the person goes to another page,
        unless they offer something.
        """
        self.kind = kind
        self._is_passing = kind in PASSING and not action
        self._said = [(words, advice)]
        self.setProperty("kind", kind)
        self.style().unpolish(self)
        self.style().polish(self)
        role = kind if kind != "notice" else "muted"
        colour, size = self._theme.colour(role), self._theme.space(4)
        self._shape.setPixmap(icon_pixmap(kind, colour, size, 2.0))
        self._words.setText(words)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        if not action:
            self._go_back()
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.show()
        self._announce(labelled(_(WORDS[kind]), f"{words} {advice}").strip())

    def show_passing(self, kind: str, words: str) -> None:
        """Show it, of whatever kind, until it is closed, replaced, or the page is left."""
        self.show_message(kind, words)
        self._is_passing = True

    def leave(self) -> None:
        """The person goes to another page: what has been read by then goes."""
        if self._is_passing:
            self.clear()

    def show_besides(self, kind: str, words: str, advice: str = "") -> None:
        """Show it above a message of its kind that nobody has closed yet."""
        said = self._said if self.kind == kind else []
        others = [one for one in said if one[0] != words]
        below = [line for one in others for line in one if line]
        self.show_message(kind, words, "\n".join((advice, *below)))
        self._said = [(words, advice), *others]

    def focus_action(self) -> None:
        """Let Enter press the action; then the person is where they were before."""
        self._asked_from = QApplication.focusWidget()
        self._action.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_error(self, error: AppError) -> None:
        """Show expected trouble in its own words."""
        self.show_message("error", str(error.message), str(error.advice))

    @property
    def words(self) -> str:
        """What the message says now; empty when there is none."""
        return self._words.text() if self.kind else ""

    @Slot()
    def clear(self) -> None:
        """Take the message away."""
        if self.kind:
            self.kind = ""
            self._go_back()
            self.hide()
            self.closed.emit()

    def _go_back(self) -> None:
        """Before what has the focus is hidden: Qt would go to the top of the page."""
        place, self._asked_from = self._asked_from, None
        now = QApplication.focusWidget()
        if place and now and self.isAncestorOf(now) and isValid(place):
            place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _announce(self, words: str) -> None:
        self.setAccessibleName(words)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _lay_out(self) -> None:
        lines = column(self._theme, gap=0.5)
        lines.addWidget(self._words)
        lines.addWidget(self._advice)
        whole = QHBoxLayout(self)
        edge = self._theme.space(2)
        whole.setContentsMargins(edge + edge // 2, edge, edge, edge)
        whole.setSpacing(edge)
        whole.addWidget(self._shape, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(lines, 1)
        whole.addWidget(self._action, 0, Qt.AlignmentFlag.AlignVCenter)
        whole.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)

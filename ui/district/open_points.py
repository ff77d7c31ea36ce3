"""What is open before the onward file: a line each, with a field for why it goes all the same."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import listed
from dsurvey_desktop.usecases.onward_views import OnwardLine
from ui.theme import Theme
from ui.widgets.parts import button, clear, column, label, row, shape

MOST_DETAILS = 12


class OpenPoints(QFrame):
    """A list of lines.

    Attributes:
        fields: by kind, for lines that are open.

    Signals:
        wanted: the page where a line is put right.
    """

    wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._theme = theme
        self.fields: dict[str, QLineEdit] = {}
        self._shown: tuple[OnwardLine, ...] = ()
        self._pages: dict[QPushButton, str] = {}
        self._lines = column(theme, self, gap=2, margin=3)

    @property
    def reasons(self) -> dict[str, str]:
        """What was typed, by kind."""
        return {kind: field.text().strip() for kind, field in self.fields.items()}

    @property
    def all_stated(self) -> bool:
        """Every line that is open has a reason."""
        return all(self.reasons.values())

    def focus_first_without(self) -> None:
        """Go to the first line that lacks a reason."""
        for field in self.fields.values():
            if not field.text().strip():
                field.setFocus()
                return

    def show_lines(self, lines: tuple[OnwardLine, ...]) -> None:
        """Show the list anew; reasons that were typed stay, and so does who types one."""
        if lines == self._shown:
            return
        self._shown = lines
        typed = self.reasons
        typing = next((kind for kind, one in self.fields.items() if one.hasFocus()), "")
        clear(self._lines)
        self.fields, self._pages = {}, {}
        for line in lines:
            self._add(line, typed.get(line.kind, ""))
        if typing in self.fields:
            self.fields[typing].setFocus()

    def _add(self, line: OnwardLine, typed: str) -> None:
        words = label(str(line.message), wraps=True)
        kind = "done" if line.is_met else "warning"
        top = row(self._theme, shape(self._theme, kind))
        top.addWidget(words, 1)
        self._lines.addLayout(top)
        if line.is_met:
            return
        go = button(_("Go there"), self._go, "link")
        go.setAccessibleName(_("Go there: {what}").format(what=line.message))
        self._pages[go] = line.page
        top.addWidget(go)
        if line.details:
            more = len(line.details) - MOST_DETAILS
            shown = [*line.details[:MOST_DETAILS]]
            if more > 0:
                shown.append(_("{count} more").format(count=more))
            self._lines.addWidget(label(listed(shown), "muted", wraps=True))
        field = QLineEdit(typed)
        field.setPlaceholderText(_("Why the file goes all the same"))
        field.setAccessibleName(_("Why it goes all the same: {what}").format(what=line.message))
        self.fields[line.kind] = field
        self._lines.addWidget(field)

    @Slot()
    def _go(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self.wanted.emit(self._pages[sender])

"""A repeat ahead of its rows: how many there are, and a button for one more."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import labelled
from dsurvey_desktop.usecases.trial_views import TrialRepeat
from ui.theme import Theme
from ui.widgets.parts import button, column, hairline, heading, label, row


class RepeatBar(QWidget):
    """Signals: added: the repeat (`member[1]/child`) that gets a row."""

    added = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key = ""
        self._title = heading(theme, "")
        self._title.setWordWrap(True)
        self._count = label("", "muted", wraps=True)
        self.add_button = button(_("Add one"), self._add)
        top = row(theme, self._title)
        top.addWidget(self._count, 1)
        top.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignRight)
        top.setContentsMargins(theme.space(3), theme.space(2), 0, 0)
        lines = column(theme, self, gap=1)
        lines.addWidget(hairline())
        lines.addLayout(top)

    def show_repeat(self, repeat: TrialRepeat) -> None:
        """Show another state of it; the button is gone where the form says how many there are."""
        self._key = repeat.key
        self._title.setText(repeat.label)
        words = (
            _("{count} here, as many as the form says") if repeat.is_counted else _("{count} here")
        )
        if not repeat.is_asked:
            words = _("not asked")
        self._count.setText(words.format(count=repeat.rows))
        self.add_button.setVisible(repeat.is_asked and not repeat.is_counted)
        self.add_button.setAccessibleName(labelled(self.add_button.text(), repeat.label))

    @Slot()
    def _add(self) -> None:
        self.added.emit(self._key)

"""The first screen: set up an office, open one, or practise."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal, SignalInstance
from PySide6.QtWidgets import QPushButton, QWidget

from dsurvey_desktop.domain.texts import _
from ui.icons import icon
from ui.theme import Theme
from ui.welcome.screen import Screen
from ui.widgets.parts import button, column, label


class ChooseScreen(Screen):
    """The ways in, each with a sentence.

    Signals:
        set_up_wanted, package_wanted, join_wanted, open_wanted, practice_wanted: what was chosen.
    """

    set_up_wanted = Signal()
    package_wanted = Signal()
    join_wanted = Signal()
    open_wanted = Signal()
    practice_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(
            theme,
            _("The survey at your desk"),
            _(
                "All data stay in a folder on this computer, or on a server of your office. "
                "Nothing is sent elsewhere."
            ),
            parent,
        )
        self.set_up = self._add_way(
            "office",
            _("&Set up an office"),
            _("The first time, in four short steps: office, communities, campaign, yourself."),
            self.set_up_wanted,
        )
        self.from_package = self._add_way(
            "intake",
            _("Set up from the district's &task package"),
            _("The shortest way: the district has sent a file with all that is needed."),
            self.package_wanted,
        )
        self.join_office = self._add_way(
            "go",
            _("&Join an office of several seats"),
            _("Its data are on a server of your office; a colleague has set it up already."),
            self.join_wanted,
        )
        self.open_office = self._add_way(
            "folder",
            _("Open an office &folder"),
            _("An office that was set up before, on this computer or on a stick."),
            self.open_wanted,
        )
        self.practise = self._add_way(
            "practice",
            _("&Practise with the sample town"),
            _("An invented town with eight communities, to try everything out."),
            self.practice_wanted,
        )
        self.setFocusProxy(self.set_up)

    def _add_way(
        self, drawing: str, words: str, sentence: str, chosen: SignalInstance
    ) -> QPushButton:
        made = button(words, chosen)
        size = self.theme.space(5)
        made.setIcon(icon(drawing, self.theme.colour("accent"), size))
        made.setIconSize(QSize(size, size))
        made.setMinimumHeight(self.theme.space(10))
        made.setStyleSheet("text-align: left;")
        made.setAccessibleDescription(sentence)
        lines = column(self.theme, gap=1)
        lines.addWidget(made)
        lines.addWidget(label(sentence, "muted", wraps=True))
        self.body.addLayout(lines)
        return made

"""What stands in the way of the next bundle; each line leads to where it is put right."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.domain.word_lists import labelled
from dsurvey_desktop.usecases.hand_over_views import CheckLine, HandOverCheck
from ui.changes import Destination
from ui.theme import Theme
from ui.widgets.parts import button, clear, column, heading, label, row, shape

LINK_WORDS = {
    "verify": N_("Go to verifying"),
    "intake": N_("Go to intake"),
    "roster": N_("Go to the roster"),
    "forms": N_("Go to the forms"),
    "hand_over": N_("See below"),
    "settings": N_("Go to the settings"),
    "second_entry": N_("Go to second entry"),
}
VERDICTS = {
    "done": N_("in order"),
    "warning": N_("not done yet"),
    "error": N_("stands in the way"),
}
_ARGUMENTS = {
    "errors": EntryFilter(quality="error"),
    "not_approved": EntryFilter(quality="open"),
    "nothing_new": EntryFilter(quality="ready"),
    "missing": "missing",
    "pending": "pending",
    "set_aside": "set_aside",
    "other_edition": "move",
}


class CheckLineRow(QWidget):
    """Shape, sentence, verdict and the way to put it right.

    Signals:
        wanted: a `Destination`.
    """

    wanted = Signal(object)

    def __init__(self, theme: Theme, line: CheckLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.destination = Destination(line.page, _ARGUMENTS.get(line.kind))
        kind = kind_of(line)
        whole = row(theme, shape(theme, kind))
        whole.addWidget(label(str(line.message), wraps=True), 1)
        whole.addWidget(label(_(VERDICTS[kind]), kind))
        self.link = button(_(LINK_WORDS.get(line.page, LINK_WORDS["verify"])), self._go, "link")
        self.link.setAccessibleName(labelled(self.link.text(), line.message))
        whole.addWidget(self.link)
        self.setLayout(whole)
        self.link.setVisible(not line.is_met)
        _keep_room(theme, self.link)
        self.setAccessibleName(labelled(_(VERDICTS[kind]), line.message))

    @Slot()
    def _go(self) -> None:
        self.wanted.emit(self.destination)


def _keep_room(theme: Theme, link: QPushButton) -> None:
    """As wide as any link, shown or not: all verdicts stand in one column."""
    words = link.fontMetrics()
    widest = max(words.horizontalAdvance(_(one)) for one in LINK_WORDS.values())
    link.setMinimumWidth(widest + theme.space(3))
    policy = link.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    link.setSizePolicy(policy)


class CheckList(QFrame):
    """Signals: `wanted`, a `Destination`."""

    wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._theme = theme
        self._title = heading(theme, _("Before handing over"))
        self._lines = column(theme, gap=1)
        self.rows: list[CheckLineRow] = []
        whole = column(theme, self, gap=2, margin=3)
        whole.addWidget(self._title)
        whole.addLayout(self._lines)

    def show_check(self, check: HandOverCheck) -> None:
        """List what is in order and what isn't, the gravest first."""
        clear(self._lines)
        order = ("error", "warning", "done")
        lines = sorted(check.lines, key=lambda line: order.index(kind_of(line)))
        self.rows = [CheckLineRow(self._theme, line) for line in lines]
        for made in self.rows:
            made.wanted.connect(self._go)
            self._lines.addWidget(made)

    @Slot(object)
    def _go(self, destination: Destination) -> None:
        self.wanted.emit(destination)


def kind_of(line: CheckLine) -> str:
    """`done`, `error` where it stands in the way of any export, else `warning`."""
    if line.is_met:
        return "done"
    return "error" if line.is_blocking else "warning"

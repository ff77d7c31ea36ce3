"""The overview of keys: every action of the menus, in place of the page until it is closed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.texts import _
from ui.kept_order import SORT_KEY
from ui.menus import Menus, keys_of, plain
from ui.theme import Theme
from ui.widgets.parts import button, column, row, title
from ui.widgets.row_model import Column, RowModel
from ui.widgets.table import Table


@dataclass(frozen=True, slots=True)
class KeyLine:
    """One action and its keys."""

    menu: str
    words: str
    keys: str


def key_lines(menus: Menus, first: str = "") -> tuple[KeyLine, ...]:
    """All actions that have keys, those of the menu `first` before the others."""
    lines = [
        KeyLine(menu, plain(action.text()), keys_of(action)) for menu, action in menus.all_actions()
    ]
    with_keys = [line for line in lines if line.keys]
    by_column = _("In order by the column one is in (← → go to another)")
    with_keys.append(KeyLine(_("Tables"), by_column, SORT_KEY))
    return tuple(sorted(with_keys, key=lambda line: line.menu != first))


class KeyOverview(QWidget):
    """A table of keys; Esc or the button closes it.

    Signals:
        closed: go back to the page.
    """

    closed = Signal()

    def __init__(
        self, theme: Theme, menus: Menus, first: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "page")
        self._model = RowModel[KeyLine](
            theme,
            (
                Column(_("Where"), lambda line: line.menu, width=30),
                Column(_("Keys"), lambda line: line.keys, width=36),
                Column(_("What happens"), lambda line: line.words, width=0),
            ),
            self,
        )
        self._model.set_rows(key_lines(menus, first))
        self.table = Table(theme, _("Keys"))
        self.table.show_rows(self._model)
        self.table.selectRow(0)
        self.setFocusProxy(self.table)
        top = row(theme, title(theme, _("Keys")))
        top.addStretch(1)
        top.addWidget(button(_("&Back (Esc)"), self.close_overview))
        lines = column(theme, self, gap=3, margin=5)
        lines.addLayout(top)
        lines.addWidget(self.table, 1)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.activated.connect(self.close_overview)

    @property
    def lines(self) -> tuple[KeyLine, ...]:
        """What it lists."""
        return self._model.rows

    @Slot()
    def close_overview(self) -> None:
        """Go back."""
        self.closed.emit()

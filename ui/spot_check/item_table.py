"""The items of an audit sheet, one key each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.domain.spot_check import Judgement
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.sheet_views import SheetItem
from ui.spot_check.outcome_words import JUDGEMENT_SHAPES, judgement_words, value_words
from ui.theme import Theme
from ui.widgets.row_model import Column, RowModel
from ui.widgets.table import Table

KEYS = {"1": Judgement.SAME, "2": Judgement.OTHER, "3": Judgement.NOT_ASKED}


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item with what was said of it; `judgement` is None until a key was pressed."""

    item: SheetItem
    judgement: Judgement | None
    found: Value | None = None

    @property
    def words(self) -> str:
        """What came out, in words."""
        return judgement_words(self.judgement, value_words(self.item.choices, self.found))


class ItemTable(Table):
    """1, 2 and 3 say what came out of the current item, A that all others are the same.

    Signals:
        judged: a `Judgement` for the current item.
        rest_agrees: all items that are not judged are as the entry says.
        given_up: Escape.
    """

    judged = Signal(object)
    rest_agrees = Signal()
    given_up = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Items to ask again"), parent)
        self.lines: RowModel[ItemLine] = RowModel(theme, _columns(), self)
        self.show_rows(self.lines)

    def set_items(self, items: tuple[SheetItem, ...]) -> None:
        """Show a sheet, with what was entered of it before."""
        self.lines.set_rows([ItemLine(one, one.judgement, one.found) for one in items])
        self.fit_rows(max(len(items), 1))
        self.selectRow(0)

    @property
    def current(self) -> ItemLine | None:
        """The line one is at."""
        return self.lines.row_at(self.currentIndex())

    @property
    def open_row(self) -> int:
        """The first line without a judgement; -1 when all have one."""
        rows = (n for n, one in enumerate(self.lines.rows) if one.judgement is None)
        return next(rows, -1)

    def judge(self, judgement: Judgement, found: Value | None = None) -> None:
        """Say what came out of the current item, and go to the next."""
        row = self.currentIndex().row()
        self._replace(lambda n, _one: n == row, judgement, found)
        self.selectRow(min(row + 1, len(self.lines.rows) - 1))

    def agree_rest(self) -> None:
        """All that is not judged is as the entry says."""
        self._replace(lambda _n, one: one.judgement is None, Judgement.SAME, None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key an item."""
        if event.text() in KEYS and self.current is not None:
            self.judged.emit(KEYS[event.text()])
        elif event.text().lower() == "a":
            self.rest_agrees.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def _replace(
        self,
        wanted: Callable[[int, ItemLine], bool],
        judgement: Judgement,
        found: Value | None,
    ) -> None:
        self.lines.replace_rows(
            [
                replace(one, judgement=judgement, found=found) if wanted(n, one) else one
                for n, one in enumerate(self.lines.rows)
            ]
        )


def _columns() -> tuple[Column[ItemLine], ...]:
    return (
        Column(
            _("Item"),
            lambda one: f"{one.item.code} {one.item.label}",
            tip=lambda one: one.item.label,
            width=0,
        ),
        Column(
            _("The form says"),
            lambda one: one.item.registered_shown or _("(blank)"),
            tip=lambda one: one.item.registered_shown,
            width=26,
        ),
        Column(
            _("Result"),
            lambda one: one.words,
            kind=lambda one: JUDGEMENT_SHAPES[one.judgement] if one.judgement else "",
            tip=lambda one: one.words,
            width=30,
        ),
    )

"""The meanings of columns that are remembered under last year's form."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import listed
from dsurvey_desktop.usecases.last_year_views import LastMapping
from ui.dates import moment_text
from ui.intake.section import Section
from ui.theme import Theme
from ui.widgets.parts import button, label, row
from ui.widgets.row_model import Column, RowModel
from ui.widgets.table import Table

SHOWN_ROWS = 6


class LastMemorySection(Section):
    """Signals: `forgotten`, a `LastMapping` that is to be asked about again."""

    forgotten = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Remembered columns of last year's form"), parent)
        self.model = RowModel[LastMapping](theme, _columns(), self)
        self.table = Table(theme, _("Remembered columns of last year's form"))
        self.table.show_rows(self.model)
        self.table.selectionModel().currentRowChanged.connect(self._show_current)
        self.headers = label("", "muted", wraps=True)
        self.forget_button = button(_("Forget"), self.forget)
        buttons = row(theme, self.headers)
        buttons.setStretch(0, 1)
        buttons.addWidget(self.forget_button)
        self.lines.addWidget(self.table)
        self.lines.addLayout(buttons)

    @Slot(object)
    def show_mappings(self, mappings: tuple[LastMapping, ...]) -> None:
        """Replace the list."""
        self.model.set_rows(mappings)
        self.table.fit_rows(min(len(mappings), SHOWN_ROWS))
        self.show_count(len(mappings))
        if mappings:
            self.table.selectRow(0)

    @Slot()
    def forget(self) -> None:
        """Forget the current one; what came in by it stays."""
        if (one := self.model.row_at(self.table.currentIndex())) is not None:
            self.forgotten.emit(one)

    @Slot()
    def _show_current(self) -> None:
        one = self.model.row_at(self.table.currentIndex())
        headers = () if one is None else tuple(header for header, _item in one.columns if header)
        words = _("The columns are called: {headers}").format(headers=listed(headers))
        self.headers.setText(words if headers else "")


def _columns() -> tuple[Column[LastMapping], ...]:
    return (
        Column(_("File"), lambda one: one.name or "–", tip=lambda one: one.name, width=0),
        Column(_("Number of columns"), _count, is_number=True, width=20),
        Column(_("By"), lambda one: one.confirmed_by or "–", width=30),
        Column(_("When"), _when, width=32),
    )


def _count(one: LastMapping) -> str:
    return f"{len(one.columns):,}"


def _when(one: LastMapping) -> str:
    return "–" if one.confirmed_at is None else moment_text(one.confirmed_at)

"""How the columns of a file were understood."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.masking import mask_within
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.intake_views import ColumnView
from ui.intake.item_words import item_label
from ui.intake.problem_section import column_letters
from ui.intake.section import Section
from ui.theme import Theme
from ui.widgets.row_model import Column, RowModel
from ui.widgets.share_bar import percent_text
from ui.widgets.table import Table

SHOWN_ROWS = 10
SURE = 0.9


class ColumnSection(Section):
    """Read only: header, item, how sure, and a few examples."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Columns"), parent)
        self.model = RowModel[ColumnView](theme, _columns(), self)
        self.table = Table(theme, _("Columns"))
        self.table.show_rows(self.model)
        self.lines.addWidget(self.table)

    def show_columns(self, columns: tuple[ColumnView, ...]) -> None:
        """Those that fit nothing first."""
        self.model.set_rows(sorted(columns, key=lambda column: bool(column.item)))
        self.table.fit_rows(min(len(columns), SHOWN_ROWS))
        self.show_count(len(columns))


def _columns() -> tuple[Column[ColumnView], ...]:
    return (
        Column(_("Column"), _place, width=32),
        Column(_("Header"), lambda c: c.header, tip=lambda c: c.header, width=52),
        Column(_("Item"), _item, kind=_kind, width=60),
        Column(
            _("Sure"),
            lambda c: percent_text(c.confidence) if c.item else "",
            is_number=True,
            width=18,
        ),
        Column(_("Examples"), lambda c: mask_within(" · ".join(c.examples)), width=0),
    )


def _place(column: ColumnView) -> str:
    return f"{column.sheet} {column_letters(column.column)}".strip()


def _item(column: ColumnView) -> str:
    return item_label(column.item) if column.item else _("not used")


def _kind(column: ColumnView) -> str:
    if not column.item:
        return "notice"
    return "done" if column.confidence >= SURE else "warning"

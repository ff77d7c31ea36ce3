"""The people who were drawn, and the field a scanner types the code of a sheet into."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from dsurvey_desktop.domain.masking import mask_number
from dsurvey_desktop.domain.spot_check import OUTCOME_WORDS
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.spot_result_views import SheetLine, SpotResults
from ui.spot_check.outcome_words import OUTCOME_SHAPES
from ui.theme import Theme
from ui.widgets.empty_state import EmptyState
from ui.widgets.field_row import FieldRow
from ui.widgets.parts import column, label
from ui.widgets.row_model import Column, RowModel
from ui.widgets.table import Table


class MembersPane(QWidget):
    """A list with what came out; Enter on a line or a code with Enter leads to the sheet.

    Signals:
        code_given: a short code as typed or scanned, or of the line (str).
    """

    code_given = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = QLineEdit()
        self.code.returnPressed.connect(self._give_code)
        self.code_row = FieldRow(
            theme, _("Code of a sheet"), self.code, _("Scan it, or type it and press Enter.")
        )
        self._model = RowModel[SheetLine](theme, _columns(), self)
        self.table = Table(theme, _("Drawn people"))
        self.table.show_rows(self._model)
        self.table.row_chosen.connect(self._choose)
        self._empty = EmptyState(theme, "spot_check")
        self._empty.say(_("No sample yet"), _("Choose a share at the left and draw."))
        self._stack = QStackedWidget()
        for widget in (self._empty, self.table):
            self._stack.addWidget(widget)
        self._count = label("", "muted")
        lines = column(theme, self, gap=2)
        lines.addWidget(self.code_row)
        lines.addWidget(self._stack, 1)
        lines.addWidget(self._count)

    @property
    def members(self) -> tuple[SheetLine, ...]:
        """Who is listed."""
        return self._model.rows

    def show_results(self, results: SpotResults | None) -> None:
        """List who was drawn and what came out, or say that there is nobody; the place stays."""
        members = results.sheets if results is not None else ()
        place = self.table.currentIndex().row()
        self._model.set_rows(members)
        self.table.selectRow(place)
        self._stack.setCurrentWidget(self.table if members else self._empty)
        words = _("{count} people drawn, {left} still to be asked")
        left = sum(one.checked is None for one in members)
        self._count.setText(words.format(count=f"{len(members):,}", left=f"{left:,}"))
        self._count.setVisible(bool(members))

    @Slot(object)
    def refuse_code(self, _why: object = None) -> None:
        """Say that a code leads nowhere, ready for the next scan."""
        self.code_row.set_error(_("No sheet has this code. Please check it, or scan it again."))
        self.code.setFocus()
        self.code.selectAll()

    def accept_code(self) -> None:
        """The code was found: ready for the next one."""
        self.code_row.set_error("")
        self.code.clear()

    @Slot()
    def _give_code(self) -> None:
        code = self.code.text().strip()
        if code:
            self.code_given.emit(code)

    @Slot(object)
    def _choose(self, index: QModelIndex) -> None:
        member = self._model.row_at(index)
        if member is not None:
            self.code_given.emit(member.short_code)


def _outcome(one: SheetLine) -> str:
    return one.checked.outcome if one.checked is not None else ""


def _columns() -> tuple[Column[SheetLine], ...]:
    return (
        Column(_("Code"), lambda one: one.short_code, width=26),
        Column(_("Name"), lambda one: one.name, width=24),
        Column(
            _("Outcome"),
            lambda one: _(OUTCOME_WORDS[_outcome(one)]),
            kind=lambda one: OUTCOME_SHAPES.get(_outcome(one), ""),
            width=24,
        ),
        Column(_("Community"), lambda one: one.community_name, width=28),
        Column(_("Certificate number"), lambda one: mask_number(one.certificate_no), width=76),
    )

"""The people who were drawn, and the field a scanner types the code of a sheet into."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from dsurvey_desktop.domain.masking import mask_number
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.sample_views import SampleMember, SampleView
from ui.theme import Theme
from ui.widgets.empty_state import EmptyState
from ui.widgets.field_row import FieldRow
from ui.widgets.parts import column, label
from ui.widgets.row_model import Column, RowModel
from ui.widgets.table import Table


class MembersPane(QWidget):
    """A list; Enter on a line or a code with Enter leads to the entry.

    Signals:
        entry_wanted: an `EntryId`.
        code_given: a short code as typed or scanned (str).
    """

    entry_wanted = Signal(object)
    code_given = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = QLineEdit()
        self.code.returnPressed.connect(self._give_code)
        self.code_row = FieldRow(
            theme, _("Code of a sheet"), self.code, _("Scan it, or type it and press Enter.")
        )
        self._model = RowModel[SampleMember](theme, _columns(), self)
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
    def members(self) -> tuple[SampleMember, ...]:
        """Who is listed."""
        return self._model.rows

    def show_sample(self, sample: SampleView | None) -> None:
        """List a sample, or say that there is none."""
        members = sample.members if sample is not None else ()
        self._model.set_rows(members)
        self._stack.setCurrentWidget(self.table if members else self._empty)
        self._count.setText(_("{count} people drawn").format(count=f"{len(members):,}"))
        self._count.setVisible(bool(members))

    def refuse_code(self) -> None:
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
            self.entry_wanted.emit(member.entry)


def _columns() -> tuple[Column[SampleMember], ...]:
    return (
        Column(_("Code"), lambda one: one.short_code, width=26),
        Column(_("Name"), lambda one: one.name, width=26),
        Column(_("Community"), lambda one: one.community_name, width=28),
        Column(_("Certificate number"), lambda one: mask_number(one.certificate_no), width=76),
    )

"""Rows that became no entry: why, their cells, and whose they probably are."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.ids import RowId
from dsurvey_desktop.domain.masking import mask_number
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.intake_views import SetAsideRow
from dsurvey_desktop.usecases.intake_waiting import needs_a_person
from ui.intake.kept_place import place_after
from ui.intake.section import Section
from ui.intake.settle_form import SettleForm, reason_of
from ui.theme import Theme
from ui.widgets.row_model import Column, RowModel
from ui.widgets.table import Table

SHOWN_ROWS = 8


class SetAsideTable(Table):
    """Signals: `digit_pressed`, the digit."""

    digit_pressed = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit picks a candidate of the current row."""
        if event.text().isdecimal():
            self.digit_pressed.emit(int(event.text()))
        else:
            super().keyPressEvent(event)


class SetAsideSection(Section):
    """Signals: `settled`, a `Settlement`; `turned`, a `Dismissal`."""

    settled = Signal(object)
    turned = Signal(object)

    def __init__(self, theme: Theme, words: str = "", parent: QWidget | None = None) -> None:
        """Make one; `words` say what rows these are, where they are not the intake's."""
        words = words or _("Rows set aside")
        super().__init__(theme, words, parent)
        self.model = RowModel[SetAsideRow](theme, _columns(), self)
        self.table = SetAsideTable(theme, words)
        self.table.show_rows(self.model)
        self.form = SettleForm(theme)
        self.form.settled.connect(self.settled)
        self.form.turned.connect(self.turned)
        self.table.selectionModel().currentRowChanged.connect(self._show_current)
        self.table.row_chosen.connect(self._go_to_form)
        self.table.digit_pressed.connect(self._pick)
        self.first = self.table
        self.lines.addWidget(self.table)
        self.lines.addWidget(self.form)

    def show_set_aside(self, rows: tuple[SetAsideRow, ...]) -> None:
        """Those with a proposal first, then those with candidates; nothing to do comes last.

        Who stood in the list stands at the next row that is left.
        """
        before, at = self._names(), self.table.currentIndex().row()
        self.model.set_rows(sorted(rows, key=_urgency))
        self.table.fit_rows(min(len(rows), SHOWN_ROWS))
        waiting = sum(needs_a_person(one) for one in rows)
        note = _("{count} of them to settle").format(count=waiting)
        self.show_count(len(rows), note if waiting < len(rows) else "")
        self.table.selectRow(place_after(before, at, self._names()))

    @Slot()
    def accept(self) -> None:
        """Accept the proposal of the current row."""
        self.form.settle()

    @Slot()
    def turn(self) -> None:
        """Be done with the current row, or let it wait again."""
        self.form.turn()

    def _names(self) -> list[tuple[RowId, bool]]:
        """A row that one is done with goes to the end; whoever was there stays."""
        return [(one.id, one.is_dismissed) for one in self.model.rows]

    def _show_current(self, *_indexes: object) -> None:
        self.form.show_row(self.model.row_at(self.table.currentIndex()))

    @Slot(object)
    def _pick(self, digit: int) -> None:
        self.form.candidates.pick(digit)

    @Slot(object)
    def _go_to_form(self, _index: object) -> None:
        self.form.certificate.setFocus()


def _urgency(one: SetAsideRow) -> tuple[bool, bool, bool, bool]:
    return one.is_dismissed, one.proposal is None, not one.candidates, not needs_a_person(one)


def _columns() -> tuple[Column[SetAsideRow], ...]:
    return (
        Column(_("File"), _file, tip=_file, width=44, is_file=True),
        Column(_("Row"), _place, tip=_place, width=28),
        Column(_("Why"), reason_of, tip=reason_of, width=0),
        Column(_("Probably"), _proposal, kind=_proposal_kind, width=86),
    )


def _file(one: SetAsideRow) -> str:
    return one.file


def _place(one: SetAsideRow) -> str:
    """The number first: a long name of a sheet may be cut."""
    number = _("row {row}").format(row=one.row)
    return " · ".join(part for part in (number, one.sheet) if part)


def _proposal_kind(one: SetAsideRow) -> str:
    is_open = not one.is_dismissed
    return "notice" if is_open and (one.proposal or one.candidates) else ""


def _proposal(one: SetAsideRow) -> str:
    if one.proposal is None:
        count = len(one.candidates)
        return _("{count} to choose from").format(count=count) if count else ""
    return f"{one.proposal.name} {mask_number(one.proposal.certificate_no)}"

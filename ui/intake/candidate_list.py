"""Whose a row may be: a line each, picked by its digit, by Enter or by double click."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.masking import mask_number
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.intake_views import Candidate
from ui.theme import Theme
from ui.widgets.parts import column, label
from ui.widgets.row_model import ROW_ROLE, Column, Index, RowModel
from ui.widgets.table import Table


@dataclass(frozen=True, slots=True)
class _Line:
    digit: int
    candidate: Candidate


class CandidateList(QWidget):
    """Hidden where nobody comes into question.

    Signals:
        picked: the `Candidate`.
    """

    picked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = RowModel[_Line](theme, _columns(), self)
        self.table = Table(theme, _("Who it may be"))
        self.table.show_rows(self.model)
        self.table.row_chosen.connect(self._pick)
        lines = column(theme, self, gap=1)
        lines.addWidget(label(_("Who it may be: choose with 1 to 5"), "muted"))
        lines.addWidget(self.table)

    def show_candidates(self, candidates: tuple[Candidate, ...]) -> None:
        """Replace the list."""
        self.model.set_rows([_Line(number, one) for number, one in enumerate(candidates, start=1)])
        self.table.fit_rows(len(candidates))
        self.setVisible(bool(candidates))

    def pick(self, digit: int) -> None:
        """Pick a line by its digit; a digit without a line does nothing."""
        if 0 < digit <= len(self.model.rows):
            self.table.selectRow(digit - 1)
            self.picked.emit(self.model.rows[digit - 1].candidate)

    @Slot(object)
    def _pick(self, index: Index) -> None:
        line = index.data(ROW_ROLE)
        if isinstance(line, _Line):
            self.pick(line.digit)


def _columns() -> tuple[Column[_Line], ...]:
    return (
        Column(_("Key"), lambda line: str(line.digit), width=11),
        Column(_("Name"), lambda line: line.candidate.name, width=26),
        Column(
            _("Certificate number"),
            lambda line: mask_number(line.candidate.certificate_no),
            width=66,
        ),
        Column(_("Community"), lambda line: line.candidate.community_name, width=30),
        Column(_("Score"), lambda line: str(line.candidate.score), is_number=True, width=16),
        Column(_("Why"), _reasons, tip=_reasons, width=0),
    )


def _reasons(line: _Line) -> str:
    said = [str(reason) for reason in line.candidate.reasons]
    if line.candidate.has_entry:
        said.append(_("Has an entry already; the row will wait beside it."))
    return " ".join(said)

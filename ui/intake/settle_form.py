"""One row that was set aside: its cells, and the form that says whose it is."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import zip_longest

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from dsurvey_desktop.domain.ids import RowId
from dsurvey_desktop.domain.masking import mask_within
from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.domain.word_lists import told
from dsurvey_desktop.usecases.intake_views import Candidate, SetAsideRow
from ui.intake.candidate_list import CandidateList
from ui.theme import Theme
from ui.widgets.combo import Combo
from ui.widgets.field_row import FieldRow
from ui.widgets.parts import button, column, key_hint, label, row

REASONS = (
    N_("Compared with the roster"),
    N_("Confirmed by telephone"),
    N_("Confirmed by the community"),
)


@dataclass(frozen=True, slots=True)
class Settlement:
    """Whose a row is, and why one knows."""

    row: RowId
    certificate_no: str
    reason: str


@dataclass(frozen=True, slots=True)
class Dismissal:
    """A row one is done with, and why; with `is_back`, one that shall wait again."""

    row: RowId
    reason: str
    is_back: bool


class SettleForm(QFrame):
    """Signals: `settled`, a `Settlement`; `turned`, a `Dismissal`.

    Attributes:
        turn_button: hidden until `offer_dismissal`, as not all rows can be done with.
    """

    settled = Signal(object)
    turned = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: SetAsideRow | None = None
        self._picked = ""
        self.setProperty("look", "card")
        self.cells = label("", wraps=True)
        self.cells.setTextFormat(Qt.TextFormat.RichText)
        self._header_colour = theme.colour("muted").name()
        self.why = label("", "muted", wraps=True)
        self.numbers_button = button(_("Show n&umbers"), None, "link")
        self.numbers_button.setCheckable(True)
        self.numbers_button.toggled.connect(self._show_cells)
        self.candidates = CandidateList(theme)
        self.candidates.picked.connect(self.pick)
        self.certificate = QLineEdit()
        self.certificate_row = FieldRow(theme, _("Certi&ficate number"), self.certificate)
        self.reason = Combo()
        self.reason.setEditable(True)
        self.reason.addItems([_(reason) for reason in REASONS])
        self.accept_button = button(_("&Accept"), self.settle, "main")
        self.turn_button = button("", self.turn)
        self._turning = QWidget()
        self._turning.setLayout(row(theme, self.turn_button, key_hint("N")))
        self._turning.hide()
        self.certificate.returnPressed.connect(self.settle)
        lines = column(theme, self, gap=2, margin=3)
        top = row(theme, self.cells)
        top.setStretch(0, 1)
        top.addWidget(self.numbers_button, 0, Qt.AlignmentFlag.AlignTop)
        said = row(theme, self.why, self._turning)
        said.setStretch(0, 1)
        lines.addLayout(said)
        lines.addWidget(self.candidates)
        lines.addLayout(self._fields(theme))
        lines.addLayout(top)  # last: a row of two hundred columns fills several screens

    def show_row(self, shown: SetAsideRow | None) -> None:
        """Show a row and fill in its proposal; of the row that is shown, what was typed stays."""
        before, self._row = self._row, shown
        self.setVisible(shown is not None)
        if shown is None or shown == before:
            return
        proposal = shown.proposal
        self.candidates.show_candidates(shown.candidates)
        self._picked = ""
        self.certificate.setText(proposal.certificate_no if proposal else "")
        why = (reason_of(shown), str(proposal.reason)) if proposal else (reason_of(shown),)
        self.why.setText(told(*why))
        self.turn_button.setText(
            _("Let it wait again") if shown.is_dismissed else _("Nobody's here")
        )
        self.accept_button.setText(
            _("&Accept: {name}").format(name=proposal.name) if proposal else _("&Accept")
        )
        self.certificate_row.set_error("")
        self._show_cells()

    @Slot(object)
    def pick(self, candidate: Candidate) -> None:
        """Fill in who it is; `Accept` then says so."""
        self._picked = candidate.certificate_no
        self.certificate.setText(candidate.certificate_no)
        self.accept_button.setText(_("&Accept: {name}").format(name=candidate.name))
        self.certificate_row.set_error("")
        self._show_cells()

    @Slot()
    def settle(self) -> None:
        """Say whose the row is."""
        number = self.certificate.text().replace(" ", "").upper()
        if self._row is None:
            return
        if not number:
            self.certificate_row.set_error(
                _("Whose row is it? Please type the certificate number.")
            )
            return
        self.settled.emit(Settlement(self._row.id, number, self.reason.currentText().strip()))

    def offer_dismissal(self) -> None:
        """Let a person be done with rows that are nobody's here."""
        self._turning.show()

    @Slot()
    def turn(self) -> None:
        """Be done with the row, or let it wait again."""
        if self._row is not None:
            reason = self.reason.currentText().strip()
            self.turned.emit(Dismissal(self._row.id, reason, self._row.is_dismissed))

    @Slot()
    def _show_cells(self) -> None:
        if self._row is None:
            return
        is_open = self.numbers_button.isChecked()
        self.cells.setText(cell_words(self._row, self._header_colour, is_masked=not is_open))
        is_filled = self._row.proposal is not None or bool(self._picked)
        is_hidden = is_filled and not is_open
        self.certificate.setEchoMode(
            QLineEdit.EchoMode.PasswordEchoOnEdit if is_hidden else QLineEdit.EchoMode.Normal
        )
        self.numbers_button.setText(_("Hide n&umbers") if is_open else _("Show n&umbers"))

    def _fields(self, theme: Theme) -> QHBoxLayout:
        made = row(theme, gap=3)
        made.addWidget(self.certificate_row, 2)
        made.addWidget(FieldRow(theme, _("&Reason"), self.reason), 2)
        accept = column(theme, gap=1)
        accept.addWidget(label(""))
        accept.addLayout(row(theme, self.accept_button, key_hint("A")))
        accept.addStretch()
        made.addLayout(accept)
        return made


def reason_of(one: SetAsideRow) -> str:
    """Why it became no entry, and that a person is done with it."""
    message = str(one.message)
    return _("Done with: {reason}").format(reason=message) if one.is_dismissed else message


def cell_words(one: SetAsideRow, header_colour: str, *, is_masked: bool) -> str:
    """The cells that are not empty as rich text, each after its header in `header_colour`."""
    pairs = zip_longest(one.headers, one.cells, fillvalue="")
    shown = ((header, mask_within(cell) if is_masked else cell) for header, cell in pairs)
    return " &nbsp; ".join(
        f'<span style="color:{header_colour}">{escape(header)}</span>&nbsp;{escape(cell)}'
        for header, cell in shown
        if cell.strip()
    )

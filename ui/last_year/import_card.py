"""Taking in last year's data: drop the file, say what it needs, see what was imported."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QWidget

from dsurvey_desktop.domain.problem import Problem
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.last_year_views import ASKS, SAME, LastYearImport, LastYearLine
from ui.hand_over.file_drop import FileDrop
from ui.last_year.columns import import_columns
from ui.last_year.key_line import KeyLine
from ui.theme import Theme
from ui.widgets.parts import button, column, heading, label
from ui.widgets.row_model import RowModel
from ui.widgets.table import Table

KINDS = "Excel, CSV, DSB (*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.zip *.dsb);;* (*)"
ROWS_SHOWN = 6
QUESTIONS_SHOWN = 6


class ImportCard(QFrame):
    """The file at hand, what it asks for, and all imports.

    Signals:
        file_chosen: a file (`Path`).
        accepted: the columns of the file at hand are to be taken as matched.
        keys_given: what opens the bundle at hand (`Keys`).
        undo_wanted: an import (`LastYearLine`) is to be taken back.
    """

    file_chosen = Signal(object)
    accepted = Signal()
    keys_given = Signal(object)
    undo_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.drop = FileDrop(theme, _("Drop last year's forms here (Excel, CSV or bundle)"), KINDS)
        self.drop.chosen.connect(self._pass_on)
        self.summary = label("", wraps=True)
        self.accept_button = button(_("Take the columns as matched"), self.accepted, "main")
        self.keys = KeyLine(theme)
        self.keys.given.connect(self.keys_given)
        self.model: RowModel[LastYearLine] = RowModel(theme, import_columns(), self)
        self.table = Table(theme, _("Imports of last year's data"))
        self.table.show_rows(self.model)
        self.undo_button = button(_("Take this import back"), self.undo)
        lines = column(theme, self, gap=2, margin=3)
        lines.addWidget(heading(theme, _("Import last year's data")))
        about = _(
            "They stand beside this year's answers and never become entries. People are found by "
            "certificate number, else by citizen ID, so a reissued certificate does no harm."
        )
        lines.addWidget(label(about, "muted", wraps=True))
        lines.addWidget(self.drop)
        lines.addWidget(self.summary)
        lines.addWidget(self.accept_button, 0, Qt.AlignmentFlag.AlignLeft)
        lines.addWidget(self.keys)
        lines.addWidget(self.table)
        lines.addWidget(self.undo_button, 0, Qt.AlignmentFlag.AlignLeft)
        for hidden in (self.summary, self.accept_button, self.keys, self.table, self.undo_button):
            hidden.hide()

    def begin(self) -> None:
        """A file is being read; what was said of the one before goes."""
        for widget in (self.summary, self.accept_button, self.keys):
            widget.hide()

    def ask_keys(self, code: str) -> None:
        """Ask for what opens the bundle at hand; `code` says what is missing."""
        self.keys.ask(code)

    def show_import(self, found: LastYearImport) -> None:
        """Say what a file brought, or what it asks."""
        self.summary.setText("\n".join(import_facts(found)))
        self.summary.show()
        can_accept = found.outcome == ASKS and found.rows_read > 0
        self.accept_button.setVisible(can_accept)
        if can_accept:
            self.accept_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_imports(self, imports: tuple[LastYearLine, ...]) -> None:
        """List what was imported."""
        self.model.set_rows(imports)
        self.table.fit_rows(min(len(imports), ROWS_SHOWN))
        for widget in (self.table, self.undo_button):
            widget.setVisible(bool(imports))
        self.table.selectRow(0)

    @Slot()
    def undo(self) -> None:
        """Ask for the chosen import to be taken back."""
        line = self.model.row_at(self.table.currentIndex())
        if line is not None:
            self.undo_wanted.emit(line)

    @Slot(object)
    def _pass_on(self, file: Path) -> None:
        self.file_chosen.emit(file)


def import_facts(found: LastYearImport) -> tuple[str, ...]:
    """Lines about an import."""
    if found.outcome == ASKS:
        words = _("{file}: the program is not sure of its columns; nothing was taken in.")
        lines = [_question(one) for one in found.questions[:QUESTIONS_SHOWN]]
        if not found.rows_read:
            lines.append(_("Give the columns the names of the form's items, then import again."))
        return (words.format(file=found.file), *lines)
    if found.outcome == SAME:
        words = _("{file}: this content is here already; nothing was changed.")
        return (words.format(file=found.file),)
    rows = _(
        "{file}: {rows} rows read, {matched} matched ({reissued} with a reissued certificate), "
        "{unmatched} nobody's this year"
    )
    facts = rows.format(
        file=found.file,
        rows=f"{found.rows_read:,}",
        matched=f"{found.matched:,}",
        reissued=f"{found.reissued:,}",
        unmatched=f"{found.unmatched:,}",
    )
    fallen = _("{count} approvals fell because an answer that rarely changes differs (P08).")
    return (facts, fallen.format(count=f"{found.fallen:,}")) if found.fallen else (facts,)


def _question(one: Problem) -> str:
    return f"{one.message} {one.advice}".strip()

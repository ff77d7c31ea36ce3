"""Taking in last year's data: drop the file, say what it needs, see what was imported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import listed, told
from dsurvey_desktop.usecases.last_year_views import (
    ASKS,
    SAME,
    TABLE,
    LastYearImport,
    LastYearLine,
)
from dsurvey_desktop.usecases.mapping_views import FileColumns
from ui.file_kinds import TABLE_ENDINGS
from ui.hand_over.file_drop import FileDrop
from ui.intake.column_editor import ColumnEditor
from ui.last_year.columns import import_columns
from ui.last_year.form_line import FormLine
from ui.last_year.key_line import KeyLine
from ui.theme import Theme
from ui.widgets.parts import action_button, button, column, heading, label
from ui.widgets.row_model import RowModel
from ui.widgets.table import Table

KINDS = f"Excel, WPS, CSV, DSB ({TABLE_ENDINGS} *.zip *.dsb);;* (*)"
ROWS_SHOWN = 6
ITEMS_NAMED = 8
FORM_UNKNOWN = "last_form_unknown"
UNREAD = ("unknown_choice", "unknown_column", "value_unreadable")
"""Problems that another edition of the form may solve."""


class ImportCard(QFrame):
    """The file at hand, what it asks for, and all imports.

    Signals:
        file_chosen: a file (`Path`).
        confirmed: what the columns of the file at hand mean (tuple of `ColumnMapping`).
        keys_given: what opens the bundle at hand (`Keys`).
        form_chosen: what tables are to be read by (`FormLine.chosen`).
        undo_wanted: an import (`LastYearLine`) is to be taken back.
    """

    file_chosen = Signal(object)
    confirmed = Signal(object)
    keys_given = Signal(object)
    form_chosen = Signal(object)
    undo_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        words = _("Drop last year's forms here (Excel, CSV or bundle)")
        self.drop = FileDrop(theme, words, KINDS, takes_many=True)
        self.drop.chosen.connect(self._pass_on)
        self.form = FormLine(theme)
        self.form.chosen.connect(self.form_chosen)
        self.summary = label("", wraps=True)
        self.columns_button: QPushButton | None = None
        self.columns = ColumnEditor(theme)
        self.columns.confirmed.connect(self.confirmed)
        self.keys = KeyLine(theme)
        self.keys.given.connect(self.keys_given)
        self.model: RowModel[LastYearLine] = RowModel(theme, import_columns(), self)
        self.table = Table(theme, _("Imports of last year's data"))
        self.table.show_rows(self.model)
        self.undo_button = button(_("Take this import back"), self.undo)
        self.table.selectionModel().currentRowChanged.connect(self._follow_import)
        lines = self._lines = column(theme, self, gap=2, margin=3)
        lines.addWidget(heading(theme, _("Import last year's data")))
        about = _(
            "They stand beside this year's answers and never become entries. People are found by "
            "certificate number, else by citizen ID, so a reissued certificate does no harm."
        )
        lines.addWidget(label(about, "muted", wraps=True))
        lines.addWidget(self.drop)
        lines.addWidget(self.form)
        lines.addWidget(self.summary)
        lines.addWidget(self.columns)
        lines.addWidget(self.keys)
        lines.addWidget(self.table)
        lines.addWidget(self.undo_button, 0, Qt.AlignmentFlag.AlignLeft)
        for hidden in (self.summary, self.columns, self.keys, self.table, self.undo_button):
            hidden.hide()

    def offer_columns(self, action: QAction) -> None:
        """A way to the columns of a table that was taken in, to say otherwise."""
        self.columns_button = action_button(action)
        at = self._lines.indexOf(self.columns)
        self._lines.insertWidget(at, self.columns_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.columns_button.hide()

    def begin(self) -> None:
        """A file is being read; what was said of the one before goes."""
        for widget in (self.summary, self.columns, self.keys, self.columns_button):
            if widget is not None:
                widget.hide()

    def ask_keys(self, code: str) -> None:
        """Ask for what opens the bundle at hand; `code` says what is missing."""
        self.keys.ask(code)

    def show_import(self, found: LastYearImport, before: Iterable[LastYearImport] = ()) -> None:
        """Say what a file brought, or what it asks, below what those before it brought."""
        facts = [line for one in (*before, found) for line in import_facts(one)]
        self.summary.setText("\n".join(facts))
        self.summary.show()
        if self.columns_button is not None:
            self.columns_button.setVisible(found.kind == TABLE and found.outcome != ASKS)

    def show_columns(self, found: FileColumns) -> None:
        """Ask what the columns of the file at hand mean, and go there."""
        self.columns.show_tables(found.tables, found.kind, found.choices, is_waiting=True)
        self.columns.show()
        self.columns.table.setFocus(Qt.FocusReason.OtherFocusReason)

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
        if line is not None and not line.is_undone:
            self.undo_wanted.emit(line)

    @Slot()
    def _follow_import(self) -> None:
        line = self.model.row_at(self.table.currentIndex())
        self.undo_button.setEnabled(line is not None and not line.is_undone)

    @Slot(object)
    def _pass_on(self, file: Path) -> None:
        self.file_chosen.emit(file)


def import_facts(found: LastYearImport) -> tuple[str, ...]:
    """Lines about an import."""
    if found.outcome == ASKS:
        words = _("{file}: the program is not sure of its columns; nothing was taken in.")
        return (words.format(file=found.file),)
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
    return (facts, *_more_facts(found))


def _more_facts(found: LastYearImport) -> Iterator[str]:
    """What else one should know: approvals that fell, what could not be read, what was left."""
    if found.fallen:
        fallen = _("{count} approvals fell because an answer that rarely changes differs (P08).")
        yield fallen.format(count=f"{found.fallen:,}")
    for one in found.problems:
        if one.code == FORM_UNKNOWN:
            yield told(one.message, one.advice)
    unread = sum(one.code in UNREAD for one in found.problems)
    if unread:
        words = _(
            "{count} cells or columns could not be read by {form}; where last year's form was "
            "another one, choose it and import again."
        )
        yield words.format(count=f"{unread:,}", form=found.form)
    if found.left:
        words = _(
            "This year's form has no words for {count} of last year's items; they are kept and "
            "shown beside the entry: {items}"
        )
        named = listed(one.label for one in found.left[:ITEMS_NAMED])
        more = " …" if len(found.left) > ITEMS_NAMED else ""
        yield words.format(count=f"{len(found.left):,}", items=named + more)

"""The list of files: one line each, and which one the parts below belong to."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.intake_views import FileOutcome
from ui.intake.file_columns import file_columns, refusal_words
from ui.intake.intake_state import FileLine
from ui.intake.section import shown_rows
from ui.theme import Theme
from ui.widgets.empty_state import EmptyState
from ui.widgets.parts import action_button, button, column, label, row
from ui.widgets.row_model import RowModel
from ui.widgets.table import Table

SHOWN_ROWS = 8
CHIP_STEPS = 70
"""Room for the name of the chosen file in its button, in steps of 4 px."""


class FileList(QWidget):
    """A chosen file narrows what is shown below; `All files` takes that away.

    Signals:
        chosen_changed: another file, or all.
    """

    chosen_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._is_showing = False
        self._deeds: dict[QAction, QPushButton] = {}
        self.model = RowModel[FileLine](theme, file_columns(), self)
        self.table = Table(theme, _("Files"))
        self.table.choosing_narrows = True
        self.table.show_rows(self.model)
        self.table.selectionModel().selectionChanged.connect(self._see_selection)
        self.count_label = label("", "muted")
        self.all_button = button("", self.choose_all, "chip")
        self.refusal = label("", "error", wraps=True)
        self.refusal.hide()
        self._empty = EmptyState(theme, "intake")
        self._empty.say(
            _("No files yet"), _("Files of the communities appear here, one line each.")
        )
        self._line = row(theme, self.count_label, self.all_button)
        self._line.addStretch(1)
        whole = column(theme, self, gap=1)
        whole.addLayout(self._line)
        whole.addWidget(self._empty)
        whole.addWidget(self.table)
        whole.addWidget(self.refusal)
        self.show_lines(())
        for unread in (self._empty, self.count_label):
            unread.hide()  # until it was read that there are none

    @property
    def chosen(self) -> FileLine | None:
        """The chosen file; None for all."""
        rows = self.table.selectionModel().selectedRows()
        return self.model.row_at(rows[0]) if rows else None

    def show_lines(self, lines: tuple[FileLine, ...]) -> None:
        """Replace the list; the chosen file stays chosen, a new one does not choose itself."""
        before = self.chosen
        self._is_showing = True  # nothing is chosen by the person
        self.model.set_rows(lines)
        at = next((n for n, line in enumerate(lines) if line.is_same_file(before)), -1)
        if at >= 0:
            self.table.selectRow(at)
        self._is_showing = False
        self.table.setVisible(bool(lines))
        self._empty.setVisible(not lines)
        self.count_label.show()
        self.table.fit_rows(min(len(lines), shown_rows(self._theme, SHOWN_ROWS)))
        self._describe()

    def choose(self, outcome: FileOutcome) -> None:
        """Choose the line of a file of this session."""
        wanted = FileLine(outcome.file, outcome=outcome)
        at = next((n for n, line in enumerate(self.model.rows) if line.is_same_file(wanted)), -1)
        if at >= 0:
            self.table.selectRow(at)

    def choose_first(self, is_wanted: Callable[[FileLine], bool]) -> bool:
        """Choose the first such line and go to it; False where there is none."""
        at = next((n for n, line in enumerate(self.model.rows) if is_wanted(line)), -1)
        if at >= 0:
            self.table.selectRow(at)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        return at >= 0

    def use_deeds(self, undo: QAction, done: QAction) -> None:
        """Show what can be done with the chosen file: the one of two that is for it."""
        for action in (undo, done):
            made = action_button(action)
            action.visibleChanged.connect(self._show_deeds)
            self._deeds[action] = made
            self._line.addWidget(made)
        self._show_deeds()

    @Slot()
    def _show_deeds(self) -> None:
        for action, made in self._deeds.items():
            made.setVisible(action.isVisible())

    @Slot()
    def choose_all(self) -> None:
        """Take the narrowing away."""
        self.table.clearSelection()

    def _chip_words(self, file: str) -> str:
        """A long name leaves the buttons beside it in the window."""
        fonts, room = self.all_button.fontMetrics(), self._theme.space(CHIP_STEPS)
        return f"✕  {fonts.elidedText(file, Qt.TextElideMode.ElideMiddle, room)}"

    def _see_selection(self, *_selections: object) -> None:
        if not self._is_showing:
            self._describe()
            self.chosen_changed.emit()

    def _describe(self) -> None:
        line = self.chosen
        self.count_label.setText(_("{count} files").format(count=len(self.model.rows)))
        self.all_button.setVisible(line is not None)
        self.all_button.setText(self._chip_words(line.file) if line is not None else "")
        self.all_button.setToolTip(line.file if line is not None else "")
        self.all_button.setAccessibleName(_("Show all files"))
        self.refusal.setText(refusal_words(line) if line is not None else "")
        self.refusal.setVisible(bool(self.refusal.text()))

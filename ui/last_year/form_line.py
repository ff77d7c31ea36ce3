"""Says which form tables of last year are read by, and lets a person name another."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.last_year_views import FormInUse
from ui.places import documents_folder
from ui.theme import Theme
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.parts import button, column, label

THIS_YEARS = "individual"


class FormLine(QWidget):
    """Stands under the place to drop a file.

    Signals:
        chosen: a workbook (`Path`), or `THIS_YEARS`.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = label("", wraps=True)
        self.choose_button = button(_("Choose last year's form …"), self.choose)
        self.back_button = button(_("Read by this year's form"), self._go_back)
        line = FlowLayout(None, theme.space(2))
        for widget in (self.choose_button, self.back_button):
            line.addWidget(widget)
        lines = column(theme, self, gap=1)
        lines.addWidget(self.words)
        lines.addLayout(line)
        self.back_button.hide()

    @Slot(object)
    def show_form(self, form: FormInUse) -> None:
        """Say which it is."""
        this_year = _("Tables are read by this year's form ({name}); bundles carry their own.")
        last_year = _("Tables are read by {name}; bundles carry their own form.")
        self.words.setText((this_year if form.is_this_years else last_year).format(name=form.name))
        self.back_button.setVisible(not form.is_this_years)

    @Slot()
    def choose(self) -> None:
        """Ask for the workbook of last year's form."""
        words, kinds = _("Workbook of last year's form"), "Excel (*.xlsx *.xlsm *.xls)"
        file, _kind = QFileDialog.getOpenFileName(self, words, str(documents_folder()), kinds)
        if file:
            self.chosen.emit(Path(file))

    @Slot()
    def _go_back(self) -> None:
        self.chosen.emit(THIS_YEARS)

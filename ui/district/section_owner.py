"""Which department a section of the form belongs to; for administrators."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QWidget

from dsurvey_desktop.domain.department import Department
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import labelled, listed, sentences
from dsurvey_desktop.usecases.section_views import DepartmentView
from ui.theme import Theme
from ui.widgets.combo import Combo
from ui.widgets.parts import button, column, flow, heading, label


class SectionOwner(QFrame):
    """Sections and departments side by side.

    Signals:
        wanted: a section and the department it goes to (tuple).
    """

    wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.section, self.department = Combo(), Combo()
        self.section.setAccessibleName(_("Section of the form"))
        self.department.setAccessibleName(_("Department it belongs to"))
        self.change_button = button(_("Assign the section"), self.change)
        self._said = label("", "muted", wraps=True)
        self._owners: dict[str, str] = {}
        belongs = label(_("belongs to"))
        foot = flow(theme, self.section, belongs, self.department, self.change_button)
        lines = column(theme, self, gap=2, margin=3)
        lines.addWidget(heading(theme, _("Sections of the form")))
        lines.addWidget(self._said)
        lines.addLayout(foot)
        self.section.currentIndexChanged.connect(self._show_owner)

    def show_departments(self, views: tuple[DepartmentView, ...]) -> None:
        """List every section with its department."""
        self._said.setText(
            sentences(labelled(one.name, listed(one.sections) or _("none")) for one in views)
        )
        chosen = self.section.currentText()
        self._owners = {name: one.department.value for one in views for name in one.sections}
        self.department.clear()
        for one in views:
            self.department.addItem(one.name, one.department.value)
        self.section.clear()
        self.section.addItems(list(self._owners))
        self.section.setCurrentIndex(max(self.section.findText(chosen), 0))

    @Slot()
    def change(self) -> None:
        """Give the chosen section to the chosen department."""
        department = Department(self.department.currentData())
        self.wanted.emit((self.section.currentText(), department))

    @Slot()
    def _show_owner(self) -> None:
        owner = self._owners.get(self.section.currentText(), "")
        self.department.setCurrentIndex(max(self.department.findData(owner), 0))

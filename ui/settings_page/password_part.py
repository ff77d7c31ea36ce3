"""Changing one's password."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from dsurvey_desktop.domain.texts import _
from ui.settings_page.part import Part
from ui.theme import Theme
from ui.welcome.password_strength import SHORTEST, Strength, strength
from ui.welcome.user_step import WORDS
from ui.widgets.column_grid import ColumnGrid
from ui.widgets.field_row import FieldRow
from ui.widgets.parts import button, row

NARROWEST = 55


@dataclass(frozen=True, slots=True)
class PasswordChange:
    """The password until now and the new one; never logged, never kept."""

    old: str
    new: str


class PasswordPart(Part):
    """Signals: `wanted`, a `PasswordChange`."""

    wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Password"), parent)
        self.old, self.new, self.again = QLineEdit(), QLineEdit(), QLineEdit()
        for edit in (self.old, self.new, self.again):
            edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.old_row = FieldRow(theme, _("Password until &now"), self.old)
        self.new_row = FieldRow(theme, _("Ne&w password"), self.new)
        self.again_row = FieldRow(theme, _("New password aga&in"), self.again)
        self.change_button = button(_("&Change the password"), self.change)
        self.new.textEdited.connect(self._show_strength)
        grid = ColumnGrid(theme, NARROWEST)
        grid.set_widgets([self.old_row, self.new_row, self.again_row])
        self.lines.addWidget(grid)
        buttons = row(theme, self.change_button)
        buttons.addStretch(1)
        self.lines.addLayout(buttons)

    @Slot()
    def change(self) -> None:
        """Check what was typed, then hand it over."""
        is_old = bool(self.old.text())
        is_long = strength(self.new.text()) is not Strength.TOO_SHORT
        is_same = self.new.text() == self.again.text()
        too_short = _(WORDS[Strength.TOO_SHORT]).format(count=SHORTEST)
        self.old_row.set_error("" if is_old else _("Please type your password."))
        self.new_row.set_error("" if is_long else too_short)
        self.again_row.set_error("" if is_same else _("The two are not the same."))
        if is_old and is_long and is_same:
            self.wanted.emit(PasswordChange(self.old.text(), self.new.text()))

    def clear(self) -> None:
        """Forget what was typed."""
        for edit in (self.old, self.new, self.again):
            edit.clear()
        self.new_row.set_hint("")

    @Slot()
    def _show_strength(self) -> None:
        self.new_row.set_error("")
        found = strength(self.new.text())
        self.new_row.set_hint(_(WORDS[found]).format(count=SHORTEST))

"""Step 4: the person at the desk and the password."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from dsurvey_desktop.domain.texts import N_, _
from ui.theme import Theme
from ui.welcome.password_strength import SHORTEST, Strength, strength
from ui.welcome.step import Step, field_text, require
from ui.widgets.field_row import FieldRow

WORDS = {
    Strength.TOO_SHORT: N_("Too short: at least {count} characters."),
    Strength.WEAK: N_("Weak: easy to guess. A longer one, or a short sentence, is better."),
    Strength.FAIR: N_("Fair."),
    Strength.STRONG: N_("Strong."),
}


class UserStep(Step):
    """Name, password, and the password again."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.words = _("Yourself")
        self.sentence = _(
            "Your name stands in the log and on printed sheets. Nobody can recover the password."
        )
        self.name = self.add_line(_("Your na&me"))
        self.password = self._add_secret(_("&Password"))
        self.again = self._add_secret(_("Password &again"))
        self._edit(self.password).textEdited.connect(self._show_strength)
        self._edit(self.again).textEdited.connect(self._calm)

    @property
    def user_name(self) -> str:
        """The name as typed."""
        return field_text(self.name)

    @property
    def chosen_password(self) -> str:
        """The password as typed, spaces and all."""
        return self._edit(self.password).text()

    def check(self) -> bool:
        """A name, and one password typed twice."""
        is_long = strength(self.chosen_password) is not Strength.TOO_SHORT
        is_same = self._edit(self.again).text() == self.chosen_password
        results = (
            require(self.name, bool(self.user_name), _("Please type your name.")),
            require(self.password, is_long, _(WORDS[Strength.TOO_SHORT]).format(count=SHORTEST)),
            require(self.again, is_same, _("The two are not the same.")),
        )
        return all(results)

    @Slot()
    def _show_strength(self) -> None:
        self.password.set_error("")
        found = strength(self.chosen_password)
        self.password.set_hint(_(WORDS[found]).format(count=SHORTEST))

    @Slot()
    def _calm(self) -> None:
        self.again.set_error("")

    def _add_secret(self, words: str) -> FieldRow:
        made = self.add_line(words)
        self._edit(made).setEchoMode(QLineEdit.EchoMode.Password)
        return made

    @staticmethod
    def _edit(field: FieldRow) -> QLineEdit:
        edit = field.field
        assert isinstance(edit, QLineEdit)
        return edit

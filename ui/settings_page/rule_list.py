"""The rules entries are checked by, each with its switch."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.usecases.rule_words import all_rules
from ui.theme import Theme
from ui.widgets.checked_list import CheckedList

WEIGHTS = {"error": N_("error"), "warning": N_("warning")}
SHOWN_ROWS = 8


class RuleList(CheckedList):
    """A check mark means the rule is in use."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Rules in use (Space switches one)"), SHOWN_ROWS, parent)
        for rule in all_rules():
            words = f"{rule.id}  {_(WEIGHTS[rule.severity])}  {rule.words}"
            self.add_line(rule.id, words, is_checked=True)

    @property
    def off(self) -> frozenset[str]:
        """Ids of the rules switched off."""
        return self.ids - self.checked

    def show_off(self, rules_off: frozenset[str]) -> None:
        """Take the mark from `rules_off`."""
        self.check_only(self.ids - rules_off)

"""The rules entries are checked by, each with its switch."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.usecases.rule_words import Rule, all_rules
from ui.theme import Theme

WEIGHTS = {"error": N_("error"), "warning": N_("warning")}
SHOWN_ROWS = 8


class RuleList(QListWidget):
    """A check mark means the rule is in use."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Rules in use (Space switches one)"))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(theme.row_height * SHOWN_ROWS)
        for rule in all_rules():
            self._add(rule)

    @property
    def off(self) -> frozenset[str]:
        """Ids of the rules switched off."""
        items = (self.item(number) for number in range(self.count()))
        return frozenset(
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() is Qt.CheckState.Unchecked
        )

    def show_off(self, rules_off: frozenset[str]) -> None:
        """Take the mark from `rules_off`."""
        for number in range(self.count()):
            item = self.item(number)
            is_off = item.data(Qt.ItemDataRole.UserRole) in rules_off
            item.setCheckState(Qt.CheckState.Unchecked if is_off else Qt.CheckState.Checked)

    def _add(self, rule: Rule) -> None:
        item = QListWidgetItem(f"{rule.id}  {_(WEIGHTS[rule.severity])}  {rule.words}", self)
        item.setFlags(
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
        )
        item.setToolTip(rule.words)
        item.setData(Qt.ItemDataRole.UserRole, rule.id)
        item.setCheckState(Qt.CheckState.Checked)

"""The rules entries are checked by, each with its switch."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from dsurvey_desktop.domain.texts import N_, _, current_language
from ui.places import RESOURCES
from ui.theme import Theme

WEIGHTS = {"error": N_("error"), "warning": N_("warning")}
SHOWN_ROWS = 8


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's id, weight and meaning in both languages."""

    id: str
    severity: str
    zh: str
    en: str

    @property
    def words(self) -> str:
        """The meaning in the current language."""
        return self.en if current_language() == "en" else self.zh


@cache
def all_rules() -> tuple[Rule, ...]:
    """Rules in the order of the survey's table."""
    file = RESOURCES / "survey" / "rule_words.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        return tuple(
            Rule(row["id"], row["severity"], row["zh"], row["en"]) for row in csv.DictReader(stream)
        )


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

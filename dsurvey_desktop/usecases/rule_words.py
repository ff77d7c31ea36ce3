"""What each rule means, in both languages, from the survey's table."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from dsurvey_desktop.domain.resources import resources_folder
from dsurvey_desktop.domain.texts import N_, _, current_language

GENERAL = {
    "F01": N_("It must be filled in."),
    "F02": N_("It must stay empty where it is not asked."),
    "F03": N_("The value must be one that is allowed."),
    "F04": N_("Not needed where it is not asked; it harms nobody."),
    "S01": N_("Somebody asked again in a spot check said something else."),
}
"""Rules that are not in the survey's table: of items it says nothing of, of spot checks."""


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
    file = resources_folder() / "survey" / "rule_words.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        return tuple(
            Rule(row["id"], row["severity"], row["zh"], row["en"]) for row in csv.DictReader(stream)
        )


def rule_meaning(rule: str) -> str:
    """What a rule means in the current language; empty for one that is not the survey's."""
    if rule in GENERAL:
        return _(GENERAL[rule])
    return next((one.words for one in all_rules() if one.id == rule), "")

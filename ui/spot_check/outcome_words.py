"""Outcomes of asking people again and what was said of an item, in words and shapes."""

from __future__ import annotations

from dsurvey_desktop.domain.entry import Value
from dsurvey_desktop.domain.spot_check import AGREES, DIFFERS, NOT_FOUND, Judgement
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import phrases
from dsurvey_desktop.usecases.entry_views import ChoiceView

OUTCOME_SHAPES = {AGREES: "done", DIFFERS: "error", NOT_FOUND: "warning"}
JUDGEMENT_SHAPES = {
    Judgement.SAME: "done",
    Judgement.OTHER: "error",
    Judgement.NOT_ASKED: "warning",
}


def judgement_words(judgement: Judgement | None, found: str) -> str:
    """What came out of an item; `found` is what was said, in words."""
    if judgement is None:
        return "—"
    if judgement is Judgement.OTHER:
        return found or _("(blank)")
    return _("the same") if judgement is Judgement.SAME else _("could not be asked")


def value_words(choices: tuple[ChoiceView, ...], value: Value | None) -> str:
    """An answer in words; empty for a blank."""
    if value is None:
        return ""
    labels = {choice.code: choice.label for choice in choices}
    codes = value if isinstance(value, list) else [value]
    return phrases(labels.get(str(code), str(code)) for code in codes)

"""What stands in the way of a hand-over, in an officer's words."""

from __future__ import annotations

from dsurvey_desktop.domain.texts import N_, Text, text
from dsurvey_desktop.usecases.second_entry_plan import SecondPlan

WORDS = {
    "missing": N_("People without a form and without a reason: {count}"),
    "errors": N_("Entries with errors: {count}"),
    "not_approved": N_("Entries not approved: {count}"),
    "pending": N_("Differences waiting for a decision: {count}"),
    "set_aside": N_("Rows set aside that wait for somebody: {count}"),
    "community_forms": N_("Communities without their form: {count}"),
}
"""By kind of `Block`, the gravest first."""


def block_words(kind: str, count: int) -> Text:
    """A block with its count."""
    return text(WORDS[kind], count=count)


def second_words(plan: SecondPlan) -> Text:
    """How far blind second entry is."""
    if plan.lacking:
        return text(
            "Second entry: {lacking} entries are still to be drawn, {waiting} wait, {undecided} "
            "differences are not decided.",
            lacking=plan.lacking,
            waiting=plan.waiting,
            undecided=plan.undecided,
        )
    if plan.left:
        return text(
            "Second entry: {waiting} entries wait, {undecided} differences are not decided.",
            waiting=plan.waiting,
            undecided=plan.undecided,
        )
    return text("Second entry is done and decided: {count} entries.", count=plan.drawn)

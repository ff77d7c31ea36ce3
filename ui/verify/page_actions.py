"""The deeds of the page with their single keys; they work while no text is being typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction

from dsurvey_desktop.domain.texts import N_, _
from ui.page import Page

KEYS = {
    "approve": (N_("Approve and next"), "A"),
    "next_finding": (N_("Next finding"), "N"),
    "previous_finding": (N_("Previous finding"), "P"),
    "edit": (N_("Correct"), "F2"),
    "proposal": (N_("Take the proposal"), "T"),
    "clear": (N_("Blank all that is not asked …"), "Shift+T"),
    "explain": (N_("Explain a warning"), "E"),
    "return": (N_("Return to the community"), "R"),
    "close_query": (N_("Close the query"), "Shift+R"),
    "withdraw": (N_("Withdraw the approval"), "W"),
    "undo_approvals": (N_("Take the approvals of many back"), "Ctrl+Shift+W"),
    "undo": (N_("Take back the last correction"), "U"),
    "many": (N_("This answer for all of the filter …"), "Shift+F2"),
    "from_file": (N_("Take in a correction file …"), "Ctrl+Shift+I"),
    "undo_many": (N_("Take back the correction of many"), "Ctrl+Shift+U"),
    "redo": (N_("Do it again"), "Shift+U"),
    "next_entry": (N_("Next entry"), "J"),
    "previous_entry": (N_("Previous entry"), "K"),
    "move": (N_("Move to this year's form edition …"), "M"),
    "evidence": (N_("To the evidence and the history"), "H"),
    "reveal": (N_("Show the numbers"), "V"),
    "unfold": (N_("Unfold all sections"), "X"),
    "search": (N_("Search"), "/"),
    "approve_all": (N_("Approve all that are ready"), "Shift+A"),
    "approve_page": (N_("Approve the page in sight …"), "Ctrl+Shift+A"),
}
"""Deed to words and key, in the order of the menu."""


WITHOUT_ENTRY = frozenset({"search", "from_file", "undo_many", "undo_approvals"})
"""What can be done with an empty queue; the rest needs an entry."""


def add_actions(page: Page, deeds: dict[str, Callable[..., object]]) -> dict[str, QAction]:
    """An action for every line of `KEYS`; `deeds` has a bound slot for each."""
    return {
        name: page.add_page_action(_(words), keys, deeds[name])
        for name, (words, keys) in KEYS.items()
    }


def allow_actions(actions: dict[str, QAction], *, has_entries: bool) -> None:
    """Switch off what an empty queue gives nothing for."""
    for name, action in actions.items():
        action.setEnabled(has_entries or name in WITHOUT_ENTRY)

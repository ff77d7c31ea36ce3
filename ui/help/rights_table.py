"""The table of the help: which role may do what with an entry in which state."""

from __future__ import annotations

from html import escape

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.entry_rights import RIGHTS, EntryStep
from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.usecases.permissions import ROLE_NAMES
from ui.entry_table.columns import STATE_WORDS

STEP_WORDS = {
    EntryStep.CORRECT: N_("Correct, take a difference, take back"),
    EntryStep.CONFIRM: N_("Confirm again"),
    EntryStep.EXPLAIN: N_("Explain a warning"),
    EntryStep.ASK: N_("Return to the community"),
    EntryStep.APPROVE: N_("Approve"),
    EntryStep.WITHDRAW: N_("Withdraw the approval"),
    EntryStep.HAND_OVER: N_("Hand over"),
}


def rights_html() -> str:
    """States across, steps down; a cell names the role, or a dash where nobody may."""
    heads = "".join(f"<th>{escape(_(STATE_WORDS[state]))}</th>" for state in EntryState)
    rows = "".join(map(_row, EntryStep))
    title = escape(_("Who may do what in which state"))
    one = escape(_("One person may hold several roles. Whoever may not is told by the program."))
    table = f'<table border="1" cellspacing="0" cellpadding="4"><tr><th></th>{heads}</tr>{rows}'
    return f"<h3>{title}</h3>{table}</table><p>{one}</p>"


def _row(step: EntryStep) -> str:
    right = RIGHTS[step]
    role = escape(_(ROLE_NAMES[right.role]))
    cells = "".join(f"<td>{role if state in right.states else '—'}</td>" for state in EntryState)
    return f"<tr><td>{escape(_(STEP_WORDS[step]))}</td>{cells}</tr>"

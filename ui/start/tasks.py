"""The day's list: what to do next, each line leading to where it is done."""

from __future__ import annotations

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.usecases.progress_views import NEAR_DAYS, Deadline, ProgressView, Task
from ui.changes import Destination
from ui.start.deadline_words import deadline_words

DEADLINE = "_deadline"
"""How the kinds of deadlines end."""
WORDS = {
    "community_deadline": N_("{deadline}, {count} people missing"),
    "town_deadline": N_("{deadline}, {count} not approved"),
    "district_deadline": N_("{deadline}, {count} not handed over"),
    "silent": N_("Ask {count} communities of which nothing has come"),
    "roster": N_("Import the roster"),
    "intake": N_("{count} people have no form yet"),
    "waiting_files": N_("Look at {count} files that wait for you"),
    "refused_files": N_("See why {count} files were refused, and ask for them again"),
    "pending": N_("Decide {count} differences"),
    "set_aside": N_("Settle {count} rows that were set aside"),
    "errors": N_("Put {count} errors right"),
    "answers": N_("Look at {count} answers of communities"),
    "returns": N_("Send {count} queries back to the communities"),
    "reminders": N_("Remind communities of {count} answers that are overdue"),
    "unconfirmed": N_("Confirm {count} people by phone"),
    "approve": N_("Approve {count} entries"),
    "community_forms": N_("Ask for {count} community forms"),
    "second_entry": N_("Second entry: {count} still to do"),
    "spot_check": N_("Draw the spot check"),
    "hand_over": N_("Hand {count} entries over"),
    "sent_back": N_("Look at {count} entries the district sent back"),
    "towns_silent": N_("{count} towns have handed nothing over yet"),
    "duplicates": N_("Clear {count} people of more than one town"),
    "receipts": N_("Write receipts for {count} towns"),
    "sign_offs": N_("{count} parts of towns wait for their department"),
}
PLACES = {
    "community_deadline": Destination("roster", "missing"),
    "town_deadline": Destination("verify", EntryFilter(quality="open")),
    "district_deadline": Destination("hand_over"),
    "silent": Destination("roster", "missing"),
    "roster": Destination("roster"),
    "intake": Destination("roster", "missing"),
    "waiting_files": Destination("intake", "waiting"),
    "refused_files": Destination("intake", "refused"),
    "pending": Destination("intake", "pending"),
    "set_aside": Destination("intake", "set_aside"),
    "errors": Destination("verify", EntryFilter(quality="error")),
    "answers": Destination("returns", "answered"),
    "returns": Destination("returns", "to_send"),
    "reminders": Destination("returns", "overdue"),
    "unconfirmed": Destination("confirm"),
    "approve": Destination("verify", EntryFilter(quality="ready")),
    "community_forms": Destination("intake"),
    "second_entry": Destination("second_entry"),
    "spot_check": Destination("spot_check"),
    "hand_over": Destination("hand_over"),
    "sent_back": Destination("verify", EntryFilter(state=EntryState.SENT_BACK)),
    "towns_silent": Destination("received"),
    "duplicates": Destination("town_entries", "duplicates"),
    "receipts": Destination("receipts"),
    "sign_offs": Destination("departments"),
}


def task_words(task: Task) -> str:
    """What to do, in an officer's words."""
    count = f"{task.count:,}"
    if task.days_left is None:
        return _(WORDS[task.kind]).format(count=count)
    words = deadline_words(task.kind.removesuffix(DEADLINE), task.days_left)
    return _(WORDS[task.kind]).format(count=count, deadline=words)


def task_place(task: Task) -> Destination:
    """Where it is done."""
    if task.kind == "silent":
        return Destination("roster", f"missing:{task.community}")
    return PLACES[task.kind]


def is_deadline_met(progress: ProgressView, deadline: Deadline) -> bool:
    """Whether it is near or past, and nothing is left to do for it."""
    is_due = deadline.days_left <= NEAR_DAYS and progress.total.on_roster > 0
    return is_due and all(task.kind != f"{deadline.kind}{DEADLINE}" for task in progress.tasks)

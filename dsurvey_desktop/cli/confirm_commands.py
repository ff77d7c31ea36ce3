"""Commands about confirming again for the reference date."""

from __future__ import annotations

import argparse
from typing import Any

from dsurvey_desktop.domain.contact import ContactOutcome, ContactWay
from dsurvey_desktop.usecases import confirm_entries, find_entry
from dsurvey_desktop.usecases.desk import Desk

_Options = argparse.Namespace


def listed(desk: Desk, options: _Options) -> Any:
    """`confirm list`."""
    return confirm_entries.list_to_confirm(desk, options.community)


def record(desk: Desk, options: _Options) -> Any:
    """`confirm record`."""
    entry_id = find_entry.find_entry(desk, options.entry)
    attempts = confirm_entries.record_contact(
        desk,
        entry_id,
        ContactOutcome(options.outcome),
        ContactWay(options.way),
        day=options.day,
        spoke_with=options.spoke_with,
        remark=options.remark,
    )
    answers = find_entry.whole_entry(desk, entry_id).answers
    return {
        "entry": entry_id,
        "outcome": options.outcome,
        "attempts": attempts,
        "reconfirmed_on": answers.get(confirm_entries.CONFIRMED),
    }


def sheet(desk: Desk, options: _Options) -> Any:
    """`confirm sheet`."""
    return confirm_entries.print_call_sheet(desk, options.file, options.community)


COMMANDS = {"confirm list": listed, "confirm record": record, "confirm sheet": sheet}

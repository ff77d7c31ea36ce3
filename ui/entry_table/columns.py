"""The columns of the queue: what stands in a cell, and what a screen reader says of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.masking import mask_number
from dsurvey_desktop.domain.texts import N_, Text, text
from dsurvey_desktop.usecases.entry_views import EntryLine

STATE_WORDS = {
    EntryState.RECEIVED: N_("Received"),
    EntryState.IN_QUERY: N_("In query"),
    EntryState.READY: N_("Ready"),
    EntryState.APPROVED: N_("Approved"),
    EntryState.HANDED_OVER: N_("Handed over"),
    EntryState.ACCEPTED: N_("Accepted by the district"),
    EntryState.SENT_BACK: N_("Sent back"),
}
STATE_SHAPES = {
    EntryState.IN_QUERY: "notice",
    EntryState.APPROVED: "done",
    EntryState.HANDED_OVER: "done",
    EntryState.ACCEPTED: "done",
    EntryState.SENT_BACK: "warning",
}


@dataclass(frozen=True, slots=True)
class EntryColumn:
    """One column of entries.

    Attributes:
        title: template of the header.
        sort: the order of `EntryFilter` that a click on the header asks for.
        shown: the text in the cell.
        spoken: what a screen reader says.
        kind: shape before the text: `error`, `warning`, `done`, `notice` or empty.
        width: in steps of 4 px, more where the title needs it.
    """

    title: str
    sort: str
    shown: Callable[[EntryLine], str]
    spoken: Callable[[EntryLine], Text]
    kind: Callable[[EntryLine], str]
    width: int


def _no_shape(_line: EntryLine) -> str:
    return ""


def _count(number: int) -> str:
    return str(number) if number else ""


def _as_it_is(value: str) -> Text:
    return Text("{value}", {"value": value})


NAME = EntryColumn(
    N_("Name"), "name", lambda line: line.name, lambda line: _as_it_is(line.name), _no_shape, 24
)
ERRORS = EntryColumn(
    N_("Errors"),
    "weight",
    lambda line: _count(line.errors),
    lambda line: text("{count} errors", count=line.errors),
    lambda line: "error" if line.errors else "",
    13,
)
WARNINGS = EntryColumn(
    N_("Warnings"),
    "weight",
    lambda line: _count(line.warnings),
    lambda line: text("{count} warnings", count=line.warnings),
    lambda line: "warning" if line.warnings else "",
    13,
)
STATE = EntryColumn(
    N_("State"),
    "state",
    lambda line: str(text(STATE_WORDS[line.state])),
    lambda line: text(STATE_WORDS[line.state]),
    lambda line: STATE_SHAPES.get(line.state, ""),
    23,
)
COMMUNITY = EntryColumn(
    N_("Community"),
    "community",
    lambda line: line.community_name,
    lambda line: _as_it_is(line.community_name),
    _no_shape,
    24,
)
NUMBER = EntryColumn(
    N_("Certificate number"),
    "certificate_no",
    lambda line: mask_number(line.certificate_no),
    lambda _line: text("Certificate number, masked"),
    _no_shape,
    76,
)
COLUMNS = (NAME, ERRORS, WARNINGS, STATE, COMMUNITY, NUMBER)
KEPT_COLUMNS = (NAME, ERRORS)
"""Shown in any case; the others where they fit whole."""
NARROW_COLUMNS = (*KEPT_COLUMNS, WARNINGS)
"""All there are where there is little room."""

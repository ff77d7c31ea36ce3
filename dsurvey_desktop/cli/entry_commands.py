"""Commands about entries: listing, correcting, explaining, approving."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from typing import Any

from dsurvey_desktop.domain.entry import Entry, Value
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.usecases import (
    approve_entries,
    correct_entry,
    explain_finding,
    find_entry,
    list_entries,
    show_entry,
)
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.entry_views import EntryView, Seen
from dsurvey_desktop.usecases.reasons import ORIGIN_REASONS

_Options = argparse.Namespace


def list_all(desk: Desk, _options: _Options) -> Any:
    """`entries list`."""
    return [_entry(one) for one in list_entries.list_entries(desk)]


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "entry_id": entry.id,
        "certificate_no": entry.certificate_no,
        "name": entry.name,
        "community_code": entry.community_code,
        "state": entry.state,
        "version": entry.version,
        "source": entry.source,
        "answers": entry.answers,
        "findings": entry.findings,
        "form_edition": entry.form_digest,
    }


def _last_year(view: EntryView) -> Any:
    """Last year's answers in words by item, and what this year's form has no words for."""
    if view.last_year is None:
        return None
    items = (item for section in view.sections for item in section.items)
    said = {item.name: item.evidence.last_year for item in items if item.evidence.last_year}
    return {"year": view.last_year, "answers": said, "left": view.last_year_left}


def _proposals(view: EntryView) -> list[dict[str, Any]]:
    items = (item for section in view.sections for item in section.items)
    return [
        {
            "item": one.item,
            "value": one.value,
            "shown": one.shown,
            "origin": one.origin,
            "reason": str(text(ORIGIN_REASONS[one.origin])),
        }
        for item in items
        for one in item.proposals
    ]


def _explanations(view: EntryView) -> list[dict[str, Any]]:
    """What is explained of the warnings, and what was when they said something else."""
    return [
        {
            "rule": one.finding.rule,
            "item": one.finding.item,
            "explanation": one.explanation,
            "explained_by": one.explained_by,
            "explained_before": one.explained_before,
        }
        for one in view.findings
        if one.explanation or one.explained_before
    ]


def show(desk: Desk, options: _Options) -> Any:
    """`entries show`."""
    entry_id = find_entry.find_entry(desk, options.entry)
    view = show_entry.show_entry(desk, entry_id)
    return whole(desk, entry_id) | {
        "corrections": view.corrections,
        "approved_by": view.approved_by,
        "approved_at": view.approved_at,
        "blockers": view.blockers,
        "explanations": _explanations(view),
        "sent_back": view.sent_back,
        "last_year": _last_year(view),
        "proposals": _proposals(view),
        "source": {
            "file": view.source.file,
            "sheet": view.source.sheet,
            "row": view.source.row,
            "changes": view.changes,
            "details": view.details,
        },
    }


def whole(desk: Desk, entry_id: EntryId) -> dict[str, Any]:
    """An entry as most commands answer with it."""
    return _entry(find_entry.whole_entry(desk, entry_id))


def correct(desk: Desk, options: _Options) -> Any:
    """`entries correct`."""
    entry_id = find_entry.find_entry(desk, options.entry)
    value = value_of(options.value)
    correct_entry.correct_entry(
        desk, entry_id, options.item, value, options.reason, seen_by(options)
    )
    return whole(desk, entry_id)


def seen_by(options: _Options) -> Seen | None:
    """The version the person names as the one they saw."""
    return None if options.seen is None else Seen(options.seen)


def value_of(words: str) -> Value | None:
    """A value from the command line: a JSON list, or plain text; empty is blank."""
    if words.startswith("["):
        try:
            return [str(one) for one in json.loads(words)]
        except (ValueError, RecursionError):
            return words
    return words or None


def explain(desk: Desk, options: _Options) -> Any:
    """`entries explain`."""
    entry_id = find_entry.find_entry(desk, options.entry)
    explain_finding.explain_finding(
        desk, entry_id, options.rule, options.item, options.reason, seen_by(options)
    )
    return whole(desk, entry_id)


def approve(desk: Desk, options: _Options) -> Any:
    """`entries approve`."""
    if options.ready:
        ids: Sequence[EntryId] = approve_entries.ready_entries(desk, options.community)
        blocked = list_entries.list_blocked(desk, options.community)
    else:
        ids = [find_entry.find_entry(desk, one) for one in options.entries]
        blocked = ()
    seen = seen_by(options)
    result = approve_entries.approve_entries(
        desk, ids, seen={ids[0]: seen} if seen is not None else None
    )
    return {"approved": result.approved, "blocked": [*result.blocked, *blocked]}


COMMANDS = {
    "entries list": list_all,
    "entries show": show,
    "entries correct": correct,
    "entries explain": explain,
    "entries approve": approve,
}

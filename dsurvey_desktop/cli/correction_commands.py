"""Commands that correct many entries, take corrections back, and keep the list of reasons."""

from __future__ import annotations

import argparse
from typing import Any

from dsurvey_desktop.cli.entry_commands import seen_by, value_of, whole
from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.usecases import (
    clear_not_asked,
    correct_batch,
    correct_entry,
    correct_file,
    correction_reasons,
    find_entry,
    undo_approvals,
    undo_many,
)
from dsurvey_desktop.usecases.desk import Desk

_Options = argparse.Namespace


def undo(desk: Desk, options: _Options) -> Any:
    """`entries undo`."""
    entry_id = find_entry.find_entry(desk, options.entry)
    correct_entry.undo_correction(desk, entry_id, seen_by(options))
    return whole(desk, entry_id)


def redo(desk: Desk, options: _Options) -> Any:
    """`entries redo`."""
    entry_id = find_entry.find_entry(desk, options.entry)
    correct_entry.redo_correction(desk, entry_id, seen_by(options))
    return whole(desk, entry_id)


def batch(desk: Desk, options: _Options) -> Any:
    """`entries correct-batch`."""
    wanted = correct_batch.BatchCorrection(
        options.item,
        correct_batch.ANY if options.old is None else value_of(options.old),
        value_of(options.value),
        EntryFilter(community=options.community, sort="row"),
    )
    if options.preview:
        lines = correct_batch.preview_batch(desk, wanted)
    else:
        lines = correct_batch.correct_batch(desk, wanted, options.reason)
    return {"is_preview": options.preview, "lines": lines}


def undo_batch(desk: Desk, _options: _Options) -> Any:
    """`entries undo-batch`."""
    return undo_many.undo_batch_correction(desk)


def take_approvals_back(desk: Desk, _options: _Options) -> Any:
    """`entries undo-approvals`."""
    return undo_approvals.undo_approvals(desk)


def from_file(desk: Desk, options: _Options) -> Any:
    """`entries correct-file`."""
    done = correct_file.correct_from_file(desk, options.file, is_preview=options.preview)
    return {name: getattr(done, name) for name in done.__slots__}


def reasons(desk: Desk, options: _Options) -> Any:
    """`entries reasons`."""
    if options.add:
        correction_reasons.add_reason(desk, options.add)
    if options.remove:
        correction_reasons.remove_reason(desk, options.remove)
    own = correction_reasons.own_reasons(desk)
    return {"reasons": correction_reasons.list_reasons(desk), "own": own}


def clear(desk: Desk, options: _Options) -> Any:
    """`entries clear-not-asked`."""
    entry_id = find_entry.find_entry(desk, options.entry)
    clear_not_asked.clear_not_asked(desk, entry_id, options.reason, seen_by(options))
    return whole(desk, entry_id)


COMMANDS = {
    "entries clear-not-asked": clear,
    "entries undo": undo,
    "entries redo": redo,
    "entries correct-batch": batch,
    "entries undo-batch": undo_batch,
    "entries undo-approvals": take_approvals_back,
    "entries correct-file": from_file,
    "entries reasons": reasons,
}

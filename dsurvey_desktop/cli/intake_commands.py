"""Commands about the roster and what communities send; each loads what it needs itself."""

# ruff: noqa: PLC0415

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dsurvey_desktop.cli.mapping_commands import mapping_in
from dsurvey_desktop.domain.absence import AbsenceReason
from dsurvey_desktop.domain.ids import BatchId, RowId

if TYPE_CHECKING:
    from dsurvey_desktop.usecases.decide_pending import Decided
    from dsurvey_desktop.usecases.desk import Desk
    from dsurvey_desktop.usecases.intake_views import FileOutcome, PendingChange, SetAsideRow
    from dsurvey_desktop.usecases.preview_views import FilePreview

_Options = argparse.Namespace
_COUNTS = ("rows_read", "taken", "set_aside", "unchanged", "pending")


def roster_import(desk: Desk, options: _Options) -> Any:
    """`roster import`."""
    from dsurvey_desktop.usecases import import_roster

    wishes = {
        "mapping": mapping_in(options.mapping),
        "accept_mapping": options.accept_mapping,
    }
    if options.preview:
        return import_roster.preview_roster(desk, options.file, **wishes)
    return import_roster.import_roster(desk, options.file, **wishes)


def roster_list(desk: Desk, _options: _Options) -> Any:
    """`roster list`."""
    from dsurvey_desktop.usecases import undo_roster

    return undo_roster.list_rosters(desk)


def roster_undo(desk: Desk, _options: _Options) -> Any:
    """`roster undo`."""
    from dsurvey_desktop.usecases import undo_roster

    return undo_roster.undo_roster(desk)


def roster_missing(desk: Desk, options: _Options) -> Any:
    """`roster missing`, and why somebody is, with `--set` and `--clear`."""
    from dsurvey_desktop.usecases import list_missing, note_absence

    if options.set:
        reason = AbsenceReason(options.reason)
        note_absence.note_absence(desk, options.set, reason, options.proof, options.day)
    if options.clear:
        note_absence.clear_absence(desk, options.clear)
    return list_missing.list_missing(desk, options.community)


def communities_add(desk: Desk, options: _Options) -> Any:
    """`communities add`."""
    from dsurvey_desktop.usecases import change_settings, read_communities

    found = read_communities.read_communities(options.file)
    return change_settings.add_communities(desk, found)


def add(desk: Desk, options: _Options) -> Any:
    """`intake add`."""
    from dsurvey_desktop.usecases import add_submissions

    outcomes = add_submissions.add_submissions(
        desk,
        options.files,
        take_changes=options.take_changes,
        mapping=mapping_in(options.mapping),
        accept_mapping=options.accept_mapping,
    )
    return files_answer(outcomes)


def files_answer(outcomes: Sequence[FileOutcome]) -> dict[str, Any]:
    """What became of each file."""
    return {"files": [_file(outcome) for outcome in outcomes]}


def preview(desk: Desk, options: _Options) -> Any:
    """`intake preview`: what `intake add` would say, and each row; nothing is saved."""
    from dsurvey_desktop.usecases import preview_submissions

    previews = preview_submissions.preview_submissions(
        desk,
        options.files,
        take_changes=options.take_changes,
        mapping=mapping_in(options.mapping),
        accept_mapping=options.accept_mapping,
    )
    return previews_answer(previews)


def previews_answer(previews: Sequence[FilePreview]) -> dict[str, Any]:
    """What would become of each file, and of its rows."""
    return {"files": [_file(one.outcome) | {"rows": one.rows} for one in previews]}


def _file(outcome: FileOutcome) -> dict[str, Any]:
    names = ("file", "kind", "batch", *_COUNTS)
    return {name: getattr(outcome, name) for name in names} | {
        "refused": outcome.refusal is not None,
        "waiting": outcome.waiting,
        "refused_file": outcome.refused_file,
        "answered": outcome.answered,
        "problems": outcome.problems,
    }


def batches(desk: Desk, _options: _Options) -> Any:
    """`intake list`."""
    from dsurvey_desktop.usecases import list_batches

    return list_batches.list_batches(desk)


def undo(desk: Desk, options: _Options) -> Any:
    """`intake undo`."""
    from dsurvey_desktop.usecases import undo_batch

    return undo_batch.undo_batch(desk, BatchId(options.batch))


def rows(desk: Desk, options: _Options) -> Any:
    """`intake rows`."""
    from dsurvey_desktop.usecases import list_rows

    return list_rows.list_rows(desk, BatchId(options.batch))


def set_aside(desk: Desk, options: _Options) -> Any:
    """`intake set-aside`."""
    from dsurvey_desktop.usecases import list_set_aside

    wanted: bool = options.dismissed
    rows = list_set_aside.list_set_aside(desk, with_dismissed=wanted)
    return [_set_aside(row) for row in rows if row.is_dismissed == wanted]


def _set_aside(row: SetAsideRow) -> dict[str, Any]:
    from dsurvey_desktop.usecases.placing import RULES

    return {
        "row_id": row.id,
        "batch": row.batch,
        "file": row.file,
        "sheet": row.sheet,
        "row": row.row,
        "reason": row.reason,
        "rule": RULES.get(row.reason, ""),
        "message": row.message,
        "cells": row.cells,
        "proposal": row.proposal,
        "candidates": row.candidates,
    }


def pending(desk: Desk, _options: _Options) -> Any:
    """`intake pending`."""
    from dsurvey_desktop.usecases import list_pending

    return list_pending.list_pending(desk)


def compare(desk: Desk, options: _Options) -> Any:
    """`intake compare`."""
    from dsurvey_desktop.usecases import compare_forms

    return compare_forms.compare_forms(desk, options.community)


def take(desk: Desk, options: _Options) -> Any:
    """`intake take`."""
    decided = _decide(desk, options, is_taken=True)
    return {"taken": decided.rows, "values": decided.values}


def keep(desk: Desk, options: _Options) -> Any:
    """`intake keep`."""
    decided = _decide(desk, options, is_taken=False)
    return {"kept": decided.rows, "values": decided.values}


def _decide(desk: Desk, options: _Options, *, is_taken: bool) -> Decided:
    """Rows that are named, or all; with `--item` only these answers of them."""
    from dsurvey_desktop.usecases import decide_pending, list_pending

    items = frozenset(options.item)
    rows: list[int] = options.rows
    if options.all:
        waiting = list_pending.list_pending(desk)
        rows = [row.id for row in waiting if not items or items & _items_of(row)]
    choice = {RowId(row): items for row in rows}
    return decide_pending.decide_answers(desk, choice, take=is_taken)


def _items_of(row: PendingChange) -> set[str]:
    return {one.item for one in row.differences}


def settle(desk: Desk, options: _Options) -> Any:
    """`intake settle`."""
    from dsurvey_desktop.usecases import list_set_aside, settle_row

    wanted = (
        [
            (row.id, row.proposal.certificate_no)
            for row in list_set_aside.list_set_aside(desk)
            if row.proposal
        ]
        if options.proposals
        else [(RowId(options.row), options.certificate)]
    )
    return {"entries": settle_row.settle_rows(desk, wanted, options.reason)}


def dismiss(desk: Desk, options: _Options) -> Any:
    """`intake dismiss`."""
    from dsurvey_desktop.usecases import dismiss_rows

    return {"dismissed": dismiss_rows.dismiss_rows(desk, options.rows, options.reason)}


def reopen(desk: Desk, options: _Options) -> Any:
    """`intake reopen`."""
    from dsurvey_desktop.usecases import dismiss_rows

    return {"reopened": dismiss_rows.reopen_rows(desk, options.rows)}


def report(desk: Desk, options: _Options) -> Any:
    """`intake report`."""
    from dsurvey_desktop.usecases import print_problem_list

    return print_problem_list.print_problem_list(desk, options.file, options.community)


COMMANDS = {
    "roster import": roster_import,
    "roster list": roster_list,
    "roster undo": roster_undo,
    "roster missing": roster_missing,
    "communities add": communities_add,
    "intake add": add,
    "intake preview": preview,
    "intake list": batches,
    "intake rows": rows,
    "intake undo": undo,
    "intake set-aside": set_aside,
    "intake pending": pending,
    "intake compare": compare,
    "intake take": take,
    "intake keep": keep,
    "intake settle": settle,
    "intake dismiss": dismiss,
    "intake reopen": reopen,
    "intake report": report,
}

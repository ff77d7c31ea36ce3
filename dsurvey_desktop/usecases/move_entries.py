"""Moving entries to another edition: shown first, nothing lost, an approval falls on a change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.progress_report import Progress, no_progress
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import (
    bundle_store,
    entry_columns,
    entry_store,
    form_store,
    review_store,
)
from dsurvey_desktop.usecases.carrying import moved_answer
from dsurvey_desktop.usecases.check_hand_over import addressee_code
from dsurvey_desktop.usecases.community_inspection import inspect_community
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import COMMUNITY
from dsurvey_desktop.usecases.find_edition import EditionSource, FoundEdition, find_in
from dsurvey_desktop.usecases.form_views import EditionMove
from dsurvey_desktop.usecases.inspection import NOT_APPROVED, state_of
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.move_account import community_account, entry_account
from dsurvey_desktop.usecases.move_choice import EVERYTHING, MoveChoice
from dsurvey_desktop.usecases.move_communities import move_forms, plan_forms
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.plan_move import EntryPlan, EntryPlans, plan_entries
from dsurvey_desktop.usecases.standing import standing_state

MOST_NAMED = 100
"""Entries that a line of the log names one by one."""
_UNDECIDED = (EntryState.RECEIVED, EntryState.READY)


def preview_move(
    desk: Desk,
    source: EditionSource,
    choice: MoveChoice = EVERYTHING,
    progress: Progress = no_progress,
) -> EditionMove:
    """What moving entries (community forms) to an edition would change; nothing is changed.

    Raises:
        AppError: `edition_not_kept`, `no_entry`, `no_community`, or as `find_edition`.
    """
    with desk.database.read() as connection:
        found = _kept(connection, source)
        if found.kind == COMMUNITY:
            forms = plan_forms(connection, desk, found.form, choice)
            return community_account(connection, found, forms, is_moved=False)
        plans = plan_entries(connection, desk, found.form.digest, choice, progress)
        return _account(connection, found, plans, choice, is_moved=False)


def move_entries(
    desk: Desk,
    source: EditionSource,
    choice: MoveChoice = EVERYTHING,
    progress: Progress = no_progress,
) -> EditionMove:
    """Move entries (community forms) to an edition, in one unit of work; logged.

    Answers without an item stay in the entry's history and come back when it moves to an edition
    that has one. What the district has accepted stays where it is.

    Raises:
        AppError: `not_allowed`, `edition_not_kept`, `bundle_unfinished`, `nothing_to_move`,
            `no_entry`, `no_community`.
    """
    require(desk, Role.ADMINISTRATOR)
    with desk.database.write() as connection:
        found = _kept(connection, source)
        _check_no_draft(connection)
        if found.kind == COMMUNITY:
            forms = plan_forms(connection, desk, found.form, choice)
            _check_any(forms)
            account = community_account(connection, found, forms, is_moved=True)
            move_forms(connection, desk, found.form, forms)
        else:
            plans = plan_entries(connection, desk, found.form.digest, choice, progress)
            _check_any(plans.moving)
            account = _account(connection, found, plans, choice, is_moved=True)
            _move(connection, desk, found.form.digest, plans.moving)
        inspect_community(connection, desk)
    return account


def _kept(connection: Connection, source: EditionSource) -> FoundEdition:
    found = find_in(connection, source)
    if found.form.digest not in form_store.kinds_by_digest(connection):
        raise AppError(
            "edition_not_kept",
            text("This edition is not one of the office's yet."),
            text("Please make it the campaign's edition first; then entries can move to it."),
        )
    return found


def _account(
    connection: Connection,
    found: FoundEdition,
    plans: EntryPlans,
    choice: MoveChoice,
    *,
    is_moved: bool,
) -> EditionMove:
    """Of entries that were chosen one by one each has its line, also where nothing changes."""
    return entry_account(
        connection, found, plans, is_moved=is_moved, names_all=bool(choice.entries)
    )


def _check_no_draft(connection: Connection) -> None:
    """A bundle that was cut short names its entries' editions, so it goes out first."""
    if bundle_store.load_draft(connection, addressee_code(connection)) is not None:
        raise AppError(
            "bundle_unfinished",
            text("An export was cut short; its bundle names the editions of its entries."),
            text("Please finish the export first; then the entries can move."),
        )


def _check_any(plans: Sequence[object]) -> None:
    if not plans:
        raise AppError(
            "nothing_to_move",
            text("Every entry stands on this edition already."),
            text("What the district has accepted stays where it is."),
        )


def _move(connection: Connection, desk: Desk, target: str, plans: Sequence[EntryPlan]) -> None:
    history = [row for plan in plans for row in _history(desk, target, plan)]
    review_store.add_corrections(connection, history)
    explained = review_store.explained_by_entry(connection)
    changes = {plan.record.id: _values(connection, target, plan, explained) for plan in plans}
    entry_store.update_entries(connection, changes)
    _log(connection, desk, target, plans)


def _log(connection: Connection, desk: Desk, target: str, plans: Sequence[EntryPlan]) -> None:
    detail = {
        "to": target,
        "from": dict(Counter(plan.record.form_digest for plan in plans)),
        "entries": _moved_one_by_one(plans),
        "changes": [_change(plan) for plan in plans if plan.has_other_answers],
    }
    note(connection, desk, "entries_moved", f"{len(plans)} entries", detail)
    fallen = [plan.record.id for plan in plans if plan.loses_approval]
    if fallen:
        fell = {"cause": "entries_moved", "entries": fallen}
        note(connection, desk, "approvals_fell", f"{len(fallen)} entries", fell)


def _moved_one_by_one(plans: Sequence[EntryPlan]) -> list[EntryId]:
    """The entries by id; of a whole office only how many."""
    return [plan.record.id for plan in plans] if len(plans) <= MOST_NAMED else []


def _history(desk: Desk, target: str, plan: EntryPlan) -> Iterator[dict[str, Any]]:
    for item, value in plan.left.items():
        yield moved_answer(desk, plan.record.id, item, (value, None), target)
    for item, value in plan.back.items():
        yield moved_answer(desk, plan.record.id, item, (None, value), target)


def _values(
    connection: Connection,
    target: str,
    plan: EntryPlan,
    explained: Mapping[EntryId, frozenset[str]],
) -> dict[str, Any]:
    record = plan.record
    said = explained.get(record.id, frozenset())
    values = entry_columns.row_values(plan.answers, plan.findings, said)
    values |= {"form_digest": target, "version": record.version + plan.has_other_answers}
    if record.state in _UNDECIDED:  # nothing is asked about it: no need to look
        return values | {"state": state_of(plan.findings).value}
    if plan.has_other_answers or plan.loses_approval:
        state = standing_state(connection, record.id, plan.findings)
        values |= {**NOT_APPROVED, "state": state.value}
    return values


def _change(plan: EntryPlan) -> dict[str, Any]:
    return {"entry": plan.record.id, "left": dict(plan.left), "back": dict(plan.back)}

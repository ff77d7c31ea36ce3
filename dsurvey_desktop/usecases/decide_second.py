"""Deciding what two persons entered otherwise; the paper is looked at once more."""

from __future__ import annotations

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import Answers, Value, is_same
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.second_entry import Kept
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.forms.model import Item
from dsurvey_desktop.storage import entry_store, office_store, second_store
from dsurvey_desktop.storage.second_store import DifferenceRecord, SecondRecord
from dsurvey_desktop.usecases.answer_values import label_of, read_value, shown
from dsurvey_desktop.usecases.correct_entry import check_changeable, correct_in
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import INDIVIDUAL, all_items, load_form
from dsurvey_desktop.usecases.entry_sections import choices_of
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.reasons import stated
from dsurvey_desktop.usecases.second_entry_views import DifferenceView
from dsurvey_desktop.usecases.show_entry import load


def list_differences(desk: Desk, *, with_decided: bool = False) -> tuple[DifferenceView, ...]:
    """What differs and is not decided, or all of it, in the order it came."""
    with desk.database.read() as connection:
        found = second_store.list_differences(connection)
        return _views(connection, desk, [one for one in found if with_decided or not one.kept])


def decide_difference(
    desk: Desk, number: int, kept: Kept, reason: str, value: Value | None = None
) -> DifferenceView:
    """Say which answer stands; another than the entry's is a correction, and approval falls.

    Args:
        desk: who decides: a reviewer, not whoever entered it again.
        number: the difference.
        kept: whose answer stands; `OTHER` with a value that one of them entered is that one.
        reason: why, for example what the paper shows.
        value: the answer with `Kept.OTHER`, None where the paper is blank.

    Raises:
        AppError: `not_allowed`, `reason_missing`, `no_difference`, `decided_before`,
            `own_second_entry`, `value_invalid`, `entry_accepted`.
    """
    require(desk, Role.REVIEWER)
    why = stated(reason)
    with desk.database.write() as connection:
        one = _open(connection, desk, number)
        record = load(connection, one.entry)
        wanted = {Kept.FIRST: one.first, Kept.SECOND: one.second}.get(kept, value)
        wanted = read_value(load_form(connection, record.form_digest), one.item, wanted)
        kept = _whose(one, wanted)
        if record.answers.get(one.item) != wanted:
            check_changeable(record)
            correct_in(connection, desk, record, one.item, wanted, why)
        second_store.decide(connection, number, kept.value, why, desk.user.id, desk.now())
        detail = {"item": one.item, "kept": kept.value, "reason": why}
        note(connection, desk, "second_entry_decided", f"entry {one.entry}", detail)
        (decided,) = _views(
            connection, desk, [_known(second_store.load_difference(connection, number), number)]
        )
    return decided


def _whose(one: DifferenceRecord, value: Value | None) -> Kept:
    """Whose answer this is: a third one that says what a person entered is that person's."""
    if is_same(value, one.first):
        return Kept.FIRST
    return Kept.SECOND if is_same(value, one.second) else Kept.OTHER


def _open(connection: Connection, desk: Desk, number: int) -> DifferenceRecord:
    """A difference that this person may decide now."""
    one = _known(second_store.load_difference(connection, number), number)
    if one.kept:
        raise AppError("decided_before", text("This difference is decided already."))
    drawn = second_store.load_second(connection, one.entry)
    if drawn is not None and drawn.entered_by == desk.user.id:
        raise AppError(
            "own_second_entry",
            text("You entered this form again; another person decides what differs."),
            text("Please let a colleague look at the paper."),
        )
    return one


def _known(one: DifferenceRecord | None, number: int) -> DifferenceRecord:
    if one is None:
        raise AppError(
            "no_difference",
            text("There is no difference {number} of second entry.", number=number),
            text("Please look at the list of differences."),
        )
    return one


def _views(
    connection: Connection, desk: Desk, found: list[DifferenceRecord]
) -> tuple[DifferenceView, ...]:
    items = all_items(connection, INDIVIDUAL)
    drawn = {one.entry: one for one in second_store.list_second(connection)}
    names = {str(one.code): one.name for one in office_store.load_communities(connection)}
    ids = list(dict.fromkeys(one.entry for one in found))
    now = {one.id: one.answers for one in entry_store.load_entries(connection, ids)}
    return tuple(
        _view(one, drawn[one.entry], items.get(one.item), names, now[one.entry], desk)
        for one in found
    )


def _view(
    one: DifferenceRecord,
    drawn: SecondRecord,
    item: Item | None,
    names: dict[str, str],
    answers: Answers,
    desk: Desk,
) -> DifferenceView:
    now = answers.get(one.item)
    return DifferenceView(
        one.id,
        one.entry,
        drawn.name,
        drawn.certificate_no,
        names.get(drawn.community_code, drawn.community_code),
        one.item,
        item.code if item else "",
        label_of(item.labels) if item else one.item,
        one.first,
        one.second,
        shown(item, one.first) if item else str(one.first or ""),
        shown(item, one.second) if item else str(one.second or ""),
        one.kept,
        one.reason,
        one.decided_by,
        one.decided_at,
        drawn.entered_by == desk.user.id,
        item.kind.value if item else "text",
        choices_of(item) if item else (),
        now,
        shown(item, now) if item else str(now or ""),
    )

"""Entering a drawn form again from the paper, without seeing what stands in the entry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import Answers, Value, is_same
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.second_entry import GIVEN_ITEMS
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.forms.comparison import answered_items
from dsurvey_desktop.storage import second_store
from dsurvey_desktop.storage.entry_store import EntryRecord
from dsurvey_desktop.usecases.answer_values import read_value
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.draw_second_entry import list_second_entries
from dsurvey_desktop.usecases.editions import edition_of
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.open_form import trial_of
from dsurvey_desktop.usecases.permissions import require
from dsurvey_desktop.usecases.second_entry_views import SecondLine
from dsurvey_desktop.usecases.show_entry import load
from dsurvey_desktop.usecases.trial_views import Trial, TrialSection


def begin_again(desk: Desk, entry_id: EntryId, answers: Answers) -> Trial:
    """The blank form of a drawn entry with what was typed so far; nothing is kept.

    Whose paper it is stands beside the form and is not asked.

    Raises:
        AppError: as `enter_again`, but for `value_invalid`.
    """
    with desk.database.read() as connection:
        record = _check(connection, desk, entry_id)
        edition = edition_of(connection, record.form_digest)
    trial = trial_of(desk, edition, {**answers, **_given(record)})
    sections = (b for b in trial.blocks if isinstance(b, TrialSection) and not b.depth)
    return replace(trial, blocks=tuple(map(_without_given, sections)))


def _without_given(block: TrialSection) -> TrialSection:
    kept = tuple(item for item in block.section.items if item.name not in GIVEN_ITEMS)
    return replace(block, section=replace(block.section, items=kept))


def enter_again(desk: Desk, entry_id: EntryId, answers: Mapping[str, Value | None]) -> SecondLine:
    """Keep what another person reads on the paper, and where it differs.

    Args:
        desk: who enters; not whoever took the entry in, changed or approved it.
        entry_id: a drawn entry that was not entered again yet.
        answers: all that the paper says, by item; what is not named is blank.

    Raises:
        AppError: `not_allowed`, `no_entry`, `not_drawn`, `entered_before`, `same_person`,
            `no_item`, `value_invalid`.
    """
    require(desk, Role.CLERK)
    with desk.database.write() as connection:
        record = _check(connection, desk, entry_id)
        form = edition_of(connection, record.form_digest).form
        read = {name: read_value(form, name, value) for name, value in answers.items()}
        second = {name: value for name, value in read.items() if value is not None}
        names = [item.name for item in answered_items(form) if item.name not in GIVEN_ITEMS]
        first = {name: record.answers[name] for name in names if name in record.answers}
        second = {name: second[name] for name in names if name in second}
        differences = {
            name: (first.get(name), second.get(name))
            for name in names
            if not is_same(first.get(name), second.get(name))
        }
        fields = len(first.keys() | second.keys())
        second_store.keep_second(
            connection,
            entry_id,
            first,
            second,
            fields,
            differences,
            desk.user.id,
            desk.now(),
        )
        detail = {"fields": fields, "differences": list(differences)}
        note(connection, desk, "entered_again", f"entry {entry_id}", detail)
    return next(one for one in list_second_entries(desk) if one.entry == entry_id)


def _given(record: EntryRecord) -> dict[str, Value]:
    """What says whose paper it is."""
    known = {**record.answers, "certificate_no": record.certificate_no}
    return {name: known[name] for name in GIVEN_ITEMS if name in known}


def _check(connection: Connection, desk: Desk, entry_id: EntryId) -> EntryRecord:
    """The entry, when this person may enter it again now."""
    require(desk, Role.CLERK)
    record = load(connection, entry_id)
    drawn = second_store.load_second(connection, entry_id)
    if drawn is None:
        raise AppError(
            "not_drawn",
            text("This entry is not drawn for second entry."),
            text("Please choose one of those that are drawn."),
        )
    if drawn.entered_by is not None:
        raise AppError(
            "entered_before",
            text("This entry was entered again already. Nothing was changed."),
            text("What differs can be decided."),
        )
    if entry_id in second_store.known_to(connection, desk.user.id):
        raise AppError(
            "same_person",
            text("You took this entry in, changed or approved it; another person enters it again."),
            text("Please let a colleague sign in and enter it from the paper."),
        )
    return record

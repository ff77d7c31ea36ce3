"""Two people at one entry: who saw an older one is shown the difference, and overwrites nothing."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from dsurvey_desktop.domain.clock import OFFICE_ZONE
from dsurvey_desktop.domain.entry import EntryState, Value
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.problem import Severity
from dsurvey_desktop.domain.texts import Text, text
from dsurvey_desktop.forms.model import Item
from dsurvey_desktop.storage import office_store, review_store
from dsurvey_desktop.storage.entry_store import EntryRecord
from dsurvey_desktop.storage.review_store import CorrectionRecord
from dsurvey_desktop.usecases.answer_values import label_of, shown
from dsurvey_desktop.usecases.editions import edition_of
from dsurvey_desktop.usecases.entry_views import MeanwhileChange, Seen

_APPROVED = (EntryState.APPROVED, EntryState.HANDED_OVER, EntryState.ACCEPTED)


def check_seen(
    connection: Connection,
    record: EntryRecord,
    seen: Seen | None,
    wanted: Mapping[str, Value | None] | None = None,
) -> None:
    """Refuse a deed on an entry that another changed or approved since it was seen.

    Args:
        connection: of the unit of work that does the deed.
        record: the entry as it is.
        seen: what the person saw; None where they decide by the entry's number alone.
        wanted: the new answers they ask for.

    Raises:
        AppError: `entry_changed`, with `changes` in its context: answer by answer, empty where
            only an approval or another edition came between.
    """
    if seen is None:
        return
    if record.version != seen.version:
        changes = _changes(connection, record, seen.version, wanted or {})
        raise _refusal(_said(changes), changes, record)
    if seen.is_approved is False and record.state in _APPROVED:
        raise _refusal(_approved(connection, record), (), record)


def check_warnings_seen(record: EntryRecord, seen: Seen) -> None:
    """Refuse to approve a warning that came up, or came to say something else, since it was seen.

    What a rule finds may change with the roster or a setting while the entry stays as it is.

    Raises:
        AppError: `entry_changed`.
    """
    warnings = (one for one in record.findings if one.severity is Severity.WARNING)
    if seen.said is not None and any(one.said not in seen.said for one in warnings):
        raise new_warning(record)


def new_warning(record: EntryRecord) -> AppError:
    """What to say where a warning is not what the person saw."""
    return _refusal(text("A warning has come up since you were shown it."), (), record)


def _refusal(message: Text, changes: tuple[MeanwhileChange, ...], record: EntryRecord) -> AppError:
    advice = text("Please look at what is there now, then decide again.")
    return AppError("entry_changed", message, advice, changes=changes, version=record.version)


def _changes(
    connection: Connection, record: EntryRecord, seen: int, wanted: Mapping[str, Value | None]
) -> tuple[MeanwhileChange, ...]:
    newer: dict[str, list[CorrectionRecord]] = {}
    for one in review_store.corrections_of(connection, record.id):
        if one.version is not None and one.version > seen:
            newer.setdefault(one.item, []).append(one)
    items = {item.name: item for item in edition_of(connection, record.form_digest).form.items}
    return tuple(
        _change(items.get(name), record, corrections, wanted)
        for name, corrections in newer.items()
        if corrections[0].old != record.answers.get(name)
    )


def _change(
    item: Item | None,
    record: EntryRecord,
    corrections: list[CorrectionRecord],
    wanted: Mapping[str, Value | None],
) -> MeanwhileChange:
    name, last = corrections[0].item, corrections[-1]
    return MeanwhileChange(
        name,
        label_of(item.labels) if item else name,
        _in_words(item, corrections[0].old),
        _in_words(item, record.answers.get(name)),
        _in_words(item, wanted[name]) if name in wanted else "",
        last.by_name,
        last.at,
    )


def _in_words(item: Item | None, value: Value | None) -> str:
    if value in (None, "", []):
        return str(text("(blank)"))
    return shown(item, value) if item else str(value)


def _said(changes: tuple[MeanwhileChange, ...]) -> Text:
    if not changes:
        return text("This entry was changed while you had it open. Nothing of yours was saved.")
    last = max(changes, key=lambda one: one.at)
    return text(
        "{name} changed this entry at {time} while you had it open. Nothing of yours was saved.",
        name=last.by,
        time=f"{last.at.astimezone(OFFICE_ZONE):%H:%M}",
    )


def _approved(connection: Connection, record: EntryRecord) -> Text:
    names = office_store.user_names(connection)
    at = record.approved_at
    return text(
        "{name} approved this entry at {time} while you had it open. Nothing of yours was saved.",
        name=names.get(record.approved_by or 0, ""),
        time=f"{at.astimezone(OFFICE_ZONE):%H:%M}" if at else "",
    )

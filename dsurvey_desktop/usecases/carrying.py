"""Answers between editions: what an edition has no item for is kept with the entry's history.

It is kept as a correction (old value, no new one) whose source names the edition that has no such
item, and comes back, as another correction, when the entry moves to an edition that has it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection

from dsurvey_desktop.domain.entry import Answers, Value
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.forms.comparison import answered_items
from dsurvey_desktop.forms.model import Form
from dsurvey_desktop.storage import entry_lookup, form_store, review_store
from dsurvey_desktop.storage.codec import decode, encode_sorted
from dsurvey_desktop.storage.entry_lookup import Standing
from dsurvey_desktop.storage.review_store import EDITION_SOURCE, CorrectionRecord
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import INDIVIDUAL, load_edition
from dsurvey_desktop.usecases.row_digest import row_digest

MOVED = "moved_to_edition"
"""Reason of corrections that came with moving to another edition."""
_SHOWN_DIGITS = 12


class Carried(NamedTuple):
    """Answers an edition has items for, and those it has none for."""

    answers: Answers
    left: Answers


def answer_names(form: Form) -> frozenset[str]:
    """The names answers to a form are kept under."""
    items = answered_items(form)
    repeats = {group.name for group in form.groups if group.is_repeat}
    return frozenset({item.name for item in items} | {item.path for item in items} | repeats)


def carry(answers: Answers, names: frozenset[str]) -> Carried:
    """Sort answers by whether an edition (its `answer_names`) has an item for them."""
    if answers.keys() <= names:
        return Carried(answers, {})
    kept = {name: value for name, value in answers.items() if name in names}
    return Carried(kept, {name: answers[name] for name in answers if name not in names})


def current_names(connection: Connection) -> frozenset[str]:
    """The same of the campaign's edition of the individual form."""
    return answer_names(load_edition(connection, INDIVIDUAL).form)


def standing_entries(connection: Connection) -> dict[str, Standing]:
    """What rows are compared with: every entry's answers, as far as the campaign's edition asks."""
    current, names = form_store.current_digest(connection, INDIVIDUAL), current_names(connection)
    found = {}
    for one in entry_lookup.standing_rows(connection):
        said = one.answers_json
        if one.form_digest != current:
            said = encode_sorted(carry(decode(said), names).answers)
        found[one.certificate_no] = Standing(one.id, one.state, row_digest(said))
    return found


def leave_behind(
    connection: Connection, desk: Desk, entry_id: EntryId, left: Answers, form_digest: str
) -> None:
    """Keep answers that an edition has no item for, unless they are kept already."""
    if not left:
        return
    known = left_behind(connection, [entry_id]).get(entry_id, {})
    rows = [
        moved_answer(desk, entry_id, item, (value, None), form_digest)
        for item, value in left.items()
        if known.get(item) != value
    ]
    review_store.add_corrections(connection, rows)


def moved_answer(
    desk: Desk,
    entry_id: EntryId,
    item: str,
    values: tuple[Value | None, Value | None],
    form_digest: str,
) -> dict[str, Any]:
    """The correction that an answer went, or came back (old and new value), with an edition."""
    return review_store.correction_values(
        entry_id,
        item,
        *values,
        reason=MOVED,
        source=f"{EDITION_SOURCE}{form_digest[:_SHOWN_DIGITS]}",
        user_id=desk.user.id,
        at=desk.now(),
    )


def left_behind(
    connection: Connection, ids: Iterable[EntryId] | None = None
) -> Mapping[EntryId, Answers]:
    """Answers that editions left behind and that nothing has taken the place of, by entry."""
    last: dict[EntryId, dict[str, CorrectionRecord]] = defaultdict(dict)
    for one in review_store.corrections_of_moved(connection, ids):
        last[one.entry][one.item] = one
    return {
        entry_id: {
            item: one.old for item, one in items.items() if _is_left(one) and one.old is not None
        }
        for entry_id, items in last.items()
    }


def _is_left(one: CorrectionRecord) -> bool:
    return one.source.startswith(EDITION_SOURCE) and one.new is None

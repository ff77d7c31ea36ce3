"""Blanking at once all that an entry answers though it is not asked (product D2, rules K)."""

from __future__ import annotations

from collections.abc import Sequence

from dsurvey_desktop.domain.entry_rights import EntryStep
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.usecases.correct_entry import correct_all_in
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.entry_views import EntryView, Seen
from dsurvey_desktop.usecases.meanwhile import check_seen
from dsurvey_desktop.usecases.permissions import require_step
from dsurvey_desktop.usecases.reasons import stated
from dsurvey_desktop.usecases.show_entry import load, show_entry


def clear_not_asked(
    desk: Desk,
    entry_id: EntryId,
    reason: str,
    seen: Seen | None = None,
    items: Sequence[str] | None = None,
) -> EntryView:
    """Blank these answers as one correction: one reason, one new version, taken back as one.

    Args:
        desk: who corrects.
        entry_id: the entry.
        reason: why; must not be empty.
        seen: the entry as the person had it before them; None where nobody looked at it.
        items: those the person was shown; None for all that are answered and not asked.

    Raises:
        AppError: `not_allowed`, `no_entry`, `reason_missing`, `nothing_changed`,
            `entry_accepted`, `entry_changed`.
    """
    require_step(desk, EntryStep.CORRECT)
    why = stated(reason)
    found = {one.name for one in show_entry(desk, entry_id).not_asked}
    wanted = found if items is None else found & set(items)
    if not wanted:
        raise AppError("nothing_changed", text("Everything that is answered here is asked."))
    with desk.database.write() as connection:
        record = load(connection, entry_id)
        check_seen(connection, record, seen, dict.fromkeys(wanted))
        still = [name for name in record.answers if name in wanted]
        correct_all_in(connection, desk, record, dict.fromkeys(still), why)
    return show_entry(desk, entry_id)

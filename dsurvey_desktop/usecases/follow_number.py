"""An entry follows its person to the certificate number of a reissue."""

from __future__ import annotations

from sqlalchemy import Connection

from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.storage import absence_store, entry_store, review_store, roster_store
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.revise import revise
from dsurvey_desktop.usecases.search_text import entry_search
from dsurvey_desktop.usecases.show_entry import load

REISSUED = "certificate_reissued"
NUMBER = "certificate_no"


def source_of_roster(import_id: int) -> str:
    """What corrections that came with a roster name as their source."""
    return f"roster {import_id}"


def follow_number(
    connection: Connection, desk: Desk, entry_id: EntryId, new: str, import_id: int
) -> None:
    """Let an entry be about the same person under another number, in the caller's unit of work.

    The old number stays in the history; what was approved falls, since the answer changes.
    """
    record = load(connection, entry_id)
    old = record.certificate_no
    search = entry_search(roster_store.search_text_of(connection, new), record.name)
    entry_store.update_entry(connection, entry_id, {NUMBER: new, "search": search})
    said = record.answers.get(NUMBER)
    review_store.add_correction(
        connection,
        entry_id,
        NUMBER,
        said,
        new,
        reason=REISSUED,
        source=source_of_roster(import_id),
        user_id=desk.user.id,
        at=desk.now(),
    )
    detail = {"old": old, "new": new, "import": import_id}
    note(connection, desk, "entry_renumbered", f"entry {entry_id}", detail)
    revise(connection, desk, load(connection, entry_id), {**record.answers, NUMBER: new})


def follow_absence(connection: Connection, old: str, new: str) -> None:
    """Let the reason why somebody has no entry follow to the new number."""
    absence_store.move_absence(connection, old, new)

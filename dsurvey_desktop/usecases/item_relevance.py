"""Whether people are asked an item, by the edition each entry stands on."""

from __future__ import annotations

from sqlalchemy import Connection

from dsurvey_desktop.storage import office_store
from dsurvey_desktop.storage.entry_store import EntryRecord
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import Editions, form_context


class Relevance:
    """Answers for one item and many entries; good inside one unit of work."""

    def __init__(self, connection: Connection, desk: Desk, item: str) -> None:
        self._editions, self._item = Editions(connection), item
        self._around = form_context(office_store.load_campaign(connection), desk.clock)

    def of(self, record: EntryRecord) -> bool:
        """Whether this person is; true where the edition does not know the item."""
        compiled = self._editions.of(record.form_digest).compiled
        state = compiled.evaluate(record.answers, self._around).get(self._item)
        return state is None or state.relevant

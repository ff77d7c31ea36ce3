"""Which community a problem of a file goes back to: never to one that it says nothing of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import Connection

from dsurvey_desktop.checks.roster_checks import resolve_community
from dsurvey_desktop.domain.ids import BatchId
from dsurvey_desktop.domain.problem import Place
from dsurvey_desktop.storage import office_store, origin_store
from dsurvey_desktop.storage.origin_store import SaidCommunity


class Origins:
    """The communities of files by place, as names; one the office does not know as it is said."""

    def __init__(self, connection: Connection) -> None:
        known = office_store.load_communities(connection)
        self._names = {str(one.code): one.name for one in known}
        self._codes: Mapping[str, str] = {one.name: str(one.code) for one in known}
        self._of_sheet: dict[tuple[BatchId, str], set[str]] = defaultdict(set)
        self._of_batch: dict[BatchId, set[str]] = defaultdict(set)
        self._of_row: dict[tuple[BatchId, str, int], str] = {}
        for one in origin_store.sheet_communities(connection):
            self._of_sheet[one.batch, one.sheet] |= self._named(one)
            self._of_batch[one.batch] |= self._named(one)
        mixed = {batch for batch, names in self._of_batch.items() if len(names) > 1}
        for one in origin_store.row_communities(connection, mixed):
            self._of_row[one.batch, one.sheet, one.row] = _only(self._named(one))

    def community_of(self, batch: BatchId, place: Place) -> str:
        """Who has to put it right; empty where that is not certain.

        Whose name the sheet or the file bears has sent it, whoever stands in the row; else it is
        the row's community, the only one of its sheet, or the only one of its file.
        """
        if sender := self.sender_of(place):
            return sender
        row = self._of_row.get((batch, place.sheet, place.row), "")
        sheet = self._of_sheet.get((batch, place.sheet), set())
        return row or _only(sheet or self._of_batch.get(batch, set()))

    def sender_of(self, place: Place) -> str:
        """The community whose name a sheet, a member of a zip, or the file bears; maybe empty."""
        return self._said(place.sheet) or self._said(place.file)

    def _named(self, one: SaidCommunity) -> set[str]:
        name = self._said(one.said) or self._names.get(one.entry, "") or one.said
        return {name} - {""}

    def _said(self, words: str) -> str:
        return self._names.get(resolve_community(words, self._codes), "")


def _only(names: Collection[str]) -> str:
    return next(iter(names)) if len(names) == 1 else ""

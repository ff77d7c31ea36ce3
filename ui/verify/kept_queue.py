"""Filter, order and place of the queue when it was left; the words of the search are not kept."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.office import Community
from ui.context import AppContext
from ui.entry_table.columns import COLUMNS
from ui.kept_choices import KeptChoices
from ui.verify.facet_bar import QUALITIES

STATES = frozenset(state.value for state in EntryState)
SORTS = frozenset(column.sort for column in COLUMNS)


class KeptQueue(QObject):
    """Attributes: `filter` and `entry` as they were at the last start; None for no entry."""

    def __init__(self, context: AppContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choices = KeptChoices(context, "verify")
        self.filter = self._filter()
        kept = self._choices.get("entry")
        self.entry = EntryId(int(kept)) if kept.isdecimal() else None

    def keep_filter(self, wanted: EntryFilter) -> None:
        """Keep what the queue is narrowed to, and its order."""
        keep = self._choices.keep
        keep("quality", wanted.quality)
        keep("community", wanted.community)
        keep("state", str(wanted.state or ""))
        keep("sort", wanted.sort)
        keep("order", "descending" if wanted.is_descending else "ascending")

    @Slot(object)
    def keep_entry(self, entry: EntryId) -> None:
        """Keep where the person is."""
        self._choices.keep("entry", str(entry))

    def is_gone(self, wanted: EntryFilter, communities: tuple[Community, ...]) -> bool:
        """Whether the queue was narrowed to a community that the office no longer has."""
        codes = {str(one.code) for one in communities}
        return wanted == self.filter and bool(wanted.community) and wanted.community not in codes

    def _filter(self) -> EntryFilter:
        """What makes no sense, or no longer does, reads as nothing chosen."""
        get = self._choices.get
        quality, state, sort = get("quality"), get("state"), get("sort")
        return EntryFilter(
            community=get("community"),
            state=EntryState(state) if state in STATES else None,
            quality=quality if quality in QUALITIES else "",
            sort=sort if sort in SORTS else EntryFilter().sort,
            is_descending=get("order") == "descending" and sort in SORTS,
        )

"""The table model of the queue: ids in memory, lines by page, never a query while painting."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QIcon

from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.entry_views import EntryLine
from ui.entry_table.columns import COLUMNS
from ui.entry_table.page_cache import PAGE_ROWS, PageCache, PageRequest
from ui.icons import icon_pixmap
from ui.theme import Theme

NOT_THERE_YET = "…"
LINE_ROLE = Qt.ItemDataRole.UserRole
PAGES_AT_ONCE = 2
NO_PARENT = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class EntryTableModel(QAbstractTableModel):
    """Entries in an order that SQL chose.

    A row whose page is not there shows "…" and asks for it; only the pages painted last are
    asked for, so that a long scroll does not fill the worker's queue.

    Signals:
        page_wanted: a `PageRequest`; answer with `put_page`.
    """

    page_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shapes: dict[str, QIcon] = {}
        self._cache = PageCache()
        self._wanted: list[int] = []
        self._asked: set[int] = set()
        self._ask_soon = QTimer(self)
        self._ask_soon.setSingleShot(True)
        self._ask_soon.timeout.connect(self._ask)

    @property
    def ids(self) -> Sequence[EntryId]:
        """All ids in the order of the list."""
        return self._cache.ids

    def set_ids(self, ids: Sequence[EntryId], first_lines: Iterable[EntryLine] = ()) -> None:
        """Show another list; the view puts selection and place back by id."""
        self.beginResetModel()
        self._cache.set_ids(ids)
        if first_lines:
            self._cache.store(self._cache.request(0), first_lines)
        self._wanted.clear()
        self._asked.clear()
        self.endResetModel()

    def put_page(self, request: PageRequest, lines: Iterable[EntryLine]) -> None:
        """Take a page that came back; one that belongs to an older list is dropped."""
        rows = self._cache.store(request, lines)
        if rows:
            self._asked.discard(request.page)
            self._tell_changed(rows.start, rows.stop - 1)
        if self._wanted:
            self._ask_soon.start(0)

    def drop_request(self, request: PageRequest) -> None:
        """A page could not be fetched; it is asked for again when it is painted again."""
        self._asked.discard(request.page)

    def replace_line(self, line: EntryLine) -> None:
        """Show a changed entry in its old place."""
        row = self._cache.replace(line)
        if row is not None:
            self._tell_changed(row, row)

    def row_of(self, entry: EntryId) -> int | None:
        """The row of an entry, None when it is not in the list."""
        return self._cache.row_of(entry)

    def line_at(self, row: int) -> EntryLine | None:
        """The line at `row`, None while it is not there."""
        return self._cache.line(row)

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """How many entries; cells have none below them."""
        return 0 if parent.isValid() else len(self._cache.ids)

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """How many columns; cells have none below them."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text, spoken text, shape or (`LINE_ROLE`) the whole line of a cell."""
        line = self._cache.line(index.row())
        if line is None:
            return self._missing(index.row(), role)
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[index.column()].shown(line)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return str(COLUMNS[index.column()].spoken(line))
        if role == Qt.ItemDataRole.DecorationRole:
            return self._shape(COLUMNS[index.column()].kind(line))
        return line if role == LINE_ROLE else None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Column titles; rows have no titles."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return _(COLUMNS[section].title)

    def _shape(self, kind: str) -> QIcon | None:
        if kind and kind not in self._shapes:
            self._shapes[kind] = _shape_icon(self._theme, kind)
        return self._shapes.get(kind)

    def _missing(self, row: int, role: int) -> str | None:
        if role == Qt.ItemDataRole.DisplayRole:
            self._want(row // PAGE_ROWS)
            return NOT_THERE_YET
        return _("Loading") if role == Qt.ItemDataRole.AccessibleTextRole else None

    def _want(self, page: int) -> None:
        if page in self._asked or page in self._wanted:
            return
        self._wanted.append(page)
        self._ask_soon.start(0)

    @Slot()
    def _ask(self) -> None:
        free = PAGES_AT_ONCE - len(self._asked)
        if free <= 0:
            return
        pages = self._wanted[-free:]
        self._wanted.clear()
        for page in pages:
            self._asked.add(page)
            self.page_wanted.emit(self._cache.request(page))

    def _tell_changed(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))


def _shape_icon(theme: Theme, kind: str) -> QIcon:
    """The shape in its meaning's colour, on the chosen row in the colour of its text."""
    size = theme.space(4)
    made = QIcon(icon_pixmap(kind, theme.colour("muted" if kind == "notice" else kind), size, 2.0))
    chosen = icon_pixmap(kind, theme.colour("on_selection"), size, 2.0)
    made.addPixmap(chosen, QIcon.Mode.Selected)
    return made

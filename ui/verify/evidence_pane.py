"""The pane at the side: what stands behind the answer one is looking at."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from dsurvey_desktop.domain.entry import Source, Value
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.entry_views import EntryView, ItemView
from ui.theme import Theme
from ui.verify.detail_list import DetailList
from ui.verify.hidden_numbers import HIDDEN_ITEMS, shown_number
from ui.verify.history_list import HistoryList
from ui.verify.quiet_scroll import quiet_scroll
from ui.widgets.parts import button, column, heading, label


class EvidencePane(QFrame):
    """The raw cell with its place and what it was read as, the roster, every correction so far.

    Lines of other tables that came with the form stand below.

    Signals:
        taken: item name and the value of the roster the person wants (tuple).
    """

    taken = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._item: ItemView | None = None
        self._is_revealed = False
        self._title = heading(theme, _("Evidence"))
        self._title.setWordWrap(True)
        self._raw, self._roster = _value_label(), _value_label()
        self._read_as = label("", "muted", wraps=True)
        self._place = label("", "muted", wraps=True)
        self.take_button = button(_("Take from the roster"), self._take_roster)
        self._hint = label("", "muted", wraps=True)
        self._history = HistoryList(theme)
        self.details = DetailList(theme)
        inside = QWidget()
        lines = column(theme, inside, gap=1, margin=3)
        parts = (
            self._title,
            self._hint,
            label(_("As it came in"), "muted"),
            self._raw,
            self._read_as,
            self._place,
            label(_("Roster"), "muted"),
            self._roster,
            self.take_button,
            self._history,
            self.details,
        )
        for widget in parts:
            lines.addWidget(widget)
        lines.addStretch(1)
        self._lay_out(theme, inside)

    def show_entry(self, view: EntryView) -> None:
        """Show what is known of an entry while no field is entered."""
        self._item = None
        self._title.setText(_("Evidence"))
        self._hint.setText(_("Go to a field to see the cell it came from and the roster."))
        self._hint.show()
        self._raw.setText("—")
        self._read_as.hide()
        self._roster.setText("—")
        self._place.setText(_place(view.source, ""))
        self.take_button.hide()
        self._history.show_corrections(view.corrections, "", is_revealed=False)
        self.details.show_details(view.details, is_revealed=False)

    def show_item(self, view: EntryView, item: ItemView, *, is_revealed: bool) -> None:
        """Show what stands behind one answer."""
        self._item, self._is_revealed = item, is_revealed
        evidence = item.evidence
        self._title.setText(item.label)
        self._hint.hide()
        self._raw.setText(self._shown(evidence.raw))
        self._read_as.setText(_("Read as: {value}").format(value=self._shown(evidence.read_as)))
        self._read_as.setVisible(bool(evidence.read_as))
        self._roster.setText(self._shown(evidence.roster))
        self._place.setText(_place(view.source, evidence.raw_column))
        self.take_button.setVisible(roster_value(item) not in (None, item.value))
        self._history.show_corrections(view.corrections, item.name, is_revealed=is_revealed)
        self.details.show_details(view.details, is_revealed=is_revealed)

    @property
    def read_as(self) -> str:
        """What the raw cell became, where that is not the same; else empty."""
        return "" if self._read_as.isHidden() else self._read_as.text()

    @property
    def place(self) -> str:
        """File, sheet, row and column as shown."""
        return self._place.text()

    def _shown(self, value: str) -> str:
        name = "" if self._item is None else self._item.name
        return shown_number(name, value, is_revealed=self._is_revealed) if value else "—"

    def _lay_out(self, theme: Theme, inside: QWidget) -> None:
        scroll = quiet_scroll(inside)
        scroll.setMinimumHeight(theme.space(12))
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName(_("Evidence"))
        column(theme, self, gap=0).addWidget(scroll)

    @Slot()
    def _take_roster(self) -> None:
        if self._item is not None:
            self.taken.emit((self._item.name, roster_value(self._item)))


def roster_value(item: ItemView) -> Value | None:
    """The roster's answer as a value of the item; None when unknown or no option says it."""
    words = item.evidence.roster
    if not words or item.name in HIDDEN_ITEMS:
        return words or None
    if item.kind == "select_one":
        codes = (one.code for one in item.choices if words in (one.code, one.label))
        return next(codes, None)
    return words if item.kind in ("text", "date") else None


def _value_label() -> QLabel:
    made = label("—", wraps=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _place(source: Source, column_header: str) -> str:
    parts = [source.file, source.sheet]
    if source.row:
        parts.append(_("row {row}").format(row=source.row))
    if column_header:
        parts.append(_("column {column}").format(column=column_header))
    return " · ".join(part for part in parts if part)

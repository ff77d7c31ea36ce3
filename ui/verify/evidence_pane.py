"""The pane at the side: what stands behind the answer one is looking at."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from dsurvey_desktop.domain.entry import Source
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.entry_views import EntryView, ItemView
from ui.theme import Theme
from ui.verify.detail_list import DetailList
from ui.verify.hidden_numbers import shown_number
from ui.verify.history_list import HistoryList
from ui.verify.left_list import LeftList
from ui.verify.proposal_list import ProposalList
from ui.verify.quiet_scroll import quiet_scroll
from ui.widgets.parts import column, heading, label


class EvidencePane(QFrame):
    """The raw cell with its place and what it was read as, roster, spot check, last year, history.

    Lines of other tables that came with the form, and what last year said besides, stand below.

    Signals:
        taken: the `ProposalView` the person wants.
        given_up: Esc goes back to the form.
    """

    taken = Signal(object)
    given_up = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._item: ItemView | None = None
        self._is_revealed = False
        self._title = heading(theme, _("Evidence"))
        self._title.setWordWrap(True)
        self._raw, self._roster, self._last = _value_label(), _value_label(), _value_label()
        self._read_as = label("", "muted", wraps=True)
        self._place = label("", "muted", wraps=True)
        self.proposals = ProposalList(theme)
        self.proposals.taken.connect(self.taken)
        self._last_title = label("", "muted", wraps=True)
        self._spot_title = label(_("Spot check"), "muted")
        self._spot = _value_label()
        self._hint = label("", "muted", wraps=True)
        self._history = HistoryList(theme)
        self.details = DetailList(theme)
        self.left = LeftList(theme)
        inside = QWidget()
        lines = column(theme, inside, gap=1, margin=3)
        parts = (
            self._title,
            self._hint,
            self.proposals,
            label(_("As it came in"), "muted"),
            self._raw,
            self._read_as,
            self._place,
            label(_("Roster"), "muted"),
            self._roster,
            self._spot_title,
            self._spot,
            self._last_title,
            self._last,
            self._history,
            self.details,
            self.left,
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
        self._last.setText("—")
        self._show_year(view)
        self._show_spot("")
        self.proposals.show_proposals((), is_revealed=False)
        self._history.show_corrections(view.corrections, "", is_revealed=False)
        self.details.show_details(view.details, is_revealed=False)
        self.left.show_left(view, is_revealed=False)

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
        self._last.setText(self._shown(evidence.last_year))
        self._show_spot(evidence.spot_check)
        self._show_year(view)
        self.proposals.show_proposals(item.proposals, is_revealed=is_revealed)
        self._history.show_corrections(view.corrections, item.name, is_revealed=is_revealed)
        self.details.show_details(view.details, is_revealed=is_revealed)
        self.left.show_left(view, is_revealed=is_revealed)

    @property
    def has_focus(self) -> bool:
        """The keyboard is somewhere in here."""
        focus = self.window().focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def take_focus(self) -> None:
        """Arrows scroll from here on; a screen reader reads what stands here."""
        self._scroll.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    @property
    def read_as(self) -> str:
        """What the raw cell became, where that is not the same; else empty."""
        return "" if self._read_as.isHidden() else self._read_as.text()

    @property
    def last_year(self) -> str:
        """Last year's answer as shown; empty where nothing is known of last year."""
        return "" if self._last.isHidden() else self._last.text()

    @property
    def place(self) -> str:
        """File, sheet, row and column as shown."""
        return self._place.text()

    def _shown(self, value: str) -> str:
        name = "" if self._item is None else self._item.name
        return shown_number(name, value, is_revealed=self._is_revealed) if value else "—"

    def _lay_out(self, theme: Theme, inside: QWidget) -> None:
        self._scroll = scroll = quiet_scroll(inside)
        scroll.setMinimumHeight(theme.space(12))
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName(_("Evidence"))
        scroll.setProperty("look", "reading")
        column(theme, self, gap=0).addWidget(scroll)

    def _show_year(self, view: EntryView) -> None:
        """Last year takes no room where nothing is known of it."""
        for widget in (self._last_title, self._last):
            widget.setVisible(view.last_year is not None)
        item = self._item
        is_same = item is not None and item.evidence.last_year_value == item.value is not None
        words = _("Last year ({year}), the same") if is_same else _("Last year ({year})")
        self._last_title.setText(words.format(year=view.last_year))

    def _show_spot(self, words: str) -> None:
        """What a spot check found, where it is another answer."""
        self._spot.setText(self._shown(words))
        for widget in (self._spot_title, self._spot):
            widget.setVisible(bool(words))


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

"""What changed most since last year: items by share, and the people behind the chosen one."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QWidget

from dsurvey_desktop.domain.office import Community
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import listed
from dsurvey_desktop.usecases.last_year_views import ChangedItem, ChangedPerson, YearChanges
from ui.last_year.columns import item_columns, people_columns
from ui.theme import Theme
from ui.verify.hidden_numbers import shown_number
from ui.widgets.community_combo import CommunityCombo
from ui.widgets.empty_state import EmptyState
from ui.widgets.parts import action_button, column, heading, label, row
from ui.widgets.row_model import RowModel
from ui.widgets.table import Table

ITEM_STEPS, PEOPLE_STEPS = 62, 62
"""Heights of the two tables, in steps of 4 px."""


class ChangesCard(QFrame):
    """Items above, people below.

    Signals:
        community_chosen: a 12-digit code, empty for all (str).
        entry_chosen: somebody's entry is to be looked at (`EntryId`).
    """

    community_chosen = Signal(str)
    entry_chosen = Signal(object)

    def __init__(self, theme: Theme, write: QAction, parent: QWidget | None = None) -> None:
        """Make one; `write` writes the list as a file."""
        super().__init__(parent)
        self.setProperty("look", "card")
        self.community = CommunityCombo()
        self.community.activated.connect(self._choose)
        self.about = label("", "muted", wraps=True)
        self.items: RowModel[ChangedItem] = RowModel(theme, item_columns(), self)
        self.item_table = Table(theme, _("Items by share of changed answers"))
        self.item_table.show_rows(self.items)
        self.item_table.setMinimumHeight(theme.space(ITEM_STEPS))
        self.item_table.selectionModel().currentRowChanged.connect(self._follow)
        self._who = heading(theme, "")
        self._who.setWordWrap(True)
        self.people: RowModel[ChangedPerson] = RowModel(theme, people_columns(), self)
        self.people_table = Table(theme, _("People whose answer changed"))
        self.people_table.show_rows(self.people)
        self.people_table.setMinimumHeight(theme.space(PEOPLE_STEPS))
        self.people_table.row_chosen.connect(self._go_to_entry)
        self.empty = EmptyState(theme, "roster")
        self.empty.action.hide()
        head = row(theme, heading(theme, _("What changed most")))
        head.addStretch(1)
        self.write_button = action_button(write)
        for widget in (self.community, self.write_button):
            head.addWidget(widget)
        lines = column(theme, self, gap=2, margin=3)
        lines.addLayout(head)
        self._full = (self.about, self.item_table, self._who, self.people_table)
        for part in (*self._full, self.empty):
            lines.addWidget(part)

    def show_communities(self, communities: tuple[Community, ...]) -> None:
        """Offer these communities; the choice stays where it can."""
        self.community.show_communities(communities)

    @property
    def wanted_community(self) -> str:
        """The community that is chosen, empty for all."""
        return self.community.code

    def show_changes(self, changes: YearChanges) -> None:
        """Show the list; the item that was chosen stays where it can."""
        chosen = self.items.row_at(self.item_table.currentIndex())
        self.items.set_rows(changes.items)
        names = [one.item for one in self.items.rows]
        is_known = chosen is not None and chosen.item in names
        self.item_table.selectRow(names.index(chosen.item) if chosen and is_known else 0)
        about = _("{compared} of {entries} people surveyed have data of {year}.")
        said = about.format(
            compared=f"{changes.with_last_year:,}",
            entries=f"{changes.entries:,}",
            year=changes.year,
        )
        self.about.setText(f"{said} {left_words(changes)}".strip())
        is_full = bool(changes.items)
        for widget in (*self._full, self.community, self.write_button):
            widget.setVisible(is_full or widget is self.community)
        self.empty.setVisible(not is_full)
        self.empty.say(
            _("Nothing to compare yet"),
            _("Once last year's data and this year's forms are here, items stand by share."),
        )

    @Slot(QModelIndex, QModelIndex)
    def _follow(self, current: QModelIndex, _before: QModelIndex) -> None:
        item = self.items.row_at(current) if current.isValid() else None
        self.people.set_rows([_masked(item, one) for one in item.people] if item else ())
        if item is not None:
            words = _("{item}: {count} people answer otherwise than last year")
            self._who.setText(words.format(item=item.label, count=f"{item.changed:,}"))

    @Slot()
    def _choose(self) -> None:
        self.community_chosen.emit(self.wanted_community)

    @Slot(object)
    def _go_to_entry(self, index: QModelIndex) -> None:
        person = self.people.row_at(index)
        if person is not None:
            self.entry_chosen.emit(person.entry)


def left_words(changes: YearChanges) -> str:
    """Which items of last year are not compared; empty where all are."""
    if not changes.left:
        return ""
    words = _("Not compared, since this year's form has no words for it: {items}")
    parts = (f"{one.label} ({one.answers:,})" for one in changes.left)
    return words.format(items=listed(parts))


def _masked(item: ChangedItem, person: ChangedPerson) -> ChangedPerson:
    """Numbers and phones stay masked in a list (product I2)."""
    before, now = (
        shown_number(item.item, words, is_revealed=False) for words in (person.before, person.now)
    )
    return replace(person, before=before, now=now)

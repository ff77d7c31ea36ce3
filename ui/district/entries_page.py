"""The page of the towns' entries: look at them, send back with a reason, accept."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QItemSelection, Slot
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit, QStackedWidget, QWidget

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.domain.word_lists import labelled
from dsurvey_desktop.usecases.district_views import DuplicatePerson, TownEntryView, TownProgress
from ui.changes import Kind, changed
from ui.context import AppContext
from ui.district.district_calls import DistrictCalls
from ui.district.district_page import DistrictPage
from ui.district.town_columns import entry_columns
from ui.kept_choices import KeptChoices, KeptCombo
from ui.widgets.combo import Combo
from ui.widgets.empty_state import EmptyState
from ui.widgets.parts import action_button, column, label, row
from ui.widgets.row_model import RowModel
from ui.widgets.table import Table

DUPLICATES = "duplicates"
LATE, WITHDRAWN = "late", "withdrawn"
VIEWS = {
    "": N_("All entries"),
    EntryState.HANDED_OVER.value: N_("Undecided"),
    EntryState.ACCEPTED.value: N_("Accepted"),
    EntryState.SENT_BACK.value: N_("Sent back"),
    LATE: N_("Approved late"),
    WITHDRAWN: N_("Withdrawn"),
    DUPLICATES: N_("People of more than one town"),
}
STATES = tuple(EntryState)
WITHDRAWALS = {
    "answers_changed": N_("Withdrawn by the town: the answers changed; wait for its next bundle."),
    "checks_changed": N_("Withdrawn by the town: it has to be checked again there."),
}
SHOWN = 5000
"""More rows than anybody reads; a search or a town narrows them."""


class TownEntriesPage(DistrictPage):
    """Attributes: `town` and `view` narrow, `table` shows, `reason` is why something goes back."""

    TITLE = N_("Town entries")

    def __init__(
        self,
        context: AppContext,
        parent: QWidget | None = None,
        calls: DistrictCalls | None = None,
    ) -> None:
        super().__init__(context, parent, calls)
        self._all: tuple[TownEntryView, ...] = ()
        self._wanted_town = ""
        self._model: RowModel[TownEntryView] = RowModel(self.theme, entry_columns(), self)
        self.town = _combo(_("Town"))
        self.view = _combo(_("Which entries"))
        self.table = Table(self.theme, _("Town entries"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.show_rows(self._model)
        self.reason = QLineEdit()
        self.details = label("", wraps=True)
        self.empty = EmptyState(self.theme, "verify")
        self._count = label("", "muted")
        self._stack = QStackedWidget()
        self.header.use_search(_("Name or number"))
        self._back = self.add_page_action(_("Send &back"), "Ctrl+R", self.send_back)
        self._yes = self.add_page_action(_("A&ccept"), "Ctrl+Return", self.accept)
        self._lay_out()
        self._connect()
        self._show_matching()

    @property
    def shown(self) -> tuple[TownEntryView, ...]:
        """The entries in the table."""
        return self._model.rows

    def read(self) -> None:
        """The towns first, then their entries."""
        self.run(self.calls.towns, on_done=self._show_towns)

    def open(self, argument: Any) -> None:
        """`duplicates`, or `town:CODE`, or `town:CODE:VIEW` with one of `VIEWS`."""
        kind, _colon, rest = str(argument or "").partition(":")
        code, _colon, view = rest.partition(":")
        wanted = DUPLICATES if kind == DUPLICATES else view
        self._kept_view.want(wanted)
        self._kept_town.want("")
        self._wanted_town = code
        self.town.setCurrentIndex(max(self.town.findData(code), 0))
        self._read()

    @Slot()
    def send_back(self) -> None:
        """Send the chosen entries back with the reason typed."""
        if not self.reason.text().strip():
            words = _("Please say why the entries go back; the town reads it.")
            self.messages.show_message("warning", words)
            self.reason.setFocus()
            return
        self.run(
            self.calls.send_back, self._chosen(), self.reason.text(), on_done=self._see_sent_back
        )

    @Slot()
    def accept(self) -> None:
        """Accept the chosen entries, also ones that were sent back."""
        self.run(self.calls.accept, self._chosen(), on_done=self._see_accepted)

    @Slot(object)
    def _see_sent_back(self, count: int) -> None:
        self.reason.clear()
        self._say(_("{count} entries go back with the next receipt.").format(count=count))

    @Slot(object)
    def _see_accepted(self, count: int) -> None:
        self._say(_("{count} entries are accepted.").format(count=count))

    def _say(self, words: str) -> None:
        self.messages.show_message("done", words)
        self.changed.emit(changed(Kind.BUNDLES))
        self._read()
        self.table.setFocus()

    def _chosen(self) -> tuple[int, ...]:
        rows = self.table.selectionModel().selectedRows()
        chosen = (self._model.row_at(index) for index in rows)
        return tuple(one.id for one in chosen if one is not None)

    @Slot(object)
    def _show_towns(self, towns: tuple[TownProgress, ...]) -> None:
        wanted = self._wanted_town or str(self.town.currentData() or "")
        while self.town.count() > 1:
            self.town.removeItem(1)
        for one in towns:
            self.town.addItem(one.name, one.code)
        self.town.setCurrentIndex(max(self.town.findData(wanted), 0))
        self._kept_town.restore()
        self._read()

    @Slot()
    def _read(self) -> None:
        self._wanted_town = ""
        view = str(self.view.currentData())
        if view == DUPLICATES:
            self.run(self.calls.duplicates, on_done=self._show_duplicates)
            return
        state = EntryState(view) if view in STATES else None
        town = str(self.town.currentData() or "")
        entries = partial(self.calls.entries, is_late=view == LATE, is_withdrawn=view == WITHDRAWN)
        self.run(entries, town, state, on_done=self._show_entries)

    @Slot(object)
    def _show_duplicates(self, people: tuple[DuplicatePerson, ...]) -> None:
        self._show_entries(tuple(one for person in people for one in person.entries))

    @Slot(object)
    def _show_entries(self, entries: tuple[TownEntryView, ...]) -> None:
        self._all = entries
        self._show_matching()

    @Slot()
    def _show_matching(self) -> None:
        words = self.header.search.text().strip()
        found = [one for one in self._all if words in one.name or words in one.certificate_no]
        self._model.set_rows(found[:SHOWN])
        count = _("{shown} of {all} entries")
        self._count.setText(count.format(shown=f"{min(len(found), SHOWN):,}", all=len(self._all)))
        self._stack.setCurrentWidget(self.table if found else self.empty)
        self._see_choice()

    @Slot(QItemSelection, QItemSelection)
    def _see_selection(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self._see_choice()

    def _see_choice(self) -> None:
        rows = self.table.selectionModel().selectedRows()
        for action in (self._back, self._yes):
            action.setEnabled(bool(rows))
        one = self._model.row_at(rows[0]) if len(rows) == 1 else None
        self.details.setText("" if one is None else entry_details(one))

    def _connect(self) -> None:
        self.town.activated.connect(self._read)
        self.view.activated.connect(self._read)
        self.header.searched.connect(self._show_matching)
        self.table.selectionModel().selectionChanged.connect(self._see_selection)

    def _lay_out(self) -> None:
        self.town.addItem(_("All towns"), "")
        for name, words in VIEWS.items():
            self.view.addItem(_(words), name)
        choices = KeptChoices(self.context, "town_entries")
        self._kept_view = KeptCombo(self.view, choices, "view")
        self._kept_town = KeptCombo(self.town, choices, "town")
        self.reason.setPlaceholderText(_("Why it goes back"))
        self.reason.setAccessibleName(_("Why it goes back"))
        self.empty.say(_("No entry here"), _("Take in the towns' bundles, or choose another list."))
        self.empty.action.hide()
        for widget in (self.table, self.empty):
            self._stack.addWidget(widget)
        top = row(self.theme, self.town, self.view, self._count)
        top.addStretch(1)
        foot = row(self.theme, self.reason)
        for action in (self._back, self._yes):
            foot.addWidget(action_button(action))
        lines = column(self.theme, gap=2)
        lines.addLayout(top)
        lines.addWidget(self._stack, 1)
        lines.addWidget(self.details)
        lines.addLayout(foot)
        self.body.addLayout(lines, 1)


def entry_details(one: TownEntryView) -> str:
    """What the town's newest bundle changed of an entry, and why it goes back."""
    blank = _("blank")
    lines = [labelled(d.label, f"{d.old or blank} → {d.new or blank}") for d in one.differences]
    if one.withdrawn:
        lines.append(_(WITHDRAWALS[one.withdrawn]))
    if one.reason:
        lines.append(_("Sent back: {reason}").format(reason=one.reason))
    return "\n".join(lines)


def _combo(name: str) -> QComboBox:
    made = Combo()
    made.setAccessibleName(name)
    return made

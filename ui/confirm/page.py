"""The page of confirming again: the list at the left, the call at the right, one key an outcome."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.contact import OUTCOME_WORDS, ContactOutcome, ContactWay
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.masking import mask_phone
from dsurvey_desktop.domain.office import Community
from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.usecases.entry_views import EntryView
from dsurvey_desktop.usecases.sample_views import WrittenDocument
from ui.changes import Changes, Kind, changed
from ui.confirm.call_card import CallCard
from ui.confirm.confirm_calls import ConfirmCalls, office_calls
from ui.context import AppContext
from ui.kept_choices import KeptChoices, KeptCombo
from ui.kept_order import KeptOrder
from ui.page import Page
from ui.spot_check.side_by_side import SideBySide
from ui.target_file import TargetKind, ask_target
from ui.widgets.community_combo import CommunityCombo
from ui.widgets.empty_state import EmptyState
from ui.widgets.parts import card, column, heading, label, row
from ui.widgets.row_model import Column, RowModel
from ui.widgets.scrolling import scrolling
from ui.widgets.table import Table

if TYPE_CHECKING:
    from dsurvey_desktop.usecases.confirm_entries import ToConfirm

WIDE_STEPS = 200

AFTERWARDS = {
    ContactOutcome.UNCHANGED: N_("U takes the confirmation back."),
    ContactOutcome.CHANGED: N_(
        "F2 corrects the entry. Y confirms it then; until that the person stays here."
    ),
}
"""What to do next, where anything is; the others are called again."""


class ConfirmPage(Page):
    """Attributes: `table` (whom to ask) and `call` (who is being asked)."""

    def __init__(
        self,
        context: AppContext,
        parent: QWidget | None = None,
        calls: ConfirmCalls | None = None,
    ) -> None:
        super().__init__(context, _("Confirm again"), parent)
        self._calls = calls or office_calls(context.desk)
        self.model: RowModel[ToConfirm] = RowModel(self.theme, _columns(), self)
        self.table = Table(self.theme, _("Whom to ask again"))
        self.table.show_rows(self.model)
        self.table.selectionModel().currentRowChanged.connect(self._follow)
        self.call = CallCard(self.theme, self.today)
        choices = KeptChoices(context, "confirm")
        self.community = CommunityCombo()
        self.community.activated.connect(self._list)
        self._kept = KeptCombo(self.community, choices, "community")
        KeptOrder(self.table, choices, "people")
        self.empty = EmptyState(self.theme, "confirm")
        self._count = label("", "muted")
        self._outcome = ContactOutcome.UNCHANGED
        self._asked: ToConfirm | None = None
        self._is_waiting = False
        self._confirmed: ToConfirm | None = None
        self._changed_for: EntryId | None = None
        self.call.remark.returnPressed.connect(self._say_change)
        self._steps = 0
        self._lay_out()
        self._add_actions()

    def _add_actions(self) -> None:
        deeds = (
            self.add_page_action(_("Nothing has changed"), "Y", self.unchanged),
            self.add_page_action(_("Something has changed"), "C", self.has_changed),
            self.add_page_action(_("Not reached"), "N", self.not_reached),
            self.add_page_action(_("Show the phone numbers"), "V", self.reveal),
        )
        self.call.use_actions(*deeds)
        self.add_page_action(_("Correct the entry"), "F2", self.go_to_entry)
        self.add_page_action(_("Take the last confirmation back"), "U", self.undo)
        self.add_page_action(_("Choose the &day"), "D", self.call.choose_day)
        sheet = self.add_page_action(_("Print the call sheet …"), "Ctrl+P", self.choose_file)
        self.header.use_main_action(sheet)

    def _lay_out(self) -> None:
        head = row(self.theme, heading(self.theme, _("Whom to ask again")), self._count)
        head.addStretch(1)
        head.addWidget(self.community)
        left = card()
        lines = column(self.theme, left, gap=2, margin=3)
        lines.addLayout(head)
        lines.addWidget(self.table, 1)
        lines.addWidget(self.empty, 1)
        area, page = scrolling(self.theme)
        for widget, steps in ((self.table, 50), (self.call, 100)):
            widget.setMinimumHeight(self.theme.space(steps))
        page.addWidget(SideBySide(self.theme, ((left, 55), (self.call, 45)), WIDE_STEPS), 1)
        self.body.addWidget(area)

    @Slot(object)
    def refresh(self, changes: Changes) -> None:
        """Read again who is to be asked."""
        if changes.touches(Kind.OFFICE):
            self.run(self._calls.communities, on_done=self._show_communities)
        if changes.touches(Kind.ENTRIES):
            self._forget_confirmed(changes)
        if changes.touches(Kind.ENTRIES, Kind.INTAKE, Kind.ROSTER, Kind.OFFICE):
            self._list()

    def open(self, argument: Any) -> None:
        """A 12-digit community code, empty for all."""
        self._kept.want(str(argument or ""))
        self._list()

    def take_focus(self) -> None:
        """The keys work on the list."""
        self.table.setFocus()

    def today(self) -> date:
        """The office's day."""
        return self.context.desk.today()

    @Slot()
    def unchanged(self) -> None:
        """The answers hold for the reference date."""
        self._record(ContactOutcome.UNCHANGED)

    @Slot()
    def has_changed(self) -> None:
        """Something is different now; what, must be said."""
        if not self.call.remark.text().strip():
            words = _("Please write what has changed first.")
            self.messages.show_message("notice", words, _("Then press Enter."))
            if self.call.person is not None:
                self._changed_for = self.call.person.entry
            self.call.remark.setFocus()
            return
        self._record(ContactOutcome.CHANGED)

    @Slot()
    def _say_change(self) -> None:
        """Enter after the words that C has asked for; other remarks wait for their key."""
        person = self.call.person
        if person is not None and person.entry == self._changed_for:
            self.has_changed()

    @Slot()
    def not_reached(self) -> None:
        """Nobody answered."""
        self._record(ContactOutcome.NOT_REACHED)

    @Slot()
    def reveal(self) -> None:
        """Log that the numbers are shown, then show them."""
        if self.call.person is not None and not self.call.is_revealed:
            self.run(self._calls.reveal, self.call.person.entry, on_done=self._show_numbers)

    @Slot()
    def go_to_entry(self) -> None:
        """Correct what has changed where entries are verified."""
        if self.call.person is not None:
            self.navigate("verify", self.call.person.entry)

    @Slot()
    def choose_file(self) -> None:
        """Ask where the call sheet is written to."""
        title = _("Print the call sheet to")
        if target := ask_target(self, _("Confirmation list"), TargetKind.PDF, title=title):
            code = self.community.code
            self.run(self._calls.print_sheet, target, code, on_done=self._tell_printed)

    def _record(self, outcome: ContactOutcome) -> None:
        person = self.call.person
        if person is None or self._is_waiting:  # the next person is not here yet
            return
        self._outcome, self._asked, self._is_waiting = outcome, person, True
        self._changed_for = None
        job = partial(
            self._calls.record,
            day=self.call.wanted_day,
            spoke_with=self.call.spoke_with.text(),
            remark=self.call.remark.text(),
        )
        way = ContactWay(self.call.way.currentData())
        self.run(
            job,
            person.entry,
            outcome,
            way,
            on_done=self._tell_recorded,
            on_failed=self._tell_failed,
        )

    @Slot(object)
    def _tell_failed(self, error: AppError) -> None:
        self._asked, self._is_waiting = None, False
        self.show_failure(error)

    @Slot()
    def _list(self) -> None:
        self.run(self._calls.people, self.community.code, on_done=self._show_people)

    @Slot(object)
    def _show_communities(self, communities: tuple[Community, ...]) -> None:
        self.community.show_communities(communities)
        if self._kept.restore():
            self._list()

    @Slot(object)
    def _show_people(self, people: tuple[ToConfirm, ...]) -> None:
        """Show the list; whoever stood in the same place is next."""
        self._is_waiting = self._asked is not None
        place = max(0, self.table.currentIndex().row()) + self._steps
        self._steps = 0
        self.model.set_rows(people)
        self._count.setText(_("{all} people").format(all=f"{len(people):,}"))
        self.table.setVisible(bool(people))
        self.empty.setVisible(not people)
        advice = _("Whoever was surveyed before the reference date stands here until confirmed.")
        self.empty.say(_("Nobody has to be asked again"), advice)
        if people:
            self.table.selectRow(min(place, len(people) - 1))
        else:
            self.call.show_person(None)

    @Slot(QModelIndex, QModelIndex)
    def _follow(self, current: QModelIndex, _before: QModelIndex) -> None:
        person = self.model.row_at(current) if current.isValid() else None
        self.call.show_person(person)
        if person is not None:
            self.run(self._calls.show, person.entry, on_done=self._show_answers)

    @Slot(object)
    def _show_answers(self, view: EntryView) -> None:
        if self.call.person is not None and self.call.person.entry == view.id:
            self.call.show_answers(view)

    @Slot(object)
    def _show_numbers(self, _nothing: object) -> None:
        self.call.reveal()

    @Slot(object)
    def _tell_recorded(self, attempts: int) -> None:
        person, self._asked = self._asked, None
        if person is None:
            return
        words = _("{name}: {outcome}. Attempts so far: {count}.")
        outcome = _(OUTCOME_WORDS[self._outcome])
        said = words.format(name=person.name, outcome=outcome, count=attempts)
        is_done = self._outcome is ContactOutcome.UNCHANGED
        advice = _(AFTERWARDS[self._outcome]) if self._outcome in AFTERWARDS else ""
        self._confirmed = person if is_done else None
        self.messages.show_message("done", said, advice)
        self._go_on(person, steps=int(self._outcome is ContactOutcome.NOT_REACHED))

    def _go_on(self, person: ToConfirm, steps: int) -> None:
        """List again; whoever stays on the list is left for the next."""
        self.changed.emit(changed(Kind.ENTRIES, entries=(person.entry,)))
        self._steps = steps
        self._list()
        self.table.setFocus()

    def _forget_confirmed(self, changes: Changes) -> None:
        """Once its entry was corrected elsewhere, the last thing to take back is another one."""
        one = self._confirmed
        if one is not None and (not changes.entries or one.entry in changes.entries):
            self._confirmed = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the fields for the list, where the keys work."""
        if event.key() == Qt.Key.Key_Escape:
            self.take_focus()
        else:
            super().keyPressEvent(event)

    @Slot()
    def undo(self) -> None:
        """Take back the confirmation just made; the attempt stays on record."""
        if self._confirmed is None:
            words = _("There is no confirmation of just now to take back.")
            self.messages.show_message("notice", words)
            return
        self.run(self._calls.undo, self._confirmed.entry, on_done=self._tell_undone)

    @Slot(object)
    def _tell_undone(self, view: EntryView) -> None:
        self._confirmed = None
        words = _("{name}: the confirmation is taken back.").format(name=view.name)
        self.messages.show_message("done", words)
        self.changed.emit(changed(Kind.ENTRIES, entries=(view.id,)))
        self._list()
        self.table.setFocus()

    @Slot(object)
    def _tell_printed(self, document: WrittenDocument) -> None:
        words = _("{pages} pages are written.").format(pages=document.pages)
        self.messages.show_message("done", words)


def _columns() -> tuple[Column[ToConfirm], ...]:
    return (
        Column(_("Name"), lambda one: one.name, width=26),
        Column(_("Community"), lambda one: one.community_name, width=32),
        Column(_("Phone"), lambda one: mask_phone(one.phones[0]) if one.phones else "", width=34),
        Column(_("Tried"), lambda one: str(len(one.attempts) or ""), is_number=True, width=16),
        Column(_("Last time"), _last, width=0),
    )


def _last(one: ToConfirm) -> str:
    return _(OUTCOME_WORDS[one.attempts[-1].outcome]) if one.attempts else ""

"""The page of the departments: each checks its part of every town and signs it off."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QItemSelection, Slot
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit, QWidget

from dsurvey_desktop.domain.department import DEPARTMENT_NAMES, Department, SignOffState
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.usecases.section_views import (
    DepartmentView,
    NotedFinding,
    SectionEntry,
    SignOffView,
)
from ui.changes import Kind, changed
from ui.context import AppContext
from ui.district.department_columns import (
    TownLine,
    part_words,
    section_columns,
    section_details,
    sign_off_columns,
    town_lines,
)
from ui.district.district_calls import DistrictCalls
from ui.district.district_page import DistrictPage
from ui.district.section_owner import SectionOwner
from ui.kept_choices import KeptChoices, KeptCombo
from ui.widgets.combo import Combo
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.parts import action_button, column, flow, heading, label, row, spring
from ui.widgets.row_model import RowModel
from ui.widgets.scrolling import scrolling
from ui.widgets.table import Table

MOST_TOWNS, ENTRY_STEPS = 8, 60
ITEM_LETTERS = 24
"""Room for an item in its list."""


class DepartmentsPage(DistrictPage):
    """Attributes: `towns` above, `entries` of the chosen town and department below."""

    TITLE = N_("Departments")

    def __init__(
        self,
        context: AppContext,
        parent: QWidget | None = None,
        calls: DistrictCalls | None = None,
    ) -> None:
        super().__init__(context, parent, calls)
        self._wanted_town = ""
        self._all: tuple[SectionEntry, ...] = ()
        self._kept: frozenset[int] = frozenset()
        self._lines: RowModel[TownLine] = RowModel(self.theme, sign_off_columns(), self)
        self._model: RowModel[SectionEntry] = RowModel(self.theme, section_columns(), self)
        self.towns = Table(self.theme, _("Sign-offs"))
        self.towns.show_rows(self._lines)
        self.department = _combo(_("Department"))
        self.entries = Table(self.theme, _("Entries of the part"))
        self.entries.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.entries.show_rows(self._model)
        self.part, self.details = label("", "muted", wraps=True), label("", wraps=True)
        self.item, self.reason = _combo(_("Which item")), QLineEdit()
        self.owner = SectionOwner(self.theme)
        self.empty = EmptyState(self.theme, "intake")
        self.header.use_search(_("Name or number"))
        self._back = self.add_page_action(_("Send &back"), "Ctrl+R", self.send_back)
        self._note = self.add_page_action(_("&Note a finding"), "Ctrl+M", self.note_finding)
        self._settle = self.add_page_action(
            _("S&ettle what was found"), "Ctrl+Shift+M", self.settle_findings
        )
        self._sign = self.add_page_action(_("&Sign off"), "Ctrl+Return", self.sign)
        self._undo = self.add_page_action(_("Take the sign-off back"), "", self.take_back)
        self._lay_out()
        self._connect()
        self._show_lines(())

    def read(self) -> None:
        """Sections first, then all sign-offs."""
        self.run(self.calls.departments, on_done=self._show_departments)
        self.run(self.calls.sign_offs, on_done=self._show_lines)

    def open(self, argument: Any) -> None:
        """The code of a town."""
        self._wanted_town = str(argument or "")
        self._choose_town([line.code for line in self._lines.rows])

    @property
    def shown(self) -> tuple[SectionEntry, ...]:
        """The entries in the lower table."""
        return self._model.rows

    @property
    def chosen(self) -> SignOffView | None:
        """The part that is chosen by town and department."""
        rows = self.towns.selectionModel().selectedRows()
        line = self._lines.row_at(rows[0]) if rows else None
        return line.parts[self._department()] if line is not None else None

    @Slot()
    def note_finding(self) -> None:
        """Keep what is typed as the department's finding in the chosen entry."""
        part, chosen = self.chosen, self._chosen_entries()
        if part is None or len(chosen) != 1:
            return
        if self._has_reason(_("Please say what is wrong; it stands with the entry.")):
            item = str(self.item.currentData() or "")
            asked = (chosen[0].id, self.reason.text(), item, part.department)
            self.run(self.calls.note, *asked, on_done=self._see_noted)

    @Slot()
    def settle_findings(self) -> None:
        """What was found in the chosen entries is right as it is, for the reason typed."""
        found = tuple(n for one in self._chosen_entries() for n in one.noted)
        if found and self._has_reason(_("Please say why it is right as it is.")):
            self.run(self.calls.settle, found, self.reason.text(), on_done=self._see_settled)

    @Slot()
    def send_back(self) -> None:
        """Send the chosen entries back with the reason typed, or with what was found in them."""
        chosen = self._chosen_entries()
        ids = tuple(one.id for one in chosen)
        if not self.reason.text().strip() and chosen and all(one.noted for one in chosen):
            self.run(self.calls.send_back_found, ids, on_done=self._see_sent_back)
            return
        if not self._has_reason(_("Please say why the entries go back; the town reads it.")):
            return
        item = str(self.item.currentData() or "")
        self.run(self.calls.send_back, ids, self.reason.text(), item, on_done=self._see_sent_back)

    @Slot()
    def sign(self) -> None:
        """Sign the chosen part off, with what is typed as remark."""
        part = self.chosen
        if part is not None:
            words = self.reason.text()
            self.run(self.calls.sign, part.town, part.department, words, on_done=self._see_signed)

    @Slot()
    def take_back(self) -> None:
        """Take the chosen part's sign-off back with the reason typed."""
        part = self.chosen
        if part is not None and self._has_reason(_("Please say why it is taken back.")):
            words = self.reason.text()
            self.run(
                self.calls.take_back, part.town, part.department, words, on_done=self._see_back
            )

    def _has_reason(self, words: str) -> bool:
        if self.reason.text().strip():
            return True
        self.messages.show_message("warning", words)
        self.reason.setFocus()
        return False

    @Slot(object)
    def _see_sent_back(self, count: int) -> None:
        self._say(_("{count} entries go back with the next receipt.").format(count=count))

    @Slot(object)
    def _see_noted(self, found: NotedFinding) -> None:
        self._say(
            _("The finding is kept with the entry: {words}").format(words=found.words),
            _("Send back without a reason typed sends the entry back with what was found."),
        )

    @Slot(object)
    def _see_settled(self, count: int) -> None:
        self._say(_("{count} findings are settled.").format(count=count))

    @Slot(object)
    def _see_signed(self, part: SignOffView) -> None:
        words = _("{town}: {department} is signed off.")
        name = _(DEPARTMENT_NAMES[part.department])
        self._say(words.format(town=part.town_name, department=name))

    @Slot(object)
    def _see_back(self, part: SignOffView) -> None:
        words = _("{town}: the sign-off of {department} holds no longer.")
        name = _(DEPARTMENT_NAMES[part.department])
        self._say(words.format(town=part.town_name, department=name))

    def _say(self, words: str, advice: str = "") -> None:
        self.reason.clear()
        self.messages.show_message("done", words, advice)
        self.changed.emit(changed(Kind.BUNDLES))
        self.read()

    def _department(self) -> Department:
        return Department(self.department.currentData())

    def _chosen_entries(self) -> tuple[SectionEntry, ...]:
        rows = self.entries.selectionModel().selectedRows()
        found = (self._model.row_at(index) for index in rows)
        return tuple(one for one in found if one is not None)

    @Slot(object)
    def _show_departments(self, views: tuple[DepartmentView, ...]) -> None:
        self.owner.show_departments(views)

    @Slot(object)
    def _show_lines(self, views: tuple[SignOffView, ...]) -> None:
        lines = town_lines(views)
        codes = [line.code for line in lines]
        if not self._wanted_town and self.chosen is not None:
            self._wanted_town = self.chosen.town
        if codes and codes == [line.code for line in self._lines.rows]:
            self._lines.replace_rows(lines)
        else:
            self._lines.set_rows(lines)
        self.towns.fit_rows(min(max(len(lines), 1), MOST_TOWNS))
        self.work.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        self._choose_town(codes)

    def _choose_town(self, codes: list[str]) -> None:
        if codes:
            wanted = self._wanted_town
            self.towns.selectRow(codes.index(wanted) if wanted in codes else 0)
            self._wanted_town = ""
        self._see_part()

    @Slot(QItemSelection, QItemSelection)
    def _see_town(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self._see_part()

    @Slot()
    def _see_part(self) -> None:
        part = self.chosen
        self._sign.setEnabled(part is not None and part.state is not SignOffState.SIGNED)
        self._undo.setEnabled(part is not None and part.state is SignOffState.SIGNED)
        self.part.setText("" if part is None else part_words(part))
        if part is None or part.state is SignOffState.NOTHING:
            self._sign.setEnabled(False)
            self._show_entries(())
        else:
            self.run(self.calls.section, part.town, part.department, on_done=self._show_entries)

    @Slot(object)
    def _show_entries(self, entries: tuple[SectionEntry, ...]) -> None:
        self._all = entries
        before = self.item.currentData()
        self.item.clear()
        self.item.addItem(_("The whole entry"), "")
        items = {each.item: each.label for one in entries for each in one.answers}
        items |= {each.item: each.label for one in entries for each in one.findings if each.item}
        for name, words in items.items():
            self.item.addItem(words, name)
        self.item.setCurrentIndex(max(self.item.findData(before), 0))
        self._show_matching()

    @Slot()
    def _show_matching(self) -> None:
        words = self.header.search.text().strip()
        found = [one for one in self._all if words in one.name or words in one.certificate_no]
        kept = self._kept
        self._model.set_rows(found)
        self.entries.choose_rows(at for at, one in enumerate(found) if one.id in kept)
        self._see_choice()

    @Slot(QItemSelection, QItemSelection)
    def _see_selection(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self._kept = frozenset(one.id for one in self._chosen_entries())
        self._see_choice()

    def _see_choice(self) -> None:
        chosen = self._chosen_entries()
        self._back.setEnabled(bool(chosen))
        self._note.setEnabled(len(chosen) == 1)
        self._settle.setEnabled(any(one.noted for one in chosen))
        self.details.setText(section_details(chosen[0]) if len(chosen) == 1 else "")

    @Slot(object)
    def _assign(self, wish: tuple[str, Department]) -> None:
        self.run(self.calls.assign, *wish, on_done=self._see_assigned)

    @Slot(object)
    def _see_assigned(self, _views: tuple[DepartmentView, ...]) -> None:
        self._say(_("The section is assigned; sign-offs it concerns have fallen."))

    def _buttons(self) -> FlowLayout:
        """What is done with the chosen entries, then with the part."""
        with_entries = map(action_button, (self._note, self._settle, self._back))
        with_part = action_button(self._undo), action_button(self._sign, "main")
        return flow(self.theme, *with_entries, spring(), *with_part)

    def _connect(self) -> None:
        self.towns.selectionModel().selectionChanged.connect(self._see_town)
        self.entries.selectionModel().selectionChanged.connect(self._see_selection)
        self.department.activated.connect(self._see_part)
        self.header.searched.connect(self._show_matching)
        self.owner.wanted.connect(self._assign)
        self.empty.acted.connect(self._go_to_bundles)

    @Slot()
    def _go_to_bundles(self) -> None:
        self.navigate("received")

    def _lay_out(self) -> None:
        user = self.context.desk.user
        for department in Department:
            self.department.addItem(_(DEPARTMENT_NAMES[department]), department.value)
        if user.department is not None:
            self.department.setCurrentIndex(self.department.findData(user.department.value))
        choices = KeptChoices(self.context, "departments")
        self._kept_part = KeptCombo(self.department, choices, "department")
        self.item.setMinimumContentsLength(ITEM_LETTERS)
        self.reason.setPlaceholderText(
            _("What was found, why it goes back, or a remark on the sign-off")
        )
        self.reason.setAccessibleName(
            _("What was found, why it goes back, or a remark on the sign-off")
        )
        self.empty.say(
            _("No town yet"),
            _("Take in the towns' bundles first."),
            _("To the bundles"),
        )
        self.entries.setMinimumHeight(self.theme.space(ENTRY_STEPS))
        area, lines = scrolling(self.theme)
        self.work = QWidget()
        inside = column(self.theme, self.work, gap=2)
        inside.addWidget(self.towns)
        top = row(self.theme, heading(self.theme, _("Part of")), self.department)
        top.addWidget(self.part, 1)
        inside.addLayout(top)
        inside.addWidget(self.entries, 1)
        inside.addLayout(row(self.theme, self.item, self.reason))
        inside.addLayout(self._buttons())
        inside.addWidget(self.details)
        inside.addWidget(self.owner)
        lines.addWidget(self.work, 1)
        lines.addWidget(self.empty)
        self.body.addWidget(area)
        self.owner.setVisible(Role.ADMINISTRATOR in user.roles)


def _combo(name: str) -> QComboBox:
    made = Combo()
    made.setAccessibleName(name)
    return made

"""The page of last year's data: import, what changed most, rows that are nobody's."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.office import Community
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.last_year_views import (
    LastMapping,
    LastYearLine,
    UnmatchedRow,
    YearChanges,
)
from dsurvey_desktop.usecases.sample_views import WrittenDocument
from ui.changes import Changes, Kind, changed
from ui.context import AppContext
from ui.intake.set_aside_section import SetAsideSection
from ui.kept_choices import KeptChoices, KeptCombo
from ui.kept_order import KeptOrder
from ui.last_year.changes_card import ChangesCard
from ui.last_year.import_card import ImportCard
from ui.last_year.importing import LastYearImporting
from ui.last_year.last_year_calls import LastYearCalls, office_calls
from ui.last_year.memory_section import LastMemorySection
from ui.last_year.settling import Settling
from ui.page import Page
from ui.target_file import TargetKind, ask_target
from ui.widgets.scrolling import scrolling


class LastYearPage(Page):
    """Attributes: `intake` (the imports), `compared` (what changed), `unmatched` (rows)."""

    def __init__(
        self,
        context: AppContext,
        parent: QWidget | None = None,
        calls: LastYearCalls | None = None,
    ) -> None:
        super().__init__(context, _("Last year's data"), parent)
        self._calls = calls or office_calls(context.desk)
        self.intake = ImportCard(self.theme)
        write = self.add_page_action(_("Write as PDF or Excel …"), "Ctrl+P", self.choose_target)
        self.compared = ChangesCard(self.theme, write)
        choices = KeptChoices(context, "last_year")
        self._kept = KeptCombo(self.compared.community, choices, "community")
        KeptOrder(self.compared.item_table, choices, "items")
        KeptOrder(self.compared.people_table, choices, "people")
        self.unmatched = SetAsideSection(self.theme, _("Rows that are nobody's this year"))
        self.memory = LastMemorySection(self.theme)
        self.importing = LastYearImporting(self, self._calls, self.intake)
        self.settling = Settling(self, self._calls, self.unmatched)
        self._lay_out()
        self._add_actions()
        self.importing.changed.connect(self._tell_others)
        self.importing.columns_shown.connect(self._see_columns)
        self.memory.forgotten.connect(self.forget_columns)
        self.settling.changed.connect(self._tell_others)
        self.compared.community_chosen.connect(self._read_changes)
        self.compared.entry_chosen.connect(self.go_to_entry)

    def _add_actions(self) -> None:
        add = self.add_page_action
        choose = add(_("Import last year's data …"), "Ctrl+O", self.intake.drop.choose)
        self.header.use_main_action(choose)
        add(_("Take the chosen import back"), "Ctrl+Z", self.intake.undo)
        look = add(_("Look at the co&lumns"), "C", self.importing.show_columns)
        self.intake.offer_columns(look)
        add(_("Choose another ite&m"), "F2", self.intake.columns.change)
        add(_("Co&nfirm the columns"), "Ctrl+Return", self.importing.confirm)
        add(_("Choose last &year's form …"), "F", self.intake.form.choose)
        add(_("&Accept the proposal"), "A", self.settling.accept)
        add(_("Back to the roster"), "B", self.go_back)

    def _lay_out(self) -> None:
        self._area, lines = scrolling(self.theme)
        for part in (self.intake, self.compared, self.unmatched, self.memory):
            lines.addWidget(part)
        lines.addStretch(1)
        self.body.addWidget(self._area)

    @Slot(object)
    def refresh(self, changes: Changes) -> None:
        """Read imports and comparison again."""
        if changes.touches(Kind.OFFICE):
            self.run(self._calls.communities, on_done=self._show_communities)
        if changes.touches(Kind.ROSTER):
            self.importing.read_form()
            self.run(self._calls.imports, on_done=self._show_imports)
            self.run(self._calls.mappings, on_done=self.memory.show_mappings)
            self.run(self._calls.unmatched, on_done=self._show_unmatched)
        if changes.touches(Kind.ENTRIES, Kind.INTAKE, Kind.ROSTER):
            self._read_changes(self.compared.wanted_community)

    def take_focus(self) -> None:
        """The keys work on the imports, or on choosing a file where there are none."""
        shown = self.intake.table if self.intake.model.rows else self.intake.drop.choose_button
        shown.setFocus()

    @Slot()
    def _tell_others(self) -> None:
        self.changed.emit(changed(Kind.ENTRIES))
        self.refresh(changed(Kind.ROSTER, Kind.ENTRIES))

    @Slot()
    def _see_columns(self) -> None:
        QTimer.singleShot(0, self._scroll_to_columns)  # once the table has its height

    @Slot()
    def _scroll_to_columns(self) -> None:
        self._area.ensureWidgetVisible(self.intake.columns, 0, 0)

    @Slot(object)
    def forget_columns(self, mapping: LastMapping) -> None:
        """Ask again what the columns of such tables mean."""
        self.run(self._calls.forget, mapping.shape, on_done=self._tell_forgotten)

    @Slot(object)
    def _tell_forgotten(self, _mapping: LastMapping) -> None:
        words = _("Forgotten. Such a table is asked about again; what came in by it stays.")
        self.messages.show_message("done", words)
        self.refresh(changed(Kind.ROSTER))
        self.take_focus()

    @Slot()
    def choose_target(self) -> None:
        """Ask where the list goes, and write it."""
        name = _("Changes since last year")
        if target := ask_target(self, name, TargetKind.EXCEL, TargetKind.PDF):
            community = self.compared.wanted_community
            self.run(self._calls.write, target, community, on_done=self._tell_written)

    @Slot(object)
    def _tell_written(self, written: WrittenDocument) -> None:
        words = _("The list is written: {file}").format(file=Path(written.path).name)
        self.messages.show_message("done", words, _("It holds personal data: keep it safe."))

    @Slot(object)
    def go_to_entry(self, entry: EntryId) -> None:
        """Look at somebody's entry."""
        self.navigate("verify", entry)

    @Slot()
    def go_back(self) -> None:
        """Back to the roster."""
        self.navigate("roster")

    @Slot(str)
    def _read_changes(self, community: str) -> None:
        self.run(self._calls.changes, community, on_done=self._show_changes)

    @Slot(object)
    def _show_communities(self, communities: tuple[Community, ...]) -> None:
        self.compared.show_communities(communities)
        if self._kept.restore():
            self._read_changes(self.compared.wanted_community)

    @Slot(object)
    def _show_imports(self, imports: tuple[LastYearLine, ...]) -> None:
        self.intake.show_imports(imports)

    @Slot(object)
    def _show_changes(self, changes: YearChanges) -> None:
        self.compared.show_changes(changes)

    @Slot(object)
    def _show_unmatched(self, rows: tuple[UnmatchedRow, ...]) -> None:
        self.settling.show_rows(rows)

"""The page of last year's data: import, what changed most, rows that are nobody's."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import EntryId
from dsurvey_desktop.domain.office import Community
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.last_year_views import (
    ASKS,
    SAME,
    LastYearImport,
    LastYearLine,
    LastYearUndone,
    UnmatchedRow,
    YearChanges,
)
from dsurvey_desktop.usecases.mapping_views import ColumnMapping, FileColumns
from dsurvey_desktop.usecases.sample_views import WrittenDocument
from ui.changes import Changes, Kind, changed
from ui.context import AppContext
from ui.last_year.changes_card import ChangesCard
from ui.last_year.columns import unmatched_columns
from ui.last_year.import_card import ImportCard
from ui.last_year.key_line import ASKED, Keys
from ui.last_year.last_year_calls import LastYearCalls, office_calls
from ui.lazy import use_case
from ui.page import Page
from ui.places import documents_folder
from ui.widgets.parts import card, column, heading
from ui.widgets.row_model import RowModel
from ui.widgets.scrolling import scrolling
from ui.widgets.table import Table

UNMATCHED_SHOWN = 8
_INVALID = "mapping_invalid"
_HOW, _OFFICE = use_case("read_last_year", "HowToRead"), use_case("read_last_year", "LastOffice")


class LastYearPage(Page):
    """Attributes: `intake` (the imports), `compared` (what changed), `unmatched` (the table)."""

    def __init__(
        self,
        context: AppContext,
        parent: QWidget | None = None,
        calls: LastYearCalls | None = None,
    ) -> None:
        super().__init__(context, _("Last year's data"), parent)
        self._calls = calls or office_calls(context.desk)
        self._file: Path | None = None
        self._card_file: Path | None = None
        self.intake = ImportCard(self.theme)
        write = self.add_page_action(_("Write as PDF or Excel …"), "Ctrl+P", self.choose_target)
        self.compared = ChangesCard(self.theme, write)
        self.model: RowModel[UnmatchedRow] = RowModel(self.theme, unmatched_columns(), self)
        self.unmatched = Table(self.theme, _("Rows that are nobody's this year"))
        self.unmatched.show_rows(self.model)
        self._below = card()
        self._lay_out()
        choose = self.add_page_action(
            _("Import last year's data …"), "Ctrl+O", self.intake.drop.choose
        )
        self.header.use_main_action(choose)
        self.add_page_action(_("Take the chosen import back"), "Ctrl+Z", self.intake.undo)
        look = self.add_page_action(_("Look at the co&lumns"), "C", self.show_columns)
        self.intake.offer_columns(look)
        self.add_page_action(_("&Choose another item"), "F2", self.intake.columns.change)
        self.add_page_action(_("Co&nfirm the columns"), "Ctrl+Return", self.confirm)
        self.add_page_action(_("Back to the roster"), "B", self.go_back)
        self.intake.file_chosen.connect(self.take_in)
        self.intake.confirmed.connect(self.use_columns)
        self.intake.keys_given.connect(self.use_keys)
        self.intake.undo_wanted.connect(self.undo)
        self.compared.community_chosen.connect(self._read_changes)
        self.compared.entry_chosen.connect(self.go_to_entry)

    def _lay_out(self) -> None:
        self._area, lines = scrolling(self.theme)
        below = column(self.theme, self._below, gap=2, margin=3)
        below.addWidget(heading(self.theme, _("Rows that are nobody's this year")))
        below.addWidget(self.unmatched)
        lines.addWidget(self.intake)
        lines.addWidget(self.compared)
        lines.addWidget(self._below)
        lines.addStretch(1)
        self._below.hide()
        self.body.addWidget(self._area)

    @Slot(object)
    def refresh(self, changes: Changes) -> None:
        """Read imports and comparison again."""
        if changes.touches(Kind.OFFICE):
            self.run(self._calls.communities, on_done=self._show_communities)
        if changes.touches(Kind.ROSTER):
            self.run(self._calls.imports, on_done=self._show_imports)
            self.run(self._calls.unmatched, on_done=self._show_unmatched)
        if changes.touches(Kind.ENTRIES, Kind.INTAKE, Kind.ROSTER):
            self._read_changes(self.compared.wanted_community)

    def take_focus(self) -> None:
        """The keys work on the imports, or on choosing a file where there are none."""
        shown = self.intake.table if self.intake.model.rows else self.intake.drop.choose_button
        shown.setFocus()

    @Slot(object)
    def take_in(self, file: Path) -> None:
        """Read a file and take it in, or show what it asks."""
        self._file = file
        self._take(_HOW())

    @Slot()
    def confirm(self) -> None:
        """Say that the columns that are asked about are as shown."""
        if self.intake.columns.isVisible():
            self.intake.columns.confirm()

    @Slot(object)
    def use_columns(self, said: tuple[ColumnMapping, ...]) -> None:
        """Take the file at hand in with what its columns mean; remembered."""
        self._take(_HOW(mappings=said))

    @Slot(object)
    def use_keys(self, keys: Keys) -> None:
        """Open the bundle at hand with what the person gave."""
        self._card_file = keys.card or self._card_file
        office = _OFFICE(keys.office, keys.password) if keys.office is not None else None
        self._take(_HOW(trust=self._card_file, office=office))

    def _take(self, how: object) -> None:
        self.messages.clear()
        self.intake.begin()
        self.run(
            self._calls.take_in,
            self._file,
            how,
            on_done=self._show_import,
            on_failed=self._see_refusal,
            watched_as=_("Reading …"),
        )

    @Slot(object)
    def _see_refusal(self, error: AppError) -> None:
        self.show_failure(error)
        if error.code in ASKED:
            self.intake.ask_keys(error.code)
        elif error.code == _INVALID:
            self.intake.columns.show()

    @Slot(object)
    def _show_import(self, found: LastYearImport) -> None:
        self.intake.show_import(found)
        if found.outcome == ASKS:
            words = _("Please look at the columns first.")
            self.messages.show_message("warning", words)
            self.show_columns()
        elif found.outcome == SAME:
            self.messages.show_message("notice", _("This content is here already."))
        else:
            words = _("Last year's data are here: {count} people matched.")
            self.messages.show_message("done", words.format(count=f"{found.matched:,}"))
            self._tell_others()

    @Slot()
    def show_columns(self) -> None:
        """Show what the columns of the table at hand mean, so that they can be changed."""
        if self._file is not None:
            self.run(self._calls.columns, self._file, on_done=self._show_columns)

    @Slot(object)
    def _show_columns(self, found: FileColumns) -> None:
        self.intake.show_columns(found)
        QTimer.singleShot(0, self._scroll_to_columns)  # once the table has its height

    @Slot()
    def _scroll_to_columns(self) -> None:
        self._area.ensureWidgetVisible(self.intake.columns, 0, 0)

    @Slot(object)
    def undo(self, line: LastYearLine) -> None:
        """Take an import back."""
        self.run(self._calls.undo, line.id, on_done=self._tell_undone)

    @Slot(object)
    def _tell_undone(self, _undone: LastYearUndone) -> None:
        words = _("The import is taken back. Importing the file again brings it back.")
        self.messages.show_message("done", words)
        self._tell_others()

    def _tell_others(self) -> None:
        self.changed.emit(changed(Kind.ENTRIES))
        self.refresh(changed(Kind.ROSTER, Kind.ENTRIES))

    @Slot()
    def choose_target(self) -> None:
        """Ask where the list goes, and write it."""
        name = _("Changes since last year")
        start = str(documents_folder() / f"{name}.xlsx")
        kinds = "Excel (*.xlsx);;PDF (*.pdf)"
        target, _kind = QFileDialog.getSaveFileName(self, name, start, kinds)
        if target:
            community = self.compared.wanted_community
            self.run(self._calls.write, Path(target), community, on_done=self._tell_written)

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

    @Slot(object)
    def _show_imports(self, imports: tuple[LastYearLine, ...]) -> None:
        self.intake.show_imports(imports)

    @Slot(object)
    def _show_changes(self, changes: YearChanges) -> None:
        self.compared.show_changes(changes)

    @Slot(object)
    def _show_unmatched(self, rows: tuple[UnmatchedRow, ...]) -> None:
        self.model.set_rows(rows)
        self.unmatched.fit_rows(min(len(rows), UNMATCHED_SHOWN))
        self._below.setVisible(bool(rows))

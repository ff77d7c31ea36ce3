"""The page of returns: queries by whose turn it is, and the sheets they went out on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.query import QueryState, Turn
from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.usecases.query_views import QueryView, ReturnView, WrittenReturn
from ui.changes import Changes, Kind, changed
from ui.context import AppContext
from ui.kept_choices import KeptChoices, KeptCombo
from ui.kept_order import KeptOrder
from ui.page import Page
from ui.places import documents_folder
from ui.returns.ask_errors import AskErrors
from ui.returns.columns import query_columns, sheet_columns
from ui.returns.returns_calls import ReturnsCalls, office_calls
from ui.verify.querying import closing_news
from ui.widgets.combo import Combo
from ui.widgets.empty_state import EmptyState
from ui.widgets.parts import action_button, card, column, heading, label, row
from ui.widgets.row_model import RowModel
from ui.widgets.scrolling import scrolling
from ui.widgets.table import Table

VIEWS = {
    "all": N_("All that are not closed"),
    "to_send": N_("Not sent yet"),
    "waiting": N_("Waiting for the community"),
    "answered": N_("Answered"),
    "overdue": N_("Overdue"),
}
MOST_SHEETS_SHOWN = 6


def close_each(calls: ReturnsCalls, queries: Sequence[QueryView]) -> tuple[QueryView, ...]:
    """Close these queries; each as it is then."""
    return tuple(calls.close(one.id, "") for one in queries)


class ReturnsPage(Page):
    """Attributes: `view` (the filter), `queries` and `sheets` (the tables)."""

    def __init__(
        self,
        context: AppContext,
        parent: QWidget | None = None,
        calls: ReturnsCalls | None = None,
    ) -> None:
        super().__init__(context, _("Returns"), parent)
        self._calls = calls or office_calls(context.desk)
        self._all: tuple[QueryView, ...] = ()
        self._overdue: frozenset[int] = frozenset()
        self.view = Combo()
        self.view.setAccessibleName(_("Which queries"))
        for name, words in VIEWS.items():
            self.view.addItem(_(words), name)
        self.view.activated.connect(self._show_matching)
        kept = KeptChoices(context, "returns")
        KeptCombo(self.view, kept, "view")
        self.model: RowModel[QueryView] = RowModel(self.theme, query_columns(), self)
        self.queries = Table(self.theme, _("Queries to the communities"))
        self.queries.show_rows(self.model)
        self.queries.row_chosen.connect(self._go_to_entry)
        KeptOrder(self.queries, kept, "queries")
        self.sheet_model: RowModel[ReturnView] = RowModel(self.theme, sheet_columns(), self)
        self.sheets = Table(self.theme, _("Return sheets"))
        self.sheets.show_rows(self.sheet_model)
        KeptOrder(self.sheets, kept, "sheets")
        self.errors = AskErrors(self, self._calls)
        self.errors.asked.connect(self._tell_others)
        self.errors.panel.given_up.connect(self.take_focus)
        self.empty = EmptyState(self.theme, "returns")
        self.empty.acted.connect(self._go_to_verify)
        self._count = label("", "muted")
        words = _("Ask about all errors …")
        self._ask_all = self.add_page_action(words, "E", self.errors.begin)
        self._lay_out()
        make = self.add_page_action(_("Make the return sheets …"), "Ctrl+P", self.choose_folder)
        self.header.use_main_action(make)
        self.add_page_action(_("Close the query"), "C", self.close_queries)
        self.add_page_action(_("Print a sheet once more …"), "", self.choose_reprint)

    def _lay_out(self) -> None:
        area, lines = scrolling(self.theme)
        head = row(self.theme, heading(self.theme, _("Queries")), self._count)
        head.addStretch(1)
        head.addWidget(action_button(self._ask_all))
        head.addWidget(self.view)
        above, below = card(), card()
        self._below = below
        lines.addWidget(self.errors.panel)
        top = column(self.theme, above, gap=2, margin=3)
        top.addLayout(head)
        top.addWidget(self.queries, 1)
        top.addWidget(self.empty, 1)
        bottom = column(self.theme, below, gap=2, margin=3)
        bottom.addWidget(heading(self.theme, _("Return sheets")))
        hint = _("The Excel file of a sheet comes back through intake, like any other file.")
        bottom.addWidget(label(hint, "muted", wraps=True))
        bottom.addWidget(self.sheets)
        self.queries.setMinimumHeight(self.theme.space(60))
        lines.addWidget(above, 1)
        lines.addWidget(below)
        self.body.addWidget(area)

    @Slot(object)
    def refresh(self, changes: Changes) -> None:
        """Read queries and sheets again."""
        if changes.touches(Kind.ENTRIES, Kind.INTAKE, Kind.ROSTER, Kind.OFFICE):
            self.run(self._calls.sheets, on_done=self._show_sheets)
            self.run(self._calls.queries, on_done=self._show_queries)

    def open(self, argument: Any) -> None:
        """A view of `VIEWS`."""
        if argument in VIEWS:
            self.view.setCurrentIndex(self.view.findData(argument))
            self._show_matching()

    def take_focus(self) -> None:
        """The keys work on the queries."""
        self.queries.setFocus()

    @Slot(object)
    def _show_sheets(self, sheets: tuple[ReturnView, ...]) -> None:
        self._overdue = frozenset(one.number for one in sheets if one.is_overdue)
        self.sheet_model.set_rows(sheets)
        self.sheets.fit_rows(min(len(sheets), MOST_SHEETS_SHOWN))
        self._below.setVisible(bool(sheets))

    @Slot(object)
    def _show_queries(self, queries: tuple[QueryView, ...]) -> None:
        self._all = queries
        self._show_matching()

    @Slot()
    def _show_matching(self) -> None:
        found = [one for one in self._all if self._fits(one)]
        place = self.queries.currentIndex().row()
        self.model.set_rows(found)
        self.queries.selectRow(max(0, min(place, len(found) - 1)))
        self._count.setText(
            _("{shown} of {all}").format(shown=f"{len(found):,}", all=f"{len(self._all):,}")
        )
        self._count.setVisible(bool(self._all))
        self.queries.setVisible(bool(found))
        self.empty.setVisible(not found)
        if self._all:
            self.empty.say(_("No query of this kind"))
        else:
            advice = _("While verifying, R asks an entry's community what is unclear.")
            self.empty.say(_("Nothing is being asked"), advice, _("Go to verifying"))

    def _fits(self, one: QueryView) -> bool:
        wanted = self.view.currentData()
        is_open = one.state is QueryState.OPEN
        waits = is_open and one.turn is Turn.COMMUNITY
        return {
            "to_send": is_open and one.turn is Turn.OFFICE,
            "waiting": waits,
            "answered": one.state is QueryState.ANSWERED,
            "overdue": waits and one.return_number in self._overdue,
        }.get(wanted, True)

    @Slot()
    def choose_folder(self) -> None:
        """Ask where the sheets go, and make them."""
        folder = QFileDialog.getExistingDirectory(
            self, _("Write the return sheets to"), str(documents_folder())
        )
        if folder:
            self.messages.clear()
            job, words = self._calls.make, _("Writing the return sheets …")
            self.run(job, Path(folder), on_done=self._tell_made, watched_as=words)

    @Slot()
    def choose_reprint(self) -> None:
        """Write the files of the current sheet once more."""
        sheet = self.sheet_model.row_at(self.sheets.currentIndex())
        if sheet is None:
            self.messages.show_message("notice", _("Please choose a return sheet first."))
            return
        folder = QFileDialog.getExistingDirectory(
            self, _("Write the return sheet to"), str(documents_folder())
        )
        if folder:
            self.run(self._calls.reprint, Path(folder), sheet.number, on_done=self._tell_reprint)

    @Slot()
    def close_queries(self) -> None:
        """Close the queries that are chosen."""
        chosen = self.queries.selectionModel().selectedRows()
        found = [one for one in map(self.model.row_at, chosen) if one is not None]
        if found:
            done, refused = self._tell_closed, self._tell_refused
            self.run(close_each, self._calls, found, on_done=done, on_failed=refused)

    @Slot(object)
    def _tell_made(self, written: tuple[WrittenReturn, ...]) -> None:
        points = sum(one.points for one in written)
        words = _("{sheets} return sheets with {points} points are written, as PDF and Excel.")
        self.messages.show_message("done", words.format(sheets=len(written), points=points))
        self._tell_others()

    @Slot(object)
    def _tell_reprint(self, written: WrittenReturn) -> None:
        words = _("Return sheet {number} is written again.").format(number=written.number)
        self.messages.show_message("done", words)

    @Slot(object)
    def _tell_closed(self, queries: tuple[QueryView, ...]) -> None:
        words = _("{count} queries are closed or withdrawn.").format(count=f"{len(queries):,}")
        self.messages.show_message("done", words if len(queries) > 1 else closing_news(queries[0]))
        entries = tuple({query.entry: None for query in queries})
        self.changed.emit(changed(Kind.ENTRIES, entries=entries))
        self.refresh(changed(Kind.ENTRIES))

    @Slot(object)
    def _tell_refused(self, error: AppError) -> None:
        """Some may be closed by then, here or at another seat: the list is read again."""
        self.show_failure(error)
        self._tell_others()

    @Slot()
    def _tell_others(self) -> None:
        self.changed.emit(changed(Kind.ENTRIES))
        self.refresh(changed(Kind.ENTRIES))

    @Slot(object)
    def _go_to_entry(self, index: QModelIndex) -> None:
        query = self.model.row_at(index)
        if query is not None:
            self.navigate("verify", query.entry)

    @Slot()
    def _go_to_verify(self) -> None:
        self.navigate("verify")

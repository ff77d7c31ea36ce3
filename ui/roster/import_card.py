"""Taking in a roster: drop the file, see who is in scope, who isn't and why."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from dsurvey_desktop.domain.problem import Problem
from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.domain.word_lists import listed
from dsurvey_desktop.usecases.office_views import LeftOut, OfficeView, RosterImport
from ui.file_kinds import TABLE_FILES
from ui.hand_over.file_drop import FileDrop
from ui.theme import Theme
from ui.widgets.parts import action_button, column, heading, label
from ui.widgets.row_model import Column, RowModel
from ui.widgets.table import Table

REASONS = {
    "after_cutoff": N_("certified after the cut-off"),
    "not_valid": N_("certificate not valid"),
    "other_town": N_("of another town"),
}
ROWS_SHOWN = 8


class ImportCard(QFrame):
    """What the last import brought stays until the page is left.

    Signals:
        file_chosen: a roster file (`Path`).
    """

    file_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.drop = FileDrop(theme, _("Drop the roster here (Excel or CSV)"), TABLE_FILES)
        self.drop.chosen.connect(self._pass_on)
        self._state = label("", wraps=True)
        self.summary = label("", wraps=True)
        self._problems = label("", "warning", wraps=True)
        self._model = RowModel[LeftOut](theme, _columns(), self)
        self.left_out = Table(theme, _("Out of scope"))
        self.left_out.show_rows(self._model)
        self._left_out_title = label(_("Not surveyed this year, and why"), "muted")
        self._last_year: QPushButton | None = None
        lines = self._lines = column(theme, self, gap=2, margin=3)
        lines.addWidget(heading(theme, _("Import the roster")))
        lines.addWidget(self._state)
        lines.addWidget(self.drop)
        for words in (self.summary, self._problems, self._left_out_title):
            lines.addWidget(words)
        lines.addWidget(self.left_out)
        for hidden in (self.summary, self._problems, self._left_out_title, self.left_out):
            hidden.setVisible(False)

    def offer_last_year(self, action: QAction) -> None:
        """A way to last year's data, shown once there is a roster."""
        self._last_year = action_button(action)
        self._lines.addWidget(self._last_year, 0, Qt.AlignmentFlag.AlignLeft)
        self._last_year.hide()

    def show_last_year(self, *, is_shown: bool) -> None:
        """Show that way, or not."""
        if self._last_year is not None:
            self._last_year.setVisible(is_shown)

    @property
    def left_out_people(self) -> tuple[LeftOut, ...]:
        """Who is listed as out of scope."""
        return self._model.rows

    def show_office(self, office: OfficeView) -> None:
        """Say what is on the roster now."""
        words = _("On the roster: {people} people in {communities} communities.")
        now = words.format(people=f"{office.people:,}", communities=len(office.communities))
        self._state.setText(now if office.people else _("There is no roster yet."))

    def show_import(self, found: RosterImport) -> None:
        """Say what a file brought."""
        self.summary.setText("\n".join(import_facts(found)))
        self.summary.show()
        self._problems.setText("\n".join(_problem_line(one) for one in found.problems))
        self._problems.setVisible(bool(found.problems))
        self._model.set_rows(found.out_of_scope)
        self.left_out.fit_rows(min(len(found.out_of_scope), ROWS_SHOWN))
        for widget in (self._left_out_title, self.left_out):
            widget.setVisible(bool(found.out_of_scope))

    @Slot(object)
    def _pass_on(self, file: object) -> None:
        self.file_chosen.emit(file)


def import_facts(found: RosterImport) -> tuple[str, ...]:
    """Lines about an import: rows, scope, communities, what changed."""
    rows = _("{file}: {rows} rows read, {scope} people in scope, {out} out of scope")
    names = listed(community.name for community in found.communities)
    changes = _("New: {new}, changed: {changed}, no longer on the roster: {gone}")
    return (
        rows.format(
            file=found.file,
            rows=f"{found.rows_read:,}",
            scope=f"{found.in_scope:,}",
            out=f"{len(found.out_of_scope):,}",
        ),
        changes.format(new=f"{found.new:,}", changed=f"{found.changed:,}", gone=f"{found.gone:,}"),
        _("Communities: {names}").format(names=names),
    )


def _problem_line(problem: Problem) -> str:
    place = _("row {row}").format(row=problem.place.row) if problem.place.row else ""
    return " ".join(part for part in (place, str(problem.message), str(problem.advice)) if part)


def _columns() -> tuple[Column[LeftOut], ...]:
    return (
        Column(_("Row"), lambda one: str(one.row), is_number=True, width=14),
        Column(_("Name"), lambda one: one.name, width=26),
        Column(_("Community"), lambda one: one.community_name, width=32),
        Column(_("Why"), lambda one: _(REASONS.get(one.reason, one.reason)), width=0),
    )

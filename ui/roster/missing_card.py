"""People on the roster without an entry, per community."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from dsurvey_desktop.domain.absence import ABSENCE_WORDS
from dsurvey_desktop.domain.masking import mask_number, mask_phone
from dsurvey_desktop.domain.office import Community
from dsurvey_desktop.domain.texts import _
from ui.dates import short_day
from ui.roster.absence_line import AbsenceLine
from ui.theme import Theme
from ui.widgets.community_combo import CommunityCombo
from ui.widgets.empty_state import EmptyState
from ui.widgets.parts import column, heading, label, row
from ui.widgets.row_model import Column, RowModel
from ui.widgets.table import Table

if TYPE_CHECKING:
    from dsurvey_desktop.usecases.list_missing import MissingPerson


class MissingCard(QFrame):
    """A list with a filter by community; numbers and phones are masked.

    Signals:
        community_chosen: a 12-digit code, empty for all (str).
        absence_given: why somebody is missing (`Absence`).
    """

    community_chosen = Signal(str)
    absence_given = Signal(object)

    def __init__(
        self, theme: Theme, today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._wanted = ""
        self._all: tuple[MissingPerson, ...] = ()
        self.community = CommunityCombo()
        self.community.activated.connect(self._choose)
        self._model: RowModel[MissingPerson] = RowModel(theme, _columns(), self)
        self.table = Table(theme, _("People without an entry"))
        self.table.show_rows(self._model)
        self.table.setMinimumHeight(theme.space(50))
        self.table.selectionModel().currentRowChanged.connect(self._follow)
        self.table.row_chosen.connect(self.begin)
        self.absence = AbsenceLine(theme, today)
        self.absence.given.connect(self.absence_given)
        self.empty = EmptyState(theme, "roster")
        self.empty.action.hide()
        self._stack = QStackedWidget()
        for widget in (self.table, self.empty):
            self._stack.addWidget(widget)
        self._count = label("", "muted")
        self._account = label("", "muted", wraps=True)
        head = row(theme, heading(theme, _("Without an entry")), self._count)
        head.addStretch(1)
        head.addWidget(self.community)
        lines = column(theme, self, gap=2, margin=3)
        lines.addLayout(head)
        lines.addWidget(self._account)
        lines.addWidget(self._stack, 1)
        lines.addWidget(self.absence)

    @property
    def people(self) -> tuple[MissingPerson, ...]:
        """Who is listed."""
        return self._model.rows

    @property
    def wanted_community(self) -> str:
        """The community that is chosen, empty for all."""
        return self._wanted

    def show_communities(self, communities: tuple[Community, ...]) -> None:
        """Offer these communities; the choice stays where it can."""
        self.community.show_communities(communities)
        self.choose(self._wanted)

    def choose(self, code: str) -> None:
        """Set the filter without telling anybody."""
        self._wanted = code
        self.community.choose(code)

    def show_account(self, words: str) -> None:
        """How the roster adds up; empty where nothing is to be added."""
        self._account.setText(words)
        self._account.setVisible(bool(words))

    @Slot()
    def begin(self) -> None:
        """Ask why the chosen person is missing, the first of the list where nobody is chosen."""
        if self.people and not self.table.selectionModel().hasSelection():
            self.table.selectRow(0)
        self.absence.begin()

    def show_people(self, people: tuple[MissingPerson, ...], *, has_roster: bool) -> None:
        """List who is missing."""
        self._all = people
        if has_roster:
            self.empty.say(_("Everybody on the roster has an entry"), "")
        else:
            self.empty.say(_("No roster yet"), _("Import it above; then this list fills."))
        self._stack.setCurrentWidget(self.table if people else self.empty)
        self.show_matching("")

    def show_matching(self, words: str) -> None:
        """Show only people whose name or number holds `words`."""
        found = [one for one in self._all if words in one.name or words in one.certificate_no]
        self.absence.show_person(None)
        self._model.set_rows(found)
        count = _("{shown} of {all} people") if words else _("{all} people")
        self._count.setText(count.format(shown=f"{len(found):,}", all=f"{len(self._all):,}"))

    def go_to(self, certificate_no: str) -> None:
        """Stand on the row of a person, where it is shown."""
        numbers = [one.certificate_no for one in self.people]
        if certificate_no in numbers:
            self.table.selectRow(numbers.index(certificate_no))
            self.table.scrollTo(self.table.currentIndex())

    @Slot(QModelIndex, QModelIndex)
    def _follow(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.absence.show_person(self._model.row_at(current) if current.isValid() else None)

    @Slot()
    def _choose(self) -> None:
        self._wanted = str(self.community.currentData() or "")
        self.community_chosen.emit(self._wanted)


def _columns() -> tuple[Column[MissingPerson], ...]:
    return (
        Column(_("Name"), lambda one: one.name, width=40),
        Column(_("Community"), lambda one: one.community_name, width=34),
        Column(_("Certificate number"), lambda one: mask_number(one.certificate_no), width=76),
        Column(_("Phone"), lambda one: mask_phone(one.phone), width=34),
        Column(_("Why"), _why, kind=_kind, tip=lambda one: one.proof, width=0),
    )


def _why(one: MissingPerson) -> str:
    """The reason with its day and proof; empty where nobody has said."""
    if one.reason is None:
        return ""
    day = () if one.known_on is None else (short_day(one.known_on),)
    return " · ".join((_(ABSENCE_WORDS[one.reason]), *day, one.proof))


def _kind(one: MissingPerson) -> str:
    return "notice" if one.reason is not None else ""

"""The page of the roster: import it, and see who has no entry yet."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from dsurvey_desktop.domain.entry_filter import EntryFilter
from dsurvey_desktop.domain.ids import WaitingId
from dsurvey_desktop.domain.office import OfficeLevel
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import labelled
from dsurvey_desktop.usecases.found_views import FoundPerson
from dsurvey_desktop.usecases.office_views import OfficeView
from dsurvey_desktop.usecases.progress_views import ProgressView
from dsurvey_desktop.usecases.sample_views import WrittenDocument
from ui.changes import Changes, Kind, changed
from ui.context import AppContext
from ui.entry_table.search_width import fit_search
from ui.finder.found_columns import state_words
from ui.kept_choices import KeptChoices, KeptCombo
from ui.kept_order import KeptOrder
from ui.page import Page
from ui.places import documents_folder
from ui.roster.account_words import account_words
from ui.roster.changes_card import ChangesCard
from ui.roster.collect_card import CollectCard
from ui.roster.import_card import ImportCard
from ui.roster.missing_card import MissingCard
from ui.roster.noting_absence import NotingAbsence
from ui.roster.roster_calls import RosterCalls, office_calls
from ui.roster.roster_import import RosterImporting
from ui.target_file import TargetKind, ask_target
from ui.widgets.scrolling import scroll_to, scrolling

if TYPE_CHECKING:
    from dsurvey_desktop.usecases.list_missing import MissingPerson
    from dsurvey_desktop.usecases.make_odk_material import OdkFile
    from dsurvey_desktop.usecases.make_workbooks import WrittenWorkbook


class RosterPage(Page):
    """Attributes: `intake` (the import) above `missing` (the list)."""

    def __init__(
        self,
        context: AppContext,
        parent: QWidget | None = None,
        calls: RosterCalls | None = None,
    ) -> None:
        super().__init__(context, _("Roster"), parent)
        self._calls = calls or office_calls(context.desk)
        self._has_roster = False
        self._is_town = True
        self._awaited = ""
        self._is_sought = False
        self._progress: ProgressView | None = None
        self.intake = ImportCard(self.theme)
        self.changes = ChangesCard(self.theme)
        self.importing = RosterImporting(self, self._calls, self.intake, self.changes)
        self.missing = MissingCard(self.theme, self.today)
        self.noting = NotingAbsence(self, self._calls, self.missing)
        choices = KeptChoices(context, "roster")
        self._kept = KeptCombo(self.missing.community, choices, "community")
        KeptOrder(self.missing.table, choices, "missing")
        area, lines = scrolling(self.theme)
        lines.addWidget(self.intake)
        lines.addWidget(self.changes)
        self.collect = self._collect_card()
        lines.addWidget(self.collect)
        lines.addWidget(self.missing, 1)
        self.body.addWidget(area)
        search = self.header.use_search(_("Name or number"))
        fit_search(search, self.theme)
        self.header.searched.connect(self._find)
        self.importing.taken.connect(self._tell_taken)
        self.noting.noted.connect(self._tell_noted)
        self.missing.community_chosen.connect(self._list_missing)
        choose = self.intake.drop.choose
        action = self.add_page_action(_("Import the roster …"), "Ctrl+O", choose)
        self.header.use_main_action(action)
        self.add_page_action(_("&Take the newest roster back …"), "Ctrl+Z", self.importing.ask_undo)
        self.add_page_action(_("Say why a person has no entry"), "R", self.missing.begin)
        last_year = self.add_page_action(_("Last year's data …"), "L", self.go_to_last_year)
        self.intake.offer_last_year(last_year)

    @Slot(object)
    def refresh(self, changes: Changes) -> None:
        """Read again who is on the roster and who is missing."""
        if changes.touches(Kind.OFFICE, Kind.ROSTER):
            self.run(self._calls.office, on_done=self._show_office)
        if changes.touches(Kind.ROSTER, Kind.ENTRIES, Kind.INTAKE):
            self._list_missing(self.missing.wanted_community)

    def open(self, argument: Any) -> None:
        """`missing`, `missing:CODE` for a community's; `community:CODE` goes to its entries.

        `waiting:ID` looks at a roster that waited for its columns to be confirmed. Somebody who
        was found is shown in the list, or it is said why they are not in it.
        """
        if isinstance(argument, FoundPerson):
            self._show_person(argument)
            return
        kind, _colon, code = str(argument or "").partition(":")
        if kind == "waiting":
            self.importing.look_at(WaitingId(int(code)))
        elif kind == "community":
            self.navigate("verify", EntryFilter(community=code))
        elif kind == "missing":
            self._choose(code)
            self.missing.table.setFocus()

    def _show_person(self, one: FoundPerson) -> None:
        self.messages.clear()
        self.header.search.clear()
        self._awaited, self._is_sought = one.certificate_no, True
        if one.entry is None and one.standing.value != "in_scope":
            words = labelled(one.name, state_words(one))
            self.messages.show_message("notice", words)
        self._choose("")
        self.missing.table.setFocus()

    @Slot()
    def go_to_last_year(self) -> None:
        """What last year's survey said, where this office takes in forms."""
        if self._is_town:
            self.navigate("last_year")

    @Slot()
    def make_workbooks(self) -> None:
        """Write the collection workbooks into a folder that the person chooses."""
        if folder := self._choose_folder():
            words = _("Writing the collection workbooks …")
            self.run(
                self._calls.workbooks,
                folder,
                on_done=self._see_workbooks,
                on_cancelled=self._see_workbooks_stopped,
                watched_as=words,
            )

    @Slot()
    def make_odk_material(self) -> None:
        """Write forms and lists for the app into a folder that the person chooses."""
        if folder := self._choose_folder():
            self.run(self._calls.odk, folder, on_done=self._see_odk)

    @Slot()
    def print_booklet(self) -> None:
        """Write what each item means as PDF."""
        name = _("Explanation of the items")
        if target := ask_target(self, name, TargetKind.PDF):
            self.run(self._calls.booklet, target, on_done=self._see_booklet)

    @Slot(object)
    def _see_booklet(self, written: WrittenDocument) -> None:
        words = _("The booklet is written, {pages} pages: {file}")
        name = Path(written.path).name
        self.messages.show_message("done", words.format(pages=written.pages, file=name))

    def _choose_folder(self) -> Path | None:
        self.messages.clear()
        words = _("Folder for the files to send to the communities")
        folder = QFileDialog.getExistingDirectory(self, words, str(documents_folder()))
        return Path(folder) if folder else None

    @Slot(object)
    def _see_workbooks(self, written: tuple[WrittenWorkbook, ...]) -> None:
        words = _("{count} workbooks with {people} people are in the folder {folder}.")
        people = sum(one.people for one in written)
        folder = Path(written[0].path).parent.name
        self.messages.show_message(
            "done",
            words.format(count=len(written), people=f"{people:,}", folder=folder),
            _("They hold personal data: send each to its own community only."),
        )

    @Slot()
    def _see_workbooks_stopped(self) -> None:
        words = _("Stopped. Workbooks written before that stay in the folder.")
        advice = _("They hold personal data: delete them where they are not needed.")
        self.messages.show_message("notice", words, advice)

    @Slot(object)
    def _see_odk(self, written: tuple[OdkFile, ...]) -> None:
        folder = Path(written[0].path).parent.name
        self.messages.show_message(
            "done",
            _("Forms and lists for the app are in the folder {folder}.").format(folder=folder),
            _("How to put them on a server is written beside them."),
        )

    def _collect_card(self) -> CollectCard:
        add = self.add_page_action
        workbooks = add(_("Make collection &workbooks …"), "Ctrl+E", self.make_workbooks)
        odk = add(_("Make forms for the &app …"), "Ctrl+Shift+P", self.make_odk_material)
        booklet = add(_("Print the item &booklet …"), "Ctrl+P", self.print_booklet)
        card = CollectCard(self.theme, (workbooks, odk, booklet))
        card.hide()
        return card

    @Slot()
    def _tell_taken(self) -> None:
        self.changed.emit(changed(Kind.ROSTER, Kind.OFFICE, Kind.ENTRIES, Kind.INTAKE))
        self.refresh(changed(Kind.ROSTER))

    @Slot(str)
    def _tell_noted(self, certificate_no: str) -> None:
        self._awaited = certificate_no
        self.changed.emit(changed(Kind.ROSTER))
        self._list_missing(self.missing.wanted_community)

    @Slot(object)
    def _show_office(self, office: OfficeView) -> None:
        self._has_roster = self.importing.has_roster = office.people > 0
        self._is_town = office.office.level is OfficeLevel.TOWN
        self.intake.show_last_year(is_shown=self._is_town and self._has_roster)
        self.collect.setVisible(self._has_roster)
        self.intake.show_office(office)
        self.missing.show_communities(office.communities)
        if self._kept.restore():
            self._choose(str(self.missing.community.currentData()))

    def today(self) -> date:
        """The office's day."""
        return self.context.desk.today()

    @Slot(object)
    def see_progress(self, progress: ProgressView) -> None:
        """How the roster adds up."""
        self._progress = progress
        self._show_account()

    def _show_account(self) -> None:
        if self._progress is not None and self._is_town:
            words = account_words(self._progress, self.missing.wanted_community)
            self.missing.show_account(words)

    def _choose(self, community: str) -> None:
        self._kept.want("")
        self.missing.choose(community)
        self._list_missing(community)

    @Slot(str)
    def _list_missing(self, community: str) -> None:
        self.run(self._calls.missing, community, on_done=self._show_missing)

    @Slot(object)
    def _show_missing(self, people: tuple[MissingPerson, ...]) -> None:
        self.missing.show_people(people, has_roster=self._has_roster)
        self.missing.show_matching(self.header.search.text().strip())
        self._show_account()
        self.missing.go_to(self._awaited)
        if self._is_sought:
            self._is_sought = False
            scroll_to(self.missing.table)
            self.missing.go_to(self._awaited)

    @Slot(str)
    def _find(self, words: str) -> None:
        self.missing.show_matching(words.strip())

"""The intake page: drop files, see what became of each, and settle what waits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.intake_views import FileOutcome
from dsurvey_desktop.usecases.prepare_reading import prepare_reading
from dsurvey_desktop.usecases.print_problem_list import ProblemReport, print_problem_list
from dsurvey_desktop.usecases.take_waiting import take_waiting
from ui.changes import Changes, Kind, changed
from ui.context import AppContext
from ui.file_kinds import TABLE_ENDINGS
from ui.intake.deciding import Deciding
from ui.intake.drop_area import DropArea
from ui.intake.file_list import FileList
from ui.intake.intake_state import (
    FileLine,
    IntakeState,
    asked_first,
    file_lines,
    read_state,
    wanted_part,
    without_answered,
)
from ui.intake.mapping_work import MappingWork
from ui.intake.outcome_words import outcome_message
from ui.intake.previewing import Previewing
from ui.intake.problem_table import ProblemTable
from ui.intake.sections import Sections
from ui.intake.unread_notice import UnreadNotice
from ui.page import Page
from ui.places import documents_folder
from ui.target_file import TargetKind, ask_target
from ui.widgets.scrolling import scroll_to, scrolling

WRITTEN = changed(Kind.INTAKE, Kind.ENTRIES)


class IntakePage(Page):
    """The office's files are read again after each deed, in one job."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, _("Intake"), parent)
        self._desk = context.desk
        self._state = IntakeState()
        self._outcomes: tuple[FileOutcome, ...] = ()
        self._asked: FileOutcome | None = None
        self._awaited = 0
        self._wanted = ""
        self.drop_area = DropArea(self.theme)
        self.files = FileList(self.theme)
        self.sections = Sections(self.theme)
        self.mapping_work = MappingWork(self, self.sections)
        self.deciding = Deciding(self, self.sections)
        self.previewing = Previewing(self, self.sections)
        self.unread_notice = UnreadNotice(self)
        self._area, self._lines = scrolling(self.theme)
        self._add_actions()
        self._connect()
        self._lay_out()

    @Slot(object)
    def refresh(self, changes: Changes) -> None:
        """Read files and what waits again."""
        if changes.touches(Kind.INTAKE, Kind.ENTRIES, Kind.ROSTER):
            self.run(read_state, self._desk, on_done=self._see_state)

    def open(self, argument: Any) -> None:
        """Take in paths that were dropped, or open what waits.

        That is `pending`, `set_aside`, `waiting` or `refused` for the first such file, or
        `waiting:ID` for the columns of a file that waits.
        """
        if isinstance(argument, tuple):
            self.take_in(argument)
        elif str(argument).startswith(_WAITING):
            self._awaited = int(str(argument).removeprefix(_WAITING))
            self.run(read_state, self._desk, on_done=self._see_state)
        else:
            self._wanted = str(argument)
            self.files.choose_all()
            self._open_wanted()

    def take_focus(self) -> None:
        """Go to the first list that has something."""
        lists = (self.sections.pending, self.sections.set_aside)
        waiting = next((section.table for section in lists if section.count), self.files.table)
        waiting.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_help(self) -> bool:
        """What each problem means, from the list of problems; again closes it."""
        codes = self.sections.codes
        if codes.isVisible():
            codes.hide()
            return True
        table = self.focusWidget()
        if not isinstance(table, ProblemTable):
            return False
        codes.show_codes(table.chosen.code if table.chosen is not None else "")
        QTimer.singleShot(0, self._scroll_to_codes)  # once the list has its height
        return True

    @Slot()
    def _scroll_to_codes(self) -> None:
        codes = self.sections.codes
        self._area.verticalScrollBar().setValue(self.sections.y() + codes.y())

    def take_in(self, paths: Sequence[Path]) -> None:
        """Read files and folders; each becomes a line of the list, or is only looked at."""
        if self.drop_area.look_first.isChecked():
            self.previewing.look(tuple(paths))
        else:
            self._add(paths)

    @Slot(object)
    def _add(self, paths: Sequence[Path]) -> None:
        self.messages.clear()
        self.sections.preview.show_previews(())
        add = add_submissions
        self.run(add, self._desk, paths, on_done=self._see_outcomes, watched_as=_("Reading …"))

    @Slot()
    def choose_files(self) -> None:
        """Pick files with the system's dialog."""
        self.run(prepare_reading)
        files, _kind = QFileDialog.getOpenFileNames(
            self, _("Files of the communities"), str(documents_folder()), _FILTER
        )
        if files:
            self.take_in(tuple(Path(file) for file in files))

    @Slot()
    def choose_folder(self) -> None:
        """Pick a folder with the system's dialog."""
        self.run(prepare_reading)
        folder = QFileDialog.getExistingDirectory(
            self, _("Folder with the communities' files"), str(documents_folder())
        )
        if folder:
            self.take_in((Path(folder),))

    @Slot()
    def print_problems(self) -> None:
        """Write the problem list as PDF or Excel, to send back."""
        kinds = (TargetKind.PDF, TargetKind.EXCEL)
        if target := ask_target(self, _("Problem list"), *kinds):
            self.run(print_problem_list, self._desk, target, on_done=self._see_printed)

    @Slot()
    def send_back_problems(self) -> None:
        """Write an Excel workbook of its problems for each community, into a folder."""
        folder = QFileDialog.getExistingDirectory(
            self, _("Folder for the problem lists"), str(documents_folder())
        )
        if folder:
            self.run(print_problem_list, self._desk, Path(folder), on_done=self._see_written)

    @Slot()
    def take_back(self) -> None:
        """Take the chosen file back, as long as nothing was built on it."""
        self.deciding.take_back(self.files.chosen)

    @Slot()
    def be_done(self) -> None:
        """Be done with the chosen file, which was refused."""
        self.deciding.be_done(self.files.chosen)

    @Slot()
    def see_cancelled(self) -> None:
        """Files that were finished before the stop stay."""
        self.messages.show_message("notice", _("Stopped. Files finished before that are taken in."))
        self._tell()

    @Slot(object)
    def _see_outcomes(self, outcomes: tuple[FileOutcome, ...]) -> None:
        message = outcome_message(outcomes)
        self.messages.show_message(message.kind, message.words, message.advice)
        self._area.verticalScrollBar().setValue(0)
        self._list_outcomes(outcomes)

    @Slot(object)
    def _list_outcomes(self, outcomes: tuple[FileOutcome, ...]) -> None:
        """A line of the list each; the first with a question is gone to."""
        self._outcomes = without_answered(self._outcomes, outcomes)
        self._asked = asked_first(outcomes)
        self._tell()

    @Slot(object)
    def _see_state(self, state: IntakeState) -> None:
        self._state = state
        self.unread_notice.tell(state.unread)
        self.files.show_lines(file_lines(state, self._outcomes))
        awaited = (one.outcome for one in state.waiting if one.id == self._awaited)
        self._asked, self._awaited = self._asked or next(awaited, None), 0
        if self._asked is not None:
            self._wanted = wanted_part(self._asked)
            self.files.choose(self._asked)
            self._asked = None
        self._show_chosen()
        if self._wanted in _OF_FILES:  # there is none
            self._wanted = ""

    @Slot()
    def _show_chosen(self) -> None:
        line: FileLine | None = self.files.chosen
        shown = self._state if line is None else self._state.of_file(line)
        stood = self.focusWidget()
        self.sections.show_state(shown, line)
        if stood is not None and not stood.isVisibleTo(self):
            self.take_focus()  # the last of a list was decided; Qt would go to any control
        is_refused = line is not None and line.refused_file is not None
        self.undo_action.setEnabled(line is not None and line.can_be_taken_back)
        self.undo_action.setVisible(not is_refused)
        self.done_action.setVisible(is_refused)
        self._open_wanted()

    def _open_wanted(self) -> None:
        if is_wanted := _OF_FILES.get(self._wanted):
            wanted, self._wanted = self._wanted, ""
            if self.files.choose_first(is_wanted):
                scroll_to(self.files)
            else:
                self._wanted = wanted  # once it was read what is there
            return
        section = self.sections.open_section(self._wanted)
        if section is not None:
            self._wanted = ""
            self._area.verticalScrollBar().setValue(self.sections.y() + section.y())

    @Slot()
    def _open_preview(self) -> None:
        self._wanted = "preview"
        self._open_wanted()

    @Slot()
    def confirm(self) -> None:
        """Confirm the columns the person is at, take in what was looked at, else the former."""
        columns = self.sections.columns
        is_at_columns = columns.isAncestorOf(self.focusWidget() or self)
        if self.sections.preview.count and not is_at_columns:
            self.sections.preview.take_in()
        else:
            columns.confirm()

    @Slot(object)
    def _take_in_waiting(self, line: FileLine) -> None:
        self.files.table.setFocus(Qt.FocusReason.OtherFocusReason)  # the columns go
        if line.waiting is not None and line.is_roster:
            self.navigate("roster", f"{_WAITING}{line.waiting}")
        elif line.waiting is not None:
            job = partial(take_waiting, accept_mapping=True)  # all that was asked was shown
            words = (self._desk, (line.waiting,))
            self.run(job, *words, on_done=self._see_outcomes, watched_as=_("Reading …"))
        elif line.outcome is not None and line.outcome.path is not None:  # only looked at so far
            self.previewing.look_again(line.outcome.path)

    @Slot(object)
    def _see_written(self, report: ProblemReport) -> None:
        words = _("{count} problem lists are in the folder {folder}, one for each community.")
        folder = Path(report.path).name
        self.messages.show_message("done", words.format(count=len(report.written), folder=folder))

    @Slot(object)
    def _see_printed(self, written: ProblemReport) -> None:
        words = _("The problem list is written, {pages} pages: {file}")
        self.messages.show_message(
            "done", words.format(pages=written.pages, file=Path(written.path).name)
        )

    @Slot(str)
    def _say_done(self, words: str) -> None:
        self.messages.show_message("done", words)
        self._tell()

    def _tell(self) -> None:
        self.refresh(WRITTEN)
        self.changed.emit(WRITTEN)

    def _add_actions(self) -> None:
        add = self.add_page_action
        self.open_action = add(_("Choo&se files …"), "Ctrl+O", self.choose_files)
        add(_("Choose a f&older …"), "Ctrl+Shift+D", self.choose_folder)
        self.print_action = add(_("&Print the problem list …"), "Ctrl+P", self.print_problems)
        add(_("Problem lists for the &communities …"), "Ctrl+Shift+P", self.send_back_problems)
        self.undo_action = add(_("Take the file &back"), "Ctrl+Z", self.take_back)
        self.done_action = add(_("&Done with the refused file"), "D", self.be_done)
        self.done_action.setVisible(False)
        self.deciding.add_actions()
        add(_("Choose another ite&m"), "F2", self.sections.columns.change)
        add(_("Co&nfirm, or take in what was looked at"), "Ctrl+Return", self.confirm)
        add(_("&Import remembered columns …"), "", self.mapping_work.take_over)
        self.header.use_main_action(self.open_action)

    def _connect(self) -> None:
        self.drop_area.folder_wanted.connect(self.choose_folder)
        self.files.chosen_changed.connect(self._show_chosen)
        self.files.use_deeds(self.undo_action, self.done_action)
        self.sections.problems.print_wanted.connect(self.print_problems)
        self.sections.problems.send_back_wanted.connect(self.send_back_problems)
        self.mapping_work.confirmed.connect(self._take_in_waiting)
        self.mapping_work.done.connect(self._say_done)
        self.deciding.done.connect(self._say_done)
        self.unread_notice.done.connect(self._say_done)
        self.previewing.looked_at.connect(self._open_preview)
        self.previewing.refused.connect(self._list_outcomes)
        self.sections.preview.take_in_wanted.connect(self._add)

    def _lay_out(self) -> None:
        for widget in (self.drop_area, self.files, self.sections):
            self._lines.addWidget(widget)
        self._lines.addStretch(1)
        self.body.addWidget(self._area)


_WAITING = "waiting:"
_OF_FILES: Mapping[str, Callable[[FileLine], bool]] = {
    "waiting": lambda line: line.waiting is not None,
    "refused": lambda line: line.refused_file is not None,
}
"""Which line of the list of files is opened, by what is asked for."""
_FILTER = f"{TABLE_ENDINGS} *.zip *.xml"

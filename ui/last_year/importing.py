"""Taking last year's data in and taking them back: jobs of the page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import labelled
from dsurvey_desktop.usecases.last_year_views import (
    ASKS,
    SAME,
    FormInUse,
    LastYearImport,
    LastYearLine,
    LastYearUndone,
)
from dsurvey_desktop.usecases.mapping_views import ColumnMapping, FileColumns
from ui.last_year.import_card import ImportCard
from ui.last_year.key_line import ASKED, Keys
from ui.last_year.last_year_calls import LastYearCalls
from ui.lazy import use_case
from ui.page import Page

_INVALID = "mapping_invalid"
_HOW, _OFFICE = use_case("last_year_file", "HowToRead"), use_case("last_year_file", "LastOffice")


class LastYearImporting(QObject):
    """One file is at hand: it is read again with each thing a person says of it.

    Signals:
        changed: what is known of last year is something else now.
        columns_shown: the columns of the file at hand are asked about.
    """

    changed = Signal()
    columns_shown = Signal()

    def __init__(self, page: Page, calls: LastYearCalls, intake: ImportCard) -> None:
        super().__init__(page)
        self._page, self._calls, self._intake = page, calls, intake
        self._file: Path | None = None
        self._card_file: Path | None = None
        self._waiting: list[Path] = []
        self._read: list[LastYearImport] = []
        self._refused: list[tuple[str, AppError]] = []
        self._is_reading = False
        intake.file_chosen.connect(self.take_in)
        intake.confirmed.connect(self.use_columns)
        intake.keys_given.connect(self.use_keys)
        intake.undo_wanted.connect(self.undo)
        intake.form_chosen.connect(self.use_form)

    @Slot(object)
    def take_in(self, file: Path) -> None:
        """Read a file and take it in, or show what it asks; others wait until that is done."""
        self._waiting.append(file)
        if not self._is_reading:
            self._read, self._refused = [], []
            self._begin_next()

    def _begin_next(self) -> None:
        self._file = self._waiting.pop(0)
        self._take(_HOW())

    @Slot()
    def confirm(self) -> None:
        """Say that the columns that are asked about are as shown."""
        if self._intake.columns.isVisible():
            self._intake.columns.confirm()

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

    @Slot(object)
    def use_form(self, chosen: object) -> None:
        """Read tables by another form from now on."""
        self._page.messages.clear()
        self._page.run(self._calls.use_form, chosen, on_done=self._see_form_used)

    @Slot()
    def read_form(self) -> None:
        """Say which form tables are read by."""
        self._page.run(self._calls.form, on_done=self._intake.form.show_form)

    @Slot(object)
    def _see_form_used(self, form: FormInUse) -> None:
        self._intake.form.show_form(form)
        words = _("The next table is read by {name}. What was imported stays as it is.")
        self._page.messages.show_message("done", words.format(name=form.name))

    @Slot()
    def show_columns(self) -> None:
        """Show what the columns of the table at hand mean, so that they can be changed."""
        if self._file is not None:
            self._page.run(self._calls.columns, self._file, on_done=self._show_columns)

    @Slot(object)
    def undo(self, line: LastYearLine) -> None:
        """Take an import back."""
        self._page.run(self._calls.undo, line.id, on_done=self._tell_undone)

    def _take(self, how: object) -> None:
        self._page.messages.clear()
        self._intake.begin()
        self._is_reading = True
        self._page.run(
            self._calls.take_in,
            self._file,
            how,
            on_done=self._show_import,
            on_failed=self._see_refusal,
            on_cancelled=self._see_stopped,
            watched_as=_("Reading …"),
        )

    @Slot()
    def _see_stopped(self) -> None:
        """Files that were read before the stop stay; those that waited are forgotten."""
        self._is_reading = False
        self._waiting.clear()
        if self._taken():
            words = _("Stopped. Files finished before that are taken in.")
            self._page.messages.show_message("notice", words)
            self.changed.emit()
        else:
            self._page.see_cancelled()

    def _taken(self) -> list[LastYearImport]:
        return [one for one in self._read if one.outcome != SAME]

    @Slot(object)
    def _see_refusal(self, error: AppError) -> None:
        self._is_reading = False
        asks = error.code in ASKED or error.code == _INVALID
        if not asks:
            self._refused.append((self._file.name if self._file else "", error))
            if self._waiting:
                self._begin_next()
                return
        if asks or (not self._read and len(self._refused) == 1):
            self._page.show_failure(error)
        else:
            self._tell_refused()
        if self._taken():
            self.changed.emit()
        if error.code in ASKED:
            self._intake.ask_keys(error.code)
        elif error.code == _INVALID:
            self._intake.columns.show()

    @Slot(object)
    def _show_import(self, found: LastYearImport) -> None:
        self._is_reading = False
        self._intake.show_import(found, self._read)
        if found.outcome != ASKS:
            self._read.append(found)
            if self._waiting:
                self._begin_next()
                return
        self._tell_read(found)

    def _tell_read(self, found: LastYearImport) -> None:
        """Say of the last of the files, or of the one that asks, what is to be known at once."""
        show = self._page.messages.show_message
        if found.outcome == ASKS:
            if self._taken():
                self.changed.emit()
            show("warning", _("Please look at the columns first."))
            self.show_columns()
        elif not self._taken():
            show("notice", _("This content is here already."))
        else:
            words = _("Last year's data are here: {count} people matched.")
            show("done", words.format(count=f"{sum(one.matched for one in self._taken()):,}"))
            self.changed.emit()
        if self._refused and found.outcome != ASKS:
            self._tell_refused()

    def _tell_refused(self) -> None:
        """Name each file that was refused, and what to do about the last."""
        words = "\n".join(labelled(name, error.message) for name, error in self._refused)
        self._page.messages.show_message("error", words, str(self._refused[-1][1].advice))

    @Slot(object)
    def _show_columns(self, found: FileColumns) -> None:
        self._intake.show_columns(found)
        self.columns_shown.emit()

    @Slot(object)
    def _tell_undone(self, _undone: LastYearUndone) -> None:
        words = _("The import is taken back. Importing the file again brings it back.")
        self._page.messages.show_message("done", words)
        self.changed.emit()

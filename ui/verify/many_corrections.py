"""Giving the answer one is at to all entries of the filter, and taking in a correction file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QFileDialog

from dsurvey_desktop.domain.problem import Problem
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import told
from ui.entry_table.entry_feed import EntryFeed
from ui.file_kinds import TABLE_FILES
from ui.page import Page
from ui.places import documents_folder
from ui.verify.correction_calls import CorrectionCalls
from ui.verify.form_pane import item_named
from ui.verify.many_panel import ManyRow, left_words, named_words
from ui.verify.walking import Walking
from ui.verify.workbench import Workbench

if TYPE_CHECKING:
    from dsurvey_desktop.usecases.correct_batch import BatchCorrection, ChangeLine
    from dsurvey_desktop.usecases.correct_file import FileCorrections, RefusedRow
    from dsurvey_desktop.usecases.undo_many import ManyUndone


class ManyCorrections(QObject):
    """Shows first, changes after the person has confirmed."""

    def __init__(
        self,
        page: Page,
        bench: Workbench,
        feed: EntryFeed,
        walking: Walking,
        calls: CorrectionCalls,
    ) -> None:
        super().__init__(page)
        self._page = page
        self._bench = bench
        self._feed = feed
        self._walking = walking
        self._calls = calls
        self._batch: BatchCorrection | None = None
        self._file: Path | None = None
        self._title, self._label = "", ""
        self._shown: tuple[ChangeLine, ...] = ()
        self._rows = 0
        bench.many.confirmed.connect(self.correct)
        bench.many.given_up.connect(self.give_up)

    @Slot()
    def begin(self) -> None:
        """Show what giving this answer to all entries of the filter would change."""
        from dsurvey_desktop.usecases.correct_batch import ANY, BatchCorrection  # noqa: PLC0415

        view = self._bench.view
        item = item_named(view, self._bench.form.current_item) if view is not None else None
        if item is None or item.name == "certificate_no":
            words = _("Go to the field whose answer all entries of the filter should have.")
            self._page.messages.show_message("notice", words)
            return
        if self._walking.may_leave():
            self._file = None
            self._batch = BatchCorrection(item.name, ANY, item.value, self._feed.filter)
            title = _("{item}: “{value}” for all entries of the filter?")
            self._title = title.format(item=item.label, value=item.shown or _("(blank)"))
            self._label = item.label
            self._page.run(self._calls.preview, self._batch, on_done=self._show_batch)

    @Slot()
    def choose_file(self) -> None:
        """Ask for a correction file and show what it would change."""
        start = str(documents_folder())
        file, _kind = QFileDialog.getOpenFileName(
            self._page, _("The correction file"), start, TABLE_FILES
        )
        if file and self._walking.may_leave():
            self._batch, self._file = None, Path(file)
            job = partial(self._calls.from_file, is_preview=True)
            words = _("Reading …")
            self._page.run(job, self._file, on_done=self._show_file, watched_as=words)

    @Slot(str)
    def correct(self, reason: str) -> None:
        """Do what was shown; however it ends, the page's keys work."""
        self._bench.queue.table.setFocus()
        self._bench.many.hide()
        if self._file is not None:
            words = _("Correcting {count} entries …").format(count=f"{self._rows:,}")
            from_file = self._calls.from_file
            self._page.run(from_file, self._file, on_done=self._tell_file, watched_as=words)
        elif self._batch is not None:
            words = _("Correcting {count} entries …").format(count=f"{len(self._shown):,}")
            job = partial(self._calls.correct, shown=self._shown)
            self._page.run(job, self._batch, reason, on_done=self._tell_batch, watched_as=words)

    @Slot()
    def undo(self) -> None:
        """Take one's own newest correction of many entries back."""
        if self._walking.may_leave():
            words = _("Taking back …")
            self._page.run(self._calls.undo_batch, on_done=self._tell_undone, watched_as=words)

    @Slot()
    def give_up(self) -> None:
        """Change nothing."""
        self._bench.many.hide()
        self._bench.queue.table.setFocus()

    @Slot(object)
    def _show_batch(self, lines: tuple[ChangeLine, ...]) -> None:
        if not lines:
            words = _("All entries of the filter have this answer already.")
            self._page.messages.show_message("notice", words)
            return
        self._shown = lines
        rows = tuple(
            ManyRow(
                one.name,
                self._label,
                one.old_shown,
                one.new_shown,
                str(one.problem or ""),
                one.was_approved,
            )
            for one in lines
        )
        self._bench.many.ask(self._title, rows, needs_reason=True)

    @Slot(object)
    def _show_file(self, found: FileCorrections) -> None:
        rows = [
            ManyRow(
                _place(one.row, one.name),
                self._label_of(one.item),
                one.old_shown,
                one.new_shown,
                "",
                one.was_approved,
            )
            for one in found.lines
        ]
        pairs = zip(found.refused, found.refused_rows, strict=True)
        refused = [self._refused(why, said) for why, said in pairs]
        self._rows = len(found.lines)
        title = _("{file}: {rows} rows read").format(file=found.file, rows=found.rows_read)
        self._bench.many.ask(title, (*rows, *refused), needs_reason=False)

    @Slot(object)
    def _tell_batch(self, lines: tuple[ChangeLine, ...]) -> None:
        done = sum(one.problem is None for one in lines)
        words = _("{count} answers are corrected. Ctrl+Shift+U takes all of them back.")
        self._tell(words.format(count=f"{done:,}"), *left_words(lines))

    @Slot(object)
    def _tell_undone(self, undone: ManyUndone) -> None:
        done = sum(one.problem is None for one in undone.lines)
        words = _("{item}: {count} answers are as they were before.")
        said = words.format(item=undone.label, count=f"{done:,}")
        self._tell(said, *left_words(undone.lines))

    @Slot(object)
    def _tell_file(self, done: FileCorrections) -> None:
        words = _("{count} answers are corrected; each can be taken back in its entry.")
        said = words.format(count=f"{len(done.lines):,}")
        left = ""
        if done.refused:
            left = _("{count} rows were refused.").format(count=f"{len(done.refused):,}")
        pairs = zip(done.refused, done.refused_rows, strict=True)
        named = [(_place(row.row, row.name), str(why.message)) for why, row in pairs]
        self._tell(said, left, named_words(named))

    def _refused(self, why: Problem, said: RefusedRow) -> ManyRow:
        words = told(why.message, why.advice)
        whose = _place(said.row, said.name)
        return ManyRow(whose, self._label_of(said.item), said.old, said.new, words)

    def _label_of(self, item: str) -> str:
        """The question, where the form that is shown has it under this name."""
        view = self._bench.view
        known = item_named(view, item) if view is not None else None
        return item if known is None else known.label

    def _tell(self, said: str, left: str, who: str = "") -> None:
        words = f"{said} {left}".rstrip()
        self._page.messages.show_message("warning" if left else "done", words, who)
        self._bench.written.emit(())
        self._feed.show_again()
        self._walking.read_again()
        self._bench.queue.table.setFocus()


def _place(row: int, name: str) -> str:
    """Whose row of the file it is."""
    return " ".join(part for part in (_("row {row}").format(row=row), name) if part)

"""Bundles that went out, and writing one again where its stick or mail was lost."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QItemSelection, QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QFrame, QWidget

from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.usecases.hand_over_anew import HandOverAnew
from dsurvey_desktop.usecases.write_again import SentView, WrittenAgain
from ui.changes import Kind, changed
from ui.dates import moment_text
from ui.hand_over.hand_over_calls import HandOverCalls
from ui.page import Page
from ui.places import documents_folder
from ui.theme import Theme
from ui.widgets.parts import button, column, heading, label, row
from ui.widgets.row_model import Column, RowModel
from ui.widgets.table import Table

KINDS = {
    "hand_over": N_("hand-over"),
    "receipt": N_("receipt"),
    "task_package": N_("task package"),
    "onward": N_("onward file"),
}
MOST_ROWS = 6


class SentCard(QFrame):
    """Hidden until something went out.

    Signals:
        again_wanted: number, folder and addressee (tuple).
        anew_wanted: number and addressee of one whose key counts no more (tuple).
    """

    again_wanted = Signal(object)
    anew_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._model: RowModel[SentView] = RowModel(theme, _columns(), self)
        self.table = Table(theme, _("Bundles that went out"))
        self.table.show_rows(self._model)
        self.again_button = button(_("Write the chosen one again …"), self.choose_folder)
        self.anew_button = button(_("Send it anew"), self.ask_anew)
        foot = row(theme, self.again_button, self.anew_button)
        words = _("A stick was lost, a file arrived damaged? The same file is written once more.")
        foot.addWidget(label(words, "muted", wraps=True), 1)
        lines = column(theme, self, gap=2, margin=3)
        lines.addWidget(heading(theme, _("Bundles that went out")))
        lines.addWidget(self.table)
        lines.addLayout(foot)
        self.table.selectionModel().selectionChanged.connect(self._see_selection)
        self.show_bundles(())

    @property
    def chosen(self) -> SentView | None:
        """The chosen bundle."""
        rows = self.table.selectionModel().selectedRows()
        return self._model.row_at(rows[0]) if rows else None

    def show_bundles(self, bundles: tuple[SentView, ...]) -> None:
        """List them, the newest first and chosen."""
        self._model.set_rows(bundles)
        self.table.fit_rows(min(max(len(bundles), 1), MOST_ROWS))
        self.table.selectRow(0)
        self.setVisible(bool(bundles))
        self._see_choice()

    @Slot()
    def choose_folder(self) -> None:
        """Ask where it is written to."""
        one, start = self.chosen, str(documents_folder())
        if one is None:
            return
        folder = QFileDialog.getExistingDirectory(self, _("Write the bundle again to"), start)
        if folder:
            self.again_wanted.emit((one.sequence, Path(folder), one.addressee))

    @Slot()
    def ask_anew(self) -> None:
        """The chosen bundle is refused by now: its entries are wanted with the next one."""
        if self.chosen is not None:
            self.anew_wanted.emit((self.chosen.sequence, self.chosen.addressee))

    @Slot(QItemSelection, QItemSelection)
    def _see_selection(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self._see_choice()

    def _see_choice(self) -> None:
        one = self.chosen
        self.again_button.setEnabled(one is not None and one.is_kept and one.is_believed)
        self.anew_button.setVisible(one is not None and not one.is_believed)


class SentDeeds(QObject):
    """Connects the card of a page with its use cases."""

    def __init__(self, page: Page, card: SentCard, calls: HandOverCalls) -> None:
        super().__init__(page)
        self._page, self._card, self._calls = page, card, calls
        card.again_wanted.connect(self._write)
        card.anew_wanted.connect(self._hand_over_anew)

    @Slot()
    def read(self) -> None:
        """List the bundles anew."""
        self._page.run(self._calls.sent, on_done=self._card.show_bundles)

    @Slot(object)
    def _write(self, asked: tuple[int, Path, str]) -> None:
        self._page.messages.clear()
        self._page.run(self._calls.again, *asked, on_done=self._see_written)

    @Slot(object)
    def _see_written(self, written: WrittenAgain) -> None:
        words = _("{file} is written again, the same as before.")
        said = words.format(file=Path(written.file).name)
        advice = _("The addressee takes it in once, wherever both copies turn up.")
        self._page.messages.show_message("done", said, advice)

    @Slot(object)
    def _hand_over_anew(self, asked: tuple[int, str]) -> None:
        self._page.messages.clear()
        self._page.run(self._calls.anew, *asked, on_done=self._see_anew)

    @Slot(object)
    def _see_anew(self, done: HandOverAnew) -> None:
        advice = _("Its key counts no more, so the addressee would have refused it.")
        if done.is_whole:
            words = _("The next {kind} says all of it; please write it now.")
            said = words.format(kind=_(KINDS[done.kind]))
            self._page.messages.show_message("notice", said, advice)
            return
        words = _("{count} entries of bundle no. {number} go with the next one.")
        said = words.format(count=done.entries, number=done.sequence)
        self._page.messages.show_message("done", said, advice)
        self._page.changed.emit(changed(Kind.ENTRIES))
        self._page.refresh(changed(Kind.ENTRIES))


def _addressee(one: SentView) -> str:
    return one.addressee_name or one.addressee


def _columns() -> tuple[Column[SentView], ...]:
    return (
        Column(_("No."), lambda one: str(one.sequence), is_number=True, width=12),
        Column(_("Kind"), lambda one: _(KINDS[one.kind]), width=24),
        Column(_("To"), _addressee, tip=lambda one: one.addressee, width=30),
        Column(_("Entries"), lambda one: f"{one.entries:,}", is_number=True, width=18),
        Column(_("Written"), lambda one: moment_text(one.created_at), width=40),
        Column(_("Written by"), lambda one: one.created_by, width=24),
        Column(_("File"), lambda one: one.file, width=0),
    )

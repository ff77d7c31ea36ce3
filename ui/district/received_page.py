"""The page of bundles that come in: open many, see what they change, take them in."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QItemSelection, Slot
from PySide6.QtWidgets import QCheckBox, QFileDialog, QFrame, QWidget

from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.domain.word_lists import labelled, told
from dsurvey_desktop.usecases.district_views import (
    ALL_ASKED,
    ASKS,
    SAME,
    TAKEN,
    WOULD_TAKE,
    ReceivedBundleView,
    ReceivedFile,
)
from ui.changes import Kind, changed
from ui.context import AppContext
from ui.district.district_calls import DistrictCalls
from ui.district.district_page import DistrictPage
from ui.district.town_columns import bundle_columns, file_columns
from ui.hand_over.file_drop import bundle_kinds
from ui.places import documents_folder
from ui.widgets.empty_state import EmptyState
from ui.widgets.parts import button, column, heading, label, row
from ui.widgets.row_model import RowModel
from ui.widgets.scrolling import scrolling
from ui.widgets.table import Table

SHOWN_ROWS = 10


class ReceivedPage(DistrictPage):
    """Attributes: `opened` (files at hand) above `taken` (bundles kept here)."""

    TITLE = N_("Bundles in")

    def __init__(
        self,
        context: AppContext,
        parent: QWidget | None = None,
        calls: DistrictCalls | None = None,
    ) -> None:
        super().__init__(context, parent, calls)
        self._paths: tuple[Path, ...] = ()
        self._files: RowModel[ReceivedFile] = RowModel(self.theme, file_columns(), self)
        self._bundles: RowModel[ReceivedBundleView] = RowModel(self.theme, bundle_columns(), self)
        self.opened = Table(self.theme, _("Files at hand"))
        self.opened.show_rows(self._files)
        self.taken = Table(self.theme, _("Bundles taken in"))
        self.taken.show_rows(self._bundles)
        self.go_on = QCheckBox(_("Go on although numbers are missing or the bundle before differs"))
        self.take_button = button("", self.take_in, "main")
        self.said = label("", wraps=True)
        self._summary = label("", "muted", wraps=True)
        self._card = self._opened_card()
        self.empty = EmptyState(self.theme, "intake")
        self._lay_out()
        self.go_on.toggled.connect(self._look_again)
        self.opened.selectionModel().selectionChanged.connect(self._see_selection)
        choose = self.add_page_action(_("Open b&undles …"), "Ctrl+O", self.choose)
        self.header.use_main_action(choose)
        self.empty.acted.connect(self.choose)
        self._show_files(())

    @property
    def files(self) -> tuple[ReceivedFile, ...]:
        """The files at hand and what became of them."""
        return self._files.rows

    def read(self) -> None:
        """Which bundles are here."""
        self.run(self.calls.received, on_done=self._show_bundles)

    def open(self, argument: Any) -> None:
        """Look at bundles that were dropped."""
        if isinstance(argument, tuple):
            self._look_at(tuple(Path(one) for one in argument))

    @Slot()
    def choose(self) -> None:
        """Ask for bundles."""
        start = str(documents_folder())
        files, _kind = QFileDialog.getOpenFileNames(self, _("Open bundles"), start, bundle_kinds())
        if files:
            self._look_at(tuple(map(Path, files)))

    @Slot()
    def take_in(self) -> None:
        """Take in what can be taken in, each bundle whole."""
        self._receive(preview=False)

    def _look_at(self, paths: tuple[Path, ...]) -> None:
        self._paths = paths
        self.go_on.setChecked(False)
        self._receive(preview=True)

    @Slot()
    def _look_again(self) -> None:
        if self._paths:
            self._receive(preview=True)

    def _receive(self, *, preview: bool) -> None:
        self.messages.clear()
        answered = ALL_ASKED if self.go_on.isChecked() else frozenset()
        receive = partial(self.calls.receive, self._paths, preview=preview, answered=answered)
        done = self._show_files if preview else self._show_taken
        self.run(receive, on_done=done, watched_as=_("Opening …"))

    @Slot(object)
    def _show_files(self, files: tuple[ReceivedFile, ...]) -> None:
        self._files.set_rows(files)
        self._card.setVisible(bool(files))
        self.opened.fit_rows(min(max(len(files), 1), SHOWN_ROWS))
        ready = sum(one.outcome == WOULD_TAKE for one in files)
        self.take_button.setText(_("&Take in {count} bundles").format(count=ready))
        self.take_button.setVisible(ready > 0)
        if ready:
            self.take_button.setFocus()
        asks = any(one.outcome == ASKS for one in files)
        self.go_on.setVisible(asks or self.go_on.isChecked())
        self._summary.setText(_summary(files))
        self._say_first_trouble(files)

    def _say_first_trouble(self, files: tuple[ReceivedFile, ...]) -> None:
        number = next((n for n, one in enumerate(files) if one.code and one.outcome != SAME), -1)
        self._say_of(None)
        if number >= 0:
            self.opened.selectRow(number)
        elif files:
            self.opened.clearSelection()

    @Slot(object)
    def _show_taken(self, files: tuple[ReceivedFile, ...]) -> None:
        self._show_files(files)
        count = sum(one.outcome == TAKEN for one in files)
        words = _("{count} bundles are taken in, each whole.").format(count=count)
        self.messages.show_message("done" if count else "notice", words)
        if count:
            self.changed.emit(changed(Kind.BUNDLES))
        self.read()

    @Slot(object)
    def _show_bundles(self, bundles: tuple[ReceivedBundleView, ...]) -> None:
        self._bundles.set_rows(bundles)
        self.taken.fit_rows(max(len(bundles), 1))
        self.taken.setVisible(bool(bundles))
        self.empty.setVisible(not bundles)

    @Slot(QItemSelection, QItemSelection)
    def _see_selection(self, _now: QItemSelection, _before: QItemSelection) -> None:
        rows = self.opened.selectionModel().selectedRows()
        one = self._files.row_at(rows[0]) if rows else None
        self._say_of(one)

    def _say_of(self, one: ReceivedFile | None) -> None:
        words = ""
        if one is not None and one.code:
            words = labelled(one.file, told(one.message, one.advice))
        self.said.setText(words.strip())
        self.said.setVisible(bool(words))

    def _opened_card(self) -> QFrame:
        made = QFrame()
        made.setProperty("look", "card")
        foot = row(self.theme, self.take_button, self.go_on)
        foot.addStretch(1)
        lines = column(self.theme, made, gap=2, margin=3)
        lines.addWidget(heading(self.theme, _("Files at hand")))
        lines.addWidget(self._summary)
        lines.addWidget(self.opened)
        lines.addWidget(self.said)
        lines.addLayout(foot)
        return made

    def _lay_out(self) -> None:
        self.empty.say(
            _("No bundle was taken in yet"),
            _("Open the towns' bundles, many at once, or drop them on the window."),
            _("Open bundles …"),
        )
        area, lines = scrolling(self.theme)
        lines.addWidget(self._card)
        lines.addWidget(heading(self.theme, _("Bundles taken in")))
        lines.addWidget(self.taken)
        lines.addWidget(self.empty)
        lines.addStretch(1)
        self.body.addWidget(area)


def _summary(files: tuple[ReceivedFile, ...]) -> str:
    late = sum(one.is_late for one in files)
    words = [_("{count} files").format(count=len(files))]
    if late:
        words.append(_("{count} made after the towns' deadline").format(count=late))
    return " · ".join(words)

"""The page of the onward file: what is open, why it goes all the same, and the file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.domain.word_lists import listed
from dsurvey_desktop.usecases.onward_views import OnwardCheck, WrittenOnward
from ui.changes import Destination
from ui.context import AppContext
from ui.district.district_calls import DistrictCalls
from ui.district.district_page import DistrictPage
from ui.district.open_points import OpenPoints
from ui.places import documents_folder
from ui.widgets.field_row import FieldRow
from ui.widgets.parts import card, column, heading, label
from ui.widgets.scrolling import scrolling


class OnwardPage(DistrictPage):
    """Attributes: `points` that are open with their reasons, `addressee` of the next level."""

    TITLE = N_("Onward file")

    def __init__(
        self,
        context: AppContext,
        parent: QWidget | None = None,
        calls: DistrictCalls | None = None,
    ) -> None:
        super().__init__(context, parent, calls)
        self._check: OnwardCheck | None = None
        self.points = OpenPoints(self.theme)
        self.addressee = QLineEdit()
        self.summary = label("", wraps=True)
        self.written = label("", wraps=True)
        self.written.hide()
        self._write = self.add_page_action(
            _("&Write the onward file …"), "Ctrl+S", self.choose_folder
        )
        self.header.use_main_action(self._write)
        self._lay_out()
        self.points.wanted.connect(self._go)
        self.addressee.editingFinished.connect(self.read)

    @Slot()
    def read(self) -> None:
        """What stands in the way now."""
        self.run(self.calls.check_onward, self._to(), on_done=self._show)

    @Slot()
    def choose_folder(self) -> None:
        """Ask where the file goes, then write it and open it again."""
        if not self.points.all_stated:
            words = _("Please put right what is open, or state a reason beside it.")
            self.messages.show_message("warning", words)
            self.points.focus_first_without()
            return
        start = str(documents_folder())
        folder = QFileDialog.getExistingDirectory(self, _("Write the onward file to"), start)
        if folder:
            self.messages.clear()
            self.run(
                self.calls.onward,
                Path(folder),
                self.points.reasons,
                self._to(),
                on_done=self._see_written,
                watched_as=_("Writing …"),
            )

    @Slot(object)
    def _see_written(self, written: WrittenOnward) -> None:
        words = _("{file} is written and was opened again: {entries} entries of {towns} towns.")
        said = words.format(
            file=Path(written.path).name, entries=f"{written.entries:,}", towns=written.towns
        )
        sealed = _("Sealed for office {office}.").format(office=written.addressee)
        plain = _("Signed, not encrypted: keep the stick in your hand.")
        self.messages.show_message("done", said, sealed if written.is_sealed else plain)
        facts = _("SHA-256 {digest} · fingerprint of this office {fingerprint}")
        self.written.show()
        papers = _("Beside it lie {files}: figures only, nobody's name.")
        names = listed(Path(one).name for one in (written.workbook, written.cover) if one)
        proof = facts.format(digest=written.digest, fingerprint=written.fingerprint)
        self.written.setText(f"{proof}\n{papers.format(files=names)}")
        self.read()

    @Slot(object)
    def _show(self, check: OnwardCheck) -> None:
        self._check = check
        if not self.addressee.text().strip():
            self.addressee.setPlaceholderText(check.addressee)
        words = _("No. {number} to office {office}: {entries} entries of {towns} towns.")
        self.summary.setText(
            words.format(
                number=check.sequence,
                office=check.addressee,
                entries=f"{check.entries:,}",
                towns=check.towns,
            )
        )
        self._write.setEnabled(check.towns > 0)
        self.points.show_lines(check.lines)

    @Slot(str)
    def _go(self, page: str) -> None:
        self.go_to.emit(Destination(page))

    def _to(self) -> str:
        return self.addressee.text().strip()

    def _lay_out(self) -> None:
        area, lines = scrolling(self.theme)
        top = card()
        inside = column(self.theme, top, gap=2, margin=3)
        hint = _("Left empty, the file goes to the city of this district.")
        inside.addWidget(FieldRow(self.theme, _("Code of the next level"), self.addressee, hint))
        inside.addWidget(self.summary)
        inside.addWidget(self.written)
        lines.addWidget(top)
        lines.addWidget(heading(self.theme, _("What stands in the way")))
        lines.addWidget(self.points)
        lines.addStretch(1)
        self.body.addWidget(area)

"""Step 2: the communities, pasted, from a file, or later from the roster."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QWidget

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Community
from dsurvey_desktop.domain.texts import _
from ui.lazy import use_case
from ui.places import documents_folder
from ui.theme import Theme
from ui.welcome.community_lines import as_lines, read_lines
from ui.welcome.step import Step
from ui.widgets.field_row import FieldRow
from ui.widgets.parts import button, row
from ui.worker import Worker

SHOWN_PROBLEMS = 3


class CommunitiesStep(Step):
    """May stay empty: the roster names its communities."""

    def __init__(self, theme: Theme, worker: Worker, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._worker = worker
        self.words = _("Communities")
        self.sentence = _(
            "Paste them or read them from a file. Left empty, they come from the roster later."
        )
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setPlaceholderText(_("One a line: code of 12 digits, space, name"))
        self.text.setMinimumHeight(theme.space(44))
        self.text.textChanged.connect(self._say_what_was_read)
        self.field = FieldRow(theme, _("V&illages and communities"), self.text)
        self.read_button = button(_("&Read from a file …"), self.choose_file)
        self.lines.addWidget(self.field)
        chosen = row(theme, self.read_button)
        chosen.addStretch(1)
        self.lines.addLayout(chosen)

    @property
    def communities(self) -> tuple[Community, ...]:
        """What was understood."""
        return read_lines(self.text.toPlainText()).communities

    def check(self) -> bool:
        """Every line understood, or none there."""
        problems = read_lines(self.text.toPlainText()).problems
        self.field.set_error(" ".join(str(problem) for problem in problems[:SHOWN_PROBLEMS]))
        return not problems

    @Slot()
    def choose_file(self) -> None:
        """Pick a file with the system's dialog and read it."""
        file, _kind = QFileDialog.getOpenFileName(
            self, _("File with the communities"), str(documents_folder())
        )
        if file:
            self.read_file(Path(file))

    def read_file(self, file: Path) -> None:
        """Read the communities of a spreadsheet into the field."""
        self._worker.run(
            use_case("read_communities"),
            file,
            owner=self,
            on_done=self._see_communities,
            on_failed=self._see_failure,
        )

    @Slot(object)
    def _see_communities(self, communities: tuple[Community, ...]) -> None:
        self.text.setPlainText(as_lines(communities))

    @Slot(object)
    def _see_failure(self, error: AppError) -> None:
        self.field.set_error(str(error))

    @Slot()
    def _say_what_was_read(self) -> None:
        self.field.set_error("")
        count = len(self.communities)
        self.field.set_hint(_("{count} understood").format(count=count) if count else "")

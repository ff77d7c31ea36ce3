"""Files that were looked at and not taken in yet: what would become of each row."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.masking import mask_number, mask_within
from dsurvey_desktop.domain.problem import Problem
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.preview_views import FilePreview
from ui.intake.preview_words import (
    PreviewLine,
    detail,
    group_kind,
    group_words,
    preview_lines,
    summary,
)
from ui.intake.problem_table import ProblemTable
from ui.intake.section import Section
from ui.intake.whole_line import WholeLine
from ui.theme import Theme
from ui.widgets.parts import button, column, key_hint, label, row
from ui.widgets.row_model import Column, RowModel
from ui.widgets.table import Table

SHOWN_ROWS = 12
SHOWN_PROBLEMS = 6


class PreviewSection(Section):
    """Hidden unless files were looked at.

    Attributes:
        previews: of the files that could be read.

    Signals:
        take_in_wanted: the paths of the files, as a tuple.
        given_up: nothing is to be taken in.
    """

    take_in_wanted = Signal(object)
    given_up = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Looked at, not taken in yet"), parent)
        self._paths: tuple[Path, ...] = ()
        self.previews: tuple[FilePreview, ...] = ()
        self.model = RowModel[PreviewLine](theme, _columns(), self)
        self.table = Table(theme, _("Looked at, not taken in yet"))
        self.table.show_rows(self.model)
        self.summary = label("", wraps=True)
        self.whole = WholeLine()
        self.whole.follow(self.table, _whole)
        self.take_button = button("", self.take_in, "main")
        self.discard_button = button(_("Do not take in"), self.give_up)
        self.lines.addWidget(self.summary)
        self.lines.addWidget(self.table)
        self.lines.addWidget(self.whole)
        self.lines.addWidget(self._problems())
        buttons = row(theme)
        buttons.addStretch(1)
        for widget in (self.discard_button, self.take_button, key_hint("Ctrl+↵")):
            buttons.addWidget(widget)
        self.lines.addLayout(buttons)
        self.show_previews(())

    def show_previews(self, previews: tuple[FilePreview, ...]) -> None:
        """Show files that could be read; none hides the section."""
        readable = [one for one in previews if one.outcome.refusal is None]
        self.previews = tuple(readable)
        self._paths = tuple(one.outcome.path for one in readable if one.outcome.path is not None)
        lines = preview_lines(readable)
        self.model.set_rows(lines)
        self.table.fit_rows(min(len(lines), self.shown_rows(SHOWN_ROWS)))
        self.summary.setText(summary(lines))
        self._show_problems([problem for one in readable for problem in one.outcome.problems])
        self.take_button.setText(_("Take in {count} files").format(count=len(self._paths)))
        self.show_count(len(lines))

    def _problems(self) -> QWidget:
        """What is wrong in the files, under a line that counts it."""
        self.problems = ProblemTable(self.theme, _("Problems in files looked at"))
        self.problem_count = label("", wraps=True)
        self._problem_part = QWidget()
        parts = column(self.theme, self._problem_part, gap=2)
        for widget in (self.problem_count, self.problems, self.problems.advice):
            parts.addWidget(widget)
        return self._problem_part

    def _show_problems(self, problems: list[Problem]) -> None:
        words = _("{count} problems in these files; F1 says what each means.")
        self.problem_count.setText(words.format(count=f"{len(problems):,}"))
        self.problems.show_problems(problems, self.shown_rows(SHOWN_PROBLEMS))
        self._problem_part.setVisible(bool(problems))

    def open(self) -> None:
        """Open it and go to its lines."""
        super().open()
        self.table.setFocus()
        if self.model.rows:
            self.table.selectRow(0)

    @Slot()
    def take_in(self) -> None:
        """Take the files in that were looked at."""
        if self._paths:
            self.take_in_wanted.emit(self._paths)

    @Slot()
    def give_up(self) -> None:
        """Leave the files where they are."""
        self.show_previews(())
        self.given_up.emit()


def _columns() -> tuple[Column[PreviewLine], ...]:
    return (
        Column(
            _("File"), lambda line: line.file, tip=lambda line: line.file, width=52, is_file=True
        ),
        Column(_("Row"), _place, tip=_place, width=26),
        Column(_("What would happen"), group_words, kind=group_kind, width=36),
        Column(_("Name"), lambda line: line.row.name, width=22),
        Column(_("Certificate number"), _number, width=72),
        Column(_("Details"), _detail, tip=_detail, width=0),
    )


def _place(line: PreviewLine) -> str:
    """The number first: a long name of a sheet may be cut."""
    number = _("row {row}").format(row=line.row.row)
    return " · ".join(part for part in (number, line.row.sheet) if part)


def _whole(line: PreviewLine) -> str:
    said = (line.row.name, group_words(line), _detail(line))
    return f"{' · '.join(filter(None, said))}\n{line.file} · {_place(line)}"


def _number(line: PreviewLine) -> str:
    return mask_number(line.row.certificate_no)


def _detail(line: PreviewLine) -> str:
    return mask_within(detail(line))

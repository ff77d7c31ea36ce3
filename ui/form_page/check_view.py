"""What is wrong with a form, with its place in the workbook and what to do."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.problem import Problem, Severity
from dsurvey_desktop.domain.texts import N_, _
from dsurvey_desktop.domain.word_lists import told
from ui.intake.problem_table import WORDS, place_words
from ui.theme import Theme
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import column, label
from ui.widgets.row_model import Column, RowModel
from ui.widgets.table import Table

STRANGER = N_(
    "This is neither an individual nor a community form of this survey: it can be read, checked,"
    " compared and tried, but not become the campaign's."
)


class CheckView(QWidget):
    """A verdict, the list, and the advice for the chosen line."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verdict = MessageBar(theme)
        self.model = RowModel[Problem](theme, _columns(), self)
        self.stranger = label(_(STRANGER), wraps=True)
        self.table = Table(theme, _("Problems of the form"))
        self.table.show_rows(self.model)
        self.table.setMinimumHeight(theme.row_height * 4)
        self.table.selectionModel().currentRowChanged.connect(self._show_advice)
        self.advice = label("", wraps=True)
        lines = column(theme, self, gap=2)
        lines.addWidget(self.verdict)
        lines.addWidget(self.stranger)
        lines.addWidget(self.table, 1)
        lines.addWidget(self.advice)
        lines.addStretch(0)

    def show_problems(
        self, problems: tuple[Problem, ...], file: str, *, is_ours: bool = True
    ) -> None:
        """Show these; without any the form is sound.

        Args:
            problems: of the form.
            file: names what was checked.
            is_ours: whether it is a form of this survey.
        """
        self.stranger.setVisible(not is_ours)
        order = list(Severity)
        self.model.set_rows(sorted(problems, key=lambda one: order.index(one.severity)))
        self.table.setVisible(bool(problems))
        self.advice.clear()
        errors = sum(one.severity is Severity.ERROR for one in problems)
        if errors:
            words = _(
                "{file}: {count} errors, the form cannot be used like this. Correct and save the"
                " workbook, then press Ctrl+R."
            )
            self.verdict.show_message("error", words.format(file=file, count=errors))
        elif problems:
            words = _("{file}: the form can be used; {count} remarks.")
            self.verdict.show_message("warning", words.format(file=file, count=len(problems)))
        else:
            words = _("{file}: the form is sound, nothing was found.")
            self.verdict.show_message("done", words.format(file=file))
        if problems:
            self.table.setCurrentIndex(self.model.index(0, 0))

    def _show_advice(self, *_indexes: object) -> None:
        problem = self.model.row_at(self.table.currentIndex())
        self.advice.setText("" if problem is None else told(problem.message, problem.advice))


def _columns() -> tuple[Column[Problem], ...]:
    return (
        Column(
            _("Severity"), lambda p: _(WORDS[p.severity]), kind=lambda p: p.severity.value, width=22
        ),
        Column(_("Sheet and cell"), lambda p: place_words(p.place), width=32),
        Column(_("Value"), lambda p: p.value, tip=lambda p: p.value, width=40),
        Column(_("What is wrong"), lambda p: str(p.message), tip=lambda p: str(p.advice), width=0),
    )

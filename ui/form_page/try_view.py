"""Trying answers on a form: what is asked, required and wrong is shown at once."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.entry import Answers
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.open_form import OpenedForm
from dsurvey_desktop.usecases.trial_answers import with_answer, with_row, without_row
from dsurvey_desktop.usecases.trial_views import Trial, TrialRepeat, TrialSection
from ui.form_page.trial_stack import TrialStack
from ui.theme import Theme
from ui.verify.findings_list import FindingsList
from ui.verify.form_field import Correction
from ui.verify.quiet_scroll import quiet_scroll
from ui.verify.tab_order import order_tabs
from ui.widgets.parts import button, column, label, row

NARROW_STEPS = 130


class TryView(QWidget):
    """The workbench's form without an entry: nothing of it is kept.

    Signals:
        answers_changed: the answers so far (dict).
    """

    answers_changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._opened: OpenedForm | None = None
        self._answers: dict[str, Any] = {}
        self._goal = ""
        self._is_new = True
        self.summary = label("", wraps=True)
        self.clear_button = button(_("Clear the answers"), self.start_anew)
        self.notes = label("", wraps=True)
        self.findings = FindingsList(theme)
        self.findings.chosen.connect(self._go_to)
        self.sections = TrialStack(theme)
        self.sections.save_wanted.connect(self._take)
        self.sections.row_wanted.connect(self._add_row)
        self.sections.row_unwanted.connect(self._take_row_away)
        self._order_soon = QTimer(self)
        self._order_soon.setSingleShot(True)
        self._order_soon.timeout.connect(self._order_tabs)
        for grown in (self.sections.grown, self.findings.grown):
            grown.connect(self._order_soon.start)
        self._lay_out()

    @property
    def answers(self) -> Answers:
        """What was typed so far."""
        return self._answers

    def show_trial(self, trial: Trial) -> None:
        """Show what the form says; what is being typed stays."""
        if self._is_new:
            self.sections.forget_typed()
            self._is_new = False
        self.sections.show_blocks(trial.blocks)
        self.findings.show_findings(trial.findings)
        words = _("Questions asked: {asked}; still to be filled in: {missing}; findings: {found}.")
        self.summary.setText(
            words.format(asked=trial.asked, missing=trial.missing, found=len(trial.findings))
        )
        self.notes.setText("\n".join(trial.notes))
        self.notes.setVisible(bool(trial.notes))
        if self._goal:
            self._go_to_new_row(trial.blocks)

    def open_form(self, opened: OpenedForm) -> None:
        """Another form is open: what was tried is of no use any more."""
        self._opened = opened
        self.forget()

    def forget(self) -> None:
        """Begin anew: what was tried is of no use any more."""
        self._is_new = True
        self._answers = {}
        self._goal = ""

    def begin(self) -> None:
        """Ask what the form says of no answers, unless it is shown already."""
        if self._is_new:
            self.answers_changed.emit({})

    @Slot()
    def start_anew(self) -> None:
        """Begin without answers, also for another form."""
        self.forget()
        self.begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Labels go above the editors where there is little room."""
        super().resizeEvent(event)
        is_narrow = self.width() < self._theme.space(NARROW_STEPS)
        self.sections.set_narrow(is_narrow)
        self.findings.set_narrow(is_narrow)

    def _lay_out(self) -> None:
        inside = QWidget()
        form = column(self._theme, inside, gap=1)
        form.addWidget(self.notes)
        form.addWidget(self.findings)
        form.addWidget(self.sections)
        form.addStretch(1)
        self._scroll = quiet_scroll(inside)
        top = row(self._theme, self.summary)
        top.setStretch(0, 1)
        top.addWidget(self.clear_button)
        lines = column(self._theme, self, gap=2)
        lines.addLayout(top)
        lines.addWidget(self._scroll, 1)

    @Slot(object)
    def _take(self, change: Correction) -> None:
        if self._opened is None:
            self._ask({**self._answers, change.item: change.value})
        else:
            tree = self._opened.edition.compiled.tree
            self._ask(with_answer(tree, self._answers, change.item, change.value))

    @Slot(str)
    def _add_row(self, repeat: str) -> None:
        """The first question of the new row is typed into at once."""
        if self._opened is not None:
            self._goal = repeat
            self._ask(with_row(self._opened.edition.compiled.tree, self._answers, repeat))

    @Slot(str)
    def _take_row_away(self, row_name: str) -> None:
        """Rows behind it move up, so that their fields show other answers; the focus stays near."""
        if self._opened is not None:
            self.sections.forget_typed()
            self.sections.bars[row_name.rpartition("[")[0]].add_button.setFocus()
            tree = self._opened.edition.compiled.tree
            self._ask(without_row(tree, self._answers, row_name))

    def _ask(self, answers: dict[str, Any]) -> None:
        self._answers = answers
        self.answers_changed.emit(dict(answers))

    def _go_to_new_row(self, blocks: tuple[TrialSection | TrialRepeat, ...]) -> None:
        repeat, self._goal = self._goal, ""
        rows = [b for b in blocks if isinstance(b, TrialSection) and b.row.startswith(f"{repeat}[")]
        own = [b for b in rows if "/" not in b.row.removeprefix(repeat)]
        asked = [item for block in own[-1:] for item in block.section.items if item.is_asked]
        if asked:
            self._go_to(asked[0].name)

    @Slot(str)
    def _go_to(self, item: str) -> None:
        field = self.sections.open_item(item)
        if field is not None:
            field.edit()
            self._scroll.ensureWidgetVisible(field, 0, self._theme.space(6))

    @Slot()
    def _order_tabs(self) -> None:
        order_tabs(self)

"""Trying answers on a form: what is asked, required and wrong is shown at once."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.entry import Answers, Value
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.open_form import Trial
from ui.theme import Theme
from ui.verify.findings_list import FindingsList
from ui.verify.form_field import Correction
from ui.verify.quiet_scroll import quiet_scroll
from ui.verify.section_stack import SectionStack
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
        self._answers: dict[str, Value] = {}
        self._is_new = True
        self.summary = label("", wraps=True)
        self.clear_button = button(_("Clear the answers"), self.start_anew)
        self.findings = FindingsList(theme)
        self.findings.chosen.connect(self._go_to)
        self.sections = SectionStack(theme, asks_reason=False)
        self.sections.unfolds_all = True
        self.sections.save_wanted.connect(self._take)
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
            self.sections.show_sections(trial.sections)
            self._is_new = False
        self.sections.update_sections(trial.sections, is_revealed=True)
        self.findings.show_findings(trial.findings)
        words = _("Questions asked: {asked}; still to be filled in: {missing}; findings: {found}.")
        self.summary.setText(
            words.format(asked=trial.asked, missing=trial.missing, found=len(trial.findings))
        )

    def forget(self) -> None:
        """Another form is open: what was tried is of no use any more."""
        self._is_new = True
        self._answers = {}

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
        answers = {name: value for name, value in self._answers.items() if name != change.item}
        if change.value is not None:
            answers[change.item] = change.value
        self._answers = answers
        self.answers_changed.emit(dict(answers))

    @Slot(str)
    def _go_to(self, item: str) -> None:
        field = self.sections.open_item(item)
        if field is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._scroll.ensureWidgetVisible(field, 0, self._theme.space(6))

    @Slot()
    def _order_tabs(self) -> None:
        order_tabs(self)

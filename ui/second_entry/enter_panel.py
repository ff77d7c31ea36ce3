"""The blank form of a drawn entry, to be filled in from the paper."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QWidget

from dsurvey_desktop.domain.entry import Answers
from dsurvey_desktop.domain.masking import mask_number
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.second_entry_views import SecondLine
from dsurvey_desktop.usecases.trial_views import Trial
from ui.form_page.try_view import TryView
from ui.theme import Theme
from ui.widgets.parts import button, column, heading, label, row

FORM_STEPS = 50
"""Lower, the form can't be read; it takes all the height there is."""


class EnterPanel(QFrame):
    """Whose paper it is above the form; nothing of the entry's answers is here.

    Attributes:
        line: whose paper; None while none is entered.
        missing: how many answers must be given and are not.

    Signals:
        answers_changed: the answers so far (dict).
        save_wanted: the person has entered all of the paper.
        left: the person gives up; nothing is kept.
    """

    answers_changed = Signal(object)
    save_wanted = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.line: SecondLine | None = None
        self.missing = 0
        self._who = heading(theme, "")
        self._who.setWordWrap(True)
        hint = _("Enter what the paper says, also where a rule speaks against it.")
        self.form = TryView(theme)
        self.form.setMinimumHeight(theme.space(FORM_STEPS))
        self.form.answers_changed.connect(self.answers_changed)
        self.save_button = button(_("Keep the second entry"), self.save_wanted, "main")
        self.leave_button = button(_("Give up"), self.left)
        buttons = row(theme, self.save_button, self.leave_button)
        buttons.addStretch(1)
        lines = column(theme, self, gap=2, margin=3)
        lines.addWidget(self._who)
        lines.addWidget(label(hint, "muted", wraps=True))
        lines.addWidget(self.form, 1)
        lines.addLayout(buttons)
        self.hide()

    @property
    def answers(self) -> Answers:
        """What was entered so far."""
        return self.form.answers

    def begin(self, line: SecondLine) -> None:
        """Show a blank form for a person's paper."""
        self.line = line
        words = _("{name} · {community} · {number}")
        self._who.setText(
            words.format(
                name=line.name,
                community=line.community_name,
                number=mask_number(line.certificate_no),
            )
        )
        self.form.start_anew()

    def show_trial(self, trial: Trial) -> None:
        """Show what the form asks after the last answer."""
        self.missing = trial.missing
        self.form.show_trial(trial)

    @Slot()
    def end(self) -> None:
        """Put the paper away."""
        self.line = None
        self.form.forget()
        self.hide()

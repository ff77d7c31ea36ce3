"""Asks in place whether an entry goes to the campaign's edition, and says what that changes."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.form_views import EditionMove
from ui.move_words import line_parts
from ui.theme import Theme
from ui.widgets.question_panel import QuestionPanel


class MovePanel(QuestionPanel):
    """One entry, what happens to it, and one press."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Move it"), _("Leave it where it is (Esc)"), parent=parent)

    def ask(self, name: str, move: EditionMove) -> None:
        """Say what would happen to the entry of this person."""
        title = _("Move the entry of {name} to the form edition {edition}?")
        edition = f"{move.to.title} {move.to.version}".strip()
        parts = [part for line in move.lines for part in line_parts(line)]
        nothing = _("Its answers, findings and state stay as they are.")
        self.show_question(title.format(name=name, edition=edition), "\n".join(parts) or nothing)

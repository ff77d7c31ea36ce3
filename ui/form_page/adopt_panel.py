"""Making an edition the campaign's: first what it means, in place, then one press."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.form_views import Adoption
from ui.form_page.compare_view import comparison_words
from ui.theme import Theme
from ui.widgets.question_panel import QuestionPanel


class AdoptPanel(QuestionPanel):
    """Stands above the differences until the person decides."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Make it the campaign's"), _("Leave it (Esc)"), parent=parent)

    def ask(self, adoption: Adoption) -> None:
        """Say what would change."""
        new = adoption.comparison.new
        title = _("Make {title} {version} the campaign's edition?")
        facts = [
            comparison_words(adoption.comparison),
            _("From now on files are read by it, and new entries stand on it."),
        ]
        if adoption.entries_elsewhere:
            stay = _("{count} entries stay on their edition until you move them.")
            facts.append(stay.format(count=f"{adoption.entries_elsewhere:,}"))
        self.show_question(title.format(title=new.title, version=new.version), "\n".join(facts))

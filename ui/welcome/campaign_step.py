"""Step 3: year, dates and targets, with the survey's own as defaults."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.campaign import Campaign, default_campaign
from dsurvey_desktop.domain.suite import SuiteName
from dsurvey_desktop.domain.texts import N_, _
from ui.campaign_form import CampaignForm
from ui.theme import Theme
from ui.welcome.step import Step
from ui.widgets.combo import Combo
from ui.widgets.field_row import FieldRow

_SUITES = (
    (SuiteName.STANDARD, N_("Usual")),
    (SuiteName.NATIONAL, N_("National algorithms")),
)


class CampaignStep(Step):
    """Usually one only looks at it and goes on."""

    def __init__(self, theme: Theme, year: int, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.words = _("The campaign")
        self.sentence = _("As in this year's order. They can be changed later in the settings.")
        self.form = CampaignForm(theme, default_campaign(year))
        self.lines.addWidget(self.form)
        self.suite = Combo()
        for suite, words in _SUITES:
            self.suite.addItem(f"{_(words)}  {suite.label}", suite)
        hint = _("The same as the district's, for good. National: only where it is ordered.")
        self.lines.addWidget(FieldRow(theme, _("Signature and seal"), self.suite, hint))

    @property
    def campaign(self) -> Campaign:
        """The campaign as it stands in the fields."""
        return replace(self.form.campaign, suite=SuiteName(self.suite.currentData()))

    def check(self) -> bool:
        """Dates in their order."""
        return self.form.check()

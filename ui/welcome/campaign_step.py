"""Step 3: year, dates and targets, with the survey's own as defaults."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.campaign import Campaign, default_campaign
from dsurvey_desktop.domain.texts import _
from ui.campaign_form import CampaignForm
from ui.theme import Theme
from ui.welcome.step import Step
from ui.widgets.suite_field import SuiteField


class CampaignStep(Step):
    """Usually one only looks at it and goes on."""

    def __init__(self, theme: Theme, year: int, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.words = _("The campaign")
        self.sentence = _("As in this year's order. They can be changed later in the settings.")
        self.form = CampaignForm(theme, default_campaign(year))
        self.lines.addWidget(self.form)
        self.suite = SuiteField(theme)
        self.lines.addWidget(self.suite)

    @property
    def campaign(self) -> Campaign:
        """The campaign as it stands in the fields."""
        return replace(self.form.campaign, suite=self.suite.suite)

    def check(self) -> bool:
        """Dates in their order."""
        return self.form.check()

"""The dates and targets of a campaign as fields; used at the set-up and in the settings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QDate, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from dsurvey_desktop.domain.campaign import Campaign, default_campaign
from dsurvey_desktop.domain.texts import N_, _
from ui.theme import Theme
from ui.widgets.date_field import date_field, day_of, percent_field, share_of, year_field
from ui.widgets.field_row import FieldRow

DATES = (
    ("opening_date", N_("Opening date"), N_("No visit is earlier.")),
    ("reference_date", N_("Reference date"), N_("As things stand that day.")),
    ("cutoff_date", N_("Certified by"), N_("Later ones wait a year.")),
    ("community_deadline", N_("Communities finish"), ""),
    ("town_deadline", N_("Town finishes"), ""),
    ("district_deadline", N_("District finishes"), ""),
)


class CampaignForm(QWidget):
    """Shows a campaign and gives back what the person made of it."""

    def __init__(self, theme: Theme, campaign: Campaign, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._campaign = campaign
        self.year = year_field(campaign.year)
        self.home_visit = percent_field(campaign.home_visit_target)
        self.app = percent_field(campaign.app_target)
        self.days = {name: date_field(getattr(campaign, name)) for name, *_rest in DATES}
        self.rows: dict[str, FieldRow] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.space(4))
        self._grid.setVerticalSpacing(theme.space(3))
        self._add(theme, "year", _("Year"), self.year)
        self._add(theme, "home_visit", _("Home visits at least"), self.home_visit)
        self._add(theme, "app", _("By app at least"), self.app)
        for name, words, hint in DATES:
            self._add(theme, name, _(words), self.days[name], _(hint) if hint else "")
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        self.year.valueChanged.connect(self.use_year)

    @property
    def campaign(self) -> Campaign:
        """What the fields say; everything else as it was."""
        return replace(
            self._campaign,
            year=self.year.value(),
            home_visit_target=share_of(self.home_visit),
            app_target=share_of(self.app),
            opening_date=self._day("opening_date"),
            reference_date=self._day("reference_date"),
            cutoff_date=self._day("cutoff_date"),
            community_deadline=self._day("community_deadline"),
            town_deadline=self._day("town_deadline"),
            district_deadline=self._day("district_deadline"),
        )

    def show_campaign(self, campaign: Campaign) -> None:
        """Put a campaign into the fields."""
        self._campaign = campaign
        self.year.blockSignals(True)
        self.year.setValue(campaign.year)
        self.year.blockSignals(False)
        self.home_visit.setValue(campaign.home_visit_target * 100)
        self.app.setValue(campaign.app_target * 100)
        self._show_days(campaign)

    @Slot(int)
    def use_year(self, year: int) -> None:
        """Move the dates to another year, as the survey's order has them."""
        self._show_days(default_campaign(year))

    def check(self) -> bool:
        """Say beside the date when one comes before the one it must follow."""
        results = [
            self._check_order("opening_date", "reference_date"),
            self._check_order("reference_date", "community_deadline"),
            self._check_order("community_deadline", "town_deadline"),
            self._check_order("town_deadline", "district_deadline"),
        ]
        return all(results)

    def _check_order(self, first: str, second: str) -> bool:
        is_right = self._day(first) <= self._day(second)
        names = {name: _(words) for name, words, _hint in DATES}
        wrong = _("This is before “{other}”.").format(other=names[first])
        self.rows[second].set_error("" if is_right else wrong)
        return is_right

    def _day(self, name: str) -> date:
        return day_of(self.days[name])

    def _show_days(self, campaign: Campaign) -> None:
        for name, field in self.days.items():
            day: date = getattr(campaign, name)
            field.setDate(QDate(day.year, day.month, day.day))

    def _add(self, theme: Theme, name: str, words: str, field: QWidget, hint: str = "") -> None:
        self.rows[name] = FieldRow(theme, words, field, hint)
        place = len(self.rows) - 1
        self._grid.addWidget(self.rows[name], place // 3, place % 3)

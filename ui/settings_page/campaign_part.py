"""Dates, targets and rule switches of the campaign."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from dsurvey_desktop.domain.campaign import Campaign
from dsurvey_desktop.domain.texts import _
from ui.campaign_form import CampaignForm
from ui.settings_page.part import Part
from ui.settings_page.rule_list import RuleList
from ui.theme import Theme
from ui.widgets.date_field import indent
from ui.widgets.field_row import FieldRow
from ui.widgets.parts import button, label, row
from ui.widgets.stepped import NumberField
from ui.widgets.suite_field import SuiteField


class CampaignPart(Part):
    """Signals: `saved`, the `Campaign` as the person wants it."""

    saved = Signal(object)

    def __init__(self, theme: Theme, campaign: Campaign, parent: QWidget | None = None) -> None:
        super().__init__(theme, _("Campaign"), parent)
        self._campaign = campaign
        self.form = CampaignForm(theme, campaign)
        self.is_sealed = QCheckBox(_("S&eal bundles to the district's key"))
        self.needs_four_eyes = QCheckBox(_("Four e&yes: another person approves"))
        self.key_years = NumberField()
        self.key_years.setRange(0, 30)
        self.key_years.setSpecialValueText(_("without end"))
        indent(self.key_years)
        self.key_years.setMaximumWidth(theme.space(40))
        self.second_share = NumberField()
        self.second_share.setRange(0, 100)
        self.second_share.setSpecialValueText(_("not asked for"))
        self.second_share.setSuffix(" %")
        indent(self.second_share)
        self.second_share.setMaximumWidth(theme.space(40))
        hint = _("Counted from their making. Write the key card again after a change.")
        self.rules = RuleList(theme)
        self.save_button = button(_("&Save the campaign"), self.save, "main")
        self.lines.addWidget(self.form)
        self.lines.addWidget(self.is_sealed)
        self.lines.addWidget(self.needs_four_eyes)
        again = _("Another person enters this share of every community again from the paper.")
        self.lines.addWidget(
            FieldRow(theme, _("Blind second entry of a drawn share"), self.second_share, again)
        )
        years = FieldRow(theme, _("This office's keys count, in years"), self.key_years, hint)
        self.lines.addWidget(years)
        self.suite = SuiteField(theme)
        self.lines.addWidget(self.suite)
        self.lines.addWidget(label(_("Rules in use (Space switches one)")))
        self.lines.addWidget(self.rules)
        buttons = row(theme, self.save_button)
        buttons.addWidget(label(_("All entries are checked again afterwards."), "muted"))
        buttons.addStretch(1)
        self.lines.addLayout(buttons)
        self.show_campaign(campaign)

    def show_campaign(self, campaign: Campaign) -> None:
        """Fill the fields."""
        self._campaign = campaign
        self.form.show_campaign(campaign)
        self.is_sealed.setChecked(campaign.is_sealed)
        self.needs_four_eyes.setChecked(campaign.needs_four_eyes)
        self.second_share.setValue(round(campaign.second_entry_share * 100))
        self.key_years.setValue(campaign.key_years)
        self.suite.show_suite(campaign.suite)
        self.rules.show_off(campaign.rules_off)

    @Slot()
    def save(self) -> None:
        """Check the dates, then hand the campaign over."""
        if self.form.check():
            wanted = replace(
                self.form.campaign,
                rules_off=self.rules.off,
                is_sealed=self.is_sealed.isChecked(),
                needs_four_eyes=self.needs_four_eyes.isChecked(),
                second_entry_share=self._second_share(),
                key_years=self.key_years.value(),
                suite=self.suite.suite,
            )
            self.saved.emit(wanted)

    def _second_share(self) -> float:
        """What was there, where the field still shows it: a share need not be whole percents."""
        before = self._campaign.second_entry_share
        shown = self.second_share.value()
        return before if round(before * 100) == shown else shown / 100

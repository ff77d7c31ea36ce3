"""The settings page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from dsurvey_desktop.domain.campaign import Campaign
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.suite import SuiteName
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.domain.word_lists import listed
from dsurvey_desktop.usecases.change_password import change_password
from dsurvey_desktop.usecases.change_settings import change_campaign
from dsurvey_desktop.usecases.change_suite import SuiteView, show_suite
from dsurvey_desktop.usecases.manage_keys import write_key_card
from dsurvey_desktop.usecases.office_views import OfficeView
from dsurvey_desktop.usecases.show_office import show_office
from ui.changes import Changes, Kind, changed
from ui.context import AppContext
from ui.kept_choices import KeptChoices, KeptScroll
from ui.page import Page
from ui.places import documents_folder
from ui.settings_page.backup_deeds import BackupDeeds
from ui.settings_page.backup_part import BackupPart
from ui.settings_page.campaign_part import CampaignPart
from ui.settings_page.key_deeds import KeyDeeds
from ui.settings_page.keys_part import KeysPart
from ui.settings_page.log_deeds import LogDeeds
from ui.settings_page.look_part import LookPart
from ui.settings_page.office_part import OfficePart
from ui.settings_page.part import Part
from ui.settings_page.password_part import PasswordChange, PasswordPart
from ui.settings_page.reason_deeds import ReasonDeeds
from ui.settings_page.reasons_part import ReasonsPart
from ui.settings_page.safe_deeds import SafeDeeds
from ui.settings_page.safe_part import SafePart
from ui.settings_page.server_deeds import ServerDeeds
from ui.settings_page.server_part import ServerPart
from ui.settings_page.user_deeds import UserDeeds
from ui.settings_page.users_part import UsersPart
from ui.verify.focus_follower import FocusFollower
from ui.verify.tab_order import tab_stops
from ui.widgets.scrolling import scroll_to, scrolling


class SettingsPage(Page):
    """Parts below each other; the look takes effect at once, the rest when it is saved."""

    def __init__(self, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(context, _("Settings"), parent)
        self._desk = context.desk
        self.look = LookPart(self.theme, context.settings)
        self.campaign: CampaignPart | None = None
        self._suite = SuiteName.STANDARD
        self.password = PasswordPart(self.theme)
        self.users = UsersPart(self.theme)
        self.user_deeds = UserDeeds(self, self.users, self._desk)
        self.reasons = ReasonsPart(self.theme)
        self.reason_deeds = ReasonDeeds(self, self.reasons, self._desk)
        self.keys = KeysPart(self.theme)
        self.key_deeds = KeyDeeds(self, self.keys, self._desk)
        self.safe = SafePart(self.theme)
        self.safe_deeds = SafeDeeds(self, self.safe, self._desk)
        self.backups = BackupPart(self.theme)
        self.backup_deeds = BackupDeeds(self, self.backups, self._desk)
        self.server = ServerPart(self.theme)
        self.server_deeds = ServerDeeds(self, self.server, self._desk)
        self.office = OfficePart(self.theme)
        area, self._lines = scrolling(self.theme)
        parts = (self.look, self.password, self.users, self.server, self.reasons, self.keys)
        for part in (*parts, self.safe, self.backups, self.office):
            self._lines.addWidget(part)
        self._lines.addStretch(1)
        self.body.addWidget(area)
        self._kept = KeptScroll(area, KeptChoices(context, "settings"))
        self._follower = FocusFollower(area)
        self.add_page_action(_("Next part of the settings"), "Ctrl+PgDown", self.next_part)
        self.add_page_action(_("Part before"), "Ctrl+PgUp", self.previous_part)
        self.look.look_changed.connect(self.look_changed)
        self.look.reminders_changed.connect(self._see_reminders)
        self.password.wanted.connect(self.change_password)
        self.office.card_wanted.connect(self.write_card)
        self.log_deeds = LogDeeds(self, self.office, self._desk)

    @Slot()
    def _see_reminders(self) -> None:
        """The icon beside the clock comes or goes at once: it follows the figures."""
        self.changed.emit(changed())

    @Slot(object)
    def refresh(self, changes: Changes) -> None:
        """Read the office again."""
        if changes.touches(Kind.OFFICE, Kind.ROSTER, Kind.ENTRIES):
            self.run(show_office, self._desk, on_done=self._see_office)
            self.user_deeds.read()
            self.reason_deeds.read()
            self.key_deeds.read()

    @property
    def parts(self) -> list[Part]:
        """The parts that are there for this person, from top to bottom."""
        items = [self._lines.itemAt(place) for place in range(self._lines.count())]
        widgets = [item.widget() for item in items if item is not None]
        return [one for one in widgets if isinstance(one, Part) and not one.isHidden()]

    @Slot()
    def next_part(self) -> None:
        """Into the part below; after the last the first."""
        self._step(1)

    @Slot()
    def previous_part(self) -> None:
        """Into the part above."""
        self._step(-1)

    def _step(self, by: int) -> None:
        focus = self.window().focusWidget()
        firsts = {part: next(filter(_can_have_focus, tab_stops(part)), None) for part in self.parts}
        parts = [part for part, first in firsts.items() if first is not None]
        here = (place for place, part in enumerate(parts) if part.isAncestorOf(focus))
        part = parts[(next(here, -by) + by) % len(parts)]
        scroll_to(part)
        first = firsts[part]
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(object)
    def save_campaign(self, campaign: Campaign) -> None:
        """Keep dates, targets and rules."""
        self.run(change_campaign, self._desk, campaign, on_done=self._see_saved)

    @Slot(object)
    def change_password(self, change: PasswordChange) -> None:
        """Seal the office with the new password."""
        self.run(
            change_password,
            self._desk,
            change.old,
            change.new,
            on_done=self._see_password,
            on_failed=self._see_password_refused,
        )

    @Slot()
    def write_card(self) -> None:
        """Write the key card where the person wants it."""
        folder = QFileDialog.getExistingDirectory(
            self, _("Folder for the key card"), str(documents_folder())
        )
        if folder:
            self.run(write_key_card, self._desk, Path(folder), on_done=self._see_card)

    @Slot(object)
    def _see_office(self, office: OfficeView) -> None:
        self._suite = office.campaign.suite
        self.office.show_office(office, str(self._desk.folder))
        self.users.show_level(office.office.level)
        self.server.show_server(office.server)
        if office.server:
            self.backups.show_server(office.server)
        else:
            self.backup_deeds.read()
        if self.campaign is None:
            self.campaign = CampaignPart(self.theme, office.campaign)
            self.campaign.saved.connect(self.save_campaign)
            self._lines.insertWidget(1, self.campaign)
        else:
            self.campaign.show_campaign(office.campaign)
        self.run(show_suite, self._desk, on_done=self._see_suite)

    @Slot(object)
    def _see_suite(self, found: SuiteView) -> None:
        if self.campaign is not None:
            self.campaign.suite.fix(found.fixed_because)

    @Slot(object)
    def _see_saved(self, office: OfficeView) -> None:
        is_other = office.campaign.suite != self._suite
        self._see_office(office)
        more = _(
            "This office has a new key of these algorithms: please write its key card again, and "
            "accept the district's card of the same."
        )
        self.messages.show_message("done", _("The campaign is saved."), more if is_other else "")
        self.changed.emit(changed(Kind.OFFICE, Kind.ENTRIES))

    @Slot(object)
    def _see_password(self, _nothing: object) -> None:
        self.password.clear()
        self.messages.show_message("done", _("From now on the new password opens the office."))

    @Slot(object)
    def _see_password_refused(self, error: AppError) -> None:
        if error.code in {"wrong_password", "password_wait"}:
            self.password.old_row.set_error(str(error))
        else:
            self.show_failure(error)

    @Slot(object)
    def _see_card(self, files: tuple[Path, Path]) -> None:
        names = listed(file.name for file in files)
        self.messages.show_message(
            "done", _("The key card is written: {files}").format(files=names)
        )


def _can_have_focus(widget: QWidget) -> bool:
    return widget.isVisible() and widget.isEnabled()

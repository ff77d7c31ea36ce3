"""The guided set-up of an office in four short steps."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QWidget

from dsurvey_desktop.domain.clock import office_day, system_clock
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import _
from dsurvey_desktop.usecases.office_views import OfficeSetup
from ui.office_jobs import OpenOffice, found, turn_away
from ui.theme import Theme
from ui.welcome.campaign_step import CampaignStep
from ui.welcome.communities_step import CommunitiesStep
from ui.welcome.office_step import OfficeStep
from ui.welcome.screen import Screen
from ui.welcome.step import Step
from ui.welcome.user_step import UserStep
from ui.widgets.parts import button, hairline, heading, label
from ui.worker import Worker


class SetUpScreen(Screen):
    """One step at a time, forth and back; nothing is written before the last.

    Signals:
        opened: an `OpenOffice`, newly set up.
        left: the person went back from the first step.
    """

    opened = Signal(object)
    left = Signal()

    def __init__(
        self, theme: Theme, worker: Worker, folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, _("Set up an office"), "", parent)
        self._worker = worker
        self.office = OfficeStep(theme, folder, worker)
        self.communities = CommunitiesStep(theme, worker)
        self.campaign = CampaignStep(theme, office_day(system_clock()).year)
        self.user = UserStep(theme)
        self.steps: tuple[Step, ...] = (self.office, self.communities, self.campaign, self.user)
        self.step_label = heading(theme, "")
        self._why = label("", "muted", wraps=True)
        self._number = 0
        self.back_button = button(_("&Back"), self.go_back)
        self.next_button = button("", self.go_on, "main")
        self._add_parts()
        for line in self.findChildren(QLineEdit):
            if not isinstance(line.parent(), QAbstractSpinBox):
                line.returnPressed.connect(self.go_on)
        for spin in self.findChildren(QAbstractSpinBox):
            spin.returnPressed.connect(self.go_on)
        self._show(0)

    @Slot()
    def go_on(self) -> None:
        """Check this step, then go to the next or set the office up."""
        if not self.next_button.isEnabled() or not self.steps[self._number].check():
            return
        if self._number + 1 < len(self.steps):
            self._show(self._number + 1)
        else:
            self._found()

    @Slot()
    def go_back(self) -> None:
        """Go one step back; from the first to where one came from."""
        if self._number:
            self._show(self._number - 1)
        else:
            self.left.emit()

    def _show(self, number: int) -> None:
        self._number = number
        step = self.steps[number]
        for one in self.steps:
            one.setVisible(one is step)
        count = _("{number} of {all}").format(number=number + 1, all=len(self.steps))
        self.step_label.setText(f"{count}  {step.words}")
        self._why.setText(step.sentence)
        is_last = number + 1 == len(self.steps)
        self.next_button.setText(_("&Set up the office") if is_last else _("Con&tinue"))
        self.messages.clear()
        step.first_field.setFocus()
        self.verticalScrollBar().setValue(0)

    def _found(self) -> None:
        setup = OfficeSetup(
            office=self.office.office,
            campaign=self.campaign.campaign,
            communities=self.communities.communities,
            user_name=self.user.user_name,
            server=self.office.place.server,
        )
        self._set_busy(True)
        self._worker.run(
            found,
            self.office.place.folder.chosen,
            setup,
            self.user.chosen_password,
            owner=self,
            on_done=self._see_opened,
            on_failed=self._see_failure,
            unwanted=turn_away,
        )

    @Slot(object)
    def _see_opened(self, opened: OpenOffice) -> None:
        self.opened.emit(opened)

    @Slot(object)
    def _see_failure(self, error: AppError) -> None:
        self._set_busy(False)
        self.show_failure(error)

    def _set_busy(self, is_busy: bool) -> None:
        self.hold(is_busy)
        self.next_button.setEnabled(not is_busy)
        self.back_button.setEnabled(not is_busy)
        if is_busy:
            self.next_button.setText(_("Setting up …"))
        else:
            self.next_button.setText(_("&Set up the office"))

    def _add_parts(self) -> None:
        for widget in (self.step_label, self._why, *self.steps, hairline()):
            self.body.addWidget(widget)
        self.add_buttons(self.back_button, last=self.next_button)

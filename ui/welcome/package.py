"""Setting a town up from the district's task package: one screen, one fingerprint to compare."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.texts import _
from ui.hand_over.file_drop import FileDrop, bundle_kinds
from ui.lazy import use_case
from ui.office_jobs import OpenOffice, found_from_package, turn_away
from ui.theme import Theme
from ui.welcome.office_place import OfficePlace
from ui.welcome.screen import Screen
from ui.welcome.step import Step, field_text, require
from ui.welcome.user_step import UserStep
from ui.widgets.parts import button, hairline, heading, label
from ui.worker import Worker

if TYPE_CHECKING:
    from dsurvey_desktop.usecases.read_task_package import TaskPackage


class PlaceStep(Step):
    """The office's name where the package has none, and where its data are kept."""

    def __init__(
        self, theme: Theme, folder: Path, worker: Worker, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self.name = self.add_line(_("&Name"), _("As on the letterhead."))
        self.where = OfficePlace(theme, folder, worker)
        self.lines.addWidget(self.where)

    def check(self) -> bool:
        """A name, and a place that is free."""
        name = field_text(self.name)
        results = (
            require(self.name, bool(name), _("Please type the office's name.")),
            self.where.check(),
        )
        return all(results)


class PackageScreen(Screen):
    """Nothing is written before the fingerprints were compared.

    Signals:
        opened: an `OpenOffice`, newly set up.
        left: the person went back.
    """

    opened = Signal(object)
    left = Signal()

    def __init__(
        self, theme: Theme, worker: Worker, folder: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(
            theme,
            _("Set up from the district's task package"),
            _("It brings dates, forms, communities, roster and the district's key."),
            parent,
        )
        self._worker = worker
        self._package: TaskPackage | None = None
        self.drop = FileDrop(theme, _("Drop the task package here (.dsb.zip)"), bundle_kinds())
        self.facts = label("", wraps=True)
        self.fingerprint = heading(theme, "")
        self.fingerprint.setWordWrap(True)
        self.compared = QCheckBox(_("I compared the fingerprint by phone or on paper; it agrees"))
        self.place = PlaceStep(theme, folder, worker)
        self.user = UserStep(theme)
        self.back_button = button(_("&Back"), self.left)
        self.set_up_button = button(_("&Set up the office"), self.set_up, "main")
        self._rest = (self.facts, self.fingerprint, self.compared, self.place, self.user)
        self._add_parts()
        self.drop.chosen.connect(self.read)
        self.compared.toggled.connect(self._allow)

    @Slot(object)
    def read(self, file: Path) -> None:
        """Check a package and show whose it is."""
        self.messages.clear()
        self._worker.run(
            use_case("read_task_package"),
            file,
            owner=self,
            on_done=self._show_package,
            on_failed=self.show_failure,
        )

    @Slot()
    def set_up(self) -> None:
        """Set the office up as the package says."""
        is_right = (self.place.check(), self.user.check())
        if self._package is None or not self.compared.isChecked() or not all(is_right):
            return
        self._set_busy(True)
        self._worker.run(
            found_from_package,
            self.place.where.folder.chosen,
            self._package,
            self.user.user_name,
            self.user.chosen_password,
            field_text(self.place.name),
            self.place.where.server,
            owner=self,
            on_done=self._see_opened,
            on_failed=self._see_failure,
            unwanted=turn_away,
        )

    @Slot(object)
    def _show_package(self, package: TaskPackage) -> None:
        self._package = package
        words = _("{year}, office {code}: {people} people on the roster, {count} communities.")
        facts = words.format(
            year=package.campaign.year,
            code=package.office.code,
            people=f"{sum(not one.out_of_scope for one in package.people):,}",
            count=len(package.communities),
        )
        whose = _("Made by {name} ({code}). Call the office on a number you know and compare:")
        said = whose.format(name=package.card.office_name, code=package.card.office_code)
        self.facts.setText(f"{facts}\n{said}")
        self.fingerprint.setText(package.fingerprint)
        if isinstance(self.place.name.field, QLineEdit):
            self.place.name.field.setText(package.office.name)
        self.compared.setChecked(False)
        for widget in self._rest:
            widget.show()
        self.compared.setFocus()

    @Slot(object)
    def _see_opened(self, opened: OpenOffice) -> None:
        self.opened.emit(opened)

    @Slot(object)
    def _see_failure(self, error: AppError) -> None:
        self._set_busy(False)
        self.show_failure(error)

    def _set_busy(self, is_busy: bool) -> None:
        self.hold(is_busy)
        self.back_button.setEnabled(not is_busy)
        self._allow()

    @Slot()
    def _allow(self) -> None:
        is_ready = self._package is not None and self.compared.isChecked()
        self.set_up_button.setEnabled(is_ready and not self.is_held)

    def _add_parts(self) -> None:
        for widget in (self.drop, *self._rest, hairline()):
            self.body.addWidget(widget)
        self.add_buttons(self.back_button, last=self.set_up_button)
        for widget in self._rest:
            widget.hide()
        self._allow()
        self.drop.choose_button.setFocus()

"""Step 1: which office it is, and where its data are kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.office import Office, OfficeLevel
from dsurvey_desktop.domain.texts import _
from ui.theme import Theme
from ui.welcome.office_place import OfficePlace
from ui.welcome.step import Step, field_text, require
from ui.worker import Worker

DIGITS = (6, 9, 12)
DISTRICT_DIGITS = 6


class OfficeStep(Step):
    """Code, name and place."""

    def __init__(
        self, theme: Theme, folder: Path, worker: Worker, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent)
        self.words = _("The office")
        self.sentence = _("Its code and name stand on every sheet and bundle.")
        self.code = self.add_line(
            _("&Code"), _("9 or 12 digits, such as 330282105; a district office has 6.")
        )
        self.name = self.add_line(_("&Name"), _("As on the letterhead."))
        self.place = OfficePlace(theme, folder, worker)
        self.lines.addWidget(self.place)

    @property
    def office(self) -> Office:
        """What was typed, once `check` has passed."""
        code = field_text(self.code)
        is_district = not code[DISTRICT_DIGITS:].strip("0")
        level = OfficeLevel.DISTRICT if is_district else OfficeLevel.TOWN
        return Office(code, field_text(self.name), level)

    def check(self) -> bool:
        """Code, name, and a place that is free."""
        code, name = field_text(self.code), field_text(self.name)
        is_code = code.isascii() and code.isdigit() and len(code) in DIGITS
        results = (
            require(self.code, is_code, _("The code has 9 or 12 digits, that of a district 6.")),
            require(self.name, bool(name), _("Please type the office's name.")),
            self.place.check(),
        )
        return all(results)

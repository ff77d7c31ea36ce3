"""What the pages of a district's desk begin with."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.texts import _
from ui.changes import Changes, Kind
from ui.context import AppContext
from ui.district.district_calls import DistrictCalls, office_calls
from ui.page import Page


class DistrictPage(Page):
    """Has the district's use cases at hand and reads again when bundles or the office change.

    Attributes:
        TITLE: of the page, marked for the catalogue.
        calls: the use cases; others in tests.
    """

    TITLE: ClassVar[str]

    def __init__(
        self,
        context: AppContext,
        parent: QWidget | None = None,
        calls: DistrictCalls | None = None,
    ) -> None:
        super().__init__(context, _(self.TITLE), parent)
        self.calls = calls or office_calls(context.desk)

    @Slot(object)
    def refresh(self, changes: Changes) -> None:
        """Read again what the page shows."""
        if changes.touches(Kind.BUNDLES, Kind.OFFICE):
            self.read()

    def read(self) -> None:
        """Ask the core for what the page shows."""
        raise NotImplementedError

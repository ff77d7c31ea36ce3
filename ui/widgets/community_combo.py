"""A list to choose one community from, or all of them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.office import Community
from dsurvey_desktop.domain.texts import _
from ui.widgets.combo import Combo


class CommunityCombo(Combo):
    """Its first line means all communities."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(_("Community"))
        self.addItem(_("All communities"), "")

    @property
    def code(self) -> str:
        """The code of the one that is chosen, empty for all."""
        return str(self.currentData())

    def show_communities(self, communities: tuple[Community, ...]) -> None:
        """Offer these; the one that is chosen stays where it can."""
        chosen = self.code
        while self.count() > 1:
            self.removeItem(1)
        for community in communities:
            self.addItem(community.name, str(community.code))
        self.choose(chosen)

    def choose(self, code: str) -> None:
        """Set it without telling anybody; all where the code is not there."""
        self.setCurrentIndex(max(self.findData(code), 0))

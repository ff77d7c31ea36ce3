"""Choosing what bundles are signed and sealed with."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.suite import SuiteName
from dsurvey_desktop.domain.texts import N_, _
from ui.theme import Theme
from ui.widgets.combo import Combo
from ui.widgets.field_row import FieldRow

_SUITES = (
    (SuiteName.STANDARD, N_("Usual")),
    (SuiteName.NATIONAL, N_("National algorithms")),
)


class SuiteField(FieldRow):
    """A list of the suites, with why it can't be changed where that is so."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.choice = Combo()
        for suite, words in _SUITES:
            self.choice.addItem(f"{_(words)}  {suite.label}", suite)
        super().__init__(theme, _("Signature and seal"), self.choice, _hint(), parent)

    @property
    def suite(self) -> SuiteName:
        """The one chosen."""
        return SuiteName(self.choice.currentData())

    def show_suite(self, suite: SuiteName) -> None:
        """Choose it in the list."""
        self.choice.setCurrentIndex(self.choice.findData(suite))

    def fix(self, because: str) -> None:
        """Say why it stays; empty lets it be changed."""
        self.choice.setEnabled(not because)
        self.set_hint(because or _hint())


def _hint() -> str:
    return _(
        "The same as the district's, and until the first bundle. National: only where it is "
        "ordered."
    )

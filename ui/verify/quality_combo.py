"""The filters that exclude each other as one list, where there is no room for chips."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from dsurvey_desktop.domain.texts import _
from ui.verify.editors.combo_editor import QuietCombo


class QualityCombo(QuietCombo):
    """One line a quality, with its count.

    Signals:
        chosen: a quality (str).
    """

    chosen = Signal(str)

    def __init__(self, words: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setMinimumContentsLength(9)
        self.setAccessibleName(_("What is wrong"))
        for quality, word in words.items():
            self.addItem(_(word), quality)
        self.activated.connect(self._tell)

    def show_counts(self, numbers: Mapping[str, int]) -> None:
        """Put the counts behind the words."""
        for place, (quality, word) in enumerate(self._words.items()):
            self.setItemText(place, f"{_(word)} {numbers[quality]:,}")

    def show_quality(self, quality: str) -> None:
        """Show what is chosen without telling anybody."""
        self.setCurrentIndex(max(self.findData(quality), 0))

    @Slot()
    def _tell(self) -> None:
        self.chosen.emit(self.currentData())

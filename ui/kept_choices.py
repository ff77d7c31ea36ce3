"""How a page was narrowed down when it was left, found again at the next start."""

from __future__ import annotations

import hashlib

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QComboBox, QScrollArea

from ui.context import AppContext

_SCROLLED = "scrolled"


class KeptChoices:
    """What one page keeps for one office: codes only, never what a person typed."""

    def __init__(self, context: AppContext, page: str) -> None:
        folder = str(getattr(context.desk, "folder", ""))
        mark = hashlib.sha256(folder.encode()).hexdigest()[:8]
        self._settings = context.settings
        self._group = f"{page}_{mark}"

    def get(self, name: str) -> str:
        """What was kept under a name, empty where nothing was."""
        return self._settings.choice(self._group, name)

    def keep(self, name: str, value: str) -> None:
        """Keep it for the next start."""
        self._settings.keep_choice(self._group, name, value)


class KeptCombo(QObject):
    """Chooses in a list what a person chose last, as soon as it is offered there."""

    def __init__(self, combo: QComboBox, choices: KeptChoices, name: str) -> None:
        super().__init__(combo)
        self._combo, self._choices, self._name = combo, choices, name
        self._awaited = choices.get(name)
        combo.activated.connect(self._keep)
        self.restore()

    def restore(self) -> bool:
        """To be called when options came; True where another one is chosen now."""
        index = self._combo.findData(self._awaited) if self._awaited else -1
        if index < 0:
            return False
        self._awaited = ""
        before = self._combo.currentIndex()
        self._combo.setCurrentIndex(index)
        return index != before

    def want(self, value: str) -> None:
        """Something else is asked for: choose it now, or once it is offered."""
        self._awaited = value
        if not self.restore():
            self._combo.setCurrentIndex(max(0, self._combo.findData(value)))

    @Slot()
    def _keep(self) -> None:
        self._awaited = ""
        self._choices.keep(self._name, str(self._combo.currentData() or ""))


class KeptScroll(QObject):
    """How far a long page was scrolled, found again once it is as long as it was."""

    def __init__(self, area: QScrollArea, choices: KeptChoices) -> None:
        super().__init__(area)
        self._bar, self._choices = area.verticalScrollBar(), choices
        kept = choices.get(_SCROLLED)
        self._awaited_px = int(kept) if kept.isdecimal() else 0
        self._bar.rangeChanged.connect(self._restore)
        self._bar.valueChanged.connect(self._keep)

    @Slot(int, int)
    def _restore(self, _least: int, most: int) -> None:
        if 0 < self._awaited_px <= most:
            self._bar.setValue(self._awaited_px)

    @Slot(int)
    def _keep(self, value_px: int) -> None:
        self._awaited_px = 0
        self._choices.keep(_SCROLLED, str(value_px))

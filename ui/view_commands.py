"""Text size, look and language, by key and from the settings page."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from dsurvey_desktop.domain.texts import LANGUAGES
from ui.language import Language
from ui.settings import LOOKS, TEXT_PERCENTS, Settings
from ui.theme import Theme


class ViewCommands(QObject):
    """Each command changes the settings and asks for the window to be built again.

    Signals:
        changed: texts, sizes or colours are others now.
    """

    changed = Signal()

    def __init__(
        self, settings: Settings, theme: Theme, language: Language, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._theme = theme
        self._language = language

    @Slot()
    def larger_text(self) -> None:
        """One step larger, up to 200 percent."""
        self._step_text(1)

    @Slot()
    def smaller_text(self) -> None:
        """One step smaller, down to 100 percent."""
        self._step_text(-1)

    @Slot()
    def next_look(self) -> None:
        """System, light, dark, high contrast, and round again."""
        number = LOOKS.index(self._settings.look) + 1
        self._settings.look = LOOKS[number % len(LOOKS)]
        self.apply()

    @Slot()
    def other_language(self) -> None:
        """Chinese or English."""
        number = LANGUAGES.index(self._settings.language) + 1
        self._settings.language = LANGUAGES[number % len(LANGUAGES)]
        self.apply()

    @Slot()
    def apply(self) -> None:
        """Read texts, sizes and colours from the settings."""
        self._language.use(self._settings.language)
        self._theme.apply()
        self.changed.emit()

    def _step_text(self, step: int) -> None:
        number = TEXT_PERCENTS.index(self._settings.text_percent) + step
        self._settings.text_percent = TEXT_PERCENTS[max(0, min(number, len(TEXT_PERCENTS) - 1))]
        self.apply()

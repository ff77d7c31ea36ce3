"""The language of the program's texts and of Qt's own."""

from __future__ import annotations

import logging
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from dsurvey_desktop.domain.texts import current_language, use_language

LOG = logging.getLogger(__name__)


def native_name(language: str) -> str:
    """The language's name in itself, so that everyone finds their own."""
    return "English" if language == "en" else QLocale(language).nativeLanguageName()


class Language:
    """Reads all texts in one language at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._translator = QTranslator()

    def use(self, language: str) -> None:
        """Switch; windows that stand must be built again to show it."""
        try:
            use_language(language, self._folder)
        except FileNotFoundError:
            LOG.warning("the catalogue is not compiled, texts stay English")
            use_language("en", self._folder)
        self._use_qt(current_language())

    def _use_qt(self, language: str) -> None:
        QLocale.setDefault(QLocale(language))
        QCoreApplication.removeTranslator(self._translator)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if language != "en" and self._translator.load(f"qtbase_{language}", folder):
            QCoreApplication.installTranslator(self._translator)

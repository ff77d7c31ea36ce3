"""What the window remembers in the user's own configuration; never personal data."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from dsurvey_desktop.domain.texts import DEFAULT_LANGUAGE, LANGUAGES
from ui.places import data_folder, portable_folder

LOCK_MINUTES = (10, 5, 20, 30, 0)
"""Until the window locks by itself; the first is the default, 0 is never."""
LOOKS = ("system", "light", "dark", "contrast")
TEXT_PERCENTS = (100, 125, 150, 175, 200)


class Settings:
    """Typed access to one ini file; a value that makes no sense reads as its default.

    With `base`, a folder on the same drive is kept by the way that leads there from `base`: a
    stick has another letter on the next computer.
    """

    def __init__(self, store: QSettings, base: Path | None = None) -> None:
        self._store = store
        self._base = base

    @property
    def language(self) -> str:
        """`zh_CN` or `en`."""
        return self._one_of("language", LANGUAGES, DEFAULT_LANGUAGE)

    @language.setter
    def language(self, value: str) -> None:
        self._store.setValue("language", value)

    @property
    def look(self) -> str:
        """One of `LOOKS`."""
        return self._one_of("look", LOOKS, "system")

    @look.setter
    def look(self, value: str) -> None:
        self._store.setValue("look", value)

    @property
    def text_percent(self) -> int:
        """Text size from 100 to 200."""
        percents = tuple(str(percent) for percent in TEXT_PERCENTS)
        return int(self._one_of("text_percent", percents, "100"))

    @text_percent.setter
    def text_percent(self, value: int) -> None:
        self._store.setValue("text_percent", str(value))

    @property
    def lock_minutes(self) -> int:
        """One of `LOCK_MINUTES`."""
        minutes = tuple(str(one) for one in LOCK_MINUTES)
        return int(self._one_of("lock_minutes", minutes, minutes[0]))

    @lock_minutes.setter
    def lock_minutes(self, value: int) -> None:
        self._store.setValue("lock_minutes", str(value))

    @property
    def has_reminders(self) -> bool:
        """Whether the tray reminds of deadlines and overdue returns."""
        return self._one_of("reminders", ("on", "off"), "on") == "on"

    @has_reminders.setter
    def has_reminders(self, value: bool) -> None:
        self._store.setValue("reminders", "on" if value else "off")

    @property
    def recent_office(self) -> Path | None:
        """The folder that was open last, if it is still there."""
        kept = self._text("recent_office")
        folder = Path(os.path.normpath((self._base or Path()) / kept))
        return folder if kept and folder.is_dir() else None

    @recent_office.setter
    def recent_office(self, folder: Path) -> None:
        self._store.setValue("recent_office", self._kept(folder))

    def _kept(self, folder: Path) -> str:
        if self._base is None or folder.drive != self._base.drive:
            return str(folder)
        return os.path.relpath(folder, self._base)

    @property
    def page(self) -> str:
        """The page that was shown last."""
        return self._text("page") or "start"

    @page.setter
    def page(self, value: str) -> None:
        self._store.setValue("page", value)

    @property
    def geometry(self) -> QByteArray:
        """Size and place of the window; empty at the first start."""
        value = self._store.value("geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._store.setValue("geometry", value)

    def choice(self, page: str, name: str, default: str = "") -> str:
        """A filter or order a page keeps: codes only, never what a person typed."""
        return self._text(f"{page}/{name}") or default

    def keep_choice(self, page: str, name: str, value: str) -> None:
        """Remember a filter or order under its page."""
        self._store.setValue(f"{page}/{name}", value)

    def _text(self, key: str) -> str:
        value = self._store.value(key)
        return value if isinstance(value, str) else ""

    def _one_of(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        value = self._text(key)
        return value if value in allowed else default


def user_settings() -> Settings:
    """The settings in the user's configuration folder, or beside a program carried along."""
    carried = portable_folder()
    if carried is not None:
        return settings_in(data_folder() / "settings.ini", carried)
    return Settings(
        QSettings(
            QSettings.Format.IniFormat, QSettings.Scope.UserScope, "dsurvey", "dsurvey-desktop"
        )
    )


def settings_in(file: Path, base: Path | None = None) -> Settings:
    """Settings in a file of its own (tests, self check, portable folder)."""
    return Settings(QSettings(str(file), QSettings.Format.IniFormat), base)

"""The screens before an office is open: which comes after which."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from dsurvey_desktop.domain.texts import _
from ui.lazy import Later
from ui.office_jobs import is_server_office
from ui.places import documents_folder
from ui.theme import Theme
from ui.worker import Worker

if TYPE_CHECKING:
    from ui.welcome.choose import ChooseScreen
    from ui.welcome.join import JoinScreen
    from ui.welcome.package import PackageScreen
    from ui.welcome.practice import PracticeScreen
    from ui.welcome.restore import RestoreScreen
    from ui.welcome.server_backups import ServerBackupsScreen
    from ui.welcome.server_screen import ServerScreen
    from ui.welcome.set_up import SetUpScreen
    from ui.welcome.sign_in import SignInScreen

# Only the first screen is imported before the window stands.
_CHOOSE = Later("ui.welcome.choose", "ChooseScreen")
_SET_UP = Later("ui.welcome.set_up", "SetUpScreen")
_PACKAGE = Later("ui.welcome.package", "PackageScreen")
_JOIN = Later("ui.welcome.join", "JoinScreen")
_SIGN_IN = Later("ui.welcome.sign_in", "SignInScreen")
_PRACTICE = Later("ui.welcome.practice", "PracticeScreen")
_RESTORE = Later("ui.welcome.restore", "RestoreScreen")
_SERVER = Later("ui.welcome.server_screen", "ServerScreen")
_SERVER_BACKUPS = Later("ui.welcome.server_backups", "ServerBackupsScreen")


class Entrance(QObject):
    """Builds one screen after the other; the last one can be built again.

    Attributes:
        folder: the office that is asked for, once one is.

    Signals:
        shown: a `Screen` to stand in the window.
        opened, practice_opened: an `OpenOffice`; the second is not remembered.
        choice_wanted: the person wants to pick an office's folder.
        practice_wanted: the person wants the practice office.
        restore_wanted, server_wanted: of the office that is asked for.
    """

    shown = Signal(object)
    opened = Signal(object)
    practice_opened = Signal(object)
    choice_wanted = Signal()
    practice_wanted = Signal()
    restore_wanted = Signal()
    server_wanted = Signal()

    def __init__(
        self, theme: Theme, worker: Worker, practice_folder: Path, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._worker = theme, worker
        self._practice_folder = practice_folder
        self.folder: Path | None = None
        self._last: Callable[[], None] = self.show_choice

    def show_again(self) -> None:
        """Build what is shown anew, in the language, size and look of now."""
        self._last()

    @Slot()
    def show_choice(self) -> None:
        """The ways in."""
        self._last = self.show_choice
        screen: ChooseScreen = _CHOOSE(self._theme)
        screen.set_up_wanted.connect(self.show_set_up)
        screen.package_wanted.connect(self.show_package)
        screen.join_wanted.connect(self.show_join)
        screen.open_wanted.connect(self.choice_wanted)
        screen.practice_wanted.connect(self.practice_wanted)
        self.shown.emit(screen)

    @Slot()
    def show_set_up(self) -> None:
        """The guided set-up."""
        self._last = self.show_set_up
        self._show_new(_SET_UP(self._theme, self._worker, _new_folder()))

    @Slot()
    def show_package(self) -> None:
        """Setting up from the district's task package."""
        self._last = self.show_package
        self._show_new(_PACKAGE(self._theme, self._worker, _new_folder()))

    @Slot()
    def show_join(self) -> None:
        """Another seat of an office that is set up."""
        self._last = self.show_join
        self._show_new(_JOIN(self._theme, self._worker, _new_folder()))

    def show_sign_in(self, folder: Path) -> None:
        """Ask for the password of the office in `folder`."""
        self._last = partial(self.show_sign_in, folder)
        self.folder = folder
        screen: SignInScreen = _SIGN_IN(self._theme, self._worker, folder)
        screen.opened.connect(self.opened)
        screen.left.connect(self.show_choice)
        screen.restore_wanted.connect(self.restore_wanted)
        screen.server_wanted.connect(self.server_wanted)
        self.shown.emit(screen)

    def show_restore(self, folder: Path) -> None:
        """The backups of an office; those of a server are its operator's."""
        self._last = partial(self.show_restore, folder)
        self.folder = folder
        if is_server_office(folder):
            self._show_server_backups(folder)
            return
        self._show_of_asked(_RESTORE(self._theme, self._worker, folder))

    def show_backups(self, folder: Path) -> None:
        """Backups in a folder that somebody chose; no office is asked for."""
        self._last = partial(self.show_backups, folder)
        self.folder = None
        self._show_of_asked(_RESTORE(self._theme, self._worker, folder))

    def show_server(self, folder: Path) -> None:
        """What this seat knows of its server."""
        self._last = partial(self.show_server, folder)
        self.folder = folder
        self._show_of_asked(_SERVER(self._theme, self._worker, folder))

    def show_practice(self) -> None:
        """Make the practice office where there is none yet."""
        screen: PracticeScreen = _PRACTICE(self._theme, self._worker, self._practice_folder)
        screen.opened.connect(self.practice_opened)
        screen.left.connect(self.show_choice)
        self.shown.emit(screen)

    @Slot()
    def go_back_to_sign_in(self) -> None:
        """Back to the password, or to the ways in."""
        if self.folder is None:
            self.show_choice()
        else:
            self.show_sign_in(self.folder)

    def _show_server_backups(self, folder: Path) -> None:
        screen: ServerBackupsScreen = _SERVER_BACKUPS(self._theme, self._worker, folder)
        screen.left.connect(self.go_back_to_sign_in)
        screen.server_wanted.connect(self.server_wanted)
        self.shown.emit(screen)

    def _show_new(self, screen: SetUpScreen | PackageScreen | JoinScreen) -> None:
        screen.opened.connect(self.opened)
        screen.left.connect(self.show_choice)
        self.shown.emit(screen)

    def _show_of_asked(self, screen: RestoreScreen | ServerScreen) -> None:
        screen.opened.connect(self.opened)
        screen.left.connect(self.go_back_to_sign_in)
        self.shown.emit(screen)


def _new_folder() -> Path:
    return documents_folder() / _("Survey office")

"""The one place that builds the windows."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.texts import _
from ui.arguments import Arguments
from ui.changes import Destination
from ui.entrance import Entrance
from ui.exception_hook import BugReporter, log_to_file
from ui.fonts import add_rare_font, font_families
from ui.icons import program_icon
from ui.language import Language
from ui.lazy import Later, import_ahead, use_case
from ui.locking import Locking
from ui.office_jobs import ChosenFolder, OpenOffice, chosen_folder, leave
from ui.overlays import Overlays
from ui.places import FONTS, LOCALE, data_folder, documents_folder
from ui.settings import Settings, user_settings
from ui.theme import Theme
from ui.view_commands import ViewCommands
from ui.window import Window
from ui.window_menu import Commands, WindowMenu
from ui.worker import Worker

if TYPE_CHECKING:
    from ui.frame import Frame
    from ui.reminder import Reminder
    from ui.welcome.screen import Screen

LOG_CHECK_MS = 3_000
"""After opening an office: the start page comes first."""
FIRST_BACKUP_MS, NEXT_BACKUP_MS = 20_000, 3_600_000
"""After opening an office, once its pages are there; then whether a new day has come."""

_FRAME = Later("ui.frame", "frame_of")
_REMINDER = Later("ui.reminder", "Reminder")

_CHECKS = ("check_alone", "check_place", "check_clock")
"""Made some seconds after an office is opened, in this order; then the log."""


class Application(QObject):
    """Goes from screen to screen and keeps what outlives them: worker, theme, open office."""

    def __init__(self, settings: Settings, data: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.settings = settings
        language = Language(LOCALE)
        language.use(settings.language)
        self.theme = Theme(settings, font_families(FONTS), self)
        self.theme.apply()
        self.theme.follow_system()
        self.worker = Worker(self)
        self.bugs = BugReporter(self)
        self.view = ViewCommands(settings, self.theme, language, self)
        self.window = Window(self.theme, settings)
        self.locking = Locking(self.window, self.theme, self.worker, settings, self)
        self.overlays = Overlays(self)
        self.frame: Frame | None = None
        self.opened: OpenOffice | None = None
        self.entrance = Entrance(self.theme, self.worker, data / "practice", self)
        self.menu: WindowMenu | None = None
        self._is_held = False
        self._backup_timer = QTimer(self)
        self._backup_timer.setSingleShot(True)
        self._backup_timer.timeout.connect(self.back_up)
        self._log_timer = QTimer(self)
        self._log_timer.setSingleShot(True)
        self._log_timer.timeout.connect(self.check_log)
        self._connect()

    def start(self, arguments: Arguments) -> None:
        """Show the first screen; fetch the slow things once it stands."""
        folder = arguments.folder or self.settings.recent_office
        if arguments.is_practice:
            self.practise()
        elif folder is not None:
            self.entrance.show_sign_in(folder)
        else:
            self.entrance.show_choice()
        self.window.show()
        self.locking.watch()
        QTimer.singleShot(0, self._fetch_slow_things)

    @Slot()
    def restore(self) -> None:
        """Put a backup back in the place of the office that is open or asked for."""
        folder = self._office_folder()
        if folder is not None:
            self.close_desk()
            self.entrance.show_restore(folder)

    @Slot()
    def change_server(self) -> None:
        """Tell this seat of the office that is open or asked for about its server."""
        folder = self._office_folder()
        if folder is not None:
            self.close_desk()
            self.entrance.show_server(folder)

    def _office_folder(self) -> Path | None:
        return self.entrance.folder if self.opened is None else self.opened.desk.folder

    @Slot()
    def practise(self) -> None:
        """Make the practice office where there is none yet, and open it."""
        self.close_desk()
        self.entrance.show_practice()

    @Slot()
    def choose_folder(self) -> None:
        """Pick an office's folder with the system's dialog."""
        folder = QFileDialog.getExistingDirectory(
            self.window, _("Open an office folder"), str(documents_folder())
        )
        if folder:
            self.worker.run(chosen_folder, Path(folder), owner=self, on_done=self._see_chosen)

    @Slot(object)
    def _see_chosen(self, chosen: ChosenFolder) -> None:
        """Somebody who opens a backup wants it put back."""
        self.close_desk()
        if chosen.holds_backups_only:
            self.entrance.show_backups(chosen.folder)
        else:
            self.entrance.show_sign_in(chosen.folder)

    @Slot(object)
    def show_office(self, opened: OpenOffice) -> None:
        """Stand at the desk of an office; its folder is remembered."""
        self.settings.recent_office = opened.desk.folder
        self.show_practice(opened)
        self._backup_timer.start(FIRST_BACKUP_MS)
        self._log_timer.start(LOG_CHECK_MS)

    @Slot(object)
    def show_practice(self, opened: OpenOffice) -> None:
        """Stand at a desk that is not remembered."""
        self.opened = opened
        self._show_frame(opened)
        if opened.news and self.frame is not None:
            self.frame.show_done(opened.news)
        self.locking.follow(opened)

    @Slot()
    def close_office(self) -> None:
        """Leave the office and ask for a password again."""
        if self.opened is not None:
            folder = self.opened.desk.folder
            self.close_desk()
            self.entrance.show_sign_in(folder)

    def close_desk(self) -> None:
        """Close the office that is open, in the worker's thread."""
        if self.opened is not None:
            self.worker.run(leave, self.opened.desk, owner=self)
            self.opened = None
            self.frame = None
            self._backup_timer.stop()
            self._log_timer.stop()
            self.locking.follow(None)

    @Slot()
    def rebuild(self) -> None:
        """Build what is shown again, in the language, size and look of now.

        A screen that is held stays as it is; the next one is built so.
        """
        if self.opened is None:
            if not self._is_held:
                self.entrance.show_again()
            return
        self._show_frame(self.opened)
        self.locking.apply()
        if self.locking.is_locked:
            self.locking.lock_again()

    @Slot()
    def end(self) -> None:
        """End all work; the worker closes the office last."""
        last = None if self.opened is None else partial(leave, self.opened.desk)
        self.opened = None
        self.worker.stop(last)

    @Slot()
    def back_up(self) -> None:
        """Make the day's backup where there is none yet; look again in an hour."""
        if self.opened is not None and self.frame is not None:
            self._backup_timer.start(NEXT_BACKUP_MS)
            self.worker.run(
                use_case("back_up", "back_up_daily"),
                self.opened.desk,
                owner=self.frame,
                on_failed=self.frame.show_failure,
            )

    @Slot()
    def check_log(self) -> None:
        """Check clock and place, and the log since it was whole last; what is wrong is said.

        The page holds one message: the gravest comes last.
        """
        if self.opened is None or self.frame is None:
            return
        checks = [(use_case(name), self.frame.show_warning) for name in _CHECKS]
        checks.append((use_case("check_log", "check_new_lines"), self.frame.show_failure))
        for check, said in checks:
            self.worker.run(check, self.opened.desk, owner=self.frame, on_failed=said)

    @Slot(object)
    def take_files(self, paths: tuple[str, ...]) -> None:
        """Files dropped anywhere on the window go to the intake page."""
        if self.frame is not None and not self.locking.is_locked:
            self.frame.take_files(tuple(Path(path) for path in paths))

    def _show_frame(self, opened: OpenOffice) -> None:
        frame: Frame = _FRAME(opened, self.worker, self.theme, self.settings)
        frame.look_changed.connect(self.view.apply)
        frame.server_wanted.connect(self.change_server)
        self._remind(frame)
        self.frame = frame
        self._show(frame, frame)
        frame.show_last_page()

    def _remind(self, frame: Frame) -> None:
        """Deadlines of a practice office are nobody's."""
        if self.opened is None or self.opened.office.campaign.practice_date is not None:
            return
        reminder: Reminder = _REMINDER(self.theme, self.settings, frame)
        frame.progress_seen.connect(reminder.see_progress)
        reminder.due.connect(frame.refresh_progress)
        reminder.said.connect(frame.show_reminder)
        reminder.chosen.connect(self.come_forward)

    @Slot()
    def come_forward(self) -> None:
        """Bring the window to the front, on the start page unless it is locked."""
        self.window.showNormal() if self.window.isMinimized() else self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        if self.frame is not None and not self.locking.is_locked:
            self.frame.go_to(Destination("start"))

    @Slot()
    def _follow_lock(self) -> None:
        """A locked window has the menu of one without an office."""
        self._build_menu(None if self.locking.is_locked else self.frame)
        page = None if self.frame is None else self.frame.current_page
        if page is not None and not self.locking.is_locked:
            page.take_focus()

    def _build_menu(self, frame: Frame | None) -> None:
        if self.menu is not None:
            self.menu.drop()
        self.menu = WindowMenu(self.window, self._commands(frame), frame)
        if frame is not None and frame.current_page is not None:
            self.menu.show_page(frame.current_page)

    @Slot(object)
    def _show_screen(self, screen: Screen) -> None:
        self._show(screen)
        screen.held_changed.connect(self._hold_menu)
        self._hold_menu(screen.is_held)

    @Slot(object)
    def _hold_menu(self, is_held: bool) -> None:
        """What goes on in a screen before an office is not left by a menu."""
        self._is_held = is_held
        if self.menu is not None:
            self.menu.hold(is_held)

    def _show(self, screen: QWidget, frame: Frame | None = None) -> None:
        self.window.show_screen(screen)
        self._build_menu(frame)
        office = "" if frame is None or self.opened is None else self.opened.office.office.name
        self.window.name_it(office)

    def _commands(self, frame: Frame | None) -> Commands:
        commands: dict[str, Callable[..., object]] = {
            "open_office": self.choose_folder,
            "practise": self.practise,
            "quit": self.window.close,
            "larger_text": self.view.larger_text,
            "smaller_text": self.view.smaller_text,
            "next_look": self.view.next_look,
            "other_language": self.view.other_language,
            "show_help": self.overlays.show_help,
            "show_page_help": self.overlays.show_page_help,
            "show_keys": self.overlays.show_keys,
        }
        if frame is None:
            return commands
        return {
            **commands,
            "close_office": self.close_office,
            **self._commands_of_place(),
            "lock": self.locking.lock,
            "find_person": self.overlays.find_person,
        }

    def _commands_of_place(self) -> dict[str, Callable[..., object]]:
        """Backups are the local file's, a server that of several seats."""
        if self.opened is None or not self.opened.desk.database.is_on_server:
            return {"restore": self.restore}
        is_mine = Role.ADMINISTRATOR in self.opened.desk.user.roles
        return {"server": self.change_server} if is_mine else {}

    def _connect(self) -> None:
        self.bugs.install()
        self.bugs.found.connect(self.window.show_bug)
        self.entrance.shown.connect(self._show_screen)
        self.entrance.opened.connect(self.show_office)
        self.entrance.practice_opened.connect(self.show_practice)
        self.entrance.choice_wanted.connect(self.choose_folder)
        self.entrance.practice_wanted.connect(self.practise)
        self.entrance.restore_wanted.connect(self.restore)
        self.entrance.server_wanted.connect(self.change_server)
        self.view.changed.connect(self.rebuild)
        self.theme.system_changed.connect(self.rebuild)
        self.window.closing.connect(self.end)
        self.locking.changed.connect(self._follow_lock)
        self.locking.left.connect(self.close_office)
        self.window.files_dropped.connect(self.take_files)

    @Slot()
    def _fetch_slow_things(self) -> None:
        add_rare_font(FONTS)
        self.worker.run(import_ahead, owner=self)


def run(arguments: Arguments) -> int:
    """Show the window and stay until it is closed; returns the exit code."""
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("dsurvey-desktop")
    qt.setStyle("Fusion")
    qt.setWindowIcon(program_icon())
    data = data_folder()
    log_to_file(data)
    application = Application(user_settings(), data)
    application.start(arguments)
    code = qt.exec()
    application.end()
    return code

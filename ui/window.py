"""The one window: a menu bar, a place for messages of its own, and the screen that is shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget
from shiboken6 import isValid

from dsurvey_desktop.domain.texts import _
from ui.exception_hook import BugReport
from ui.settings import Settings
from ui.theme import Theme
from ui.widgets.message_bar import MessageBar
from ui.widgets.parts import column

START_STEPS = (300, 180)
"""Size at the first start, in steps of 4 px."""
LEAST_STEPS = (160, 110)
SMALLEST_SCREEN_PX = (1366, 690)
"""The screen most offices have, without title bar and task bar: no text size asks for more."""


class Window(QMainWindow):
    """Holds one screen at a time.

    Signals:
        closing: the person closes the window; work is ended before it goes.
        files_dropped: a tuple of paths (str) dropped anywhere on the window.
    """

    closing = Signal()
    files_dropped = Signal(object)

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._report: BugReport | None = None
        self._under_overlay: QWidget | None = None
        self.setObjectName("window")
        self.setAcceptDrops(True)
        self.bug_bar = MessageBar(theme)
        self.bug_bar.acted.connect(self.copy_details)
        self.screens = QStackedWidget()
        middle = QWidget()
        lines = column(theme, middle, gap=0)
        lines.addWidget(self.bug_bar)
        lines.addWidget(self.screens, 1)
        self.setCentralWidget(middle)
        self._restore(theme)

    def show_screen(self, screen: QWidget) -> None:
        """Put a screen in front and let go of the one before."""
        before = self.screens.findChildren(
            QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly
        )
        self.screens.addWidget(screen)
        self.screens.setCurrentWidget(screen)
        for widget in before:
            self.screens.removeWidget(widget)
            widget.deleteLater()
        (screen.focusWidget() or screen).setFocus()

    @property
    def has_overlay(self) -> bool:
        """True while something stands over the screen."""
        return self.screens.count() > 1

    def show_overlay(self, overlay: QWidget) -> None:
        """Put something over the screen, which stays as it is."""
        self._under_overlay = QApplication.focusWidget()
        self.screens.addWidget(overlay)
        self.screens.setCurrentWidget(overlay)
        overlay.setFocus()

    @Slot()
    def close_overlay(self) -> None:
        """Back to the screen, and to where the person was on it."""
        overlay = self.screens.currentWidget()
        if self.has_overlay and overlay is not None:
            self.screens.removeWidget(overlay)
            overlay.deleteLater()
            if self._under_overlay is not None and isValid(self._under_overlay):
                self._under_overlay.setFocus(Qt.FocusReason.OtherFocusReason)
            self._under_overlay = None

    def name_it(self, office: str) -> None:
        """Name the window after the program and the office that is open."""
        program = _("The survey at your desk")
        self.setWindowTitle(f"{office} – {program}" if office else program)

    @Slot(object)
    def show_bug(self, report: BugReport) -> None:
        """Say calmly that something went wrong."""
        self._report = report
        self.bug_bar.show_message(
            "error",
            _("Something went wrong in the program. What was saved is unharmed."),
            _("You can go on working. The details name no person."),
            _("&Copy details"),
        )

    @Slot()
    def copy_details(self) -> None:
        """Put the report of the bug on the clipboard."""
        QGuiApplication.clipboard().setText(str(self._report))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember size and place, then end all work."""
        self._settings.geometry = self.saveGeometry()
        self.closing.emit()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the files over."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.files_dropped.emit(tuple(paths))
            event.acceptProposedAction()

    def _restore(self, theme: Theme) -> None:
        if not self.restoreGeometry(self._settings.geometry):
            screen = QGuiApplication.primaryScreen().availableGeometry()
            width, height = (theme.space(steps) for steps in START_STEPS)
            self.resize(min(width, screen.width()), min(height, screen.height()))
        self._limit(theme)

    def _limit(self, theme: Theme) -> None:
        least = zip(LEAST_STEPS, SMALLEST_SCREEN_PX, strict=True)
        self.setMinimumSize(*(min(theme.space(steps), pixels) for steps, pixels in least))

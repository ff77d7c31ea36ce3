"""`--self-check`: does this installation do the whole job? Works frozen, without a screen.

In a temporary folder the sample town is taken in, printed and handed over, and every page is shown.
Each step says one line; the exit status is 0 when all went well and 1 at the first that did not.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.server_address import Server, server_address
from dsurvey_desktop.domain.texts import use_language
from ui.changes import Destination
from ui.context import AppContext
from ui.exception_hook import describe
from ui.fonts import font_families
from ui.frame import Frame
from ui.lazy import use_case
from ui.office_jobs import OpenOffice, enter, leave
from ui.places import FONTS, LOCALE
from ui.practice_office import PASSWORD
from ui.settings import settings_in
from ui.theme import Theme
from ui.worker import Worker

LIMIT_MS = 120_000
"""Longest wait for a page to have read what it shows."""


class CheckFailed(Exception):
    """A step did not do what it should; says what."""


def run_self_check() -> int:
    """Run all steps and print a line for each; returns the exit status."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        try:
            for line in _steps(Path(folder)):
                _say(f"ok      {line}")
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told and fails
            _say(f"FAILED  {describe(type(error), error.__traceback__)}\n{error}")
            return 1
    return 0


def _steps(folder: Path) -> Iterator[str]:
    use_language("zh_CN", LOCALE)
    yield "texts: the Chinese catalogue is read"
    account: dict[str, Any] = use_case("run_demo")(folder)
    yield _intake_line(account)
    yield _document_line([Path(file) for file in account["documents"]])
    yield _bundle_line(account)
    yield f"log: {account['log_lines']} chained lines"
    yield _server_line()
    yield from _show_pages(folder, Path(account["office"]))


def _server_line() -> str:
    """The driver for offices of several seats is there: a closed port is told as that."""
    try:
        use_case("try_server")(Server(server_address("127.0.0.1", 1, "none", "none"), ""))
    except AppError as error:
        _require(error.code == "server_unreachable", f"the server's driver says {error.code}")
    return "server: the driver is there"


def _intake_line(account: dict[str, Any]) -> str:
    counts = account["intake"]
    ended = sum(counts[name] for name in ("taken", "set_aside", "unchanged", "pending"))
    _require(counts["rows_read"] == ended > 0, "rows were lost at the intake")
    return f"intake: {counts['files']} files, {counts['rows_read']} rows, {counts['taken']} taken"


def _read_elsewhere(desk: Any) -> int:
    """The rows another process reads in a file of the sample town."""
    path = use_case("run_demo", "sample_town")().submissions[0]
    return int(use_case("try_reading")(desk, path))


def _reading_line(rows: int) -> str:
    _require(rows > 0, "another process reads nothing")
    return f"reading: {rows} rows by another process"


def _document_line(files: list[Path]) -> str:
    for file in files:
        _require(file.read_bytes().startswith(b"%PDF-"), f"{file.name} is no PDF")
    return f"documents: {', '.join(file.name for file in files)}"


def _bundle_line(account: dict[str, Any]) -> str:
    bundle = Path(account["bundle"]["file"])
    _require(bundle.stat().st_size > 0, "the bundle is empty")
    _require(account["approved"] > 0, "nothing was approved")
    return f"bundle: {bundle.stat().st_size} bytes, {account['approved']} entries, verified"


def _show_pages(folder: Path, office: Path) -> Iterator[str]:
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setStyle("Fusion")
    settings = settings_in(folder / "settings.ini")
    theme = Theme(settings, font_families(FONTS))
    theme.apply()
    worker = Worker()
    visitor = Visitor(worker)
    try:
        opened: OpenOffice = visitor.wait_for(enter, office, PASSWORD)
        yield _reading_line(visitor.wait_for(_read_elsewhere, opened.desk))
        frame = Frame(AppContext(opened.desk, worker, theme, settings), opened.office)
        frame.resize(theme.space(300), theme.space(180))
        for place in frame.places:
            frame.go_to(Destination(place.id))
            visitor.wait_until_idle()
            _require(not frame.grab().isNull(), f"page {place.id} draws nothing")
            trouble = frame.pages[place.id].messages
            _require(trouble.kind != "error", f"page {place.id} says: {trouble.words}")
            yield f"page {place.id}"
        visitor.wait_for(leave, opened.desk)
    finally:
        worker.stop()


class Visitor(QObject):
    """Waits for the worker with the event loop running."""

    def __init__(self, worker: Worker) -> None:
        super().__init__()
        self._worker = worker
        self._loop = QEventLoop(self)
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.timeout.connect(self._loop.quit)
        self._result: Any = None
        self._error: AppError | None = None
        worker.busy_changed.connect(self._look)

    def wait_for(self, function: Any, *args: Any) -> Any:
        """Run a job and wait for its result; its error is raised here."""
        self._worker.run(
            function, *args, owner=self, on_done=self._take, on_failed=self._take_error
        )
        self.wait_until_idle()
        if self._error is not None:
            raise self._error
        return self._result

    def wait_until_idle(self) -> None:
        """Wait until no job waits or runs; the end of one may begin the next."""
        QApplication.sendPostedEvents()
        self._limit.start(LIMIT_MS)
        while self._worker.is_busy and self._limit.isActive():
            self._loop.exec()
        self._limit.stop()
        _require(not self._worker.is_busy, "a page does not finish reading")

    @Slot(object)
    def _take(self, result: object) -> None:
        self._result = result

    @Slot(object)
    def _take_error(self, error: AppError) -> None:
        self._error = error

    @Slot(object)
    def _look(self, is_busy: object) -> None:
        if not is_busy:
            self._loop.quit()


def _require(is_met: bool, otherwise: str) -> None:
    if not is_met:
        raise CheckFailed(otherwise)


def _say(line: str) -> None:
    if sys.stdout is not None:  # a window program of Windows started by itself has none
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()

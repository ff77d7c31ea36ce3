"""What happens with a bug: a log line without personal data, and one calm message."""

from __future__ import annotations

import logging
import platform
import sys
import traceback
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal

LARGEST_LOG_BYTES = 500_000
LOG = logging.getLogger("dsurvey.bug")


@dataclass(frozen=True, slots=True)
class BugReport:
    """What may be copied and sent: kinds of errors and places in the program, no values."""

    kind: str
    lines: tuple[str, ...]

    def __str__(self) -> str:
        where = f"Python {platform.python_version()}, {platform.system()} {platform.release()}"
        return "\n".join((self.kind, *self.lines, where))


def describe(kind: type[BaseException], trace: TracebackType | None) -> BugReport:
    """The error's class and the functions it passed; its message may name people, so it stays."""
    frames = traceback.extract_tb(trace)
    lines = (f"  {Path(f.filename).name}:{f.lineno} {f.name}" for f in frames)
    return BugReport(f"{kind.__module__}.{kind.__qualname__}", tuple(lines))


class BugReporter(QObject):
    """Stands in for `sys.excepthook`; may be called in any thread.

    Signals:
        found: a `BugReport`; queued to the window's thread.
    """

    found = Signal(object)

    def install(self) -> None:
        """Become the hook of the process."""
        sys.excepthook = self.catch

    def catch(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log the bug and tell the window."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        report = describe(kind, trace)
        LOG.error("unexpected error\n%s", report)
        self.found.emit(report)


def log_to_file(folder: Path) -> None:
    """Keep the program's warnings in a small file of the person's own folder."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "dsurvey.log"
    if file.exists() and file.stat().st_size > LARGEST_LOG_BYTES:
        with suppress(OSError):  # another window is writing to it
            file.replace(folder / "dsurvey.log.old")
    handler = logging.FileHandler(file, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.setLevel(logging.WARNING)
    logging.getLogger().addHandler(handler)

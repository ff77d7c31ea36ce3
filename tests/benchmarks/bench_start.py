"""Time from the start of the process to a usable window, beside a bare window with one label.

Run as `python tests/benchmarks/bench_start.py [rounds]`. Floor: a Python process that shows one
PySide6 window with a label. The program is started on an office that is there, so its first screen
asks for the password; usable means painted, with the focus in that field.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
LIMIT = 2.5
ROUNDS = 9
PAINTED = """
from PySide6.QtCore import QEvent, QObject, QTimer
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched is window:
            QTimer.singleShot(0, tell)
        return False
def tell():
    print("usable", flush=True)
    qt.exit(0)
watch = Watch()
window.installEventFilter(watch)
"""
BARE = f"""
from PySide6.QtWidgets import QApplication, QLabel
qt = QApplication([])
window = QLabel("label")
{PAINTED}
window.resize(1200, 720)
window.show()
qt.exec()
"""
PROGRAM = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(PROJECT)!r})
from ui.arguments import read_arguments
arguments = read_arguments(sys.argv[1:])
from PySide6.QtWidgets import QApplication
from ui.application import Application
from ui.exception_hook import log_to_file
from ui.settings import settings_in
qt = QApplication(sys.argv[:1])
qt.setStyle("Fusion")
folder = Path(sys.argv[1]).parent
log_to_file(folder)
application = Application(settings_in(folder / "settings.ini"), folder)
window = application.window
{PAINTED}
application.start(arguments)
qt.exec()
import os
os._exit(0)
"""


def start_s(code: str, *arguments: str) -> float:
    """Seconds from starting the process to its line `usable`."""
    started = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")},
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        taken = time.perf_counter() - started
        process.wait(60)
    assert line == "usable\n", "the window was not painted"
    return taken


def main() -> int:
    """Measure in turns, so that both see the same machine; status 1 above the limit."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        office = Path(folder) / "office"
        office.mkdir()
        start_s(BARE)
        start_s(PROGRAM, str(office))
        bare, program = [], []
        for _round in range(rounds):
            bare.append(start_s(BARE))
            program.append(start_s(PROGRAM, str(office)))
    ratio = statistics.median(program) / statistics.median(bare)
    print(f"{'':24}{'median s':>10}{'best s':>10}")
    for name, times in (("bare window", bare), ("program", program)):
        print(f"{name:24}{statistics.median(times):>10.3f}{min(times):>10.3f}")
    print(f"ratio {ratio:.2f}, limit {LIMIT}")
    return int(ratio > LIMIT)


if __name__ == "__main__":
    raise SystemExit(main())

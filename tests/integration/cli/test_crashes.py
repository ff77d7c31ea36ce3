"""A crash leaves nothing of what stood in the memory: neither of the command nor of the window."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

resource = pytest.importorskip("resource", reason="Windows tells dumps another way")

START = {
    "command": "from dsurvey_desktop.cli.main import run",
    "window": "from main import main as run",
    "nothing": "def run(): pass",
}
CRASH = """
import os, signal, subprocess, sys
from contextlib import suppress
{start}
sys.argv = ["program", "--help"]
sys.stdout = open(os.devnull, "w")
with suppress(SystemExit):
    run()
crash = "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)"
subprocess.run([sys.executable, "-c", crash], check=False)
os.kill(os.getpid(), signal.SIGSEGV)
"""


def has_dumped(what: str, folder: Path, project: Path) -> bool:
    """Whether the system kept the memory of a process that crashed, or of one it had started."""
    folder.mkdir()
    words = [sys.executable, "-c", CRASH.format(start=START[what])]
    pid = os.fork()
    if pid == 0:
        try:
            resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY,) * 2)
            os.chdir(folder)
            os.execve(sys.executable, words, os.environ | {"PYTHONPATH": str(project)})
        finally:
            os._exit(1)
    _pid, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status)
    return os.WCOREDUMP(status) or any(folder.iterdir())


def test_a_crash_leaves_no_copy_of_the_memory(tmp_path: Path, project: Path) -> None:
    if not has_dumped("nothing", tmp_path / "nothing", project):
        pytest.skip("this system keeps no memory of crashed programs")
    assert not has_dumped("command", tmp_path / "command", project)
    assert not has_dumped("window", tmp_path / "window", project)

"""One session for a screen reader: screen, accessibility bus, the program, and its reader.

Runs inside `dbus-run-session`, so that nothing of the machine's own session is touched.
Arguments: the file for what was heard, and an empty folder for the program's files.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[3]
LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
SYSTEM_PYTHON = "/usr/bin/python3"
SCREEN = "1366x768x24"


def main() -> int:
    """The reader's exit code."""
    target, folder = sys.argv[1], Path(sys.argv[2])
    with ExitStack() as stack:
        environment = program_environment(folder, display(stack))
        start(stack, [LAUNCHER, "--launch-immediately", "--a11y=1"], environment)
        program = start(stack, [sys.executable, PROJECT / "main.py", "--practice"], environment)
        reader = Path(__file__).with_name("reader.py")
        command = [SYSTEM_PYTHON, reader, str(program.pid), target]
        return subprocess.run(command, env=environment, check=False).returncode


def display(stack: ExitStack) -> str:
    """A screen of the smallest size that offices have; its name."""
    told, tell = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(tell), "-screen", "0", SCREEN, "-nolisten", "tcp"],
        pass_fds=[tell],
        stderr=subprocess.DEVNULL,
    )
    stack.callback(end, server)
    os.close(tell)
    with os.fdopen(told) as line:
        return f":{line.readline().strip()}"


def program_environment(folder: Path, screen: str) -> dict[str, str]:
    """A person's own folders, all inside `folder`."""
    homes = {name: str(folder) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    return (
        os.environ
        | homes
        | {
            "DISPLAY": screen,
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
    )


def start(
    stack: ExitStack, command: list[object], environment: dict[str, str]
) -> subprocess.Popen[bytes]:
    """A program that ends with the session."""
    words = [str(word) for word in command]
    started = subprocess.Popen(words, env=environment, stderr=subprocess.DEVNULL)
    stack.callback(end, started)
    return started


def end(started: subprocess.Popen[bytes]) -> None:
    """Stop it and wait."""
    started.terminate()
    started.wait()


if __name__ == "__main__":
    sys.exit(main())

"""The desk of a town office for the yearly survey: starts the window."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from multiprocessing import freeze_support
from pathlib import Path

PROJECT = Path(__file__).resolve().parent


def main() -> int:
    """Start what the command line asks for; returns the exit code."""
    if find_spec("PySide6") is None:
        return _in_environment()
    from dsurvey_desktop.domain.crash_dumps import forbid_crash_dumps  # noqa: PLC0415 - as below
    from ui.arguments import read_arguments  # noqa: PLC0415 - needs a Python that may be too old

    forbid_crash_dumps()
    arguments = read_arguments(sys.argv[1:])
    if arguments.is_self_check:
        from ui.self_check import run_self_check  # noqa: PLC0415 - only where it is asked for

        return run_self_check()
    from ui.application import run  # noqa: PLC0415 - wrong arguments are told without Qt

    return run(arguments)


def _in_environment() -> int:
    """Started by a Python without the packages: use the project's own, made where it is missing."""
    script = PROJECT / "packaging" / "bootstrap.py"
    return subprocess.call([sys.executable, script, "run", *sys.argv[1:]])  # noqa: S603


if __name__ == "__main__":
    freeze_support()  # a frozen program starts its reading processes by calling itself
    sys.exit(main())

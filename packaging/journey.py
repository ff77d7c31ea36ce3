"""The commands of `bootstrap.py`, each a few steps from nothing to its end."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import environment
import system_packages
import test_stages
from report import stage

PROJECT = Path(__file__).resolve().parents[1]
DEMO_FOLDER = "demo-output"
DEMO_OFFICE = "town"


def run_python(python: Path, *arguments: str, cwd: Path = PROJECT) -> int:
    """Run the environment's Python on `arguments`; its exit status."""
    return subprocess.call([python, *arguments], cwd=cwd, env=surroundings())


def surroundings() -> dict[str, str]:
    """The process environment of what is started: UTF-8 everywhere, output shown at once."""
    return {**os.environ, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}


def prepare(sets: Sequence[str]) -> Path:
    """System packages, virtual environment, pinned packages, catalogue; the Python to use.

    Args:
        sets: names of requirement sets, `runtime` and perhaps `dev`.

    Raises:
        Refusal: with what to do about it.
    """
    with stage("What the system must have"):
        missing = system_packages.ensure(with_tests="dev" in sets)
    with stage("Python packages"):
        python = environment.ensure(sets)
        environment.check_qt(python, missing)
    with stage("Chinese texts"):
        environment.run_checked([python, "packaging/catalogue.py", "compile"])
    return python


def setup(_rest: list[str]) -> int:
    """Prepare everything, the needs of the tests included."""
    python = prepare(("runtime", "dev"))
    print(f"\nReady. The program's Python is {python}")
    return 0


def demo(rest: list[str]) -> int:
    """The main job on the sample town; then the window on it, where there is a screen."""
    parser = argparse.ArgumentParser(prog="bootstrap.py demo")
    parser.add_argument("--folder", default=DEMO_FOLDER, help="where the result goes")
    parser.add_argument("--no-window", action="store_true", help="open no window at the end")
    options = parser.parse_args(rest)
    folder = Path(options.folder).resolve()
    python = prepare(("runtime",))
    with stage("The main job on the sample town"):
        status = run_python(
            python, "-m", "dsurvey_desktop.cli.main", "demo", "--folder", str(folder)
        )
    if status or options.no_window:
        return status
    return _show_demo(python, folder)


def _show_demo(python: Path, folder: Path) -> int:
    if not has_screen():
        print("\nThere is no screen here. On a desk, the window opens on this town.")
        return 0
    print("\nThe window opens on this town with the password above; close it to end.", flush=True)
    return run_python(python, "main.py", str(folder / DEMO_OFFICE))


def has_screen() -> bool:
    """Whether a window can be shown: always on Windows and macOS, with a display on Linux."""
    return sys.platform != "linux" or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )


def run(rest: list[str]) -> int:
    """Start the program; `rest` reaches it."""
    return run_python(prepare(("runtime",)), "main.py", *rest)


def test(rest: list[str]) -> int:
    """Everything that continuous integration asks; `--quick` leaves the frozen program out."""
    parser = argparse.ArgumentParser(prog="bootstrap.py test", allow_abbrev=False)
    parser.add_argument("--quick", action="store_true", help="do not build the frozen program")
    options, for_pytest = parser.parse_known_args(rest)
    python = prepare(("runtime", "dev"))
    return test_stages.run_all(python, surroundings(), for_pytest, is_quick=options.quick)


def build(rest: list[str]) -> int:
    """Build the frozen program and let it check itself."""
    return run_python(prepare(("runtime", "dev")), "packaging/build.py", *rest)


def benchmark(rest: list[str]) -> int:
    """Run `tests/benchmarks`; `rest` are names of benchmarks."""
    return run_python(prepare(("runtime", "dev")), "tests/benchmarks/run.py", *rest)


def package(rest: list[str]) -> int:
    """The Windows installer and portable folder; `--frozen FOLDER` takes one that was built."""
    python = prepare(("runtime", "dev"))
    if not rest and (status := run_python(python, "packaging/build.py")):
        return status
    return run_python(python, "packaging/windows_packages.py", *rest)


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "demo": demo,
    "run": run,
    "test": test,
    "setup": setup,
    "build": build,
    "package": package,
    "benchmark": benchmark,
}

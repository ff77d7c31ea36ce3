"""The project's own virtual environment with exactly the pinned packages."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pip_run
import system_packages
from report import Refusal, say

PROJECT = Path(__file__).resolve().parents[1]
FOLDER = PROJECT / ".venv"
REQUIREMENTS = PROJECT / "packaging" / "requirements"
MARKER = FOLDER / "installed.json"
PYTHON = FOLDER / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")

PROBE = "import sys, pip; print(*sys.version_info[:2])"
QT_PROBE = "from PySide6.QtWidgets import QApplication; QApplication(['probe', '-platform', '{}'])"
COMMAND = """#!{python}
import sys

sys.path.insert(0, r"{project}")
from dsurvey_desktop.cli.main import run

if __name__ == "__main__":
    sys.exit(run())
"""
COMMAND_WINDOWS = """@echo off\r
setlocal\r
set "PYTHONPATH=%~dp0..\\.."\r
"%~dp0python.exe" -X utf8 -m dsurvey_desktop %*\r
"""
"""Without the folder's name: a batch file is read in the code page of the machine."""


def ensure(sets: Sequence[str]) -> Path:
    """Make the environment hold the requirement sets; returns its Python.

    A second run with the same requirement files only compares a hash. A broken environment (moved,
    half made, its base Python gone) is made anew.
    """
    if FOLDER.exists() and not _is_working():
        say("the environment in .venv is broken; making it anew")
        _remove()
    if not FOLDER.exists():
        _create()
    _write_command()
    done = _installed()
    wanted = {name: _digest(name) for name in sets}
    if all(done.get(name) == digest for name, digest in wanted.items()):
        say("as pinned already")
        return PYTHON
    _install(sets)
    MARKER.write_text(json.dumps({**done, **wanted}), encoding="utf-8")
    return PYTHON


def check_qt(python: Path, missing: Sequence[str]) -> None:
    """Raise a `Refusal` that names what the system lacks when Qt can't open a window."""
    found = subprocess.run(
        [python, "-c", QT_PROBE.format("offscreen")],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if found.returncode:
        lines = [line for line in found.stderr.splitlines() if line.strip()] or ["no message"]
        raise Refusal(
            f"Qt does not start on this machine: {lines[-1]}\n{system_packages.advice(missing)}"
        )


def run_checked(command: Sequence[str | Path]) -> None:
    """Run a step of the preparation from the project's folder; a `Refusal` when it fails."""
    if subprocess.call(command, cwd=PROJECT):
        raise Refusal(f"This step failed: {' '.join(map(str, command))}")


def _is_working() -> bool:
    try:
        found = subprocess.run([PYTHON, "-c", PROBE], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    return found.stdout.split() == [str(part) for part in sys.version_info[:2]]


def _remove() -> None:
    try:
        shutil.rmtree(FOLDER)
    except OSError as error:
        raise Refusal(
            f"The folder {FOLDER} can't be removed ({error.strerror}).\n"
            "Please close programs that use it, delete it by hand and start again."
        ) from error


def _create() -> None:
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        system_packages.ensure_venv_module()
    say(f"making the virtual environment with Python {sys.version.split()[0]}")
    made = subprocess.run(
        [sys.executable, "-m", "venv", str(FOLDER)],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if made.returncode:
        shutil.rmtree(FOLDER, ignore_errors=True)
        raise Refusal(
            f"The virtual environment can't be made:\n{(made.stdout + made.stderr).strip()}"
        )


def _write_command() -> None:
    """Put the command `dsurvey` beside the environment's Python; it works from any folder."""
    if sys.platform == "win32":
        path, words = PYTHON.with_name("dsurvey.cmd"), COMMAND_WINDOWS
    else:
        path, words = PYTHON.with_name("dsurvey"), COMMAND
    words = words.replace("{python}", str(PYTHON)).replace("{project}", str(PROJECT))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(words, encoding="utf-8", newline="")
    path.chmod(0o755)


def _installed() -> dict[str, str]:
    try:
        data = json.loads(MARKER.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}


def _files(name: str) -> list[Path]:
    """The requirement files of a set on this system, the ones that come as source last."""
    extra = ["windows"] if sys.platform == "win32" else []
    source = ["source"] if name == "dev" else []
    return [REQUIREMENTS / f"{each}.txt" for each in (name, *extra, *source)]


def _digest(name: str) -> str:
    parts = [path.read_bytes() for path in _files(name)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _install(sets: Sequence[str]) -> None:
    MARKER.unlink(missing_ok=True)
    files = list(dict.fromkeys(path for name in sets for path in _files(name)))
    wheels = [path for path in files if path.stem != "source"]
    pip_run.install(PYTHON, wheels, ["--only-binary=:all:"])
    if len(wheels) < len(files):
        sources = [path for path in files if path.stem == "source"]
        pip_run.install(PYTHON, sources, ["--no-build-isolation", "--no-deps"])

"""The layers, said once in pyproject.toml and kept here."""

from __future__ import annotations

import subprocess
import sys

LINT_IMPORTS = "from importlinter.cli import lint_imports_command as run; run()"
QT_AT_RUN_TIME = """
import importlib, pkgutil, sys
import dsurvey_desktop
for module in pkgutil.walk_packages(dsurvey_desktop.__path__, "dsurvey_desktop."):
    importlib.import_module(module.name)
print(sorted({name.split(".")[0] for name in sys.modules} & {"PySide6", "shiboken6", "ui"}))
"""


def test_every_import_contract_is_kept(project):
    done = subprocess.run(
        [sys.executable, "-c", LINT_IMPORTS],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_core_brings_no_qt_at_run_time(project):
    done = subprocess.run(
        [sys.executable, "-c", QT_AT_RUN_TIME],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() == "[]", done.stderr

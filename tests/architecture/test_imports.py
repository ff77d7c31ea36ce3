"""Importing a module only defines things, and starting the window imports little."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

MODULES_IN_ONE_PROCESS = """
import importlib, json, os, pathlib, sys, threading

done = []
def watch(event, args):
    opened_to_write = event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+")
    if opened_to_write or event in {"os.mkdir", "os.remove", "os.rename", "subprocess.Popen",
                                    "socket.connect", "socket.bind"}:
        done.append(f"{event} {args[0]!r}")
sys.addaudithook(watch)
sys.dont_write_bytecode = True
report = {}
for name in json.loads(sys.argv[1]):
    before = threading.active_count()
    importlib.import_module(name)
    if threading.active_count() != before:
        done.append("a thread was started")
    if done:
        report[name] = done[:]
        done.clear()
print(json.dumps(report))
"""
STARTED = "import json, sys, ui.application; print(json.dumps(sorted(sys.modules)))"
PREPARING = """
import json, sys, dsurvey_desktop.usecases.prepare_reading
print(json.dumps([*sys.modules]))
"""
READING = """
import json, sys, dsurvey_desktop.cli.main, main, dsurvey_desktop.usecases.reading_worker
print(json.dumps([*sys.modules]))
"""
"""With the modules that programs begin with: they are light anyway."""

SLOW_TO_IMPORT = (
    "alembic",
    "frictionless",
    "lxml",
    "openpyxl",
    "psycopg",
    "pypinyin",
    "python_calamine",
    "pyxform",
    "reportlab",
    "xlsxwriter",
)
QT_WITHOUT_USE = ("PySide6.QtNetwork", "PySide6.QtQml", "PySide6.QtTest", "PySide6.QtWebEngineCore")


def _python(project, *arguments: str) -> object:
    done = subprocess.run(
        [sys.executable, "-c", *arguments], cwd=project, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _module_names(project) -> list[str]:
    files = [*project.glob("dsurvey_desktop/**/*.py"), *project.glob("ui/**/*.py")]
    parts = (path.relative_to(project).with_suffix("").parts for path in sorted(files))
    names = (".".join(each).removesuffix(".__init__") for each in parts)
    return list(names)


def test_importing_a_module_only_defines_things(project):
    names = _module_names(project)
    assert "dsurvey_desktop.domain.texts" in names
    assert _python(project, MODULES_IN_ONE_PROCESS, json.dumps(names)) == {}


@pytest.fixture(scope="module")
def modules_at_start(project) -> list[str]:
    return _python(project, STARTED)


@pytest.mark.parametrize("library", [*SLOW_TO_IMPORT, *QT_WITHOUT_USE])
def test_the_window_starts_without_what_it_does_not_need_yet(modules_at_start, library):
    loaded = [m for m in modules_at_start if m == library or m.startswith(library + ".")]
    assert loaded == []


def test_the_process_that_reads_loads_no_database(project):
    """It opens none: what it does not load it need not wait for at its start."""
    loaded = set(_python(project, READING))
    assert "python_calamine" in loaded
    assert not {"sqlalchemy", "sqlcipher3", "cryptography", "PySide6"} & loaded
    assert not {"dsurvey_desktop.cli.arguments", "ui"} & loaded


def test_the_process_that_reads_is_started_before_anything_large_is_loaded(project):
    loaded = set(_python(project, PREPARING))
    assert not {"sqlalchemy", "python_calamine", "cryptography"} & loaded
    assert not any(name.startswith("dsurvey_desktop.forms") for name in loaded)

"""The pinned packages are whole on every system and Python that the program promises."""

from __future__ import annotations

import ast
import re
import sys
from functools import lru_cache
from importlib import metadata

import pytest
from packaging.markers import default_environment
from packaging.utils import canonicalize_name

from packaging.requirements import Requirement

SYSTEMS = {
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    "windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
}
FILES = {
    "linux": ("runtime", "dev", "source"),
    "windows": ("runtime", "dev", "source", "windows"),
}
# What a library imports under another name than its package's.
PACKAGE_OF = {
    "PySide6": "pyside6-essentials",
    "argon2": "argon2-cffi",
    "babel": "babel",
    "python_calamine": "python-calamine",
    "fontTools": "fonttools",
}
OWN = {"dsurvey_desktop", "ui", "PyInstaller"}


def _pins(project, names) -> dict[str, str]:
    texts = [(project / f"packaging/requirements/{n}.txt").read_text("utf-8") for n in names]
    pairs = re.findall(r"^([\w.-]+)==(\S+)", "\n".join(texts), re.MULTILINE)
    return {canonicalize_name(name): version for name, version in pairs}


@pytest.mark.parametrize("name", ["runtime", "dev", "windows", "source"])
def test_every_pin_has_a_hash(project, name):
    text = (project / f"packaging/requirements/{name}.txt").read_text("utf-8")
    blocks = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)
    assert [b.split()[0] for b in blocks if "==" in b and "--hash=sha256:" not in b] == []


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
@pytest.mark.parametrize("system", sorted(SYSTEMS))
def test_nothing_that_a_package_asks_for_is_missing(project, system, python):
    pins = _pins(project, FILES[system])
    version = {"python_version": python, "python_full_version": f"{python}.0", "extra": ""}
    environment = {**default_environment(), **SYSTEMS[system], **version}
    asked = (
        (name, Requirement(line))
        for name in pins
        if name in _installed()
        for line in metadata.requires(name) or ()
    )
    unmet = [
        f"{name} asks for {need}"
        for name, need in asked
        if (need.marker is None or need.marker.evaluate(environment))
        and not need.specifier.contains(pins.get(canonicalize_name(need.name), "0.dev0"), True)
    ]
    assert unmet == []


def test_every_library_the_program_imports_is_a_runtime_pin(project):
    pins = _pins(project, ("runtime",))
    files = [*project.glob("dsurvey_desktop/**/*.py"), *project.glob("ui/**/*.py")]
    imported = {name for path in files for name in _imported(path)}
    libraries = imported - OWN - set(sys.stdlib_module_names)
    packages = {canonicalize_name(PACKAGE_OF.get(name, name)) for name in libraries}
    assert packages - set(pins) == set()


@lru_cache
def _installed() -> frozenset[str]:
    return frozenset(canonicalize_name(each.metadata["Name"]) for each in metadata.distributions())


def _imported(path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names

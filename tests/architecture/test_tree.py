"""The shape of the project: its top level, its sizes, and what no file of it names."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
from pathlib import Path

import pytest

TOP_LEVEL = {
    ".ci",
    ".github",
    ".gitignore",
    "README.md",
    "dsurvey_desktop",
    "main.py",
    "migrations",
    "packaging",
    "pyproject.toml",
    "resources",
    "tests",
    "ui",
}
NO_PACKAGES = ("packaging", "migrations", "resources", "tests")
NEEDED = (
    "resources/fonts/NotoSansSC-Regular.ttf",
    "resources/forms/individual.xlsx",
    "resources/forms/community.xlsx",
    "resources/survey/rules.csv",
    "migrations/env.py",
)
LINES_OF_A_FILE, LINES_OF_A_FUNCTION, USUAL_LINES, USUAL_SHARE = 400, 60, 20, 0.9

# Package indexes and their mirrors; each machine brings its own.
HOST = re.compile(
    r"(pypi|pythonhosted|npmjs|(deb|ftp|security)\.debian)\.(org|io|com|net)|/simple/"
)
READ_AS_TEXT = {".py", ".md", ".txt", ".in", ".toml", ".spec", ".po", ".csv", ".json", ".mako", ""}


@pytest.fixture(scope="module")
def tracked(project) -> list[Path]:
    """Files that git keeps or would keep; all files where there is no git."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode:
        pytest.skip("the folder is no git working tree")
    paths = (project / name for name in listed.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]


@pytest.fixture(scope="module")
def sources(project, tracked) -> list[Path]:
    """The program's own Python files and its build scripts."""
    own = ("dsurvey_desktop", "ui", "packaging", "main.py")
    return [p for p in tracked if p.suffix == ".py" and p.relative_to(project).parts[0] in own]


def test_the_top_level_is_as_fixed(project, tracked):
    assert {path.relative_to(project).parts[0] for path in tracked} <= TOP_LEVEL


@pytest.mark.parametrize("folder", NO_PACKAGES)
def test_folders_that_are_no_packages_stay_so(project, folder):
    assert list((project / folder).glob("__init__.py")) == []


@pytest.mark.parametrize("name", NEEDED)
def test_what_the_program_reads_is_there(project, name):
    assert (project / name).stat().st_size > 0


def test_no_file_names_a_package_host(project, tracked):
    named = [
        f"{path.relative_to(project)}: {found.group()}"
        for path in tracked
        if path.suffix in READ_AS_TEXT and path != Path(__file__)
        for found in HOST.finditer(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert named == []


def test_no_file_is_a_heap(project, sources):
    # A script that makes test assets is one long list of them.
    read = [path for path in sources if not path.name.startswith("make_")]
    lengths = {p.relative_to(project): len(p.read_text("utf-8").splitlines()) for p in read}
    assert {path: n for path, n in lengths.items() if n > LINES_OF_A_FILE} == {}


def test_functions_are_short(project, sources):
    lengths = [pair for path in sources for pair in _function_lengths(path)]
    counts = [count for _, count in lengths]
    assert [name for name, count in lengths if count > LINES_OF_A_FUNCTION] == []
    assert sum(count <= USUAL_LINES for count in counts) / len(counts) >= USUAL_SHARE
    assert statistics.median(counts) <= 8


def _function_lengths(path: Path) -> list[tuple[str, int]]:
    """Each function's place and its lines without the docstring."""
    functions = (
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    return [(f"{path.name}:{node.lineno} {node.name}", _lines(node)) for node in functions]


def _lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    assert node.end_lineno is not None
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    return node.end_lineno - body[0].lineno + 1 if body else 0

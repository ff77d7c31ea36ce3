"""The page of the exchange's rules names modules and tests that are there."""

from __future__ import annotations

import ast
import re

import pytest

from dsurvey_desktop.domain.resources import project_folder

ROOT = project_folder()
NAMED = re.compile(r"`([\w/]+\.py)(?:::(\w+))?`")
ROWS = [
    line
    for line in (ROOT / ".github" / "EXCHANGE.md").read_text("utf-8").splitlines()
    if line.startswith("| ") and not line.startswith(("| rule", "| ---"))
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[2:42])
def test_each_rule_names_where_it_is_built_and_a_test_that_is_there(row):
    _, _rule, built, shown, _ = row.split("|")
    modules, tests = NAMED.findall(built), NAMED.findall(shown)
    assert modules
    assert tests
    for path, _none in modules:
        assert (ROOT / "dsurvey_desktop" / path).is_file(), path
    for path, function in tests:
        module = ast.parse((ROOT / "tests" / path).read_text("utf-8"))
        names = {node.name for node in ast.walk(module) if isinstance(node, ast.FunctionDef)}
        assert function in names, (path, function)

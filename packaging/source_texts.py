"""Find the texts for people in the source: what is marked, and what is marked wrongly."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

SOURCES = ("dsurvey_desktop", "ui", "main.py")
MARKERS = frozenset({"text", "Text", "_", "N_"})
OTHERWISE_IN_CHINESE = frozenset(",;:!?()\"'")
"""Marks that Chinese writes at full width."""
CHINESE = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

# Files whose Chinese is data that the program compares (ranges of characters, marks of a date) or
# a language's own name, which is the same in every catalogue.
CHINESE_DATA = frozenset(
    {
        "dsurvey_desktop/documents/text_layout.py",
        "dsurvey_desktop/forms/languages.py",
        "dsurvey_desktop/forms/slip_words.py",
        "dsurvey_desktop/forms/xpath_functions.py",
        "dsurvey_desktop/intake/cleaning.py",
        "dsurvey_desktop/intake/community_names.py",
        "ui/language.py",
        "ui/verify/editors/answer_text.py",
        "ui/window_menu.py",
    }
)


@dataclass(frozen=True, slots=True)
class Found:
    """One marked text; `file` is relative to the project, `line` counts from 1."""

    msgid: str
    file: str
    line: int

    @property
    def place(self) -> str:
        """`file:line`, for a message."""
        return f"{self.file}:{self.line}"


@dataclass(slots=True)
class Scan:
    """All marked texts of the source and the lines about those marked wrongly."""

    found: list[Found] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def scan(project: Path) -> Scan:
    """Read every source file below `project`."""
    result = Scan()
    for path in _source_files(project):
        file = path.relative_to(project).as_posix()
        tree = ast.parse(path.read_text(encoding="utf-8"), file)
        result.found.extend(_marked(tree, file))
        result.problems.extend(_built_at_run_time(tree, file))
        if file not in CHINESE_DATA:
            result.problems.extend(_unmarked_chinese(tree, file))
    return result


def _source_files(project: Path) -> Iterator[Path]:
    for name in SOURCES:
        root = project / name
        yield from sorted(root.rglob("*.py")) if root.is_dir() else [root] * root.exists()


def _marker_calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            name = _called_name(node.func)
            if name in MARKERS:
                yield name, node


def _called_name(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def _marked(tree: ast.AST, file: str) -> Iterator[Found]:
    for name, call in _marker_calls(tree):
        if name == "text" and isinstance(call.func, ast.Attribute):
            continue  # a widget's text(…) is no marker
        for literal in _literals(call.args[0]):
            if _has_words(literal):
                yield Found(literal, file, call.lineno)


def _has_words(template: str) -> bool:
    """Whether there is anything to translate beside the placeholders, be it a comma."""
    left = re.sub(r"{[^}]*}", "", template)
    return any(character.isalpha() or character in OTHERWISE_IN_CHINESE for character in left)


def _literals(argument: ast.expr) -> Iterator[str]:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value
    elif isinstance(argument, ast.IfExp):
        yield from _literals(argument.body)
        yield from _literals(argument.orelse)


def _built_at_run_time(tree: ast.AST, file: str) -> Iterator[str]:
    """A template put together at run time can never be found in the catalogue."""
    for name, call in _marker_calls(tree):
        argument = call.args[0]
        is_built = isinstance(argument, ast.JoinedStr | ast.BinOp) or _is_format_call(argument)
        is_bare = name == "N_" and not list(_literals(argument))
        if is_built or is_bare:
            yield f"{file}:{call.lineno}: {name}() needs a plain string"


def _is_format_call(argument: ast.expr) -> bool:
    return (
        isinstance(argument, ast.Call)
        and isinstance(argument.func, ast.Attribute)
        and argument.func.attr in {"format", "format_map", "join"}
    )


def _unmarked_chinese(tree: ast.AST, file: str) -> Iterator[str]:
    docstrings = set(_docstrings(tree))
    constants = (node for node in ast.walk(tree) if isinstance(node, ast.Constant))
    for node in constants:
        is_text = isinstance(node.value, str) and node not in docstrings
        if is_text and CHINESE.search(str(node.value)):
            yield f"{file}:{node.lineno}: Chinese in the source: {str(node.value)[:30]!r}"


def _docstrings(tree: ast.AST) -> Iterator[ast.expr]:
    """Strings that stand alone: they are read by developers only."""
    return (node.value for node in ast.walk(tree) if isinstance(node, ast.Expr))

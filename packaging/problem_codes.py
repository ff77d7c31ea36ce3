"""Writes the catalogue of intake problems: `resources/intake/problem_codes.csv`, PROBLEMS.md.

The sentences stay where a problem is made; this collects them from the source, so that the list
is always whole. Run it after adding or rewording a problem; a test holds the files against it.
"""

from __future__ import annotations

import ast
import csv
import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "resources" / "intake" / "problem_codes.csv"
PAGE = ROOT / ".github" / "PROBLEMS.md"
CORE = ROOT / "dsurvey_desktop"
USE_CASES = (
    *("add_submissions", "arrivals", "read_elsewhere", "read_roster", "read_source"),
    "take_return",
)
MAKERS = {"Problem", "Fault", "IntakeError", "AppError", "_refuse"}
REFUSALS = {"IntakeError", "AppError", "_refuse"}
REFUSED = "refused"
HEADER = ("code", "severity", "message", "advice")
INTRODUCTION = """# Problems at intake

What the program says of a file, a table, a row or a cell, and what to do. Made by
`packaging/problem_codes.py` from the source; `dsurvey intake codes` prints the same, and so does
F1 on the intake page. `refused` means that nothing of the file was taken in. Where a community's
form breaks a rule, the rule's id stands as code; those are in [RULES.md](RULES.md).

| code | severity | what is wrong | what to do |
| --- | --- | --- | --- |
"""


@dataclass(frozen=True, slots=True, order=True)
class Line:
    """A problem as it is said; a code may be said in several ways."""

    code: str
    severity: str
    message: str
    advice: str


class _Sentences:
    """The texts that names stand for, in one module and one function of it."""

    def __init__(self, module: ast.Module, function: ast.FunctionDef) -> None:
        self._known = [*_imported(module), *_assigned(module.body)]
        named = function.args.args[len(function.args.args) - len(function.args.defaults) :]
        for argument, default in zip(named, function.args.defaults, strict=True):
            self._known.append((function.lineno, argument.arg, default))
        self._known += _assigned(list(ast.walk(function)))

    def template(self, node: ast.expr | None) -> str:
        """The template an argument holds; empty where it is no text."""
        match self._resolved(node):
            case ast.Call(func=ast.Name(id="text" | "Text" | "N_"), args=[first, *_]):
                return self.constant(first) or self.template(first)
        return ""

    def constant(self, node: ast.expr | None) -> str:
        """The string an argument is; empty where it is none."""
        match self._resolved(node):
            case ast.Constant(value=str(value)):
                return value
        return ""

    def _resolved(self, node: ast.expr | None) -> ast.expr | None:
        """What a name stands for, and what `getattr` gives where there is no such attribute."""
        for _step in range(4):
            match node:
                case ast.Name(id=name, lineno=line):
                    node = self._before(name, line)
                case ast.Call(func=ast.Name(id="getattr"), args=[_, _, default]):
                    node = default
        return node

    def _before(self, name: str, line: int) -> ast.expr | None:
        """What a name stood for last before a line."""
        values = [(at, value) for at, known, value in self._known if known == name and at < line]
        return max(values, key=lambda pair: pair[0])[1] if values else None


def _assigned(nodes: Sequence[ast.AST]) -> Iterator[tuple[int, str, ast.expr]]:
    """Line, name and value of each assignment; constants of the module count from its top."""
    for node in nodes:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.lineno if node.col_offset else 0, node.targets[0].id, node.value


def _imported(module: ast.Module) -> Iterator[tuple[int, str, ast.expr]]:
    """What names stand for that come from another module of the program."""
    for node in module.body:
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(CORE.name):
            path = ROOT.joinpath(*str(node.module).split(".")).with_suffix(".py")
            names = {one.name for one in node.names}
            source = ast.parse(path.read_text("utf-8")) if path.exists() else ast.Module([], [])
            yield from (one for one in _assigned(source.body) if one[1] in names)


def collect() -> list[Line]:
    """Every problem that taking in a file can tell of, by code."""
    files = sorted((CORE / "intake").glob("*.py"))
    files += [CORE / "usecases" / f"{name}.py" for name in USE_CASES]
    found = {line for file in files for line in _said_in(file)}
    return sorted(found | set(_reasons()))


def _said_in(file: Path) -> Iterator[Line]:
    module = ast.parse(file.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(module) if isinstance(node, ast.FunctionDef)]
    for function in functions:
        sentences = _Sentences(module, function)
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and (line := _line(node, sentences)):
                yield line


def _line(call: ast.Call, sentences: _Sentences) -> Line | None:
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    code = sentences.constant(call.args[0]) if name in MAKERS and call.args else ""
    if not code:
        return None
    texts = [found for node in call.args[1:] if (found := sentences.template(node))]
    severity = REFUSED if name in REFUSALS else _severity(call)
    return Line(code, severity, *(*texts, "", "")[:2]) if texts else None


def _severity(call: ast.Call) -> str:
    named = (node.attr for node in call.args if isinstance(node, ast.Attribute))
    return next((name.lower() for name in named if name.isupper()), "error")


def _reasons() -> Iterator[Line]:
    """Why rows became no entry or wait: kept as a table by the program itself."""
    sys.path.insert(0, str(ROOT))
    from dsurvey_desktop.usecases.placing import REASONS  # noqa: PLC0415 - a script's own path
    from dsurvey_desktop.usecases.taking import severity_of  # noqa: PLC0415

    for reason, (message, advice) in REASONS.items():
        yield Line(reason, severity_of(reason).value, message, advice)


def table_text(lines: list[Line]) -> str:
    """The table that the program reads."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows((one.code, one.severity, one.message, one.advice) for one in lines)
    return made.getvalue()


def page_text(lines: list[Line]) -> str:
    """The page for people, in both languages."""
    from catalogue import read_entries  # noqa: PLC0415 - reads Babel

    chinese = {entry.msgid: entry.msgstr for entry in read_entries()}
    rows = (
        f"| `{one.code}` | {one.severity} | {_both(one.message, chinese)} "
        f"| {_both(one.advice, chinese)} |\n"
        for one in lines
    )
    return INTRODUCTION + "".join(rows)


def _both(words: str, chinese: dict[str, str]) -> str:
    pair = (words, chinese.get(words, ""))
    return "<br>".join(one.replace("|", "\\|") for one in pair if one)


def main() -> None:
    """Write both files."""
    lines = collect()
    TABLE.write_text(table_text(lines), encoding="utf-8", newline="\n")
    PAGE.write_text(page_text(lines), encoding="utf-8", newline="\n")
    print(f"{len(lines)} problems")


if __name__ == "__main__":
    main()

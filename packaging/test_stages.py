"""The stages of the test command, in the order in which a mistake is cheapest to find."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from report import stage

PROJECT = Path(__file__).resolve().parents[1]

LINT_IMPORTS = "from importlinter.cli import lint_imports_command as run; run()"

CHECKS = {
    "Lint": ("-m", "ruff", "check", "."),
    "Format": ("-m", "ruff", "format", "--check", "."),
    "Types": ("-m", "mypy"),
    "Import contracts": ("-c", LINT_IMPORTS),
    "Catalogue": ("packaging/catalogue.py", "check"),
}
FROZEN = {"Frozen program": ("packaging/build.py",)}


def run_all(
    python: Path, surroundings: Mapping[str, str], for_pytest: Sequence[str], *, is_quick: bool
) -> int:
    """Run every stage, also after one failed; 0 when all passed.

    pytest comes last, so that its summary closes the output.
    """
    env = {"QT_QPA_PLATFORM": "offscreen", **surroundings}
    stages = {
        **CHECKS,
        **({} if is_quick else FROZEN),
        "Tests": ("-m", "pytest", *for_pytest),
    }
    failed = [title for title, arguments in stages.items() if _run(title, python, arguments, env)]
    if failed:
        print(f"\nNot passed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _run(title: str, python: Path, arguments: Sequence[str], env: Mapping[str, str]) -> int:
    with stage(title):
        return subprocess.call([python, *arguments], cwd=PROJECT, env=env, stdin=subprocess.DEVNULL)

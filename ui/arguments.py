"""What the program can be started with."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Arguments:
    """Attributes: an office folder to open, the self check, the practice office."""

    folder: Path | None = None
    is_self_check: bool = False
    is_practice: bool = False


def read_arguments(words: Sequence[str]) -> Arguments:
    """Read the command line without the program's name; exits on a wrong one."""
    parser = argparse.ArgumentParser(prog="dsurvey-desktop")
    parser.add_argument("folder", nargs="?", type=Path, help="office folder to open")
    parser.add_argument("--self-check", action="store_true", help="check the installation and exit")
    parser.add_argument("--practice", action="store_true", help="open the sample town")
    found = parser.parse_args(words)
    return Arguments(found.folder, found.self_check, found.practice)

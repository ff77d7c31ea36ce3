"""From a fresh machine to the running program, with one command and nothing but Python.

    python3 packaging/bootstrap.py demo        the main job on a sample town, then the window
    python3 packaging/bootstrap.py run         start the program
    python3 packaging/bootstrap.py test        lint, types, contracts, catalogue, build and tests
    python3 packaging/bootstrap.py setup       only prepare the environment, tests' needs included
    python3 packaging/bootstrap.py build       the program as a folder that needs no Python
    python3 packaging/bootstrap.py package     for Windows: installer for one user, portable folder
    python3 packaging/bootstrap.py benchmark   the documented measurements

What is not known here is handed on: `test -k roster` reaches pytest, `run --help` the program.
Standard library only; this file is readable from Python 3.7 on, so that an old one is told.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

OLDEST, NEWEST = (3, 11), (3, 13)


def main(arguments: list[str]) -> int:
    """Do what the command line says; the exit status of what was run."""
    _speak_utf8()
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        return _with_another_python(arguments)
    quicker = _quicker_python()
    if quicker is not None:
        print(f"going on with {quicker}: this Python was built without optimisation")
        return _go_on_with([quicker], arguments)
    from journey import COMMANDS  # noqa: PLC0415  an old Python must not read it
    from report import Refusal  # noqa: PLC0415

    options = _parser(list(COMMANDS)).parse_args(arguments[:1])
    try:
        return COMMANDS[options.command](arguments[1:])
    except Refusal as refusal:
        print(f"\n{refusal}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. Nothing is broken; the same command goes on.", file=sys.stderr)
        return 130


def _parser(commands: list[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bootstrap.py",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=commands)
    return parser


def _speak_utf8() -> None:
    """As the program itself: folders hold characters that a Windows code page lacks."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _with_another_python(arguments: list[str]) -> int:
    """Go on with a Python of a fitting version, or say which one is needed."""
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        for command in _commands(minor):
            if shutil.which(command[0]) and _works(command):
                return _go_on_with(command, arguments)
    print(
        "This is Python {}.{}, and the program needs 3.11, 3.12 or 3.13.\n"
        "Please install one of them and start this command with it, for example\n"
        "    {} {} {}".format(
            *sys.version_info[:2], " ".join(_commands(12)[-1]), _shown_script(), " ".join(arguments)
        ),
        file=sys.stderr,
    )
    return 1


def _quicker_python() -> str | None:
    """The system's own Python of this version, where the one at work was built in a hurry.

    Version managers build Python without optimisation unless told otherwise; the program is then a
    tenth slower. On Windows there is no such Python.
    """
    built_with = sysconfig.get_config_var("CONFIG_ARGS")
    is_quick = not built_with or "--enable-optimizations" in built_with
    if is_quick or sys.base_prefix == "/usr":  # a distribution names its way of building elsewhere
        return None
    python = "/usr/bin/python{}.{}".format(*sys.version_info[:2])
    return python if Path(python).exists() and _works([python], "import ensurepip, venv") else None


def _go_on_with(command: list[str], arguments: list[str]) -> int:
    sys.stdout.flush()
    return subprocess.call([*command, str(Path(__file__).resolve()), *arguments])


def _commands(minor: int) -> list[list[str]]:
    """How a Python of this version is called; Windows has one starter for all of them."""
    commands = [[f"python3.{minor}"]]
    if sys.platform == "win32":
        commands.append(["py", f"-3.{minor}"])
    return commands


def _shown_script() -> str:
    try:
        return os.path.relpath(__file__)
    except ValueError:  # on another drive
        return __file__


def _works(command: list[str], what: str = "") -> bool:
    """Whether it is more than a name: version managers leave stand-ins that only refuse."""
    return subprocess.run([*command, "-c", what], capture_output=True, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

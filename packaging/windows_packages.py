"""Pack the program frozen on Windows: an installer for one user, and a folder for a stick.

    python packaging/windows_packages.py [--frozen dist/dsurvey]

The installer needs NSIS 3 (`makensis`), which Windows and Linux have; both files land in `dist/`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

from report import Refusal, say, stage

PROJECT = Path(__file__).resolve().parents[1]
SCRIPT = PROJECT / "packaging" / "dsurvey.nsi"
PORTABLE_MARK = PROJECT / "packaging" / "portable.txt"
TARGET = PROJECT / "dist"
NAME = "dsurvey-desktop"


def pack_portable(frozen: Path, target: Path) -> Path:
    """A zip file with the folder and the mark that makes it keep its settings to itself."""
    made = target / f"{NAME}-{version()}-portable.zip"
    draft = made.with_suffix(".part")
    with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(frozen.rglob("*")):
            if path.is_file():
                archive.write(path, f"{NAME}/{path.relative_to(frozen).as_posix()}")
        mark = PORTABLE_MARK.read_text(encoding="utf-8").replace("\n", "\r\n")
        archive.writestr(f"{NAME}/{PORTABLE_MARK.name}", b"\xef\xbb\xbf" + mark.encode())
    draft.replace(made)
    return made


def pack_installer(frozen: Path, target: Path, kind: str = "") -> Path:
    """The installer, made by NSIS.

    Args:
        frozen: the folder with the program.
        target: where the installer goes.
        kind: what NSIS calls `Target`; empty for its usual one, of 32 bit, which any Windows runs.

    Raises:
        Refusal: NSIS is missing or refuses its script.
    """
    made = target / f"{NAME}-{version()}-setup.exe"
    words = {"VERSION": version(), "PROGRAM": frozen, "OUT": made}
    if kind:
        words["TARGET"] = kind
    defined = [f"-D{name}={value}" for name, value in words.items()]
    done = subprocess.run(
        [makensis(), "-V2", "-INPUTCHARSET", "UTF8", *defined, str(SCRIPT)],
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise Refusal(f"The installer could not be made:\n{done.stdout}{done.stderr}")
    return made


def makensis() -> str:
    """Where NSIS is: on the path, or where it installs itself on Windows.

    Raises:
        Refusal: nowhere.
    """
    usual = [Path(os.environ[name]) for name in ("ProgramFiles(x86)",) if name in os.environ]
    places = [shutil.which("makensis"), *(str(one / "NSIS" / "makensis.exe") for one in usual)]
    for place in places:
        if place and Path(place).is_file():
            return place
    raise Refusal("NSIS 3 is missing: please install it (Debian: apt-get install nsis).")


def version() -> str:
    """The program's, as `pyproject.toml` says it."""
    return str(tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]["version"])


def check_frozen(folder: Path) -> None:
    """Refuse a folder that does not hold the program for Windows."""
    if not (folder / f"{NAME}.exe").is_file():
        raise Refusal(
            f"{folder} holds no {NAME}.exe. Packages for Windows are made of a folder that was"
            " frozen there (bootstrap.py build)."
        )


def main(arguments: list[str]) -> int:
    """Make both; 0 when they lie in `dist/`."""
    parser = argparse.ArgumentParser(prog="windows_packages.py", description=__doc__)
    parser.add_argument("--frozen", type=Path, default=TARGET / "dsurvey", help="the frozen folder")
    parser.add_argument("--nsis-target", default="", help="amd64-unicode for a Wine of 64 bit only")
    options = parser.parse_args(arguments)
    frozen = options.frozen.resolve()
    try:
        check_frozen(frozen)
        TARGET.mkdir(exist_ok=True)
        with stage("Portable folder"):
            _tell(pack_portable(frozen, TARGET))
        with stage("Installer"):
            _tell(pack_installer(frozen, TARGET, options.nsis_target))
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return 0


def _tell(made: Path) -> None:
    say(f"{made.name}: {made.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

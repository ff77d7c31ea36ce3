"""LibreOffice as another program that opens, recalculates and saves workbooks."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

PROGRAM = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(PROGRAM is None, reason="LibreOffice is not installed")


def saved_again(files: list[Path], ending: str, folder: Path) -> list[Path]:
    """The files as LibreOffice saves them, under their names with another ending."""
    assert PROGRAM is not None
    target = folder / f"as_{ending}"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [PROGRAM, profile, "--headless", "--convert-to", ending, "--outdir", str(target)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=240)
    return [target / file.with_suffix(f".{ending}").name for file in files]

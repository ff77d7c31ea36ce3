"""Renew the pinned requirement files after a change in a `.in` file; needs pip-tools.

Hashes of every wheel of a version are written, so one file serves Linux and Windows and each
Python from 3.11 to 3.13. No host is written: each machine asks the index it is set up for.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

REQUIREMENTS = Path(__file__).resolve().parent / "requirements"
ORDER = ("runtime", "dev", "windows", "source")
OPTIONS = (
    "--quiet",
    "--generate-hashes",
    "--strip-extras",
    "--allow-unsafe",
    "--no-header",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-emit-trusted-host",
)


def pin(name: str) -> None:
    """Write `name`.txt from `name`.in.

    Raises:
        subprocess.CalledProcessError: the versions do not fit together.
    """
    command = [sys.executable, "-m", "piptools", "compile", *OPTIONS, f"{name}.in"]
    subprocess.run(command, cwd=REQUIREMENTS, check=True)


if __name__ == "__main__":
    for each in sys.argv[1:] or ORDER:
        print(f"pinning {each}.in", flush=True)
        pin(each)

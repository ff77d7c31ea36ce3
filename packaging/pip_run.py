"""Run pip on hashed requirement files: progress while it works, a clear sentence when it fails."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

from report import Refusal, say

OPTIONS = (
    "--require-hashes",
    "--no-input",
    "--disable-pip-version-check",
    "--progress-bar=off",
    "--retries=2",
)
REPORT_EVERY = 10

NETWORK_SIGNS = (
    "Failed to establish a new connection",
    "Name or service not known",
    "Temporary failure in name resolution",
    "getaddrinfo failed",
    "Network is unreachable",
    "Connection refused",
    "ConnectTimeoutError",
    "Read timed out",
    "from versions: none",
)
CAUSES = (
    (
        NETWORK_SIGNS,
        (
            "The package index can't be reached. Please check the network, or the index and proxy"
            " that pip is set up for (`pip config list`), and start the same command again."
        ),
    ),
    (
        ("DO NOT MATCH THE HASHES",),
        (
            "A downloaded package is not the pinned one. Nothing of it was installed. Please ask"
            " who looks after the package index before trying again."
        ),
    ),
    (
        ("No space left on device",),
        "The disk is full. The packages need about 1 GB; please free some space and start again.",
    ),
    (
        ("Windows Long Path support",),
        (
            "The path of this folder is too long for Windows. Please move the folder to a short"
            " place, such as C:\\dsurvey, and start the same command there."
        ),
    ),
    (
        ("No matching distribution found",),
        (
            "There is no ready-made package for this kind of machine. The program runs on 64-bit"
            " Windows and Linux (x86-64) with Python 3.11 to 3.13."
        ),
    ),
)


def install(python: Path, files: Sequence[Path], options: Sequence[str]) -> None:
    """Install requirement files into the environment of `python`, hashes required.

    Raises:
        Refusal: pip failed; the message says why, as far as its output tells.
    """
    total = len(set().union(*map(_pinned, files)))
    say(f"installing {total} pinned packages, from the network where this machine lacks them")
    requirements = [argument for path in files for argument in ("-r", str(path))]
    command = [str(python), "-m", "pip", "install", *OPTIONS, *options, *requirements]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        if _run(command, log, total):
            log.seek(0)
            raise Refusal(explain(log.read()))


def explain(output: str) -> str:
    """What pip's output means for the person, with its last lines."""
    causes = (cause for signs, cause in CAUSES if any(sign in output for sign in signs))
    last = "\n".join(f"  | {line}" for line in output.splitlines()[-6:])
    return f"The packages could not be installed.\n{last}\n{next(causes, 'pip said why, above.')}"


def _run(command: Sequence[str], log: TextIO, total: int) -> int:
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as process:
        assert process.stdout is not None
        _follow(process.stdout, log, total)
    return process.returncode


def _follow(lines: Iterable[str], log: TextIO, total: int) -> None:
    count = 0
    for line in lines:
        log.write(line)
        if line.startswith(("Collecting ", "Requirement already satisfied")):
            count += 1
            if count % REPORT_EVERY == 0:
                say(f"{min(count, total)} of {total}")
        elif line.startswith("Installing collected packages"):
            say("all there, unpacking")


def _pinned(path: Path) -> set[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return {line.split("==")[0] for line in lines if "==" in line and line[0].isalnum()}

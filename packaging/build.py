"""Build the frozen program with PyInstaller and let it check itself, away from the source."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from catalogue import compile_catalogue
from report import Refusal, say, stage

PROJECT = Path(__file__).resolve().parents[1]
FOLDER = PROJECT / "dist" / "dsurvey"
SUFFIX = ".exe" if sys.platform == "win32" else ""
SELF_CHECK_LIMIT_S = 300


def freeze() -> None:
    """Make `dist/dsurvey` anew.

    Raises:
        Refusal: PyInstaller failed; its last lines are in the message.
    """
    compile_catalogue()
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level=WARN"]
    folders = ["--distpath", "dist", "--workpath", "build"]
    done = subprocess.run(
        [*command, *folders, "packaging/dsurvey.spec"],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise Refusal("The build failed:\n" + "\n".join(done.stdout.splitlines()[-20:]))
    say(f"{FOLDER.relative_to(PROJECT)}: {_size_bytes(FOLDER) / 1e6:.0f} MB")


def check_frozen() -> None:
    """Run both programs from an empty folder: the self check of one, the help of the other.

    Raises:
        Refusal: one of them ended with another status than 0, or not in time.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        _run(Path(folder), f"dsurvey-desktop{SUFFIX}", "--self-check")
        _run(Path(folder), f"dsurvey{SUFFIX}", "--help")


def _run(home: Path, name: str, argument: str) -> None:
    say(f"{name} {argument}")
    try:
        done = subprocess.run(
            [FOLDER / name, argument],
            cwd=home,
            env=_foreign_environment(home),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=SELF_CHECK_LIMIT_S,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Refusal(f"{name} {argument} did not end in {SELF_CHECK_LIMIT_S} s") from error
    output = (done.stdout + done.stderr).strip()
    if done.returncode:
        raise Refusal(f"{name} {argument} ended with {done.returncode}:\n{output}")
    if argument == "--self-check":
        print(output)


def _foreign_environment(home: Path) -> dict[str, str]:
    """An environment as on a machine without Python and without a screen."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return {**kept, "HOME": str(home), "PYTHONUTF8": "1", "QT_QPA_PLATFORM": "offscreen"}


def _size_bytes(folder: Path) -> int:
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())


def main() -> int:
    """Build, then check; 0 when both went well."""
    try:
        with stage("Freezing"):
            freeze()
        with stage("The frozen program checks itself"):
            check_frozen()
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

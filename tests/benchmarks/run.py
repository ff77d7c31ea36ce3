"""Run the documented measurements and say on which machine.

    python packaging/bootstrap.py benchmark [NAME…]

Each `bench_NAME.py` beside this file is a script of its own, so that its peak memory and its
imports are its own; it prints its table with the floor measured in the same run.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
PROJECT = FOLDER.parents[1]
PREFIX = "bench_"


def names() -> list[str]:
    """What can be measured."""
    return sorted(path.stem.removeprefix(PREFIX) for path in FOLDER.glob(f"{PREFIX}*.py"))


def machine() -> str:
    """One line that says what the figures come from."""
    parts = (
        _processor(),
        f"{os.cpu_count()} cores",
        f"{_memory_gib():.0f} GiB",
        f"{platform.system()} {platform.release()}",
        f"Python {platform.python_version()}",
    )
    return ", ".join(parts)


def run(name: str) -> int:
    """Run one benchmark; its exit status, 1 where a limit is not kept."""
    print(f"\n## {name}", flush=True)
    environment = {
        **os.environ,
        "PYTHONPATH": str(PROJECT),
        "PYTHONUTF8": "1",
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
    }
    script = FOLDER / f"{PREFIX}{name}.py"
    return subprocess.call([sys.executable, script], cwd=PROJECT, env=environment)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    models = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(models, platform.machine())


def _memory_gib() -> float:
    if not hasattr(os, "sysconf"):
        return float("nan")
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def main(wanted: list[str]) -> int:
    """Measure `wanted`, or everything; 0 when each benchmark kept its limits."""
    unknown = sorted(set(wanted) - set(names()))
    if unknown:
        print(f"no such benchmark: {' '.join(unknown)}; there are {' '.join(names())}")
        return 2
    print(f"Machine: {machine()}")
    failed = [name for name in wanted or names() if run(name)]
    if failed:
        print(f"\nLimits not kept or not measured: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

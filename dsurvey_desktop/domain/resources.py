"""Where the program's own files lie, from the source tree or frozen."""

from __future__ import annotations

import sys
from pathlib import Path


def project_folder() -> Path:
    """The folder that holds `resources/` and `migrations/`."""
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen) if frozen else Path(__file__).resolve().parents[2]


def resources_folder() -> Path:
    """The folder `resources/`."""
    return project_folder() / "resources"

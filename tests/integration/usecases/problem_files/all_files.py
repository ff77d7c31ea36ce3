"""Which codes of the catalogue of problems are brought by which file."""

from __future__ import annotations

from tests.integration.usecases.problem_files import (
    of_cells,
    of_exports,
    of_files,
    of_rows,
    of_tables,
)
from tests.integration.usecases.problem_files.of_rosters import ELSEWHERE
from tests.integration.usecases.problem_files.sent import BROUGHT

__all__ = ["BROUGHT", "ELSEWHERE", "FILES", "NO_FILE"]
FILES = (of_cells, of_exports, of_files, of_rows, of_tables)
"""All modules that fill `BROUGHT`."""
NO_FILE = {
    "file_locked": "test_hostile_sources.py",
    "reading_stopped": "test_reading_process.py",
}
"""Codes that another program or a dying process brings, and the tests that bring them."""

"""A process that reads, started by a bare script; and a file that it unpacks before it is asked."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.usecases.read_content import ContentAhead, read_content
from dsurvey_desktop.usecases.run_demo import SampleTown

BARE_SCRIPT = """
import time
from dsurvey_desktop.usecases.reading_process import ReadingProcess

print("once")
process = ReadingProcess()
while not process.has_answers() and process.is_usable():
    time.sleep(0.01)
print(process.is_usable())
process.stop()
"""


def test_what_the_program_began_with_is_not_run_again(tmp_path: Path, project: Path) -> None:
    """Not even a script that has no guard, as the installed command may be one."""
    script = tmp_path / "script.py"
    script.write_text(BARE_SCRIPT, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, script],
        env={**os.environ, "PYTHONPATH": str(project)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout.split(), done.stderr) == (["once", "True"], "")


def test_file_is_unpacked_ahead_once(town: SampleTown, tmp_path: Path) -> None:
    """What is met there is told when the file is asked for."""
    path, other = (Path(shutil.copy(one, tmp_path)) for one in town.submissions[:2])
    (expected,) = read_content(path).content.sheets
    ahead = ContentAhead(path)
    assert ahead.take(other).name == other.name
    (sheet,) = ahead.take(path).content.sheets
    assert sheet.rows == expected.rows
    path.unlink()
    for content in (ahead, ContentAhead(path)):
        with pytest.raises(AppError) as met:
            content.take(path)
        assert met.value.code == "file_missing"

"""When an office is closed or the window locked, no cache holds a person's words any more."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path


def test_nothing_of_a_person_is_remembered_after_an_office(
    fresh_office: Path, tmp_path: Path, project: Path
) -> None:
    folder = Path(shutil.copytree(fresh_office, tmp_path / "office"))
    script = ("-m", "tests.integration.usecases.kept_words", str(folder), "password for tests")
    done = subprocess.run(
        [sys.executable, *script], cwd=project, capture_output=True, text=True, check=True
    )
    before, after = json.loads(done.stdout)
    assert "dsurvey_desktop.intake.cleaning.key_of" in before
    assert after == []

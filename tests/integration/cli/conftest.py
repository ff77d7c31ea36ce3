"""A small office made by the command itself, and a way to run commands on copies of it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dsurvey_desktop.cli.main import main
from dsurvey_desktop.domain.resources import resources_folder
from dsurvey_desktop.storage import key_slots

TOWN = resources_folder() / "sample_town"
PASSWORD = "a long password"
SUBMISSIONS = ("上塘村.xlsx", "下塘村_导出.csv", "东溪村_采集表.xlsx", "东溪村_更正_采集表.xlsx")


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch, locale_folder: Path) -> None:
    monkeypatch.setenv("DSURVEY_PASSWORD", PASSWORD)
    monkeypatch.setattr("dsurvey_desktop.bootstrap.use_language", lambda *_: None)


@pytest.fixture(scope="session")
def made_office(tmp_path_factory: pytest.TempPathFactory, locale_folder: Path) -> Path:
    """An office with the sample town's roster and three submissions, set up by the command."""
    folder = tmp_path_factory.mktemp("made") / "office"
    facts = json.loads((TOWN / "town.json").read_text("utf-8"))
    office = ["--office", str(folder)]
    about = ["--year", "2025", "--code", facts["code"], "--name", facts["name"]]
    roster = next(TOWN.glob("名册*.xlsx"))
    files = [str(TOWN / "submissions" / name) for name in SUBMISSIONS]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(key_slots, "_MEMORY_KIB", 64)
        patch.setattr(key_slots, "_TIME_COST", 1)
        patch.setenv("DSURVEY_PASSWORD", PASSWORD)
        patch.setattr("dsurvey_desktop.bootstrap.use_language", lambda *_: None)
        assert main([*office, "init", *about, "--practice-date", facts["practice_date"]]) == 0
        assert main([*office, "roster", "import", str(roster)]) == 0
        assert main([*office, "intake", "add", *files]) == 0
    return folder


@pytest.fixture
def office(made_office: Path, tmp_path: Path) -> Path:
    """A copy that the test may change."""
    return Path(shutil.copytree(made_office, tmp_path / "office"))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, Any, str]]:
    """Run a command with `--json`: `(status, answer, standard error)`; wrong usage is status 2."""

    def command(*words: object, office: Path | None = None) -> tuple[int, Any, str]:
        place = ["--office", str(office)] if office else []
        capsys.readouterr()
        try:
            status = main([*place, *map(str, words), "--json"])
        except SystemExit as ended:
            status = int(ended.code or 0)
        out, err = capsys.readouterr()
        return status, json.loads(out) if out else None, err

    return command

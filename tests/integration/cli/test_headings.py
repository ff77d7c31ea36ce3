"""What people read without `--json` is headed in their language; every documented name has words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dsurvey_desktop.cli.headings import HEADINGS, heading
from dsurvey_desktop.cli.main import main
from dsurvey_desktop.domain.resources import project_folder, resources_folder
from dsurvey_desktop.domain.texts import _, use_language

SENT = resources_folder() / "sample_town" / "submissions" / "下塘村_导出.csv"
COMMANDS = (
    ("roster", "list"),
    ("roster", "missing"),
    ("intake", "list"),
    ("intake", "preview", str(SENT)),
    ("intake", "rows", "1"),
    ("intake", "set-aside"),
    ("intake", "pending"),
    ("entries", "list"),
    ("progress",),
    ("handover", "check"),
    ("users", "list"),
)


def _documented() -> set[str]:
    table = (project_folder() / ".github" / "COMMANDS.md").read_text("utf-8")
    answers = (line.split("|", 2)[2] for line in table.splitlines() if line.startswith("| `"))
    return set(re.findall(r'"([a-z][a-z_]*)"', " ".join(answers)))


def test_every_documented_name_has_words() -> None:
    assert not _documented() - HEADINGS.keys()


def test_words_are_chinese_by_default_and_items_are_called_by_their_question() -> None:
    english = [name for name, words in HEADINGS.items() if _(words).isascii()]
    assert english == ["pdf"]
    assert heading("marital_status") == "婚姻状况"
    assert heading("330282105203") == "330282105203"


@pytest.mark.parametrize("command", COMMANDS)
def test_no_name_of_json_is_left_in_what_people_read(command, office: Path, capsys) -> None:
    assert main(["--office", str(office), *command]) == 0
    lines = capsys.readouterr().out.splitlines()
    names = {line.lstrip(" -").partition(":")[0] for line in lines if ":" in line}
    left = {name for name in names if re.fullmatch(r"[a-z][a-z0-9_]*", name)}
    assert not left


def test_english_is_plain_words(office: Path, capsys, locale_folder) -> None:
    use_language("en", locale_folder)
    assert main(["--office", str(office), "intake", "list"]) == 0
    assert "rows read: " in capsys.readouterr().out

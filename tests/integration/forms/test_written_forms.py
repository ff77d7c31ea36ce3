"""Forms as people write them, kept as text: read, evaluated by the command, and held to JavaRosa.

`tests/assets/forms/written`: each `NAME.md` is an XLSForm, `NAME.json` answer sets with what is
expected of some items.
"""

import csv
import json
from pathlib import Path

import pytest

from dsurvey_desktop.cli.main import main
from dsurvey_desktop.usecases.try_form import check_form_file

FOLDER = Path(__file__).resolve().parents[2] / "assets" / "forms" / "written"
FORMS = sorted(path.stem for path in FOLDER.glob("*.md"))


def cases_of(name):
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", FORMS)
def test_the_command_says_what_is_expected(name, tmp_path, capsys):
    cases = cases_of(name)
    answers = tmp_path / "answers.json"
    answers.write_text(json.dumps([case["answers"] for case in cases]), encoding="utf-8")
    assert check_form_file(FOLDER / f"{name}.md") == ()
    assert main(["form", "evaluate", str(FOLDER / f"{name}.md"), str(answers), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    for case, one in zip(cases, found, strict=True):
        assert {key: one["items"][key] for key in case["items"]} == case["items"]


@pytest.mark.parametrize("name", FORMS)
def test_javarosa_says_the_same(engines, name):
    data = (FOLDER / f"{name}.md").read_bytes()
    tables = {path.stem: table_of(path) for path in FOLDER.glob("*.csv")}
    answer_sets = [case["answers"] for case in cases_of(name)]
    found = engines.differences([(data, answer_sets)], tables, is_new=False, name=f"{name}.md")
    assert [(one.key, one.ours, one.theirs) for one in found] == []


def table_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in csv.reader(file)]

"""Blind second entry by the command alone, with a second person's password."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dsurvey_desktop.storage import key_slots
from tests.integration.cli.conftest import PASSWORD
from tests.integration.cli.second_shapes import SHAPES
from tests.integration.cli.shapes import differences

SECONDS = "the second one's own"


@pytest.fixture
def ask(run, office: Path, monkeypatch):
    """Run a command that must be done, as the first or the second person."""
    monkeypatch.setattr(key_slots, "_MEMORY_KIB", 64)
    monkeypatch.setattr(key_slots, "_TIME_COST", 1)

    def command(name: str, *words: object, password: str = PASSWORD) -> Any:
        monkeypatch.setenv("DSURVEY_PASSWORD", password)
        status, answer, error = run(*name.split(), *words, office=office)
        assert status == 0, (name, error)
        assert name not in SHAPES or not differences(answer, SHAPES[name]), name
        return answer

    return command


def test_from_the_draw_to_the_rate(ask, run, office, tmp_path, monkeypatch):
    monkeypatch.setenv("DSURVEY_NEW_PASSWORD", SECONDS)
    ask("users add", "--name", "林复录", "--roles", "clerk")
    assert ask("secondentry plan", "--share", "5%")["lacking"] > 0
    drawn = ask("secondentry draw", "--seed", 7)
    assert ask("secondentry plan")["waiting"] == len(drawn["entries"])
    assert ask("secondentry plan", "--off")["share"] == 0
    first = drawn["entries"][0]
    assert first["is_own"]
    entry = next(one for one in ask("entries list") if one["entry_id"] == first["entry"])
    answers = entry["answers"] | {"note": "纸上的备注"}
    paper = tmp_path / "纸.json"
    paper.write_text(json.dumps(answers), encoding="utf-8")
    status, refusal, _error = run("secondentry", "enter", first["entry"], paper, office=office)
    assert (status, refusal["error"]["code"]) == (1, "same_person")
    line = ask("secondentry enter", first["entry"], paper, password=SECONDS)
    assert (line["differing"], line["undecided"]) == (1, 1)
    (one,) = ask("secondentry differences")
    assert (one["item"], one["second"]) == ("note", "纸上的备注")
    ask("secondentry decide", one["id"], "--keep", "second", "--reason", "纸质表如此")
    assert ask("secondentry differences") == []
    assert len(ask("secondentry differences", "--all")) == 1
    rates = ask("secondentry rates")
    assert (rates["entered"], rates["total"]["differing"]) == (1, 1)
    written = ask("secondentry rates", "--write", tmp_path / "报告.pdf")["written"]
    assert Path(written["path"]).read_bytes().startswith(b"%PDF")
    assert ask("secondentry list")[0]["entered_by"] == "林复录"


def test_answers_that_are_no_object_are_refused(ask, run, office, tmp_path):
    drawn = ask("secondentry draw", "--share", "5%", "--seed", 7)
    for words in ("[1]", "no json", "[" * 100_000):
        path = tmp_path / "坏.json"
        path.write_text(words, encoding="utf-8")
        entry = drawn["entries"][0]["entry"]
        status, answer, _error = run("secondentry", "enter", entry, path, office=office)
        assert (status, answer["error"]["code"]) == (1, "answers_unreadable")


@pytest.mark.parametrize(
    "words",
    [
        ("draw",),
        ("draw", "--share", "2"),
        ("plan", "--share", "5%", "--off"),
        ("enter", "5"),
        ("decide", "5", "--keep", "x"),
    ],
)
def test_wrong_usage_gives_status_2(run, office, words):
    assert run("secondentry", *words, office=office)[0] == 2

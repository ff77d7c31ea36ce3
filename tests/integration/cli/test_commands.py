"""The command line does the whole main job and its JSON keeps its shape."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dsurvey_desktop.cli.main import main
from dsurvey_desktop.domain.resources import resources_folder
from dsurvey_desktop.usecases.logbook import note
from dsurvey_desktop.usecases.open_office import close_office, open_office

TOWN = resources_folder() / "sample_town"
FILE_KEYS = {
    "file",
    "kind",
    "batch",
    "rows_read",
    "taken",
    "set_aside",
    "unchanged",
    "pending",
    "refused",
    "waiting",
    "refused_file",
    "answered",
    "problems",
}
PROBLEM_KEYS = {"code", "severity", "sheet", "row", "column", "cell", "value", "message", "advice"}


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    """Run a command on the test's office; `(status, answer, standard error)`."""

    def command(*words: str, office: Path | None = tmp_path / "office"):
        place = ["--office", str(office)] if office else []
        capsys.readouterr()
        status = main([*place, *words, "--json"])
        out, err = capsys.readouterr()
        return status, json.loads(out) if out else None, err

    return command


def _submissions() -> list[str]:
    facts = json.loads((TOWN / "town.json").read_text("utf-8"))
    return [str(TOWN / "submissions" / name) for name in facts["submissions"]]


def _init(run) -> None:
    communities = TOWN / "town.json"
    facts = json.loads(communities.read_text("utf-8"))
    status, answer, _err = run(
        "init",
        "--year", str(facts["year"]),
        "--code", facts["code"],
        "--name", facts["name"],
        "--practice-date", facts["practice_date"],
    )  # fmt: skip
    assert status == 0
    assert answer["office"] == {"code": facts["code"], "name": facts["name"], "level": "town"}


def test_the_main_job(run, tmp_path: Path) -> None:
    _init(run)
    status, roster, _ = run("roster", "import", str(next(TOWN.glob("名册*.xlsx"))))
    assert status == 0
    assert roster["in_scope"] == 420
    assert {one["reason"] for one in roster["out_of_scope"]} == {"after_cutoff"}
    assert len(roster["communities"]) == 8

    status, intake, _ = run("intake", "add", *_submissions())
    assert status == 0
    assert len(intake["files"]) == 10
    for one in intake["files"]:
        assert one.keys() == FILE_KEYS
        parts = one["taken"] + one["set_aside"] + one["unchanged"] + one["pending"]
        assert one["rows_read"] == parts
        for problem in one["problems"]:
            assert problem.keys() == PROBLEM_KEYS

    status, rows, _ = run("intake", "set-aside")
    assert {"file", "sheet", "row", "reason", "cells", "proposal", "row_id"} <= rows[0].keys()
    assert run("intake", "settle", "--proposals", "--reason", "与名册一致")[0] == 0
    assert run("intake", "take", "--all")[0] == 0

    status, entries, _ = run("entries", "list")
    assert len(entries) == 407
    wrong = next(e for e in entries if any(f["rule"] == "K29" for f in e["findings"]))
    assert wrong["source"].keys() == {"file", "sheet", "row"}
    status, corrected, _ = run(
        "entries", "correct", str(wrong["entry_id"]),
        "--item", "reporter", "--value", wrong["name"], "--reason", "电话核实",
    )  # fmt: skip
    assert corrected["answers"]["reporter"] == wrong["name"]
    assert corrected["state"] == "ready"

    status, approval, _ = run("entries", "approve", "--ready")
    assert wrong["entry_id"] in approval["approved"]
    assert approval["blocked"]

    status, progress, _ = run("progress")
    assert progress["total"]["on_roster"] == 420
    assert progress["total"]["missing"] == 13
    assert progress["total"]["approved"] == len(approval["approved"])
    assert [one["kind"] for one in progress["deadlines"]] == ["community", "town", "district"]
    assert progress["deadlines"][0]["days_left"] == 2

    status, sample, _ = run("spotcheck", "draw", "--share", "5%", "--seed", "7")
    status, again, _ = run("spotcheck", "draw", "--share", "0.05", "--seed", "7")
    assert [m["certificate_no"] for m in sample["members"]] == [
        m["certificate_no"] for m in again["members"]
    ]
    sheets = tmp_path / "sheets.pdf"
    status, document, _ = run("spotcheck", "sheets", str(sheets))
    assert sheets.read_bytes().startswith(b"%PDF")
    assert document["pages"] > len(again["members"])

    status, exported, err = run("handover", "export", str(tmp_path / "stick"))
    assert status == 0
    assert Path(exported["file"]).exists()
    assert err
    status, verified, _ = run(
        "handover", "verify", exported["file"], "--trust", exported["key_card"], office=None
    )
    assert status == 0
    assert verified["signer"] == "330282105"
    assert verified["tables"]["entries"] == len(approval["approved"])
    assert verified["digest"] == exported["digest"]
    assert run("log", "check")[0] == 0


def test_a_refused_file_gives_status_1_and_words(run) -> None:
    _init(run)
    status, answer, err = run("intake", "add", str(TOWN / "broken" / "截断.xlsx"))
    assert status == 1
    assert answer["files"][0]["refused"] is True
    assert answer["files"][0]["problems"][0]["code"] == "damaged_file"
    assert "截断.xlsx" in err


def test_a_wrong_password_is_refused(run, monkeypatch: pytest.MonkeyPatch) -> None:
    _init(run)
    monkeypatch.setenv("DSURVEY_PASSWORD", "another password")
    status, answer, err = run("progress")
    assert (status, answer["error"]["code"]) == (1, "wrong_password")
    assert err.strip()


def test_wrong_usage_gives_status_2(run) -> None:
    with pytest.raises(SystemExit) as ended:
        run("entries", "frobnicate")
    assert ended.value.code == 2


def test_an_altered_bundle_is_refused_with_its_code(run, tmp_path: Path) -> None:
    path = tmp_path / "x.dsb.zip"
    path.write_bytes(b"PK\x03\x04 not a bundle")
    status, answer, _ = run("handover", "verify", str(path), office=None)
    assert status == 1
    assert answer["error"]["code"]


def test_forms_are_checked_and_tried(run, tmp_path: Path) -> None:
    form = str(resources_folder() / "forms" / "individual.xlsx")
    status, answer, _ = run("form", "check", form, office=None)
    assert (status, answer["is_valid"]) == (0, True)
    answers = tmp_path / "answers.json"
    answers.write_text('[{"status": "6", "mobile": "123"}, {"status": "5"}]', "utf-8")
    status, sets, _ = run("form", "evaluate", form, str(answers), office=None)
    assert status == 0
    assert sets[0]["items"]["mobile"]["valid"] is False
    assert sets[0]["items"]["address"]["required"] is True
    assert sets[1]["items"]["mobile"]["relevant"] is False


def test_a_clock_that_was_set_back_is_said_beside_the_answer(run, office: Path) -> None:
    desk = open_office(office, os.environ["DSURVEY_PASSWORD"])
    with desk.database.write() as connection:
        note(connection, replace(desk, clock=lambda: datetime(2031, 5, 4, tzinfo=UTC)), "x", "y")
    close_office(desk)
    status, answer, said = run("entries", "list", office=office)
    assert status == 0
    assert answer
    assert "2031-05-04" in said

"""Queries, returns, confirming and absence, by the command alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.integration.cli.review_shapes import SHAPES
from tests.integration.cli.shapes import differences


@pytest.fixture
def ask(run, office: Path):
    """Run a command that must be done; its answer has the documented shape."""

    def command(name: str, *words: object) -> Any:
        status, answer, error = run(*name.split(), *words, office=office)
        assert status == 0, (name, error)
        assert not differences(answer, SHAPES[name]), name
        return answer

    return command


def test_a_query_from_the_question_to_its_end(ask, run, office):
    opened = ask("queries open", "--errors")
    assert opened
    first = opened[0]["id"]
    answered = ask("queries answer", first, "--answer", "已核实")
    assert (answered["state"], answered["turn"]) == ("answered", "office")
    again = ask("queries ask", first, "--question", "请再核实")
    assert (again["state"], again["turn"]) == ("open", "office")
    (closed,) = ask("queries close", first)
    assert closed["state"] == "closed"
    assert [one["id"] for one in ask("queries list", "--state", "closed")] == [first]
    assert first not in {one["id"] for one in ask("queries list")}
    status, answer, _error = run("queries", "close", first, office=office)
    assert (status, answer["error"]["code"]) == (1, "query_closed")
    entry = ask("queries open", opened[0]["entry"], "--question", "请补齐地址")[0]
    assert entry["rule"] == ""


@pytest.mark.parametrize(
    "words",
    [
        ("queries", "open"),
        ("queries", "open", "5", "--errors"),
        ("queries", "answer", "5"),
        ("queries", "close"),
        ("queries", "list", "--state", "lost"),
    ],
)
def test_wrong_usage_gives_status_2(run, office, words):
    assert run(*words, office=office)[0] == 2


def test_a_return_goes_out_and_its_answers_come_back(ask, run, office, tmp_path):
    opened = ask("queries open", "--errors")
    sheets = ask("returns make", tmp_path / "out", "--due", "2025-10-09")
    assert sum(one["points"] for one in sheets) == len(opened)
    assert all(Path(one["pdf"]).read_bytes().startswith(b"%PDF") for one in sheets)
    assert {one["turn"] for one in ask("queries list")} == {"community"}
    assert run("returns", "make", tmp_path / "out", office=office)[0] == 1
    first = ask("returns list")[-1]
    assert (first["waiting"], first["is_overdue"]) == (first["points"], False)
    again = ask("returns reprint", first["number"], tmp_path / "again")
    status, answer, _error = run("intake", "add", again["workbook"], office=office)
    assert status == 0
    assert answer["files"][0]["kind"] == "return"
    assert answer["files"][0]["unchanged"] == answer["files"][0]["rows_read"] == first["points"]


def test_people_are_confirmed_again_and_leave_the_list(ask, run, office, tmp_path):
    people = ask("confirm list")
    assert ask("confirm sheet", tmp_path / "list.pdf")["pages"] > 0
    first = people[0]["entry"]
    status, answer, _error = run("confirm", "record", first, "--outcome", "changed", office=office)
    assert (status, answer["error"]["code"]) == (1, "reason_missing")
    tried = ask("confirm record", first, "--outcome", "not_reached", "--remark", "关机")
    assert (tried["attempts"], tried["reconfirmed_on"]) == (1, None)
    done = ask(
        "confirm record", first, "--outcome", "unchanged", "--way", "visit", "--day", "2025-10-08"
    )
    assert (done["attempts"], done["reconfirmed_on"]) == (2, "2025-10-08")
    assert first not in {one["entry"] for one in ask("confirm list")}


def test_a_missing_person_gets_a_reason_and_loses_it(run, office):
    _status, people, _error = run("roster", "missing", office=office)
    number = people[0]["certificate_no"]
    said = ("--reason", "dead", "--proof", "死亡证明", "--day", "2025-08-01")
    status, answer, _error = run("roster", "missing", "--set", number, *said, office=office)
    assert status == 0
    one = next(each for each in answer if each["certificate_no"] == number)
    assert (one["reason"], one["known_on"]) == ("dead", "2025-08-01")
    total = run("progress", office=office)[1]["total"]
    assert sum(total["missing_by_reason"].values()) == total["missing"]
    assert total["missing_by_reason"]["dead"] == 1
    _status, answer, _error = run("roster", "missing", "--clear", number, office=office)
    assert {each["reason"] for each in answer} == {None}
    assert run("roster", "missing", "--set", number, "--reason", "dead", office=office)[0] == 2


def test_many_corrections_are_shown_first_and_then_done(ask, run, office, tmp_path):
    words = ("--item", "note", "--value", "统一", "--community", "330282105203")
    preview = ask("entries correct-batch", *words, "--preview")
    assert preview["is_preview"]
    done = ask("entries correct-batch", *words, "--reason", "统一口径")
    assert len(done["lines"]) == len(preview["lines"]) > 0
    one = done["lines"][0]
    assert "note" not in ask("entries undo", one["entry"])["answers"]
    assert ask("entries redo", one["entry"])["answers"]["note"] == "统一"
    status = ("--item", "status", "--value", "2", "--reason", "核")
    assert run("entries", "correct", one["entry"], *status, office=office)[0] == 0
    blank = ask("entries clear-not-asked", one["entry"], "--reason", "不需填写")["answers"]
    assert blank.keys() < ask("entries undo", one["entry"])["answers"].keys()
    ask("entries undo", one["entry"])
    table = tmp_path / "更正.csv"
    head = "残疾人证号,项目,原值,新值,原因\n"
    table.write_text(f"{head}{one['certificate_no']},备注,统一,另写,核实\n", "utf-8")
    assert len(ask("entries correct-file", table)["lines"]) == 1
    status, answer, _error = run("entries", "correct-file", table, office=office)
    assert (status, answer["refused"][0]["code"]) == (1, "old_value_differs")
    undone = ask("entries undo-batch")
    others = {line["entry"] for line in done["lines"]} - {one["entry"]}
    assert {line["entry"] for line in undone["lines"]} == others
    _status, approved, _error = run("entries", "approve", "--ready", office=office)
    assert ask("entries undo-approvals") == {"entries": approved["approved"], "left": []}
    assert ask("entries reasons", "--add", "比对数据")["own"] == ["比对数据"]


def test_a_correction_of_an_older_version_shows_the_difference(office, run):
    entry = run("entries", "list", office=office)[1][0]
    said = ["entries", "correct", entry["entry_id"], "--item", "mobile", "--reason", "核对电话"]
    seen = ["--seen", entry["version"]]
    assert run(*said, *seen, "--value", "13800000001", office=office)[0] == 0
    status, answer, told = run(*said, *seen, "--value", "13900000002", office=office)
    (change,) = answer["error"]["changes"]
    assert (status, answer["error"]["code"]) == (1, "entry_changed")
    assert (change["theirs"], change["yours"]) == ("13800000001", "13900000002")
    assert "13800000001" in told
    assert answer["error"]["version"] == entry["version"] + 1
    approve = ["entries", "approve", entry["entry_id"]]
    assert run(*approve, *seen, office=office)[1]["error"]["code"] == "entry_changed"
    assert run(*approve, 2, *seen, office=office)[0] == 2

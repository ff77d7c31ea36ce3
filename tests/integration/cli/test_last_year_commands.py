"""Last year's data by the command alone; the town's files of this year stand for last year's."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.changed_form import last_years_edition
from tests.integration.cli.conftest import TOWN
from tests.integration.cli.last_year_shapes import SHAPES
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


@pytest.fixture
def last_year(tmp_path: Path) -> Path:
    """A community's workbook with every address changed."""
    book = openpyxl.load_workbook(TOWN / "submissions" / "上塘村.xlsx")
    sheet = book.worksheets[0]
    column = next(c.column for row in sheet.iter_rows() for c in row if c.value == "现居住地址")
    for row in sheet.iter_rows(min_col=column, max_col=column):
        if row[0].value and row[0].value != "现居住地址":
            row[0].value = f"旧{row[0].value}"
    path = tmp_path / "上塘村2024.xlsx"
    book.save(path)
    return path


def test_from_the_import_to_its_undoing(ask, run, office, last_year, tmp_path):
    found = ask("lastyear import", last_year)
    assert found["outcome"] == "taken"
    assert found["rows_read"] == found["matched"] + found["unmatched"]
    assert ask("lastyear import", last_year)["outcome"] == "same"
    (line,) = ask("lastyear list")
    assert line["matched"] == found["matched"] > 20
    assert len(ask("lastyear unmatched")) == found["unmatched"] > 0
    changes = ask("lastyear changes", "--write", tmp_path / "变化.xlsx")
    assert changes["items"][0]["item"] == "address"
    assert changes["items"][0]["people"] == []
    assert Path(changes["written"]["path"]).is_file()
    (address,) = ask("lastyear changes", "--item", "address")["items"]
    assert len(address["people"]) == address["changed"]
    assert ask("lastyear changes", "--people")["items"][0]["people"]
    assert ask("lastyear undo", found["id"])["id"] == found["id"]
    assert ask("lastyear changes")["with_last_year"] == 0
    status, answer, _error = run("lastyear", "undo", found["id"], office=office)
    assert (status, answer["error"]["code"]) == (1, "no_last_year")


def test_columns_in_question_are_refused_with_what_to_look_at(run, office, tmp_path):
    path = tmp_path / "怪表.csv"
    people = json.loads((TOWN / "truth.json").read_text("utf-8"))["people"]
    sent = [(one["sent"]["name"], no) for no, one in people.items() if one.get("sent")]
    lines = ["甲,乙,丙", *(f"{name},{number},1" for name, number in sent[:8])]
    path.write_text("\n".join(lines), encoding="utf-8")
    status, answer, _error = run("lastyear", "import", path, office=office)
    assert (status, answer["outcome"], answer["refused"]) == (1, "asks", True)
    assert answer["questions"][0]["message"]


def test_a_shortened_number_is_settled_by_its_proposal_and_taken_back(ask, run, office, tmp_path):
    people = json.loads((TOWN / "truth.json").read_text("utf-8"))["people"]
    number, one = next((no, one) for no, one in people.items() if one.get("sent"))
    book = openpyxl.Workbook()
    book.active.append(["姓名", "残疾人证号", "村(社区)", "户口性质"])
    place = next(row for row in ask_search(run, office, number))["community_name"]
    book.active.append([one["sent"]["name"], float(number[:15]) * 1e5, place, "农业"])
    book.save(tmp_path / "短号.xlsx")
    assert ask("lastyear import", tmp_path / "短号.xlsx")["unmatched"] == 1
    (row,) = ask("lastyear unmatched")
    assert row["proposal"]["certificate_no"] == number
    assert ask("lastyear settle", "--proposals", "--reason", "与名册核对")["rows"] == [
        row["row_id"]
    ]
    assert ask("lastyear unmatched") == []
    assert ask("lastyear unsettle", row["row_id"])["rows"] == [row["row_id"]]
    ask("lastyear settle", row["row_id"], "--certificate", number, "--reason", "与名册核对")
    status, answer, _error = run(
        *["lastyear", "settle", row["row_id"], "--certificate", number, "--reason", "再次"],
        office=office,
    )
    assert (status, answer["error"]["code"]) == (1, "no_row")


def test_columns_of_last_years_form_are_written_changed_and_taken(ask, run, office, tmp_path):
    form = tmp_path / "个人表2024.xlsx"
    form.write_bytes(last_years_edition())
    people = json.loads((TOWN / "truth.json").read_text("utf-8"))["people"]
    sent = [(one["sent"]["name"], no) for no, one in people.items() if one.get("sent")][:8]
    table = tmp_path / "去年.csv"
    lines = ["甲,乙,丙,丁", *(f"{name},{number},2,1" for name, number in sent)]
    table.write_text("\n".join(lines), encoding="utf-8")
    mapping = tmp_path / "列.json"
    ask("lastyear columns", table, "--form", form, "--write", mapping)
    said = json.loads(mapping.read_text("utf-8"))
    said["columns"] = [
        {**one, "item": item} for one, item in zip(said["columns"], ITEMS, strict=True)
    ]
    mapping.write_text(json.dumps(said, ensure_ascii=False), "utf-8")
    found = ask("lastyear import", table, "--form", form, "--mapping", mapping)
    assert (found["outcome"], found["matched"], found["is_this_years"]) == ("taken", 8, False)
    assert [one["item"] for one in found["left"]] == ["has_tv"]
    assert [one["answers"] for one in ask("lastyear changes")["left"]] == [8]
    status, entry, _error = run("entries", "show", sent[0][1], office=office)
    assert (status, entry["last_year"]["answers"]["hukou"]) == (0, "农业")
    assert [one["words"] for one in entry["last_year"]["left"]] == ["是"]
    assert ask("lastyear import", table)["outcome"] == "same"  # form and columns are remembered
    (kept,) = ask("lastyear mappings", "list")
    assert kept["name"] == table.name
    status, gone, _error = run("lastyear", "mappings", "forget", kept["shape"], office=office)
    assert (status, gone["columns"][3]) == (0, ["丁", "has_tv"])
    assert ask("lastyear mappings", "list") == []


ITEMS = ("name", "certificate_no", "hkxz", "has_tv")


def ask_search(run, office, number):
    return run("search", number, office=office)[1]["people"]


@pytest.mark.parametrize(
    "words", [("import",), ("settle",), ("unsettle",), ("undo",), ("undo", "one"), ("changes", "x")]
)
def test_wrong_usage_gives_status_2(run, office, words):
    assert run("lastyear", *words, office=office)[0] == 2

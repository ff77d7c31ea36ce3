"""The columns of a file from the command line: asked about, written, changed, remembered."""

from __future__ import annotations

import csv
import json
import re

import pytest

from dsurvey_desktop.domain.resources import resources_folder

SENT = resources_folder() / "sample_town" / "submissions" / "下塘村_导出.csv"


@pytest.fixture
def unclear(tmp_path):
    """An export whose column of names is called otherwise."""
    path = tmp_path / "导出.csv"
    with SENT.open(encoding="gb18030", newline="") as stream:
        header, *lines = csv.reader(stream)
    at = next(n for n, word in enumerate(header) if word in {"name", "姓名"} or "姓名" in word)
    header[at] = "登记对象"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows([header, *lines])
    return path


def test_an_unclear_file_is_taken_in_by_the_mapping_that_was_written_and_changed(
    run, office, unclear, tmp_path
):
    status, answer, error = run("intake", "add", unclear, office=office)
    (file,) = answer["files"]
    assert (status, file["refused"], file["problems"][0]["code"]) == (
        1,
        True,
        "mapping_unconfirmed",
    )
    assert "导出.csv" in error
    template = tmp_path / "m.json"
    _status, found, _error = run("intake", "columns", unclear, "--write", template, office=office)
    assert [q["code"] for q in found["tables"][0]["questions"]] == ["mapping_missing"]
    shown = json.dumps(found, ensure_ascii=False)
    assert "••" in shown
    assert not re.search(r"\d{15}", shown)
    words = json.loads(template.read_text("utf-8"))
    for column in words["columns"]:
        column["item"] = "name" if column["header"] == "登记对象" else column["item"]
    template.write_text(json.dumps(words), "utf-8")
    status, answer, _error = run("intake", "add", unclear, "--mapping", template, office=office)
    assert (status, answer["files"][0]["unchanged"]) == (0, answer["files"][0]["rows_read"])
    assert run("intake", "add", unclear, office=office)[0] == 0
    (kept,) = run("intake", "mappings", "list", office=office)[1]
    renamed = run("intake", "mappings", "rename", kept["id"], "村导出", office=office)[1]
    assert renamed["name"] == "村导出"
    out = tmp_path / "out.json"
    run("intake", "mappings", "export", kept["id"], out, office=office)
    assert json.loads(out.read_text("utf-8"))["columns"] == words["columns"]
    assert run("intake", "mappings", "delete", kept["id"], office=office)[1]["deleted"]
    assert run("intake", "add", unclear, office=office)[0] == 1


def test_a_file_that_waits_is_listed_taken_in_and_let_go(run, office, unclear):
    _status, answer, _error = run("intake", "add", unclear, office=office)
    waits = answer["files"][0]["waiting"]
    content = unclear.read_bytes()
    unclear.unlink()
    (one,) = run("intake", "waiting", "list", office=office)[1]
    assert (one["id"], one["file"], one["reason"]) == (waits, "导出.csv", "mapping_unconfirmed")
    status, answer, error = run("intake", "waiting", "take", waits, office=office)
    assert (status, answer["files"][0]["waiting"]) == (1, waits)
    assert "导出.csv" in error
    status, answer, _error = run(
        "intake", "waiting", "take", waits, "--accept-mapping", office=office
    )
    assert (status, answer["files"][0]["refused"]) == (0, False)
    assert run("intake", "waiting", "list", office=office)[1] == []
    unclear.write_bytes(content + b"\n")
    (mapping,) = run("intake", "mappings", "list", office=office)[1]
    run("intake", "mappings", "delete", mapping["id"], office=office)
    waits = run("intake", "add", unclear, office=office)[1]["files"][0]["waiting"]
    assert run("intake", "waiting", "forget", waits, office=office)[1] == {"forgotten": 1}
    status, answer, _error = run("intake", "waiting", "forget", waits, office=office)
    assert (status, answer["error"]["code"]) == (1, "not_waiting")

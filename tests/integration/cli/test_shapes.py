"""Every command answers with what `.github/COMMANDS.md` says, name by name."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from dsurvey_desktop.cli.arguments import build_parser
from dsurvey_desktop.cli.commands import GROUPS, commands_of
from dsurvey_desktop.cli.office_commands import OFFICE_OPTIONAL, WITHOUT_OFFICE
from dsurvey_desktop.domain.resources import project_folder, resources_folder
from dsurvey_desktop.usecases.open_office import close_office, open_office
from dsurvey_desktop.usecases.unread_files import begin_reading
from tests.changed_form import next_edition
from tests.integration.cli import (
    exchange_shapes,
    last_year_shapes,
    review_shapes,
    second_shapes,
    server_shapes,
)
from tests.integration.cli.conftest import PASSWORD
from tests.integration.cli.main_shapes import SHAPES
from tests.integration.cli.shapes import differences
from tests.integration.cli.spot_shapes import CHECKED

TOWN = resources_folder() / "sample_town"
FORM = resources_folder() / "forms" / "individual.xlsx"


@pytest.fixture
def answers(run, office: Path, tmp_path: Path, monkeypatch) -> dict[str, Any]:
    """The answer of every command, from one run through the day."""
    got: dict[str, Any] = {}

    def ask(command: str, *words: object, office: Path | None = office) -> Any:
        status, answer, error = run(*command.split(), *words, office=office)
        assert status == 0, (command, error)
        assert not differences(answer, SHAPES[command]), command
        got[command] = answer
        return answer

    about = (
        "--year",
        2025,
        "--code",
        "330282",
        "--name",
        "区残联",
        "--practice-date",
        "2025-10-08",
    )
    district = tmp_path / "district"
    ask("init", *about, office=district)
    ask("intake preview", TOWN / "submissions" / "石桥村_采集表.xlsx")
    ask("intake add", TOWN / "submissions" / "石桥村_采集表.xlsx")
    undone = got["intake add"]["files"][0]["batch"]
    ask("intake undo", undone)
    template = tmp_path / "mapping.json"
    ask("intake columns", TOWN / "submissions" / "石桥村_采集表.xlsx", "--write", template)
    ask("roster columns", next(TOWN.glob("*.xlsx")))
    run("intake", "mappings", "import", template, "--name", "采集表", office=office)
    ask("intake mappings", "list")
    locked = Path(__file__).parents[2] / "assets" / "intake" / "encrypted.xlsx"
    run("intake", "add", locked, office=office)
    ask("intake waiting", "list")
    broken = tmp_path / "上塘村.xlsx"
    broken.write_bytes(b"PK\x03\x04")
    run("intake", "add", broken, office=office)
    ask("intake refused", "list")
    desk = open_office(office, PASSWORD)
    begin_reading(desk, (Path("一.csv"), Path("二.csv")))
    close_office(desk)
    ask("intake unread", "list")
    assert run("intake", "unread", "forget", office=office)[1] == {"forgotten": 2}
    ask("intake problems", "--community", "330282105203")
    ask("intake list")
    ask("intake rows", got["intake list"][-1]["id"])
    ask("intake set-aside")
    proposal = next(row for row in got["intake set-aside"] if row["proposal"])
    number = proposal["proposal"]["certificate_no"]
    ask("intake settle", proposal["row_id"], "--certificate", number, "--reason", "与名册一致")
    aside = got["intake set-aside"][-1]["row_id"]
    ask("intake dismiss", aside, "--reason", "外镇人员")
    (dismissed,) = run("intake", "set-aside", "--dismissed", office=office)[1]
    assert dismissed["row_id"] == aside
    ask("intake reopen", aside)
    first, *_rest = ask("intake pending")
    for number in (1, 2):
        form = tmp_path / f"社区表{number}.csv"
        form.write_text(f"community_code,service_center,clinic\n330282105203,1,{number}\n", "utf-8")
        run("intake", "add", form, office=office)
    ask("intake compare", "--community", "330282105203")
    ask("intake take", first["id"])
    ask("intake keep", "--all")
    ask("intake codes", office=None)
    ask("intake report", tmp_path / "problems.pdf")
    communities = tmp_path / "communities.csv"
    communities.write_text("区划代码,名称\n330282105299,新设村\n", "utf-8")
    ask("communities add", communities)
    ask("campaign show")
    ask("campaign change", "--app-target", "95%", "--rule-off", "K33")
    roster = next(TOWN.glob("名册*.xlsx"))
    ask("roster import", roster, "--preview")
    ask("roster undo")
    ask("roster import", roster)
    assert len(ask("roster list")) == 2
    ask("roster missing", "--community", "330282105203")
    ask("form booklet", tmp_path / "booklet.pdf")
    ask("collect odk", tmp_path / "odk")
    ask("collect workbooks", tmp_path / "books", "--community", "330282105208")
    entries = ask("entries list")
    one, warning = next(
        (e, f) for e in entries for f in e["findings"] if f["severity"] == "warning"
    )
    named = ("--rule", warning["rule"], "--item", warning["item"])
    ask("entries explain", one["entry_id"], *named, "--reason", "电话核实")
    change = ("--item", "note", "--value", "补充", "--reason", "电话核实")
    ask("entries correct", one["certificate_no"], *change)
    ask("entries show", one["entry_id"])
    quality = ("--limiting-quality", "5%", "--lots", "community")
    drawn_above = tmp_path / "drawn.txt"
    drawn_above.write_text(f"1、{one['name']}，{one['certificate_no']}。\n", "utf-8")
    drawn = ask("spotcheck draw", *quality, "--leave-out", drawn_above, "--seed", 7)
    assert drawn["plan"]["left_out"] == 1
    ask("spotcheck sheets", tmp_path / "sheets.pdf")
    code = got["spotcheck draw"]["members"][0]["short_code"]
    sheet = ask("spotcheck sheet", code)
    doctor = next(one for one in sheet["items"] if one["item"] == "family_doctor")
    other = "2" if doctor["registered"] == "1" else "1"
    answers = ("--differs", f"family_doctor={other}", "--not-asked", "mode")
    assert ask("spotcheck result", code, "--by", "周核查", *answers)["outcome"] == "differs"
    (line,) = [one for one in ask("spotcheck results")["sheets"] if one["checked"]]
    assert line["checked"].keys() == CHECKED.keys()
    ask("entries approve", "--ready")
    ask("progress")
    ask("progress notice", tmp_path / "notice.pdf")
    ask("progress calendar", tmp_path / "deadlines.ics")
    assert ask("search", "上塘村", "--most", 5)["has_more"]
    ask("handover check")
    card = ask("keys card", tmp_path / "cards", office=district)["file"]
    ask("keys trust", card)
    ask("keys card", tmp_path / "cards")
    exported = ask("handover export", tmp_path / "stick")
    ask("handover verify", exported["file"])
    newest, *others = ask("log list", "--last", 3)
    assert ask("log list", "--last", 2, "--before", newest["sequence"]) == others
    ask("log check")
    ask("log verify", ask("log export", tmp_path / "log.jsonl")["file"])
    monkeypatch.setenv("DSURVEY_NEW_PASSWORD", "another long one")
    ask("users add", "--name", "林录入", "--roles", "clerk")
    ask("users roles", 2, "--roles", "clerk,reviewer")
    monkeypatch.setenv("DSURVEY_NEW_PASSWORD", "yet another one")
    ask("users reset", 2)
    ask("users remove", 2)
    ask("users list")
    ask("users recovery", tmp_path / "recovery.pdf")
    ask("backup make")
    ask("backup keep", 20)
    ask("backup list")
    sets = tmp_path / "answers.json"
    sets.write_text('[{"status": "6"}, {}]', "utf-8")
    ask("form check", FORM, office=None)
    ask("form evaluate", FORM, sets, office=None)
    edition = next_edition(tmp_path / "明年.xlsx")
    ask("form editions")
    ask("form show", edition, office=None)
    ask("form show", "--edition", got["form editions"][0]["digest"][:8])
    ask("form compare", "individual", edition)
    assert ask("form booklet", tmp_path / "booklet2.pdf", "--of", edition)["pages"] > 1
    ask("form adopt", edition, "--preview")
    assert ask("form adopt", edition)["is_adopted"]
    digest = got["form adopt"]["comparison"]["new"]["digest"]
    ask("form move", "--to", digest[:8], "--preview")
    one = got["entries list"][0]["certificate_no"]
    assert ask("form move", "--to", digest, "--entry", one, "--preview")["entries"] == 1
    assert ask("form move", "--to", digest)["lines"]
    return got


def test_every_command_answers_in_its_documented_shape(answers: dict[str, Any]) -> None:
    assert answers.keys() == SHAPES.keys()
    assert {name for group in GROUPS for name in commands_of(group)} <= ALL_SHAPES.keys()
    item = answers["form evaluate"][0]["items"]["mobile"]
    assert item.keys() == {"relevant", "required", "valid", "value"}
    assert all(answers[name] for name in answers)


def documented() -> dict[str, str]:
    """Command to its cell in the table of COMMANDS.md."""
    text = (project_folder() / ".github" / "COMMANDS.md").read_text("utf-8")
    rows = re.findall(
        r"^\| `([a-z]+(?: [a-z-]+)?)[^|]*\| (.+) \|$", text.replace("\\|", "/"), re.MULTILINE
    )
    return dict(rows)


def test_each_command_is_found_in_its_group() -> None:
    """The grammar knows no word that ends in nothing."""
    groups = build_parser()._subparsers._group_actions[0].choices
    known = {
        f"{group} {action}"
        for group, parser in groups.items()
        if parser._subparsers
        for action in parser._subparsers._group_actions[0].choices
    }
    found = {name for group in GROUPS for name in commands_of(group)}
    by_folder = {"backup list", "backup restore", "server set", "server join"}
    elsewhere = {*WITHOUT_OFFICE, *OFFICE_OPTIONAL, *by_folder}
    assert known <= found | elsewhere
    assert all(name in commands_of(name.split()[0]) for name in known - elsewhere)


def test_the_table_has_one_row_for_each_command() -> None:
    text = (project_folder() / ".github" / "COMMANDS.md").read_text("utf-8")
    names = re.findall(r"^\| `([a-z]+(?: [a-z][a-z-]*)?)", text, re.MULTILINE)
    twice = {name for name in names if names.count(name) > 1} - {"init"}
    assert not twice


ALL_SHAPES = (
    SHAPES
    | review_shapes.SHAPES
    | exchange_shapes.SHAPES
    | last_year_shapes.SHAPES
    | second_shapes.SHAPES
    | server_shapes.SHAPES
)


@pytest.mark.parametrize("command", sorted(ALL_SHAPES))
def test_the_table_names_every_command_and_every_name_it_answers_with(command: str) -> None:
    cells = documented()
    told = cells.get(command) or next((c for n, c in cells.items() if command in n), "")
    if not told:  # told in the line of the command beside it
        assert command in {"keys trust", "intake keep", "district accept"}
        return
    shape = ALL_SHAPES[command]
    shape = shape[0] if isinstance(shape, list) else shape
    if told.startswith(("the entry", "the office", "the query")):
        assert command.startswith(("entries", "queries", "campaign", "communities add"))
        return
    missing = [name for name in shape if f'"{name}"' not in told]
    assert not missing


def test_the_answer_is_json_alone(capsys, office: Path) -> None:
    from dsurvey_desktop.cli.main import main

    assert main(["--office", str(office), "entries", "list", "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)
    assert err == ""

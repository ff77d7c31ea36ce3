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
from tests.changed_form import next_edition
from tests.integration.cli import (
    exchange_shapes,
    last_year_shapes,
    review_shapes,
    second_shapes,
    server_shapes,
)

TEXT, NUMBER, FLAG, ANY = str, int, bool, object
SHARE = (float, int, type(None))
MAYBE = (str, type(None))
PROBLEM = {
    "code": TEXT, "severity": TEXT, "sheet": TEXT, "row": NUMBER, "column": NUMBER, "value": TEXT,
    "message": TEXT, "advice": TEXT,
}  # fmt: skip
PLACE = {"file": TEXT, "sheet": TEXT, "row": NUMBER, "column": NUMBER}
COUNTS = {
    "rows_read": NUMBER, "taken": NUMBER, "set_aside": NUMBER, "unchanged": NUMBER,
    "pending": NUMBER,
}  # fmt: skip
COMMUNITY = {"code": TEXT, "name": TEXT}
DETAILS = [{"sheet": TEXT, "row": NUMBER, "cells": [{"header": TEXT, "value": TEXT}]}]
CHANGES = [{"item": TEXT, "raw": TEXT, "value": (str, int, float, list)}]
COLUMNS = {
    "file": TEXT,
    "kind": TEXT,
    "tables": [
        {
            "sheet": TEXT,
            "header_row": NUMBER,
            "shape": TEXT,
            "mapping": TEXT,
            "columns": [
                {
                    "column": NUMBER,
                    "header": TEXT,
                    "item": TEXT,
                    "label": TEXT,
                    "confidence": (float, int),
                    "examples": [TEXT],
                }
            ],
            "questions": [PROBLEM],
        }
    ],
    "written": MAYBE,
}
ENTRY = {
    "entry_id": NUMBER,
    "certificate_no": TEXT,
    "name": TEXT,
    "community_code": TEXT,
    "state": TEXT,
    "version": NUMBER,
    "source": {"file": TEXT, "sheet": TEXT, "row": NUMBER},
    "answers": dict,
    "findings": [{"rule": TEXT, "severity": TEXT, "item": TEXT, "message": TEXT}],
    "form_edition": TEXT,
}
WHOLE_ENTRY = ENTRY | {
    "corrections": [
        {
            "item": TEXT, "item_label": TEXT, "old": TEXT, "new": TEXT, "reason": TEXT,
            "source": TEXT, "corrected_by": TEXT, "corrected_at": TEXT,
        }
    ],
    "approved_by": TEXT,
    "approved_at": MAYBE,
    "last_year": (dict, type(None)),
    "blockers": [TEXT],
    "sent_back": [{"item": TEXT, "item_label": TEXT, "reason": TEXT}],
    "source": {"file": TEXT, "sheet": TEXT, "row": NUMBER, "changes": CHANGES,
               "details": DETAILS},
}  # fmt: skip
FORECAST = {
    "left": NUMBER, "pace": (float, int), "pace_days": NUMBER, "done_on": MAYBE,
    "days_late": NUMBER, "needed_per_day": (int, type(None)), "standing": TEXT,
}  # fmt: skip
PROGRESS = {
    "code": TEXT, "name": TEXT, "on_roster": NUMBER, "with_entry": NUMBER, "missing": NUMBER,
    "home_visit_share": SHARE, "app_share": SHARE, "confirmed": NUMBER, "to_confirm": NUMBER,
    "approved": NUMBER, "handed_over": NUMBER, "errors": NUMBER, "warnings": NUMBER,
    "has_community_form": FLAG, "missing_by_reason": dict,
    "history": [{"day": TEXT, "registered": NUMBER, "approved": NUMBER}],
    "registering": FORECAST, "approving": FORECAST,
    "blocks": [{"kind": TEXT, "count": NUMBER}],
}  # fmt: skip
CARD = {
    "office_code": TEXT, "office_name": TEXT, "fingerprint": TEXT, "public_key": TEXT,
    "recipient": TEXT, "is_signed_by_old": FLAG,
}  # fmt: skip
USER = {
    "id": NUMBER, "name": TEXT, "roles": [TEXT], "is_self": FLAG, "department": (str, type(None)),
}  # fmt: skip
BACKUP = {
    "path": TEXT, "name": TEXT, "kind": TEXT, "made_at": TEXT, "entries": (int, type(None)),
    "people": (int, type(None)), "log_lines": (int, type(None)), "size_bytes": NUMBER,
}  # fmt: skip
OFFICE = {
    "office": {"code": TEXT, "name": TEXT, "level": TEXT},
    "campaign": dict,
    "communities": [COMMUNITY],
    "user": dict,
    "forms": dict,
    "people": NUMBER,
    "entries": NUMBER,
    "has_recipient": FLAG,
    "key_fingerprint": TEXT,
    "server": str,
}
DOCUMENT = {"path": TEXT, "pages": NUMBER}
MOVED_ITEM = {
    "item": TEXT, "label": TEXT, "entries": NUMBER, "code": TEXT, "code_label": TEXT,
    "new_label": TEXT,
}  # fmt: skip
COMPARED = {"digest": TEXT, "title": TEXT, "version": TEXT, "file": TEXT}
FORM_COMPARISON = {
    "old": COMPARED, "new": COMPARED, "new_items": NUMBER, "gone_items": NUMBER,
    "changed_items": NUMBER,
    "items": [
        {
            "name": TEXT, "code": TEXT, "label": TEXT, "section": TEXT, "fate": TEXT,
            "fate_words": TEXT,
            "changes": [{"aspect": TEXT, "aspect_words": TEXT, "old": TEXT, "new": TEXT}],
        }
    ],
}  # fmt: skip
COVERAGE = {"on_roster": NUMBER, "with_entry": NUMBER, "missing": NUMBER}
SHAPES: dict[str, Any] = {
    "roster import": {
        "file": TEXT,
        "rows_read": NUMBER,
        "in_scope": NUMBER,
        "out_of_scope": [
            {
                "certificate_no": TEXT, "name": TEXT, "community_name": TEXT, "reason": TEXT,
                "row": NUMBER,
            }
        ],
        "communities": [COMMUNITY],
        "new": NUMBER,
        "changed": NUMBER,
        "gone": NUMBER,
        "problems": [PROBLEM],
        "taken": NUMBER,
        "pending": NUMBER,
        "fallen": NUMBER,
        "is_preview": FLAG,
        "import_id": (int, type(None)),
        "differences": [
            {
                "changes": [TEXT], "certificate_no": TEXT, "old_certificate_no": TEXT,
                "name": TEXT, "community_name": TEXT,
                "fields": [{"field": TEXT, "label": TEXT, "old": TEXT, "new": TEXT}],
                "entry": (int, type(None)), "state": MAYBE, "consequences": [TEXT], "row": NUMBER,
            }
        ],
        "counts": dict,
        "before": COVERAGE,
        "after": COVERAGE,
    },
    "roster list": [
        {
            "id": NUMBER, "file": TEXT, "imported_at": TEXT, "imported_by": TEXT,
            "people": NUMBER, "counts": dict, "is_undone": FLAG, "can_be_undone": FLAG,
        }
    ],
    "roster undo": {
        "id": NUMBER, "people": NUMBER, "entries_followed": NUMBER, "fallen": NUMBER,
        "before": COVERAGE, "after": COVERAGE,
    },
    "roster missing": [
        {
            "certificate_no": TEXT, "name": TEXT, "community_code": TEXT, "community_name": TEXT,
            "phone": TEXT, "reason": MAYBE, "proof": TEXT, "known_on": MAYBE, "noted_by": TEXT,
        }
    ],
    "form booklet": DOCUMENT,
    "collect odk": [{"path": TEXT, "kind": TEXT, "rows": NUMBER}],
    "collect workbooks": [
        {
            "path": TEXT, "kind": TEXT, "community_code": TEXT, "community_name": TEXT,
            "people": NUMBER,
        }
    ],
    "intake waiting": [
        {
            "id": NUMBER, "file": TEXT, "reason": TEXT, "since": TEXT, "received_by": TEXT,
            "problems": [PROBLEM],
        }
    ],
    "intake add": {
        "files": [
            {"file": TEXT, "kind": TEXT, "batch": (int, type(None)), "refused": FLAG,
             "waiting": (int, type(None))}
            | COUNTS
            | {"problems": [PROBLEM]}
        ]
    },
    "intake preview": {
        "files": [
            {"file": TEXT, "kind": TEXT, "batch": (int, type(None)), "refused": FLAG,
             "waiting": (int, type(None))}
            | COUNTS
            | {
                "problems": [PROBLEM],
                "rows": [
                    {
                        "sheet": TEXT, "row": NUMBER, "group": TEXT, "outcome": TEXT,
                        "reason": TEXT, "message": TEXT, "name": TEXT, "certificate_no": TEXT,
                        "entry": (int, type(None)),
                        "differences": [{"item": TEXT, "old": ANY, "new": ANY}],
                    }
                ],
            }
        ]
    },
    "roster columns": COLUMNS,
    "intake columns": COLUMNS,
    "intake mappings": [
        {
            "id": NUMBER, "name": TEXT, "kind": TEXT, "shape": TEXT, "columns": NUMBER,
            "confirmed_at": TEXT, "confirmed_by": TEXT,
        }
    ],
    "intake list": [
        {
            "id": NUMBER, "file": TEXT, "kind": TEXT, "received_at": TEXT, "received_by": TEXT,
            "is_undone": FLAG,
        }
        | COUNTS
    ],
    "intake rows": [
        {
            "row_id": NUMBER, "sheet": TEXT, "row": NUMBER, "outcome": TEXT, "reason": TEXT,
            "entry": (int, type(None)), "cells": [TEXT], "changes": CHANGES,
            "details": DETAILS,
        }
    ],
    "intake undo": {
        "batch": NUMBER, "entries_removed": NUMBER, "entries_restored": NUMBER, "rows": NUMBER,
    },
    "intake set-aside": [
        {
            "row_id": NUMBER, "batch": NUMBER, "file": TEXT, "sheet": TEXT, "row": NUMBER,
            "reason": TEXT, "rule": TEXT, "message": TEXT, "cells": [TEXT],
            "proposal": (dict, type(None)),
            "candidates": [
                {
                    "certificate_no": TEXT, "name": TEXT, "community_name": TEXT, "score": NUMBER,
                    "reasons": [TEXT], "has_entry": FLAG,
                }
            ],
        }
    ],
    "intake pending": [
        {
            "id": NUMBER, "batch": NUMBER, "entry": NUMBER, "name": TEXT, "certificate_no": TEXT,
            "file": TEXT, "sheet": TEXT, "row": NUMBER,
            "differences": [{"item": TEXT, "old": ANY, "new": ANY}],
        }
    ],
    "intake compare": [
        {
            "id": NUMBER, "batch": NUMBER, "community_code": TEXT, "community_name": TEXT,
            "here": PLACE, "came": PLACE,
            "items": [{"item": TEXT, "here": ANY, "came": ANY, "is_open": FLAG}],
            "differences": [{"item": TEXT, "old": ANY, "new": ANY}],
        }
    ],
    "intake take": {"taken": NUMBER, "values": NUMBER},
    "intake keep": {"kept": NUMBER, "values": NUMBER},
    "intake settle": {"entries": [NUMBER]},
    "intake codes": [{"code": TEXT, "severity": TEXT, "message": TEXT, "advice": TEXT}],
    "intake report": DOCUMENT
    | {"written": [{"path": TEXT, "community": TEXT, "problems": NUMBER}]},
    "entries list": [ENTRY],
    "entries show": WHOLE_ENTRY,
    "entries correct": ENTRY,
    "entries explain": ENTRY,
    "entries approve": {
        "approved": [NUMBER],
        "blocked": [{"entry": NUMBER, "name": TEXT, "reasons": [TEXT]}],
    },
    "search": {
        "words": TEXT,
        "people": [
            {
                "certificate_no": TEXT, "name": TEXT, "community_code": TEXT,
                "community_name": TEXT, "phones": [TEXT], "standing": TEXT,
                "entry": (int, type(None)), "state": MAYBE,
            }
        ],
        "has_more": FLAG,
    },
    "progress": {
        "today": TEXT,
        "total": PROGRESS,
        "communities": [PROGRESS],
        "deadlines": [{"kind": TEXT, "day": TEXT, "days_left": NUMBER}],
        "tasks": [
            {"kind": TEXT, "count": NUMBER, "days_left": (int, type(None)), "community": TEXT}
        ],
        "home_visit_target": (float, int),
        "app_target": (float, int),
        "towns": list,
        "forecast_basis": TEXT,
    },
    "progress notice": DOCUMENT,
    "progress calendar": {"path": TEXT, "events": NUMBER},
    "spotcheck draw": {
        "id": NUMBER,
        "seed": NUMBER,
        "share": (float, int),
        "drawn_at": TEXT,
        "drawn_by": TEXT,
        "frame_size": NUMBER,
        "frame_digest": TEXT,
        "communities": [COMMUNITY | {"frame": NUMBER, "drawn": NUMBER}],
        "members": [
            {
                "entry": NUMBER, "short_code": TEXT, "name": TEXT, "certificate_no": TEXT,
                "community_code": TEXT, "community_name": TEXT,
            }
        ],
    },
    "spotcheck sheets": DOCUMENT,
    "handover check": {
        "sequence": NUMBER,
        "entries": NUMBER,
        "people": NUMBER,
        "withdrawn": NUMBER,
        "is_sealed": FLAG,
        "lines": [
            {
                "kind": TEXT, "count": NUMBER, "message": TEXT, "is_met": FLAG,
                "is_blocking": FLAG, "page": TEXT, "communities": [COMMUNITY | {"count": NUMBER}],
            }
        ],
        "communities": [{"code": TEXT, "name": TEXT, "entries": NUMBER}],
    },
    "handover export": {
        "file": TEXT, "digest": TEXT, "sequence": NUMBER, "entries": NUMBER, "is_sealed": FLAG,
        "size_bytes": NUMBER, "signer": TEXT, "fingerprint": TEXT, "key_card": TEXT, "cover": TEXT,
        "is_resumed": FLAG, "parts": list, "withdrawn": NUMBER,
    },
    "handover verify": {
        "kind": TEXT, "signer": TEXT, "fingerprint": TEXT, "sender_name": TEXT, "addressee": TEXT,
        "year": NUMBER, "sequence": NUMBER, "created_at": TEXT, "digest": TEXT, "is_sealed": FLAG,
        "counts": dict, "tables": dict, "copies": list,
    },
    "keys card": {"file": TEXT, "sheet": TEXT, "card": CARD},
    "keys trust": CARD,
    "log check": {"lines": NUMBER},
    "log export": {
        "file": TEXT, "signature": TEXT, "lines": NUMBER, "head": TEXT, "fingerprint": TEXT,
    },
    "log verify": {
        "office_code": TEXT, "office_name": TEXT, "fingerprint": TEXT, "made_at": TEXT,
        "lines": NUMBER, "head": TEXT, "is_compared": FLAG,
    },
    "users list": [USER],
    "users add": [USER],
    "users roles": [USER],
    "users reset": [USER],
    "users remove": [USER],
    "users recovery": DOCUMENT,
    "backup make": BACKUP,
    "backup list": [BACKUP],
    "form check": {"file": TEXT, "is_valid": FLAG, "problems": [PROBLEM]},
    "form evaluate": [{"items": dict}],
    "form editions": [
        {
            "digest": TEXT, "kind": TEXT, "title": TEXT, "version": TEXT, "is_current": FLAG,
            "is_kept": FLAG, "is_shipped": FLAG, "entries": NUMBER,
        }
    ],
    "form show": {
        "digest": TEXT, "kind": TEXT, "form_id": TEXT, "title": TEXT, "version": TEXT,
        "file": TEXT, "is_current": FLAG, "is_complete": FLAG,
        "sections": [
            {
                "label": TEXT,
                "items": [
                    {
                        "name": TEXT, "code": TEXT, "label": TEXT, "hint": TEXT,
                        "explanation": TEXT, "kind": TEXT, "kind_words": TEXT, "choices": [{"code": TEXT, "label": TEXT}],
                        "asked": TEXT, "required": TEXT,
                        "rules": [
                            {
                                "rule": TEXT, "severity": TEXT, "part": TEXT, "message": TEXT,
                                "condition": TEXT,
                            }
                        ],
                        "row": NUMBER, "written": TEXT,
                    }
                ],
            }
        ],
        "problems": [PROBLEM],
    },
    "form compare": FORM_COMPARISON,
    "form adopt": {
        "kind": TEXT, "is_adopted": FLAG, "entries_elsewhere": NUMBER,
        "comparison": FORM_COMPARISON, "problems": [PROBLEM],
    },
    "form move": {
        "to": COMPARED, "kind": TEXT, "is_moved": FLAG, "entries": NUMBER, "staying": NUMBER,
        "left": [MOVED_ITEM], "back": [MOVED_ITEM], "gone_codes": [MOVED_ITEM],
        "other_words": [MOVED_ITEM],
        "new_findings": [
            {"rule": TEXT, "severity": TEXT, "item": TEXT, "label": TEXT, "entries": NUMBER}
        ],
        "approvals": NUMBER,
        "lines": [
            {
                "entry": NUMBER, "name": TEXT, "state": TEXT, "loses_approval": FLAG,
                "left": [TEXT], "back": [TEXT], "gone_codes": [TEXT], "new_findings": [TEXT],
            }
        ],
    },
    "init": OFFICE,
    "communities add": OFFICE,
}  # fmt: skip
TOWN = resources_folder() / "sample_town"
FORM = resources_folder() / "forms" / "individual.xlsx"


def differences(value: Any, shape: Any, place: str = "answer") -> list[str]:
    """Where a value is not of a shape: a type, a dict of names, or a list of one shape."""
    if isinstance(shape, dict):
        if not isinstance(value, dict) or value.keys() != shape.keys():
            return [f"{place}: {sorted(value)} instead of {sorted(shape)}"]
        return [
            one
            for name in shape
            for one in differences(value[name], shape[name], f"{place}.{name}")
        ]
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{place}: no list"]
        return [
            one
            for n, item in enumerate(value)
            for one in differences(item, shape[0], f"{place}[{n}]")
        ]
    is_wrong_flag = isinstance(value, bool) and shape is NUMBER
    return [] if isinstance(value, shape) and not is_wrong_flag else [f"{place}: {value!r}"]


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
    ask("intake list")
    ask("intake rows", got["intake list"][-1]["id"])
    ask("intake set-aside")
    proposal = next(row for row in got["intake set-aside"] if row["proposal"])
    number = proposal["proposal"]["certificate_no"]
    ask("intake settle", proposal["row_id"], "--certificate", number, "--reason", "与名册一致")
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
    ask("spotcheck draw", "--share", "5%", "--seed", 7)
    ask("spotcheck sheets", tmp_path / "sheets.pdf")
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
        assert command.startswith(("entries", "queries")) or command == "communities add"
        return
    missing = [name for name in shape if f'"{name}"' not in told]
    assert not missing


def test_the_answer_is_json_alone(capsys, office: Path) -> None:
    from dsurvey_desktop.cli.main import main

    assert main(["--office", str(office), "entries", "list", "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)
    assert err == ""

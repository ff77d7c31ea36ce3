"""Bundles and receipts between two offices, by the command alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dsurvey_desktop.domain.resources import resources_folder
from dsurvey_desktop.storage import key_slots
from tests.integration.cli.exchange_shapes import SHAPES, TOWN
from tests.integration.cli.shapes import differences

SAMPLE = resources_folder() / "sample_town"
DISTRICT = ("--year", 2025, "--code", "330282", "--name", "区残联", "--practice-date", "2025-10-08")


@pytest.fixture
def ask(run):
    """Run a command that must be done; its answer has the documented shape, where it has one."""

    def command(place: Path, name: str, *words: object) -> Any:
        status, answer, error = run(*name.split(), *words, office=place)
        assert status == 0, (name, error)
        assert name not in SHAPES or not differences(answer, SHAPES[name]), name
        return answer

    return command


@pytest.fixture
def district(ask, office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A district that has the town's card; the town has the district's."""
    monkeypatch.setattr(key_slots, "_MEMORY_KIB", 64)
    monkeypatch.setattr(key_slots, "_TIME_COST", 1)
    folder = tmp_path / "district"
    made = ask(folder, "init", "--level", "district", *DISTRICT)
    assert made["office"]["level"] == "district"
    for one, other in ((folder, office), (office, folder)):
        ask(other, "keys trust", ask(one, "keys card", tmp_path)["file"])
    return folder


def test_a_bundle_goes_up_and_its_receipt_comes_back(
    ask, run, office: Path, district: Path, tmp_path: Path
) -> None:
    ask(office, "entries approve", "--ready")
    exported = ask(office, "handover export", tmp_path / "stick")
    status, refused, _ = run(
        "handover", "verify", exported["file"], "--trust", exported["key_card"]
    )
    assert (status, refused["error"]["code"]) == (1, "sealed_for_others")
    assert "--office" in refused["error"]["advice"]
    (sent,) = ask(office, "handover list")
    assert (sent["sequence"], sent["digest"]) == (1, exported["digest"])
    again = ask(office, "handover again", 1, tmp_path / "another", "--to", "330282")
    assert (again["digest"], Path(again["file"]).name) == (sent["digest"], sent["file"])
    status, refused, _ = run("handover", "anew", 1, office=office)
    assert (status, refused["error"]["code"], sent["is_believed"]) == (1, "key_still_counts", True)
    (seen,) = ask(district, "district receive", exported["file"], "--preview")["files"]
    assert (seen["outcome"], seen["changes"]["new"]) == ("would_take", exported["entries"])
    (taken,) = ask(district, "district receive", tmp_path / "stick")["files"]
    assert (taken["outcome"], taken["digest"]) == ("taken", exported["digest"])
    (same,) = ask(district, "district receive", exported["file"])["files"]
    assert (same["outcome"], same["refused"]) == ("same", False)
    assert [one["digest"] for one in ask(district, "district list")] == [exported["digest"]]
    entries = ask(district, "district entries", "--town", "330282105", "--state", "handed_over")
    named = (entries[0]["id"], entries[1]["certificate_no"])
    assert ask(district, "district send-back", *named, "--reason", "请核实")["sent_back"] == 2
    assert ask(district, "district accept", named[0])["accepted"] == 1
    assert ask(district, "district duplicates") == []
    (town,) = ask(district, "progress")["towns"]
    assert not differences(town, TOWN)
    assert ask(district, "district progress")["towns"] == [town]
    assert ask(district, "district entries", "--late") == []
    assert ask(district, "district entries", "--withdrawn") == []
    part = ("330282105", "culture")
    assert len(ask(district, "district section", *part)) == len(entries)
    words = ("--item", "joins_activities", "--text", "与活动登记不符")
    noted = [ask(district, "district note-finding", one["id"], *words) for one in entries[2:4]]
    found = ask(district, "district section", *part, "--findings")
    assert {one["finding"] for entry in found for one in entry["findings"]} >= {
        one["id"] for one in noted
    }
    settled = ask(district, "district settle-finding", noted[0]["id"], "--reason", "登记有误")
    assert settled == {"settled": 1}
    assert ask(district, "district send-back", entries[3]["id"], "--findings")["sent_back"] == 1
    assert ask(district, "district accept", entries[3]["id"])["accepted"] == 1
    assert ask(district, "district sign-off", *part, "--remark", "已核查")["state"] == "signed"
    back = ask(district, "district take-back-sign-off", *part, "--reason", "再看看")
    assert (back["state"], back["cause"]) == ("fallen", "taken_back")
    assert len(ask(district, "district sign-offs")) == 5
    moved = ask(district, "district departments", "--section", "住房", "--to", "rights")
    assert "住房" in next(one for one in moved if one["department"] == "rights")["sections"]
    sample = ask(district, "district draw", "--share", "1%", "--seed", 7)
    code = sample["members"][0]["short_code"]
    ask(district, "district sheets", tmp_path / "sheets.pdf")
    assert ask(district, "district check", code, "--remark", "已核对")["outcome"] == "agrees"
    assert ask(district, "district sample")["towns"][0]["checked"] == 1
    assert ask(district, "district town-checks")["checks"] == []
    words = ("--weight", "coverage=30", "--weight", "accuracy=0", "--reason", "区里考核办法")
    ranking = ask(district, "district weigh", *words)
    assert (ranking["weights"]["coverage"], ranking["weights"]["by_app"]) == (30, 15)
    assert ask(district, "district ranking") == ranking
    assert run("district", "ranking", tmp_path / "排名.xlsx", office=district)[1]["pages"] == 1
    assert run("district", "weigh", "--weight", "x=1", "--reason", "无", office=district)[0] == 2
    status, refused, _ = run("district", "onward", tmp_path / "up", office=district)
    assert (status, refused["error"]["code"]) == (1, "onward_blocked")
    waiting = ask(district, "district onward-check")["lines"]
    reasons = [w for one in waiting for w in ("--reason", f"{one['kind']}=区里同意")]
    onward = ask(district, "district onward", tmp_path / "up", *reasons)
    card = ask(district, "keys card", tmp_path / "cards")["file"]
    seen = run("handover", "verify", onward["file"], "--trust", card)[1]
    assert (seen["kind"], seen["tables"]) == ("onward", onward["tables"])
    assert seen["copies"] == [{"file": Path(onward["workbook"]).name, "is_same": True}]
    (user,) = ask(district, "users department", 1, "culture")
    assert user["department"] == "culture"
    ask(district, "users department", 1, "all")
    receipt = ask(district, "district receipt", "330282105", tmp_path, "--message", "谢谢")
    assert (receipt["accepted"], receipt["sent_back"]) == (len(entries) - 1, 1)
    assert receipt["answers"] == exported["digest"]
    opened = ask(office, "handover receipt", receipt["file"])
    assert (opened["accepted"], opened["sent_back"]) == (len(entries) - 1, 1)
    states = {one["entry_id"]: one["state"] for one in ask(office, "entries list")}
    assert states[entries[1]["entry_no"]] == "sent_back"
    assert ask(office, "entries show", entries[1]["entry_no"])["sent_back"] == [
        {"item": "", "item_label": "", "reason": "请核实"}
    ]


def test_a_town_is_set_up_from_the_districts_package(
    ask, run, district: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(district, "roster import", next(SAMPLE.glob("名册*.xlsx")))
    written = ask(
        district, "district task-package", "330282105", tmp_path / "stick", "--name", "云溪镇残联"
    )
    (package,) = written
    town = tmp_path / "new town"
    words = ("init", "--task-package", package["file"])
    status, answer, _error = run(*words, office=town)
    assert (status, answer["error"]["code"]) == (1, "fingerprint_differs")
    assert not town.exists()
    made = ask(town, *words, "--fingerprint", package["fingerprint"], "--user", "王干事")
    assert made["office"] == {"code": "330282105", "name": "云溪镇残联", "level": "town"}
    assert (made["people"], len(made["communities"])) == (420, package["communities"])
    assert made["has_recipient"]
    assert made["campaign"]["practice_date"] == "2025-10-08"
    card = ask(town, "keys card", tmp_path / "cards")["file"]
    ask(district, "keys trust", card)
    ask(town, "intake add", SAMPLE / "submissions" / "上塘村.xlsx")
    ask(town, "entries approve", "--ready")
    exported = ask(town, "handover export", tmp_path / "up")
    (taken,) = ask(district, "district receive", exported["file"])["files"]
    assert taken["outcome"] == "taken"
    receipt = ask(district, "district receipt", "330282105", tmp_path / "down")
    assert receipt["sequence"] == 2
    opened = ask(town, "handover receipt", receipt["file"])
    assert opened["accepted"] == exported["entries"]
    added = tmp_path / "communities.csv"
    added.write_text("code,name\n330282105299,新设村\n", encoding="utf-8")
    ask(district, "communities add", added)
    dates = ("--town-deadline", "2025-10-17", "--four-eyes", "yes", "--rule-off", "K17")
    assert run("campaign", "change", "--rule-off", "K99", office=district)[0] == 1
    changed = ask(district, "campaign change", *dates)["campaign"]
    assert (changed["town_deadline"], changed["rules_off"]) == ("2025-10-17", ["K17"])
    (later,) = ask(district, "district task-package", "330282105", tmp_path / "stick")
    seen = ask(town, "handover package", later["file"])
    new = [{"code": "330282105299", "old": "", "new": "新设村"}]
    assert (seen["outcome"], seen["communities"]) == ("would_take", new)
    assert ask(town, "handover package", later["file"], "--take")["outcome"] == "taken"
    assert {one["name"] for one in seen["settings"]} == {
        "town_deadline", "needs_four_eyes", "rules_off"
    }  # fmt: skip
    assert ask(town, "campaign show")["campaign"]["town_deadline"] == "2025-10-17"
    assert new[0]["new"] in {one["name"] for one in ask(town, "progress")["communities"]}
    assert ask(town, "handover package", later["file"], "--take")["outcome"] == "same"


def test_a_part_goes_first_and_the_rest_in_numbered_parts_by_email(
    ask, run, office: Path, district: Path, tmp_path: Path
) -> None:
    ask(office, "entries approve", "--ready")
    approved = [e for e in ask(office, "entries list") if e["state"] == "approved"]
    code = approved[0]["community_code"]
    named = next(e for e in approved if e["community_code"] != code)
    words = ("--community", code, "--entries", named["certificate_no"])
    first = ask(office, "handover export", tmp_path / "first", *words)
    wanted = sum(e["community_code"] == code for e in approved) + 1
    assert (first["entries"], first["parts"]) == (wanted, [])
    status, answer, _error = run(
        "handover", "export", tmp_path / "none", "--community", "123", office=office
    )
    assert (status, answer["error"]["code"]) == (1, "no_community")
    rest = ask(office, "handover export", tmp_path / "rest", "--max-mb", "0.02")
    assert (rest["sequence"], rest["entries"]) == (2, len(approved) - wanted)
    parts = [Path(part) for part in rest["parts"]]
    assert len(parts) > 2
    assert {part.stat().st_size for part in parts[:-1]} == {20_000}
    mail = tmp_path / "mail"
    mail.mkdir()
    for part in parts[1:]:
        part.rename(mail / part.name)
    status, answer, _error = run("district", "receive", first["file"], mail, office=district)
    (problem,) = answer["files"][0]["problems"]
    assert (status, problem["code"]) == (1, "parts_missing")
    assert "1" in problem["message"]
    parts[0].rename(mail / parts[0].name)
    assert ask(office, "handover verify", mail / parts[2].name)["digest"] == rest["digest"]
    (taken,) = ask(district, "district receive", mail)["files"]
    assert (taken["outcome"], taken["digest"]) == ("taken", rest["digest"])
    assert taken["changes"]["new"] == rest["entries"]


def test_a_key_is_renewed_and_the_old_one_taken_back(
    ask, run, office: Path, district: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(office, "entries approve", "--ready")
    first = ask(office, "handover export", tmp_path / "first")
    monkeypatch.setenv("DSURVEY_KEY_PASSPHRASE", "safe passphrase")
    kept = ask(office, "keys seal", tmp_path / "safe")
    ask(office, "keys renew", tmp_path / "before")
    assert ask(office, "keys restore", kept["file"]) == kept
    renewed = ask(office, "keys renew", tmp_path / "new")
    assert renewed["card"]["fingerprint"] != first["fingerprint"]
    forged = Path(renewed["signature"])
    good = forged.read_bytes()
    forged.write_bytes(damaged(good))
    status, answer, _error = run("keys", "trust", renewed["file"], office=district)
    assert (status, answer["error"]["code"]) == (1, "signature_damaged")
    forged.write_bytes(good)
    assert ask(district, "keys trust", renewed["file"])["is_signed_by_old"] is True
    (taken,) = ask(district, "district receive", first["file"])["files"]
    assert taken["outcome"] == "taken"
    receipt = ask(district, "district receipt", "330282105", tmp_path / "back")
    assert ask(office, "handover receipt", receipt["file"])["accepted"] == first["entries"]
    assert ask(district, "keys revoke", "330282105", "--fingerprint", first["fingerprint"]) == {
        "revoked": 1
    }
    assert [one["is_revoked"] for one in ask(district, "keys list")] == [True, False]
    status, answer, _error = run("keys", "revoke", "330282199", office=district)
    assert (status, answer["error"]["code"]) == (1, "no_key")
    status, answer, _error = run("district", "receive", first["file"], office=district)
    assert answer["files"][0]["problems"][0]["code"] == "key_revoked"


def damaged(good: bytes) -> bytes:
    return good[:60] + b"A" * 40 + good[100:]


def test_what_is_refused_or_asked_gives_status_1_and_a_sentence(
    run, ask, office: Path, district: Path, tmp_path: Path
) -> None:
    bad = tmp_path / "坏.dsb"
    bad.write_bytes(b"no bundle")
    status, answer, error = run("district", "receive", bad, office=district)
    assert (status, answer["files"][0]["problems"][0]["code"]) == (1, "not_a_bundle")
    assert "坏.dsb" in error
    ask(office, "entries approve", "--ready")
    ask(office, "handover export", tmp_path / "first")
    one = next(e for e in ask(office, "entries list") if e["state"] == "handed_over")
    change = ("--item", "note", "--value", "补充", "--reason", "电话核实")
    ask(office, "entries correct", one["entry_id"], *change)
    ask(office, "entries approve", one["entry_id"])
    second = ask(office, "handover export", tmp_path / "second")["file"]
    status, answer, _error = run("district", "receive", second, office=district)
    assert (status, answer["files"][0]["outcome"]) == (1, "asks")
    (taken,) = ask(district, "district receive", second, "--go-on")["files"]
    assert taken["outcome"] == "taken"
    status, answer, _error = run("handover", "receipt", second, office=office)
    assert (status, answer["error"]["code"]) == (1, "signer_unknown")


@pytest.mark.parametrize(
    "words",
    [
        ("district", "receive"),
        ("district", "send-back", "1"),
        ("district", "entries", "--state", "ready"),
        ("district", "receipt", "330282105"),
        ("handover", "receipt"),
        ("init", "--year", "2025"),
        ("handover", "export", "x", "--max-mb", "0"),
    ],
)
def test_wrong_usage_gives_status_2(run, office: Path, words: tuple[str, ...]) -> None:
    assert run(*words, office=office)[0] == 2

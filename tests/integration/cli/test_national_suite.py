"""Two offices with the national algorithms, by the command alone, and offices that differ."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest

from dsurvey_desktop.domain.resources import resources_folder
from dsurvey_desktop.storage import key_slots
from tests.integration.cli.server_shapes import SHAPES

SAMPLE = resources_folder() / "sample_town"
PRACTICE = ("--practice-date", "2025-10-08")
DISTRICT = ("--year", 2025, "--code", "330282", "--name", "区残联", *PRACTICE)


@pytest.fixture
def ask(run, monkeypatch: pytest.MonkeyPatch):
    """Run a command that must be done, and give its answer."""
    monkeypatch.setattr(key_slots, "_MEMORY_KIB", 64)
    monkeypatch.setattr(key_slots, "_TIME_COST", 1)

    def command(place: Path, name: str, *words: object) -> Any:
        status, answer, error = run(*name.split(), *words, office=place)
        assert status == 0, (name, error)
        return answer

    return command


@pytest.fixture
def district(ask, tmp_path: Path) -> Path:
    folder = tmp_path / "district"
    made = ask(folder, "init", *DISTRICT, "--suite", "national")
    assert made["campaign"]["suite"] == "sm2-sm3-sm4-v1"
    return folder


def test_task_package_hand_over_receipt_and_new_keys_go_by_the_national_suite(
    ask, run, district: Path, tmp_path: Path
) -> None:
    ask(district, "roster import", next(SAMPLE.glob("名册*.xlsx")))
    (package,) = ask(district, "district task-package", "330282105", tmp_path, "--name", "云溪镇")
    with zipfile.ZipFile(package["file"]) as archive:
        assert any(name.endswith("/tagmanifest-sm3.txt") for name in archive.namelist())
    town = tmp_path / "town"
    named = ("--task-package", package["file"], "--fingerprint", package["fingerprint"])
    made = ask(town, "init", *named, "--user", "王干事")
    assert made["campaign"]["suite"] == "sm2-sm3-sm4-v1"
    card = ask(town, "keys card", tmp_path / "cards")
    assert Path(card["sheet"]).stat().st_size > 10_000
    ask(district, "keys trust", card["file"])
    ask(town, "intake add", SAMPLE / "submissions" / "上塘村.xlsx")
    ask(town, "entries approve", "--ready")
    exported = ask(town, "handover export", tmp_path / "up", "--max-mb", "0.02")
    assert exported["is_sealed"]
    assert Path(exported["file"]).read_bytes().startswith(b"dsurvey-sm4-v1\n")
    assert len(exported["parts"]) > 1
    seen = ("handover", "verify", exported["file"], "--trust", card["file"])
    assert run(*seen)[1]["error"]["code"] == "sealed_for_others"
    (taken,) = ask(district, "district receive", exported["parts"][0])["files"]
    assert (taken["outcome"], taken["digest"]) == ("taken", exported["digest"])
    receipt = ask(district, "district receipt", "330282105", tmp_path / "down")
    opened = ask(town, "handover receipt", receipt["file"])
    assert opened["accepted"] == exported["entries"]
    renewed = ask(town, "keys renew", tmp_path / "new")
    assert ask(district, "keys trust", renewed["file"])["is_signed_by_old"]


def test_a_card_of_the_other_suite_is_refused(
    ask, run, office: Path, district: Path, tmp_path: Path
) -> None:
    ours = ask(office, "keys card", tmp_path / "town")["file"]
    theirs = ask(district, "keys card", tmp_path / "district card")["file"]
    for place, card in ((office, theirs), (district, ours)):
        status, answer, _error = run("keys", "trust", card, office=place)
        assert (status, answer["error"]["code"]) == (1, "card_suite_other")
        assert "SM2 / SM3 / SM4" in answer["error"]["message"]
    words = ("--year", 2025, "--code", "330282106", "--name", "镇", "--district-card", theirs)
    status, answer, _error = run("init", *words, office=tmp_path / "new")
    assert (status, answer["error"]["code"]) == (1, "card_suite_other")
    assert not (tmp_path / "new").exists()


def test_an_office_takes_the_districts_suite_until_something_was_handed_over(
    ask, run, office: Path, district: Path, tmp_path: Path
) -> None:
    theirs = ask(district, "keys card", tmp_path / "district card")["file"]
    before = ask(office, "keys suite")
    assert (before["suite"], before["fixed_because"]) == ("age-ed25519-sha256-v1", "")
    assert before.keys() == SHAPES["keys suite"].keys()
    chosen = ask(office, "keys suite", "national")
    assert chosen["label"] == "SM2 / SM3 / SM4"
    assert chosen["fingerprint"] != before["fingerprint"]
    ask(district, "keys trust", ask(office, "keys card", tmp_path / "town card")["file"])
    ask(office, "keys trust", theirs)
    ask(office, "entries approve", "--ready")
    exported = ask(office, "handover export", tmp_path / "stick")
    (taken,) = ask(district, "district receive", exported["file"])["files"]
    assert (exported["is_sealed"], taken["outcome"]) == (True, "taken")
    assert ask(office, "keys suite")["fixed_because"]
    for place in (office, district):
        status, answer, _error = run("keys", "suite", "standard", office=place)
        assert (status, answer["error"]["code"]) == (1, "suite_fixed")
    assert ask(office, "log check")["lines"]


def test_cards_of_the_suite_before_seal_nothing(ask, office: Path, tmp_path: Path) -> None:
    standard = tmp_path / "standard district"
    ask(standard, "init", *DISTRICT)
    ask(office, "keys trust", ask(standard, "keys card", tmp_path / "card")["file"])
    ask(office, "keys suite", "national")
    ask(office, "entries approve", "--ready")
    exported = ask(office, "handover export", tmp_path / "stick")
    assert not exported["is_sealed"]
    assert ask(office, "handover verify", exported["file"])


def test_a_bundle_of_the_other_suite_is_refused(
    ask, run, office: Path, district: Path, tmp_path: Path
) -> None:
    ask(office, "entries approve", "--ready")
    exported = ask(office, "handover export", tmp_path / "stick")
    status, answer, _error = run("district", "receive", exported["file"], office=district)
    (problem,) = answer["files"][0]["problems"]
    assert (status, problem["code"]) == (1, "suite_other")
    assert "Ed25519" in problem["message"]


def test_a_town_practises_on_a_real_districts_package_on_its_own_day(
    ask, run, district: Path, tmp_path: Path
) -> None:
    (package,) = ask(district, "district task-package", "330282105", tmp_path, "--name", "云溪镇")
    named = ("--task-package", package["file"], "--fingerprint", package["fingerprint"])
    made = ask(tmp_path / "town", "init", *named, "--practice-date", "2025-10-12")
    assert made["campaign"]["practice_date"] == "2025-10-12"
    status, _answer, error = run("init", *named, "--suite", "national", office=tmp_path / "x")
    assert (status, "--suite" in error) == (2, True)


def test_a_district_practising_on_a_coming_day_can_be_followed_by_a_town(
    ask, tmp_path: Path
) -> None:
    folder = tmp_path / "district"
    about = ("--year", 2099, "--code", "330282", "--name", "区", "--practice-date", "2099-10-08")
    ask(folder, "init", *about)
    (package,) = ask(folder, "district task-package", "330282105", tmp_path, "--name", "云溪镇")
    named = ("--task-package", package["file"], "--fingerprint", package["fingerprint"])
    made = ask(tmp_path / "town", "init", *named)
    assert made["campaign"]["practice_date"] == "2099-10-08"


def test_keys_count_as_long_as_the_campaign_says(ask, office: Path, tmp_path: Path) -> None:
    place = tmp_path / "real"
    words = ("--year", 2025, "--code", "330282106", "--name", "镇", "--key-years", 2)
    assert ask(place, "init", *words)["campaign"]["key_years"] == 2
    card = Path(ask(place, "keys card", tmp_path / "cards")["file"])
    assert "valid-before=" in card.read_text("utf-8")
    (trusted,) = (ask(office, "keys trust", card), ask(office, "keys list"))[1]
    begin, end = trusted["valid_after"], trusted["valid_before"]
    assert int(end[:4]) - int(begin[:4]) == 2


def test_encryption_is_switched_off_by_the_campaign_and_its_package(
    ask, run, tmp_path: Path
) -> None:
    folder, town = tmp_path / "district", tmp_path / "town"
    about = ("--year", 2025, "--code", "330282", "--name", "区", "--practice-date", "2025-10-08")
    made = ask(folder, "init", *about, "--unsealed")
    assert made["campaign"]["is_sealed"] is False
    (package,) = ask(folder, "district task-package", "330282105", tmp_path, "--name", "云溪镇")
    named = ("--task-package", package["file"], "--fingerprint", package["fingerprint"])
    status, _answer, error = run("init", *named, "--unsealed", office=town)
    assert (status, "--unsealed" in error) == (2, True)
    made = ask(town, "init", *named)
    assert (made["campaign"]["is_sealed"], made["has_recipient"]) == (False, True)
    check = ask(town, "handover check")
    kinds = {line["kind"]: line["is_met"] for line in check["lines"]}
    assert (check["is_sealed"], kinds["sealing_off"], "recipient" in kinds) == (False, True, False)

"""What a desk refuses of another's bundles by what came before; nothing is changed by it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from dsurvey_desktop.storage import key_slots

TOWN, OTHER_TOWN, DISTRICT = "330282105", "330282106", "330282"
OURS = ("approved", "handed_over", "sent_back")
ABOUT = ("--year", 2025, "--code", DISTRICT, "--name", "区残联", "--practice-date", "2025-10-08")


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
def district(ask, office: Path, tmp_path: Path) -> Path:
    """A district and a town that have each other's card."""
    folder = tmp_path / "district"
    ask(folder, "init", "--level", "district", *ABOUT)
    for one, other in ((folder, office), (office, folder)):
        ask(other, "keys trust", ask(one, "keys card", tmp_path)["file"])
    return folder


@pytest.fixture
def hand_over(ask, tmp_path: Path):
    """A town approves and hands over, after one more correction."""

    def made(place: Path, note: str) -> str:
        ask(place, "entries approve", "--ready")
        one = next(e for e in ask(place, "entries list") if e["state"] in OURS)
        change = ("--item", "note", "--value", note, "--reason", "电话核实")
        ask(place, "entries correct", one["entry_id"], *change)
        ask(place, "entries approve", one["entry_id"])
        return str(ask(place, "handover export", tmp_path / note)["file"])

    return made


def twin(place: Path, name: str) -> Path:
    """The same office once more, as after restoring an old backup on another computer."""
    return Path(shutil.copytree(place, place.with_name(name)))


def outcome(run, district: Path, *words: object) -> tuple[int, str, str]:
    status, answer, _error = run("district", "receive", *words, office=district)
    (file,) = answer["files"]
    return status, file["outcome"], file["problems"][0]["code"] if file["problems"] else ""


def test_a_hand_over_out_of_its_order_is_refused_or_asked_about(
    ask, run, hand_over, office: Path, district: Path
) -> None:
    older = twin(office, "older")
    first = hand_over(office, "一")
    assert outcome(run, district, first) == (0, "taken", "")
    assert outcome(run, district, first) == (0, "same", "same_bundle")
    assert outcome(run, district, hand_over(older, "甲")) == (1, "refused", "sequence_reused")
    second = hand_over(older, "乙")
    third, fourth = hand_over(older, "丙"), hand_over(older, "丁")
    before = ask(district, "district list"), ask(district, "district entries")
    assert outcome(run, district, second) == (1, "asks", "previous_digest_differs")
    assert outcome(run, district, third) == (1, "asks", "sequence_gap")
    assert (ask(district, "district list"), ask(district, "district entries")) == before
    assert outcome(run, district, second, "--go-on") == (0, "taken", "")
    assert outcome(run, district, fourth, "--go-on") == (0, "taken", "")
    assert outcome(run, district, third, "--go-on") == (1, "refused", "sequence_lower")
    assert outcome(run, district, first) == (0, "same", "same_bundle")
    assert [one["sequence"] for one in ask(district, "district list")] == [4, 2, 1]


def receipt(ask, district: Path, folder: Path) -> str:
    return str(ask(district, "district receipt", TOWN, folder)["file"])


def opened(run, place: Path, *words: object) -> str:
    """The outcome, or the code of the refusal."""
    status, answer, _error = run("handover", "receipt", *words, office=place)
    return str(answer["error"]["code"] if status else answer["outcome"])


def test_a_receipt_out_of_its_order_or_of_nothing_sent_is_refused(
    ask, run, hand_over, office: Path, district: Path, tmp_path: Path
) -> None:
    never_sent = twin(office, "never sent")
    ask(district, "district receive", hand_over(office, "一"))
    other_district = twin(district, "other district")
    one = ask(district, "district entries")[0]["id"]
    ask(district, "district send-back", one, "--reason", "请核实")
    first = receipt(ask, district, tmp_path / "first")
    states = ask(never_sent, "entries list")
    assert opened(run, never_sent, first) == "receipt_unknown"
    assert ask(never_sent, "entries list") == states
    assert opened(run, office, first) == "taken"
    assert opened(run, office, first) == "same"
    ask(other_district, "district receive", hand_over(office, "二"))
    reused = receipt(ask, other_district, tmp_path / "reused")
    assert opened(run, office, reused) == "sequence_reused"
    ask(other_district, "district receive", hand_over(office, "三"))
    differs = receipt(ask, other_district, tmp_path / "differs")
    assert opened(run, office, differs) == "previous_digest_differs"
    ask(other_district, "district receive", hand_over(office, "四"))
    gap = receipt(ask, other_district, tmp_path / "gap")
    states = ask(office, "entries list")
    assert opened(run, office, gap) == "sequence_gap"
    assert ask(office, "entries list") == states
    assert opened(run, office, gap, "--go-on") == "taken"
    assert opened(run, office, differs, "--go-on") == "sequence_lower"
    assert opened(run, district, first) == "signer_unknown"


def test_a_task_package_is_refused_before_anything_is_set_up(
    ask, run, hand_over, office: Path, district: Path, tmp_path: Path
) -> None:
    (package,) = ask(district, "district task-package", TOWN, tmp_path / "stick")
    town = tmp_path / "town"

    def refused(file: object, *words: object) -> str:
        _status, answer, _error = run("init", "--task-package", file, *words, office=town)
        assert not town.exists()
        return str(answer["error"]["code"])

    compared = ("--fingerprint", package["fingerprint"])
    assert refused(package["file"], *compared, "--code", OTHER_TOWN) == "addressee_other"
    assert refused(package["file"]) == "fingerprint_differs"
    handed_over = hand_over(office, "一")
    assert refused(handed_over, *compared) == "kind_unexpected"
    assert opened(run, office, package["file"]) == "kind_unexpected"
    made = ask(town, "init", "--task-package", package["file"], *compared, "--code", TOWN)
    assert made["office"]["code"] == TOWN

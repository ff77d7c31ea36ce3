"""Handing over the sample town: outside tools agree, the district trusts it, changes go next."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from dsurvey_desktop.domain.absence import AbsenceReason
from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.exchange.zip_container import Limits
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.check_hand_over import check_hand_over
from dsurvey_desktop.usecases.correct_entry import correct_entry
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.export_bundle import export_bundle
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.list_missing import list_missing
from dsurvey_desktop.usecases.manage_keys import trust_key_card, write_key_card
from dsurvey_desktop.usecases.note_absence import note_absence
from dsurvey_desktop.usecases.office_views import OfficeSetup
from dsurvey_desktop.usecases.open_office import close_office
from dsurvey_desktop.usecases.read_source import read_up_to
from dsurvey_desktop.usecases.run_demo import SampleTown
from dsurvey_desktop.usecases.set_up_office import set_up_office
from dsurvey_desktop.usecases.show_progress import show_progress
from dsurvey_desktop.usecases.verify_bundle import verify_bundle


@pytest.fixture
def district(tmp_path: Path, town: SampleTown) -> Iterator[Desk]:
    setup = OfficeSetup(town.district, town.campaign, (), "区经办人")
    desk = set_up_office(tmp_path / "district", setup, "password for district")
    yield desk
    close_office(desk)


@pytest.fixture
def friends(desk: Desk, district: Desk, tmp_path: Path) -> Desk:
    """The town with the district's card accepted, and the other way round."""
    for one, other in ((desk, district), (district, desk)):
        trust_key_card(other, write_key_card(one, tmp_path)[0])
    approve_entries(desk, ready_entries(desk)[:50])
    return desk


def test_the_district_opens_what_the_town_sealed(
    friends: Desk, district: Desk, tmp_path: Path
) -> None:
    exported = export_bundle(friends, tmp_path / "stick")
    assert exported.is_sealed
    assert exported.path.endswith(".dsb")
    opened = verify_bundle(Path(exported.path), None, district)
    assert (opened.signer, opened.addressee, opened.sequence) == ("330282105", "330282", 1)
    assert opened.tables["entries"] == exported.entries == 50
    with pytest.raises(AppError) as refused:
        verify_bundle(Path(exported.path), Path(exported.key_card))
    assert refused.value.code == "sealed_for_others"


def test_one_flipped_byte_anywhere_is_refused(
    friends: Desk, district: Desk, tmp_path: Path
) -> None:
    path = Path(export_bundle(friends, tmp_path / "stick").path)
    good = path.read_bytes()
    for place in range(0, len(good), max(1, len(good) // 60)):
        path.write_bytes(good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :])
        with pytest.raises(AppError):
            verify_bundle(path, None, district)


def test_what_was_handed_over_goes_again_only_when_it_changed(
    friends: Desk, district: Desk, tmp_path: Path
) -> None:
    first = export_bundle(friends, tmp_path / "stick")
    with pytest.raises(AppError) as refused:
        export_bundle(friends, tmp_path / "stick")
    assert refused.value.code == "nothing_to_hand_over"
    entry = next(e for e in list_entries(friends) if e.state is EntryState.HANDED_OVER)
    correct_entry(friends, entry.id, "note", "更正", "电话核实")
    assert check_hand_over(friends).entries == 0
    approve_entries(friends, [entry.id])
    second = export_bundle(friends, tmp_path / "stick")
    assert (second.sequence, second.entries) == (2, 1)
    assert verify_bundle(Path(second.path), None, district).digest == second.digest
    assert first.digest != second.digest


def test_nothing_is_handed_over_when_the_stick_fails(
    friends: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pulled_out(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("dsurvey_desktop.exchange.bundle_file._write_and_compare", pulled_out)
    with pytest.raises(AppError) as refused:
        export_bundle(friends, tmp_path / "stick")
    assert refused.value.code == "media_failed"
    assert all(e.state is not EntryState.HANDED_OVER for e in list_entries(friends))
    assert not list((tmp_path / "stick").iterdir())
    assert check_hand_over(friends).sequence == 1


def cut_short(*_: object) -> None:
    message = "the power failed"
    raise RuntimeError(message)


def test_an_export_cut_short_after_writing_is_finished_with_the_same_bytes(
    friends: Desk, district: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("dsurvey_desktop.usecases.export_bundle._hand_over", cut_short)
        with pytest.raises(RuntimeError):
            export_bundle(friends, tmp_path / "stick")
    (written,) = (tmp_path / "stick").glob("*.dsb")
    content = written.read_bytes()
    one, other, *_ = (e for e in list_entries(friends) if e.state is EntryState.APPROVED)
    correct_entry(friends, one.id, "note", "更正", "电话核实")
    correct_entry(friends, other.id, "note", "更正", "电话核实")
    approve_entries(friends, [other.id])
    check = check_hand_over(friends)
    assert (check.sequence, check.lines[0].kind, check.can_export) == (1, "unfinished", True)
    exported = export_bundle(friends, tmp_path / "stick")
    assert exported.is_resumed
    assert (exported.sequence, exported.entries) == (1, 50)
    assert Path(exported.path).read_bytes() == content
    states = {e.id: e.state for e in list_entries(friends)}
    assert states[one.id] is EntryState.READY
    assert states[other.id] is EntryState.APPROVED
    assert list(states.values()).count(EntryState.HANDED_OVER) == 48
    following = export_bundle(friends, tmp_path / "stick")
    assert (following.sequence, following.entries, following.is_resumed) == (2, 1, False)
    assert verify_bundle(Path(following.path), None, district).sequence == 2


def test_a_bundle_that_never_got_its_name_is_made_anew(
    friends: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("dsurvey_desktop.exchange.bundle_file._write_and_compare", full)
        with pytest.raises(AppError) as refused:
            export_bundle(friends, tmp_path / "stick")
    assert refused.value.code == "media_full"
    approve_entries(friends, ready_entries(friends)[:10])
    exported = export_bundle(friends, tmp_path / "stick")
    assert (exported.sequence, exported.entries, exported.is_resumed) == (1, 60, False)


def test_a_file_in_place_of_the_folder_is_refused(friends: Desk, tmp_path: Path) -> None:
    (tmp_path / "stick").write_text("not a folder")
    with pytest.raises(AppError) as refused:
        export_bundle(friends, tmp_path / "stick")
    assert refused.value.code == "folder_unusable"


def test_outside_tools_accept_the_towns_bundle(desk: Desk, tmp_path: Path) -> None:
    import bagit
    from frictionless import Package

    approve_entries(desk, ready_entries(desk))
    exported = export_bundle(desk, tmp_path / "stick")
    assert not exported.is_sealed
    with zipfile.ZipFile(exported.path) as container:
        container.extractall(tmp_path / "bag")
    (bag,) = (tmp_path / "bag").iterdir()
    bagit.Bag(str(bag)).validate()
    assert (bag / "data" / "summary.pdf").read_bytes().startswith(b"%PDF")
    report = Package(str(bag / "data" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "note"])[:5]
    if shutil.which("ssh-keygen") is None:
        pytest.skip("ssh-keygen is not on this machine")
    (signature,) = bag.glob("*.sig")
    checked = subprocess.run(
        [
            "ssh-keygen", "-Y", "verify", "-f", exported.key_card, "-I", exported.signer,
            "-n", "dsurvey-handover", "-s", str(signature),
        ],
        input=(bag / "tagmanifest-sha256.txt").read_bytes(),
        capture_output=True,
        check=False,
    )  # fmt: skip
    # The practice day lies in the past, so the key is valid now.
    assert checked.returncode == 0, checked.stderr


def test_a_huge_file_is_refused_before_it_is_read_whole(
    district: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "huge.dsb"
    with path.open("wb") as file:
        file.truncate(3_000_000)
    monkeypatch.setattr(
        "dsurvey_desktop.usecases.verify_bundle.Limits", lambda: Limits(bundle_bytes=1_000_000)
    )
    assert len(read_up_to(path, 1_000_000)) == 1_000_001
    with pytest.raises(AppError) as refused:
        verify_bundle(path, None, district)
    assert refused.value.code == "bundle_too_large"


def test_an_office_without_roster_is_told_so_before_handing_over(
    district: Desk, desk: Desk
) -> None:
    lines = {line.kind: line for line in check_hand_over(district).lines}
    assert not lines["missing"].is_met
    assert str(lines["missing"].message) == "还没有导入名册。"
    lines = {line.kind: line for line in check_hand_over(desk).lines}
    assert lines["missing"].count == 29
    assert str(lines["community_forms"].message) == "各村(社区)表已报齐。"


def test_the_check_and_the_start_page_count_the_same(desk: Desk) -> None:
    progress = show_progress(desk)
    check = {line.kind: line for line in check_hand_over(desk).lines}
    assert {one.kind for one in progress.total.blocks} == {
        "missing", "errors", "not_approved", "pending", "set_aside",
    }  # fmt: skip
    for block in progress.total.blocks:
        assert check[block.kind].count == block.count
        parts = {one.code: one.count for one in check[block.kind].communities}
        assert parts == {
            community.code: own.count
            for community in progress.communities
            for own in community.blocks
            if own.kind == block.kind
        }
        whole = 0 if block.kind == "set_aside" else block.count
        assert sum(parts.values()) == whole


def test_explained_absence_stands_in_nobodys_way(desk: Desk) -> None:
    for one in list_missing(desk):
        note_absence(desk, one.certificate_no, AbsenceReason.MOVED, "派出所证明")
    (line,) = (one for one in check_hand_over(desk).lines if one.kind == "missing")
    assert (line.count, line.is_met) == (0, True)
    assert str(line.message) == "在册人员均有登记表或已注明缺表原因。"

"""The task package and the receipt: what other programs say of them, and what a town begins with."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.exchange.bundle import BundleContent, build_bundle
from dsurvey_desktop.exchange.table_schema import Table
from dsurvey_desktop.storage import key_slots, roster_store
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.decide_town_entries import send_back
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.export_bundle import export_bundle
from dsurvey_desktop.usecases.import_roster import import_roster
from dsurvey_desktop.usecases.list_missing import list_missing
from dsurvey_desktop.usecases.list_towns import list_town_entries
from dsurvey_desktop.usecases.make_receipt import make_receipt
from dsurvey_desktop.usecases.make_task_package import make_task_package
from dsurvey_desktop.usecases.manage_keys import trust_key_card, write_key_card
from dsurvey_desktop.usecases.office_keys import own_keys
from dsurvey_desktop.usecases.office_views import OfficeSetup
from dsurvey_desktop.usecases.open_office import close_office
from dsurvey_desktop.usecases.read_task_package import read_task_package
from dsurvey_desktop.usecases.receive_bundles import receive_bundles
from dsurvey_desktop.usecases.run_demo import SampleTown
from dsurvey_desktop.usecases.set_up_from_package import set_up_from_package
from dsurvey_desktop.usecases.set_up_office import set_up_office
from dsurvey_desktop.usecases.show_office import show_office
from tests.integration.usecases.two_offices import Exchange

TOWN = "330282105"


@pytest.fixture
def district(tmp_path: Path, town: SampleTown, small, monkeypatch) -> Iterator[Desk]:
    monkeypatch.setattr(key_slots, "_MEMORY_KIB", 64)
    monkeypatch.setattr(key_slots, "_TIME_COST", 1)
    campaign = replace(town.campaign, rules_off=frozenset({"K17"}), is_sealed=False, app_target=0.9)
    setup = OfficeSetup(town.district, campaign, town.communities, "区经办人")
    desk = set_up_office(tmp_path / "district", setup, "password for tests")
    import_roster(desk, small.roster())
    yield desk
    close_office(desk)


def found_from(path: Path, folder: Path, fingerprint: str = "") -> Desk:
    package = read_task_package(path)
    return set_up_from_package(
        folder, package, fingerprint or package.fingerprint, "王干事", "password for tests"
    )


def test_a_town_begins_with_all_the_district_says(district: Desk, small, tmp_path: Path) -> None:
    written = make_task_package(district, TOWN, tmp_path / "stick", "云溪镇残联")
    desk = found_from(Path(written.path), tmp_path / "town")
    made, theirs = show_office(desk), show_office(district)
    assert (made.office.code, made.office.name) == (TOWN, "云溪镇残联")
    assert made.campaign == theirs.campaign
    assert made.communities == theirs.communities
    assert made.forms == theirs.forms
    assert made.people == len(small.people) == written.people
    with desk.database.read() as one, district.database.read() as other:
        here, there = roster_store.load_people(one), roster_store.load_people(other)
    assert [replace(p, place=there[n].place) for n, p in here.items()] == list(there.values())
    check_log(desk)
    close_office(desk)


def test_nothing_is_set_up_before_the_fingerprints_agree(district: Desk, tmp_path: Path) -> None:
    path = Path(make_task_package(district, TOWN, tmp_path / "stick").path)
    with pytest.raises(AppError) as refused:
        found_from(path, tmp_path / "town", "12345 " * 8)
    assert refused.value.code == "fingerprint_differs"
    assert not (tmp_path / "town").exists()


def test_a_package_only_for_towns_of_this_district(district: Desk, tmp_path: Path) -> None:
    for town, code in (("330281001", "town_elsewhere"), ("镇", "code_invalid")):
        with pytest.raises(AppError) as refused:
            make_task_package(district, town, tmp_path / "stick")
        assert refused.value.code == code
    assert not (tmp_path / "stick").exists()


def test_one_flipped_byte_of_a_package_is_refused(district: Desk, tmp_path: Path) -> None:
    path = Path(make_task_package(district, TOWN, tmp_path / "stick").path)
    good = path.read_bytes()
    for place in range(0, len(good), max(1, len(good) // 40)):
        path.write_bytes(good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :])
        with pytest.raises(AppError):
            read_task_package(path)


def test_another_kind_of_bundle_is_no_package(
    district: Desk, small_desk: Desk, small, tmp_path: Path
) -> None:
    hand_over = hand_over_of(small_desk, small, tmp_path)
    with pytest.raises(AppError) as refused:
        read_task_package(hand_over)
    assert refused.value.code == "kind_unexpected"


def hand_over_of(desk: Desk, small, folder: Path) -> Path:
    add_submissions(desk, [small.submission("首次.csv", *small.people[:3])])
    approve_entries(desk, ready_entries(desk))
    return Path(export_bundle(desk, folder / "stick").path)


def outside_tools_accept(path: Path, card: Path, signer: str, folder: Path) -> None:
    import bagit
    from frictionless import Package

    with zipfile.ZipFile(path) as container:
        container.extractall(folder)
    (bag,) = folder.iterdir()
    bagit.Bag(str(bag)).validate()
    report = Package(str(bag / "data" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "note"])[:5]
    if shutil.which("ssh-keygen") is None:
        pytest.skip("ssh-keygen is not on this machine")
    command = ["ssh-keygen", "-Y", "verify", "-f", str(card), "-I", signer]
    command += ["-n", "dsurvey-handover", "-s", str(next(bag.glob("*.sig")))]
    message = (bag / "tagmanifest-sha256.txt").read_bytes()
    checked = subprocess.run(command, input=message, capture_output=True, check=False)
    assert checked.returncode == 0, checked.stderr


def test_outside_tools_accept_task_package_and_receipt(
    district: Desk, small_desk: Desk, small, tmp_path: Path
) -> None:
    card = write_key_card(district, tmp_path)[0]
    package = make_task_package(district, TOWN, tmp_path / "stick")
    outside_tools_accept(Path(package.path), card, "330282", tmp_path / "package")
    trust_key_card(district, write_key_card(small_desk, tmp_path)[0])
    (taken,) = receive_bundles(district, [hand_over_of(small_desk, small, tmp_path)])
    assert taken.outcome == "taken"
    receipt = make_receipt(district, TOWN, tmp_path / "stick", "辛苦了")
    assert (receipt.is_sealed, receipt.sequence) == (False, 2)
    assert len(list_missing(district)) == len(small.people) - 3
    outside_tools_accept(Path(receipt.path), card, "330282", tmp_path / "receipt")


def test_the_receipts_cover_has_counts_and_proof_and_nobodys_name(
    district: Desk, small_desk: Desk, small, tmp_path: Path
) -> None:
    trust_key_card(district, write_key_card(small_desk, tmp_path)[0])
    receive_bundles(district, [hand_over_of(small_desk, small, tmp_path)])
    first, *_others = list_town_entries(district)
    send_back(district, [first.id], "请核实")
    receipt = make_receipt(district, TOWN, tmp_path / "stick", "辛苦了")
    (page,) = PdfReader(receipt.cover).pages
    text = " ".join(page.extract_text().split())
    for expected in ("调查登记表回执", "已接受", "已退回", "辛苦了", receipt.digest[:8]):
        assert expected in text
    assert f"合计 {receipt.accepted} {receipt.sent_back}" in text
    assert first.name not in text
    assert first.certificate_no not in text
    assert "请核实" not in text


@pytest.mark.skipif(shutil.which("age") is None, reason="age is not installed")
def test_age_opens_a_sealed_receipt_with_the_towns_key(
    district: Desk, small_desk: Desk, small, tmp_path: Path
) -> None:
    from dsurvey_desktop.usecases.change_settings import change_campaign

    change_campaign(district, replace(show_office(district).campaign, is_sealed=True))
    trust_key_card(district, write_key_card(small_desk, tmp_path)[0])
    receive_bundles(district, [hand_over_of(small_desk, small, tmp_path)])
    receipt = make_receipt(district, TOWN, tmp_path / "back")
    identity = tmp_path / "identity.txt"
    with small_desk.database.read() as connection:
        identity.write_text(own_keys(connection).identity + "\n", encoding="utf-8")
    command = ["age", "--decrypt", "--identity", str(identity), receipt.path]
    opened = subprocess.run(command, check=True, capture_output=True).stdout
    assert opened.startswith(b"PK")


@pytest.mark.parametrize("lost", ["forms/individual.xlsx", "trusted_keys.txt"])
def test_a_package_that_lacks_a_part_is_refused(district: Desk, tmp_path: Path, lost: str) -> None:
    path = Path(make_task_package(district, TOWN, tmp_path / "stick").path)
    good = read_task_package(path).bundle
    with district.database.read() as connection:
        keys = own_keys(connection)
    content = BundleContent(
        good.statement,
        tuple(Table(one.schema, list(one.rows())) for one in good.tables.values()),
        {name: data for name, data in good.files.items() if name != lost},
    )
    path.write_bytes(build_bundle(content, keys, is_sealed=False).data)
    with pytest.raises(AppError) as refused:
        read_task_package(path)
    assert refused.value.code == "task_package_incomplete"


def test_the_receipts_cover_names_communities_as_the_districts_roster_does(
    exchange: Exchange,
) -> None:
    exchange.take(exchange.hand_over())
    import_roster(exchange.district, exchange.small.roster())
    receipt = make_receipt(exchange.district, TOWN, exchange.folder / "back")
    words = PdfReader(receipt.cover).pages[0].extract_text()
    assert exchange.small.setup.communities[0].name in words

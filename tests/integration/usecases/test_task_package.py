"""The task package and the receipt: what other programs say of them, and what a town begins with."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Community
from dsurvey_desktop.exchange.bundle import BundleContent, build_bundle
from dsurvey_desktop.exchange.office_keys import OfficeKeys
from dsurvey_desktop.exchange.office_tables import DISTRICT_CARD_FILE
from dsurvey_desktop.exchange.table_schema import Table
from dsurvey_desktop.storage import key_slots, roster_store
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.adopt_edition import adopt_edition
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.change_settings import add_communities, change_campaign
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.decide_town_entries import send_back
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.district_views import ALL_ASKED
from dsurvey_desktop.usecases.export_bundle import export_bundle
from dsurvey_desktop.usecases.hand_over_anew import hand_over_anew
from dsurvey_desktop.usecases.import_roster import import_roster
from dsurvey_desktop.usecases.list_log import list_log
from dsurvey_desktop.usecases.list_missing import list_missing
from dsurvey_desktop.usecases.list_towns import list_town_entries
from dsurvey_desktop.usecases.make_receipt import make_receipt
from dsurvey_desktop.usecases.make_task_package import make_task_package
from dsurvey_desktop.usecases.manage_keys import trust_key_card, write_key_card
from dsurvey_desktop.usecases.office_keys import own_keys
from dsurvey_desktop.usecases.office_views import OfficeSetup
from dsurvey_desktop.usecases.open_office import close_office
from dsurvey_desktop.usecases.package_views import package_words
from dsurvey_desktop.usecases.read_task_package import read_task_package
from dsurvey_desktop.usecases.receive_bundles import receive_bundles
from dsurvey_desktop.usecases.run_demo import SampleTown
from dsurvey_desktop.usecases.set_up_from_package import set_up_from_package
from dsurvey_desktop.usecases.set_up_office import set_up_office
from dsurvey_desktop.usecases.show_office import show_office
from dsurvey_desktop.usecases.take_package import preview_package, take_package
from dsurvey_desktop.usecases.trust_keys import renew_keys, revoke_keys
from tests.changed_form import next_edition
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
    assert [p._replace(place=there[n].place) for n, p in here.items()] == list(there.values())
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


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(AppError) as caught:
        work()
    return caught.value.code


def test_a_later_package_is_shown_as_differences_and_taken_in_one_step(
    district: Desk, small, tmp_path: Path
) -> None:
    first = make_task_package(district, TOWN, tmp_path / "stick", "云溪镇残联")
    desk = found_from(Path(first.path), tmp_path / "town")
    assert take_package(desk, Path(first.path)).outcome == "same", "the one it was set up from"
    add_submissions(desk, [small.submission("首次.csv", *small.people[:3])])
    approve_entries(desk, ready_entries(desk))
    import_roster(district, small.roster(None, None, None, None, None, {"name": "改名的"}))
    campaign = show_office(district).campaign
    other = replace(campaign, town_deadline=date(2025, 10, 17), rules_off=frozenset({"K19"}))
    change_campaign(district, other)
    add_communities(district, [Community("330282105299", "新设村")])
    second = Path(make_task_package(district, TOWN, tmp_path / "stick").path)
    before = show_office(desk), len(list_log(desk))
    seen = preview_package(desk, second)
    assert (show_office(desk), len(list_log(desk))) == before, "nothing of it is kept"
    assert (seen.outcome, seen.is_new_key, seen.sequence) == ("would_take", False, 2)
    assert {one.name: (one.old, one.new) for one in seen.settings} == {
        "town_deadline": ("2025-10-15", "2025-10-17"),
        "rules_off": ("K17", "K19"),
    }
    assert ("330282105299", "", "新设村") in [(o.code, o.old, o.new) for o in seen.communities]
    assert {change: count for change, count in seen.people.items() if count} == {"name": 1}
    assert any("2025-10-17" in str(one) for one in package_words(seen))
    assert refused(lambda: take_package(desk, second, seen="0" * 64)) == "package_changed"
    assert (show_office(desk), len(list_log(desk))) == before
    taken = take_package(desk, second, seen=seen.digest)
    assert replace(taken, outcome="would_take") == seen
    assert show_office(desk).campaign == other
    assert show_office(desk).communities == show_office(district).communities
    assert take_package(desk, second).outcome == "same"
    nothing = preview_package(desk, Path(make_task_package(district, TOWN, tmp_path / "s").path))
    assert [str(one) for one in package_words(nothing)] == [
        "任务包内容与本单位现有设置一致，没有变化。"
    ]
    check_log(desk)
    close_office(desk)


def test_a_later_package_brings_a_new_edition_and_keys_that_count_no_more(
    district: Desk, small, tmp_path: Path
) -> None:
    desk = found_from(
        Path(make_task_package(district, TOWN, tmp_path / "stick", "云溪镇残联").path),
        tmp_path / "town",
    )
    adopt_edition(district, next_edition(tmp_path / "明年.xlsx"))
    trust_key_card(district, write_key_card(desk, tmp_path)[0])
    revoke_keys(district, TOWN)
    second = Path(make_task_package(district, TOWN, tmp_path / "stick").path)
    taken = take_package(desk, second)
    assert [one.kind for one in taken.forms] == ["individual"]
    assert taken.revoked == (TOWN,)
    assert show_office(desk).forms == show_office(district).forms
    assert refused(lambda: export_bundle(desk, tmp_path / "out")) == "own_key_revoked"
    close_office(desk)


def test_a_later_package_under_a_new_key_asks_for_its_fingerprint(
    district: Desk, tmp_path: Path
) -> None:
    desk = found_from(
        Path(make_task_package(district, TOWN, tmp_path / "stick", "云溪镇残联").path),
        tmp_path / "town",
    )
    assert refused(lambda: hand_over_anew(district, 1, TOWN)) == "key_still_counts"
    revoke_keys(district, "330282")
    lost = hand_over_anew(district, 1, TOWN)
    assert (lost.kind, lost.entries, lost.is_whole) == ("task_package", 0, True)
    renew_keys(district, tmp_path / "new key")
    second = Path(make_task_package(district, TOWN, tmp_path / "stick").path)
    seen = preview_package(desk, second)
    assert seen.is_new_key
    assert refused(lambda: take_package(desk, second)) == "fingerprint_differs"
    assert take_package(desk, second, seen.fingerprint).outcome == "taken"
    third = Path(make_task_package(district, TOWN, tmp_path / "stick").path)
    assert not preview_package(desk, third).is_new_key, "it was compared once"
    revoke_keys(desk, "330282", seen.fingerprint)
    assert refused(lambda: take_package(desk, third)) == "key_revoked"
    close_office(desk)


def test_a_later_package_of_others_or_out_of_its_order_is_refused(
    district: Desk, town: SampleTown, new_desk_of, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    first = Path(make_task_package(district, TOWN, stick, "云溪镇残联").path)
    desk = found_from(first, tmp_path / "town")
    elsewhere = Path(make_task_package(district, "330282106", stick, "云山镇残联").path)
    assert refused(lambda: take_package(desk, elsewhere)) == "addressee_other"
    second = Path(make_task_package(district, TOWN, stick).path)
    third = Path(make_task_package(district, TOWN, stick).path)
    assert refused(lambda: preview_package(desk, third)) == "sequence_gap"
    assert take_package(desk, third, answered=ALL_ASKED).outcome == "taken"
    assert refused(lambda: take_package(desk, second)) == "sequence_lower"
    stranger = new_desk_of(replace(town.district, code="330281"))
    trust_key_card(desk, write_key_card(district, tmp_path)[0])
    card = write_key_card(stranger, tmp_path / "x")[0]
    assert card.is_file()
    forged = stick / "forged.dsb.zip"
    with stranger.database.read() as connection:
        keys = own_keys(connection)
    good = read_task_package(third).bundle
    content = BundleContent(
        replace(good.statement, sequence=9),
        tuple(Table(one.schema, list(one.rows())) for one in good.tables.values()),
        dict(good.files),
    )
    forged.write_bytes(build_bundle(content, keys, is_sealed=False).data)
    assert refused(lambda: take_package(desk, forged)) == "signer_unknown"
    change = replace(show_office(district).campaign, year=2026)
    change_campaign(district, change)
    later = Path(make_task_package(district, TOWN, stick).path)
    assert refused(lambda: take_package(desk, later)) == "campaign_other"
    close_office(desk)


def test_a_later_package_is_the_districts_alone_also_where_others_keys_count(
    district: Desk, town: SampleTown, new_desk_of, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    desk = found_from(
        Path(make_task_package(district, TOWN, stick, "云溪镇残联").path), tmp_path / "town"
    )
    neighbour = new_desk_of(replace(town.office, code="330282106"))
    card = write_key_card(neighbour, tmp_path / "card")[0]
    trust_key_card(desk, card)
    good = read_task_package(Path(make_task_package(district, TOWN, stick).path)).bundle
    forged = tmp_path / "forged.dsb.zip"

    def forge(keys: OfficeKeys, brought: Path, **said: object) -> None:
        tables = tuple(Table(one.schema, list(one.rows())) for one in good.tables.values())
        files = good.files | {DISTRICT_CARD_FILE: brought.read_bytes()}
        content = BundleContent(replace(good.statement, **said), tables, files)
        forged.write_bytes(build_bundle(content, keys, is_sealed=False).data)

    before = show_office(desk), len(list_log(desk))
    with neighbour.database.read() as one, district.database.read() as other:
        theirs, old = own_keys(one), own_keys(other)
    forge(theirs, card, sender="330282106", sequence=1, previous_digest="")
    assert refused(lambda: take_package(desk, forged)) == "sender_no_district"
    forge(old, Path(renew_keys(district, tmp_path / "new key").file))
    assert preview_package(desk, forged).is_new_key, "the old key vouches, yet a person compares"
    assert refused(lambda: take_package(desk, forged)) == "fingerprint_differs"
    assert (show_office(desk), len(list_log(desk))) == before
    close_office(desk)

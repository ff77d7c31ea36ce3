"""The district takes its towns' bundles in, sends back, answers; the towns open the receipt."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Office, OfficeLevel
from dsurvey_desktop.exchange.bundle import BundleContent, build_bundle
from dsurvey_desktop.exchange.hand_over_tables import EntryRow
from dsurvey_desktop.exchange.key_card import KeyCard
from dsurvey_desktop.exchange.office_keys import OfficeKeys
from dsurvey_desktop.exchange.office_tables import AcceptedRow, receipt_tables
from dsurvey_desktop.exchange.statement import BundleKind, Statement
from dsurvey_desktop.exchange.table_schema import Table
from dsurvey_desktop.exchange.trust_list import TrustList
from dsurvey_desktop.exchange.verification import verify_bundle
from dsurvey_desktop.storage import received_store
from dsurvey_desktop.usecases import send_bundle as send_bundle_module
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.approve_entries import approve_entries
from dsurvey_desktop.usecases.change_settings import change_campaign
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.correct_entry import correct_entry
from dsurvey_desktop.usecases.decide_town_entries import accept, find_town_entry, send_back
from dsurvey_desktop.usecases.district_views import ALL_ASKED
from dsurvey_desktop.usecases.export_bundle import export_bundle
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.list_towns import (
    list_duplicates,
    list_received,
    list_town_entries,
    list_towns,
)
from dsurvey_desktop.usecases.office_keys import own_keys
from dsurvey_desktop.usecases.open_receipt import open_receipt
from dsurvey_desktop.usecases.receive_bundles import receive_bundles
from dsurvey_desktop.usecases.run_demo import SampleTown
from dsurvey_desktop.usecases.show_entry import show_entry
from dsurvey_desktop.usecases.show_office import show_office
from dsurvey_desktop.usecases.show_progress import show_progress
from dsurvey_desktop.usecases.verify_bundle import verify_bundle as verify_view
from tests.integration.usecases.two_offices import (
    OTHER,
    TOWN,
    Exchange,
    add_second_town,
    befriend,
    counts,
)


def test_a_hand_over_is_previewed_then_taken_in_and_kept(exchange: Exchange) -> None:
    path = exchange.hand_over()
    (seen,) = exchange.receive(path, preview=True)
    assert (seen.outcome, seen.town, seen.sequence, counts(seen)) == (
        "would_take", TOWN, 1, {"new": 3},
    )  # fmt: skip
    assert not list_received(exchange.district)
    taken = exchange.take(path)
    assert counts(taken) == {"new": 3}
    (bundle,) = list_received(exchange.district)
    assert bundle.digest == hashlib.sha256(path.read_bytes()).hexdigest() == taken.digest
    with exchange.district.database.read() as connection:
        assert received_store.content_of(connection, bundle.id) == path.read_bytes()
    entries = list_town_entries(exchange.district)
    assert {one.town for one in entries} == {TOWN}
    assert {one.certificate_no for one in entries} == {
        one["certificate_no"] for one in exchange.small.people[:3]
    }
    check_log(exchange.district)


def test_the_same_bundle_again_changes_nothing(exchange: Exchange) -> None:
    path = exchange.hand_over()
    exchange.take(path)
    renamed = path.rename(path.with_name("改名.dsb"))
    (again,) = exchange.receive(renamed)
    assert (again.outcome, again.code) == ("same", "same_bundle")
    assert len(list_received(exchange.district)) == 1


def test_what_changed_is_shown_answer_by_answer(exchange: Exchange) -> None:
    exchange.take(exchange.hand_over())
    exchange.correct(0, "更正")
    add_submissions(
        exchange.town, [exchange.small.submission("再次.csv", *exchange.small.people[3:5])]
    )
    found = exchange.take(exchange.hand_over())
    assert counts(found) == {"new": 2, "changed": 1}
    (changed,) = [one for one in list_town_entries(exchange.district) if one.version > 1]
    (difference,) = changed.differences
    assert (difference.item, difference.old, difference.new) == ("note", "", "更正")


def test_an_entry_that_no_longer_holds_is_withdrawn_until_it_comes_again(
    exchange: Exchange,
) -> None:
    exchange.take(exchange.hand_over())
    exchange.correct(0, "待核实")
    add_submissions(
        exchange.town, [exchange.small.submission("再次.csv", exchange.small.people[3])]
    )
    others = [one.id for one in list_entries(exchange.town)[1:]]
    approve_entries(exchange.town, others)
    path = Path(export_bundle(exchange.town, exchange.folder / "stick").path)
    assert counts(exchange.take(path)) == {"new": 1, "withdrawn": 1}
    (gone,) = [one for one in list_town_entries(exchange.district) if one.withdrawn]
    assert gone.withdrawn == "answers_changed"
    with pytest.raises(AppError) as refused:
        send_back(exchange.district, [gone.id], "请核实")
    assert refused.value.code == "entry_withdrawn"
    assert counts(exchange.take(exchange.hand_over())) == {"changed": 1}
    assert not [one for one in list_town_entries(exchange.district) if one.withdrawn]


def test_late_is_what_was_approved_after_the_towns_deadline(exchange: Exchange) -> None:
    campaign = show_office(exchange.district).campaign
    day = exchange.town.today()
    early = campaign.reference_date
    change_campaign(
        exchange.district,
        replace(campaign, community_deadline=early, town_deadline=early),
    )
    assert early < day
    found = exchange.take(exchange.hand_over())
    assert (counts(found), found.is_late) == ({"new": 3, "late": 3}, True)


def test_many_at_once_are_taken_in_their_order(exchange: Exchange) -> None:
    paths = []
    for number in range(3):
        exchange.correct(0, f"第{number}次")
        paths.append(exchange.hand_over())
    seen = exchange.receive(*reversed(paths), preview=True)
    assert [(one.sequence, one.outcome) for one in seen] == [
        (number, "would_take") for number in (1, 2, 3)
    ]
    bad = exchange.folder / "坏.dsb"
    bad.write_bytes(b"not a bundle")
    found = exchange.receive(exchange.folder / "stick", bad)
    outcomes = [one.outcome for one in found if one.file.endswith(".dsb")]
    assert outcomes == ["refused", "taken", "taken", "taken"]
    assert [one.sequence for one in list_received(exchange.district)] == [3, 2, 1]


def test_a_gap_is_asked_about_and_says_what_is_missing(exchange: Exchange) -> None:
    paths = []
    for number in range(4):
        exchange.correct(0, f"第{number}次")
        paths.append(exchange.hand_over())
    exchange.take(paths[0])
    (asked,) = exchange.receive(paths[3])
    assert (asked.outcome, asked.code) == ("asks", "sequence_gap")
    assert "2-3" in str(asked.message)
    assert len(list_received(exchange.district)) == 1
    (taken,) = exchange.receive(paths[3], answered=ALL_ASKED)
    assert taken.outcome == "taken"
    (older,) = exchange.receive(paths[1])
    assert older.code == "sequence_lower"


def test_a_bundle_for_another_campaign_or_office_is_refused(
    exchange: Exchange, town: SampleTown
) -> None:
    path = exchange.hand_over()
    with pytest.raises(AppError) as refused:
        receive_bundles(exchange.town, [path])
    assert refused.value.code == "not_a_district"
    other = exchange.new_town(replace(town.district, code="330281"))
    befriend(exchange.town, other, exchange.folder)
    (found,) = receive_bundles(other, [path])
    assert found.code == "sealed_for_others"


def test_the_receipt_accepts_and_sends_back(exchange: Exchange) -> None:
    exchange.take(exchange.hand_over())
    first, *_others = list_town_entries(exchange.district)
    assert find_town_entry(exchange.district, first.certificate_no) == first.id
    assert send_back(exchange.district, [first.id], "住址不清", "note") == 1
    path = exchange.receipt(message="辛苦了")
    assert exchange.theirs() == [
        EntryState.SENT_BACK, EntryState.ACCEPTED, EntryState.ACCEPTED,
    ]  # fmt: skip
    found = open_receipt(exchange.town, path)
    assert (found.outcome, found.accepted, found.sent_back, found.changed_since) == (
        "taken", 2, 1, 0,
    )  # fmt: skip
    assert found.message == "辛苦了"
    assert exchange.states() == exchange.theirs()
    (told,) = [e for e in list_entries(exchange.town) if e.state is EntryState.SENT_BACK]
    (reason,) = show_entry(exchange.town, told.id).sent_back
    assert (reason.item, reason.reason) == ("note", "住址不清")
    assert {task.kind: task.count for task in show_progress(exchange.town).tasks}["sent_back"] == 1
    again = open_receipt(exchange.town, path)
    assert (again.outcome, exchange.states()) == ("same", exchange.theirs())
    for desk in (exchange.town, exchange.district):
        check_log(desk)


def send_back_the_first(exchange: Exchange) -> int:
    exchange.take(exchange.hand_over())
    (first, *_others) = list_town_entries(exchange.district)
    send_back(exchange.district, [first.id], "住址不清")
    open_receipt(exchange.town, exchange.receipt())
    return first.entry_no


@pytest.mark.parametrize("is_corrected", [True, False])
def test_what_was_sent_back_goes_again_as_changed(exchange: Exchange, is_corrected: bool) -> None:
    number = send_back_the_first(exchange)
    if is_corrected:
        correct_entry(exchange.town, number, "note", "三组12号", "电话核实")
        assert show_entry(exchange.town, number).sent_back
    assert approve_entries(exchange.town, [number]).approved == (number,)
    found = exchange.take(exchange.hand_over())
    assert counts(found) == {"changed": 1}
    assert show_entry(exchange.town, number).sent_back == ()
    assert exchange.theirs()[0] is EntryState.HANDED_OVER
    second = open_receipt(exchange.town, exchange.receipt())
    assert (second.accepted, exchange.states()) == (1, [EntryState.ACCEPTED] * 3)


def test_what_changed_since_stays_as_it_is(exchange: Exchange) -> None:
    exchange.take(exchange.hand_over())
    exchange.correct(0, "更正")
    found = open_receipt(exchange.town, exchange.receipt())
    assert (found.accepted, found.changed_since) == (2, 1)
    assert exchange.states() == [EntryState.READY, EntryState.ACCEPTED, EntryState.ACCEPTED]


def test_an_accepted_entry_can_be_sent_back_later_and_the_other_way_round(
    exchange: Exchange,
) -> None:
    exchange.take(exchange.hand_over())
    open_receipt(exchange.town, exchange.receipt())
    (first, *_others) = list_town_entries(exchange.district)
    send_back(exchange.district, [first.id], "抽查不符")
    open_receipt(exchange.town, exchange.receipt())
    assert exchange.states()[0] is EntryState.SENT_BACK
    accept(exchange.district, [first.id])
    open_receipt(exchange.town, exchange.receipt())
    assert exchange.states() == [EntryState.ACCEPTED] * 3


def test_a_receipt_for_a_bundle_that_was_never_sent_is_refused(
    exchange: Exchange, open_copy
) -> None:
    exchange.take(exchange.hand_over())
    path = exchange.receipt()
    before = open_copy(exchange.town.folder)
    with before.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM bundle")
    with pytest.raises(AppError) as refused:
        open_receipt(before, path)
    assert refused.value.code == "receipt_unknown"


def test_a_receipt_of_an_office_that_was_sent_nothing_is_refused(exchange: Exchange) -> None:
    """Its key may be trusted here, and it may have heard of the digest."""
    handed_over = exchange.hand_over()
    other = exchange.new_town(Office("330283", "邻区残联", OfficeLevel.DISTRICT))
    befriend(exchange.town, other, exchange.folder)
    statement = Statement(
        BundleKind.RECEIPT, "330283", TOWN, show_office(other).campaign.year, 1,
        other.now().replace(microsecond=0),
        answers_digest=hashlib.sha256(handed_over.read_bytes()).hexdigest(),
    )  # fmt: skip
    entry = list_entries(exchange.town)[0]
    content = BundleContent(statement, receipt_tables([AcceptedRow(entry.id, entry.version)], []))
    with other.database.read() as connection:
        receipt = build_bundle(content, own_keys(connection), is_sealed=False)
    path = exchange.folder / receipt.name
    path.write_bytes(receipt.data)
    with pytest.raises(AppError) as refused:
        open_receipt(exchange.town, path)
    assert refused.value.code == "receipt_unknown"
    assert exchange.states() == [EntryState.HANDED_OVER] * 3


def test_an_entry_that_moved_to_another_community_is_a_changed_one(exchange: Exchange) -> None:
    """By a later roster, without a new version or another answer."""
    first = exchange.take(exchange.hand_over())
    with exchange.town.database.read() as connection:
        keys = own_keys(connection)
    (path,) = (exchange.folder / "stick").glob("*.dsb")
    kept = verify_bundle(
        path.read_bytes(), TrustList((own_card_of(keys),)), exchange.town.now(), keys.opener
    )
    tables = [Table(one.schema, [*one.rows()]) for one in kept.tables.values()]
    entries = tables[0]
    assert entries.schema.name == "entries"
    moved = EntryRow(*entries.rows[0])._replace(community_code=f"{TOWN}999")  # type: ignore[index]
    tables[0] = Table(entries.schema, [moved, *entries.rows[1:]])  # type: ignore[index]
    statement = replace(kept.statement, sequence=2, previous_digest=first.digest)
    made = build_bundle(BundleContent(statement, tuple(tables)), keys, is_sealed=False)
    again = exchange.folder / made.name
    again.write_bytes(made.data)
    assert counts(exchange.take(again)) == {"changed": 1, "unchanged": 2}
    codes = {one.certificate_no: one.community_code for one in list_town_entries(exchange.district)}
    assert codes[moved.certificate_no] == f"{TOWN}999"


def test_another_towns_card_is_no_addressee(exchange: Exchange) -> None:
    """Accepted last, as where two towns check each other's bundles."""
    other = exchange.new_town(Office(OTHER, "云山镇残联"))
    befriend(exchange.town, other, exchange.folder)
    bundle = exchange.hand_over()
    assert exchange.take(bundle).outcome == "taken"
    for desk in (exchange.town, exchange.district):
        assert verify_view(bundle, None, desk).addressee == "330282"
    receipt = exchange.receipt()
    assert verify_view(receipt, None, exchange.district).addressee == TOWN
    with pytest.raises(AppError) as refused:
        verify_view(bundle, None, other)
    assert refused.value.code == "sealed_for_others"


def own_card_of(keys: OfficeKeys) -> KeyCard:
    return keys.card(Office(TOWN, ""), datetime(2020, 1, 1, tzinfo=UTC))


def test_nothing_to_say_is_no_receipt(exchange: Exchange) -> None:
    with pytest.raises(AppError) as refused:
        exchange.receipt()
    assert refused.value.code == "nothing_received"
    exchange.take(exchange.hand_over())
    exchange.receipt()
    with pytest.raises(AppError) as refused:
        exchange.receipt()
    assert refused.value.code == "nothing_to_answer"


def test_a_receipt_cut_short_is_finished_with_the_same_bytes(
    exchange: Exchange, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange.take(exchange.hand_over())
    with monkeypatch.context() as patch:

        def cut_short(*_: object) -> None:
            raise RuntimeError

        patch.setattr(send_bundle_module, "_number", cut_short)
        with pytest.raises(RuntimeError):
            exchange.receipt()
    (written,) = (exchange.folder / "back").glob("*.dsb")
    content = written.read_bytes()
    (first, *_others) = list_town_entries(exchange.district)
    with pytest.raises(AppError) as refused:
        send_back(exchange.district, [first.id], "住址不清")
    assert refused.value.code == "unfinished_bundle"
    exchange.correct(0, "更正")
    (waits,) = exchange.receive(exchange.hand_over())
    assert waits.code == "unfinished_bundle"
    assert exchange.receipt().read_bytes() == content
    assert exchange.theirs() == [EntryState.ACCEPTED] * 3


def test_taking_in_is_all_or_nothing(exchange: Exchange, monkeypatch: pytest.MonkeyPatch) -> None:
    path = exchange.hand_over()

    def fail(*_: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("dsurvey_desktop.storage.town_store.update_entries", fail)
        with pytest.raises(RuntimeError):
            exchange.receive(path)
    assert (list_received(exchange.district), list_town_entries(exchange.district)) == ((), ())
    assert exchange.take(path).changes.new == 3


def test_towns_and_people_of_more_than_one_town(exchange: Exchange) -> None:
    other = add_second_town(exchange, 0)
    assert [one.code for one in list_towns(exchange.district)] == [TOWN, OTHER]
    kinds = {task.kind: task.count for task in show_progress(exchange.district).tasks}
    assert kinds == {"towns_silent": 2}
    exchange.receive(exchange.hand_over(), exchange.hand_over(other))
    (person,) = list_duplicates(exchange.district)
    assert [one.town_name for one in person.entries] == ["云溪镇残联", "云山镇残联"]
    assert {one.certificate_no for one in person.entries} == {
        exchange.small.people[0]["certificate_no"]
    }
    progress = show_progress(exchange.district)
    assert {one.code: (one.entries, one.untold) for one in progress.towns} == {
        TOWN: (3, 3),
        OTHER: (1, 1),
    }
    assert {task.kind: task.count for task in progress.tasks} == {
        "duplicates": 1,
        "receipts": 2,
        "sign_offs": 10,
    }
    with pytest.raises(AppError) as refused:
        find_town_entry(exchange.district, exchange.small.people[0]["certificate_no"])
    assert refused.value.code == "several_entries"

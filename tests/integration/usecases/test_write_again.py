"""A bundle whose stick was lost is written once more, the same byte by byte."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role, User
from dsurvey_desktop.storage.tables import bundle
from dsurvey_desktop.usecases.change_settings import change_campaign
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.decide_town_entries import send_back
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.district_views import ALL_ASKED
from dsurvey_desktop.usecases.hand_over_anew import hand_over_anew
from dsurvey_desktop.usecases.list_towns import list_town_entries
from dsurvey_desktop.usecases.manage_keys import trust_key_card
from dsurvey_desktop.usecases.open_receipt import open_receipt
from dsurvey_desktop.usecases.show_office import show_office
from dsurvey_desktop.usecases.trust_keys import renew_keys, revoke_keys
from dsurvey_desktop.usecases.write_again import list_sent, write_again
from tests.integration.usecases.two_offices import TOWN, Exchange, counts


def refused(exchange: Exchange, *asked: object) -> str:
    with pytest.raises(AppError) as caught:
        write_again(exchange.town, *asked)  # type: ignore[arg-type]
    return caught.value.code


def test_a_lost_bundle_is_what_the_district_misses(exchange: Exchange) -> None:
    lost = exchange.hand_over()
    before = lost.read_bytes()
    lost.unlink()
    exchange.correct(0, "更正")
    second = exchange.hand_over()
    (asked,) = exchange.receive(second)
    assert (asked.outcome, asked.code) == ("asks", "sequence_gap")
    states = exchange.states()
    written = write_again(exchange.town, 1, exchange.folder / "another", part_bytes=1000)
    assert Path(written.file).read_bytes() == before
    assert b"".join(Path(one).read_bytes() for one in written.parts) == before
    assert Path(written.cover).read_bytes().startswith(b"%PDF")
    assert exchange.states() == states, "nothing but the log says so"
    taken = exchange.receive(second, Path(written.file))
    assert [(one.sequence, one.outcome) for one in taken] == [(1, "taken"), (2, "taken")]
    assert [one.outcome for one in exchange.receive(Path(written.parts[1]))] == ["same"]
    check_log(exchange.town)


def test_receipts_and_packages_are_kept_too(exchange: Exchange) -> None:
    exchange.take(exchange.hand_over())
    receipt = exchange.receipt()
    (seen,) = list_sent(exchange.district)
    assert (seen.kind, seen.addressee, seen.sequence) == ("receipt", TOWN, 1)
    assert (seen.file, seen.is_kept) == (receipt.name, True)
    assert seen.addressee_name == show_office(exchange.town).office.name
    assert list_sent(exchange.district, "330282199") == ()
    again = write_again(exchange.district, 1, exchange.folder / "another", TOWN)
    assert Path(again.file).read_bytes() == receipt.read_bytes()
    assert again.cover == ""


def test_what_cannot_be_written_again_says_why(exchange: Exchange) -> None:
    to = exchange.folder / "another"
    exchange.hand_over()
    assert refused(exchange, 7, to) == "no_bundle"
    clerk = replace(
        exchange.town, user=User(exchange.town.user.id, "录入员", frozenset({Role.CLERK}))
    )
    with pytest.raises(AppError) as caught:
        write_again(clerk, 1, to)
    assert caught.value.code == "not_allowed"
    campaign = replace(show_office(exchange.town).campaign, practice_date=None, key_years=1)
    change_campaign(exchange.town, campaign)
    late = replace(exchange.town, clock=lambda: datetime(2099, 1, 1, tzinfo=UTC))
    renew_keys(late, exchange.folder)
    with pytest.raises(AppError) as caught:
        write_again(late, 1, to)
    assert caught.value.code == "own_key_ended_since"
    with exchange.town.database.write() as connection:
        connection.execute(update(bundle).values(content=None))
    assert refused(exchange, 1, to) == "bundle_not_kept"
    assert list(to.glob("*")) == []


def a_moment_later(desk: Desk) -> Desk:
    """Bundles and keys tell their times to the second."""
    return replace(desk, clock=lambda: desk.now() + timedelta(seconds=2))


def test_a_lost_bundle_whose_key_was_revoked_goes_anew_with_the_next(exchange: Exchange) -> None:
    """Stick and computer were stolen: nobody believes that bundle any more."""
    town, district = exchange.town, exchange.district
    exchange.hand_over().unlink()
    with pytest.raises(AppError) as caught:
        hand_over_anew(town, 1)
    assert caught.value.code == "key_still_counts"
    exchange.correct(0, "更正")
    for desk in (town, district):
        revoke_keys(desk, TOWN)
    assert [one.is_believed for one in list_sent(town)] == [False]
    trust_key_card(district, Path(renew_keys(a_moment_later(town), exchange.folder).file))
    done = hand_over_anew(town, 1)
    assert (done.sequence, done.entries, done.others) == (1, 2, 1)
    assert exchange.states().count(EntryState.APPROVED) == 2
    second = exchange.hand_over()
    (asked,) = exchange.receive(second)
    assert (asked.outcome, asked.code) == ("asks", "sequence_gap")
    (taken,) = exchange.receive(second, answered=ALL_ASKED)
    assert (taken.outcome, counts(taken)) == ("taken", {"new": 3})
    assert exchange.states() == [EntryState.HANDED_OVER] * 3
    with pytest.raises(AppError) as caught:
        hand_over_anew(town, 7)
    assert caught.value.code == "no_bundle"
    open_receipt(town, exchange.receipt())
    with pytest.raises(AppError) as caught:
        hand_over_anew(town, 1)
    assert caught.value.code == "nothing_to_hand_over"
    check_log(town)


@pytest.mark.parametrize(("number", "kept"), [(1, 900), (2, 0), (-1, 0)])
def test_a_part_that_did_not_arrive_whole_is_named(
    exchange: Exchange, number: int, kept: int
) -> None:
    exchange.hand_over()
    written = write_again(exchange.town, 1, exchange.folder / "mail", part_bytes=1000)
    broken = Path(written.parts[number if number < 0 else number - 1])
    broken.write_bytes(broken.read_bytes()[:kept])
    (found,) = exchange.receive(Path(written.parts[0]))
    assert (found.outcome, found.code) == ("refused", "part_incomplete")
    assert str(len(written.parts) if number < 0 else number) in str(found.message)


def test_a_lost_receipt_whose_key_was_revoked_is_told_anew(exchange: Exchange) -> None:
    town, district = exchange.town, exchange.district
    exchange.take(exchange.hand_over())
    send_back(district, [list_town_entries(district)[0].id], "请核实")
    exchange.receipt().unlink()
    for desk in (town, district):
        revoke_keys(desk, "330282")
    trust_key_card(town, Path(renew_keys(a_moment_later(district), exchange.folder).file))
    done = hand_over_anew(district, 1, TOWN)
    assert (done.sequence, done.entries, done.others) == (1, 3, 0)
    opened = open_receipt(town, exchange.receipt(), ALL_ASKED)
    assert (opened.sequence, opened.accepted, opened.sent_back) == (2, 2, 1)
    check_log(district)

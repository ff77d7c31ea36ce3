"""A bundle whose stick was lost is written once more, the same byte by byte."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role, User
from dsurvey_desktop.storage.tables import bundle
from dsurvey_desktop.usecases.change_settings import change_campaign
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.show_office import show_office
from dsurvey_desktop.usecases.trust_keys import renew_keys
from dsurvey_desktop.usecases.write_again import list_sent, write_again
from tests.integration.usecases.two_offices import TOWN, Exchange


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

"""The district's table of towns, late and withdrawn entries, and bundles that only withdraw."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dsurvey_desktop.domain.absence import AbsenceReason
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.exchange.statement import BundleKind
from dsurvey_desktop.storage.migrate import migrate
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.change_settings import change_campaign
from dsurvey_desktop.usecases.check_hand_over import check_hand_over
from dsurvey_desktop.usecases.district_progress import show_towns
from dsurvey_desktop.usecases.export_bundle import export_bundle
from dsurvey_desktop.usecases.list_missing import list_missing
from dsurvey_desktop.usecases.list_towns import list_town_entries
from dsurvey_desktop.usecases.note_absence import note_absence
from dsurvey_desktop.usecases.open_bundle import load_receiver, open_bundle
from dsurvey_desktop.usecases.show_office import show_office
from tests.integration.usecases.two_offices import TOWN, Exchange, add_second_town, counts
from tests.older_schema import make_older


def bundle_of(exchange: Exchange, path: Path):
    with exchange.district.database.read() as connection:
        return open_bundle(
            path, load_receiver(connection, exchange.district, BundleKind.HAND_OVER)
        ).bundle


def with_answers(exchange: Exchange, number: int, **answers: str) -> dict:
    return exchange.small.people[number] | answers


def test_each_town_stands_in_one_line_and_all_in_the_last(exchange: Exchange) -> None:
    rows = [
        with_answers(exchange, 3, mode="2", device="2"),
        with_answers(exchange, 4, mode="1", device="1"),
    ]
    add_submissions(exchange.town, [exchange.small.submission("二次.csv", *rows)])
    other = add_second_town(exchange, 5)
    exchange.receive(exchange.hand_over(), exchange.hand_over(other))
    seen = show_towns(exchange.district)
    lines = {one.code: one for one in seen.towns}
    here = lines[TOWN]
    assert (here.people, here.with_entry, here.missing, here.entries) == (6, 5, 1, 5)
    sent = [*exchange.small.people[:3], *rows]
    assert here.surveyed == 5
    assert here.visited == sum(one["mode"] == "1" for one in sent)
    assert here.by_app == sum(one["device"] == "2" for one in sent)
    assert here.home_visit_share == here.visited / 5
    assert seen.towns[0].code != TOWN, "the town furthest behind comes first"
    assert (seen.total.people, seen.total.entries, seen.total.missing) == (12, 6, 6)
    assert seen.total.app_share == (here.by_app + lines["330282106"].by_app) / 6


def test_a_town_without_a_bundle_has_no_rates_and_is_overdue_after_the_deadline(
    exchange: Exchange,
) -> None:
    (town,) = show_towns(exchange.district).towns
    assert (town.sequence, town.home_visit_share, town.with_entry) == (0, None, 0)
    campaign = show_office(exchange.district).campaign
    early = campaign.reference_date
    change_campaign(
        exchange.district, replace(campaign, community_deadline=early, town_deadline=early)
    )
    exchange.take(exchange.hand_over())
    (town,) = show_towns(exchange.district).towns
    assert town.is_overdue
    assert len(list_town_entries(exchange.district, is_late=True)) == town.late == 3
    with pytest.raises(AppError) as refused:
        show_towns(exchange.town)
    assert refused.value.code == "not_a_district"


def test_why_people_are_missing_travels_with_proof_and_day(exchange: Exchange) -> None:
    (gone, *_others) = list_missing(exchange.town)
    note_absence(
        exchange.town, gone.certificate_no, AbsenceReason.MOVED, "村委会证明", date(2025, 10, 3)
    )
    rows = list(bundle_of(exchange, exchange.hand_over()).tables["missing"].rows())
    found = {row[0]: row[2:] for row in rows}
    assert tuple(found.pop(gone.certificate_no)) == ("moved", "村委会证明", "2025-10-03")
    assert {row[0] for row in found.values()} == {"not_determined"}


def test_a_bundle_may_consist_of_withdrawals_alone(exchange: Exchange) -> None:
    exchange.take(exchange.hand_over())
    assert not check_hand_over(exchange.town).can_export
    exchange.correct(0, "待核实")
    seen = check_hand_over(exchange.town)
    assert (seen.can_export, seen.entries, seen.withdrawn) == (True, 0, 1)
    written = export_bundle(exchange.town, exchange.folder / "stick")
    assert (written.entries, written.withdrawn) == (0, 1)
    assert counts(exchange.take(Path(written.path))) == {"withdrawn": 1}
    (gone,) = list_town_entries(exchange.district, is_withdrawn=True)
    assert gone.withdrawn == "answers_changed"
    with pytest.raises(AppError) as refused:
        export_bundle(exchange.town, exchange.folder / "stick")
    assert refused.value.code == "nothing_to_hand_over"
    assert counts(exchange.take(exchange.hand_over())) == {"changed": 1}
    exchange.correct(0, "再次更正")
    assert check_hand_over(exchange.town).withdrawn == 1


def test_older_data_get_the_codes_of_their_answers(exchange: Exchange) -> None:
    exchange.take(exchange.hand_over())
    before = show_towns(exchange.district)
    engine = exchange.district.database.engine
    make_older(engine, "0009")
    migrate(engine)
    assert show_towns(exchange.district) == before
    assert before.total.surveyed == 3

"""The district's own spot checks: drawn over towns, printed, entered, sent back where differing."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.sampling.draw import draw_share
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.draw_town_sample import draw_town_sample, record_check
from dsurvey_desktop.usecases.list_towns import list_town_entries
from dsurvey_desktop.usecases.print_town_sheets import print_town_sheets
from dsurvey_desktop.usecases.show_town_sample import last_town_sample
from tests.integration.usecases.two_offices import OTHER, TOWN, Exchange, add_second_town


@pytest.fixture
def two_towns(exchange: Exchange) -> Exchange:
    other = add_second_town(exchange, 4, 5)
    exchange.receive(exchange.hand_over(), exchange.hand_over(other))
    return exchange


def test_every_town_gives_its_share_and_anybody_draws_the_same(two_towns: Exchange) -> None:
    sample = draw_town_sample(two_towns.district, share=0.5, seed=7)
    assert [(one.town, one.frame, one.drawn) for one in sample.towns] == [
        (TOWN, 3, 2), (OTHER, 2, 1),
    ]  # fmt: skip
    frame: dict[str, list[str]] = {}
    for one in list_town_entries(two_towns.district):
        frame.setdefault(one.town, []).append(one.certificate_no)
    drawn = [(one.town, one.certificate_no) for one in sample.members]
    again = draw_share(frame, 0.5, 7)
    assert drawn == [(town, number) for town, numbers in again.items() for number in numbers]
    assert last_town_sample(two_towns.district) == sample
    assert all(one.items for one in sample.members)
    with pytest.raises(AppError) as refused:
        draw_town_sample(two_towns.town, share=0.5, seed=7)
    assert refused.value.code == "not_a_district"


def test_what_differs_goes_back_and_makes_the_towns_error_rate(two_towns: Exchange) -> None:
    district = two_towns.district
    first, second, _third = draw_town_sample(district, share=0.5, seed=7).members
    asked = next(one for one in first.items if one.item == "housing")
    entered = record_check(district, first.short_code.lower(), {"housing": "租房"})
    assert (entered.outcome, entered.sent_back) == ("differs", True)
    assert record_check(district, second.short_code).outcome == "agrees"
    sample = last_town_sample(district)
    assert sample is not None
    rate = sample.towns[0]
    assert (rate.checked, rate.differing, rate.items_differing) == (2, 1, 1)
    assert rate.items_asked == len(first.items) + len(second.items)
    assert rate.error_rate == 1 / rate.items_asked
    assert rate.low < rate.error_rate < rate.high
    assert sample.towns[1].error_rate is None
    (back,) = [one for one in list_town_entries(district) if one.state is EntryState.SENT_BACK]
    (reason,) = back.objections
    assert (back.id, reason.item, reason.department) == (first.entry, "housing", "education")
    assert asked.registered in reason.reason
    assert "租房" in reason.reason
    again = record_check(district, first.short_code, {"housing": "租房"})
    assert not again.sent_back, "the same difference is no second reason"
    check_log(district)


def test_somebody_who_was_not_met_is_no_error(two_towns: Exchange) -> None:
    (first, *_others) = draw_town_sample(two_towns.district, share=0.5, seed=7).members
    assert record_check(two_towns.district, first.short_code, is_found=False).outcome == "not_found"
    sample = last_town_sample(two_towns.district)
    assert sample is not None
    rate = sample.towns[0]
    assert (rate.checked, rate.not_found, rate.items_asked, rate.error_rate) == (1, 1, 0, None)


def test_codes_and_items_that_are_none_are_refused(two_towns: Exchange) -> None:
    (first, *_others) = draw_town_sample(two_towns.district, share=0.5, seed=7).members
    for code, differing, refusal in (
        ("99-0001-3", {}, "no_sheet"),
        (first.short_code, {"T5": "?"}, "not_asked"),
    ):
        with pytest.raises(AppError) as refused:
            record_check(two_towns.district, code, differing)
        assert refused.value.code == refusal
    with pytest.raises(AppError) as refused:
        record_check(two_towns.district, first.short_code, {"housing": "租房"}, is_found=False)
    assert refused.value.code == "sheet_contradicts"
    assert not [one for one in list_town_entries(two_towns.district) if one.objections]


def test_the_sheets_are_grouped_by_town(two_towns: Exchange, tmp_path: Path) -> None:
    with pytest.raises(AppError) as refused:
        print_town_sheets(two_towns.district, tmp_path / "none.pdf")
    assert refused.value.code == "no_sample"
    sample = draw_town_sample(two_towns.district, share=0.5, seed=7)
    written = print_town_sheets(two_towns.district, tmp_path / "sheets.pdf", with_answers=True)
    pages = [page.extract_text() for page in PdfReader(tmp_path / "sheets.pdf").pages]
    assert len(pages) == written.pages
    assert "各镇(街道)情况" in pages[0]
    for member in sample.members:
        (own,) = [page for page in pages[1:] if "复核结果" in page and member.short_code in page]
        assert f"镇(街道)\n{member.town_name}" in own or f"镇(街道) {member.town_name}" in own

"""The towns' places: figures of bundles and spot checks, weights with a reason, PDF and Excel."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ranking import DEFAULT_WEIGHTS, Measure
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.decide_town_entries import accept, send_back
from dsurvey_desktop.usecases.draw_town_sample import draw_town_sample, record_check
from dsurvey_desktop.usecases.list_towns import list_town_entries
from dsurvey_desktop.usecases.print_ranking import print_ranking
from dsurvey_desktop.usecases.rank_towns import change_weights, rank_towns
from tests.integration.usecases.two_offices import OTHER, TOWN, Exchange, add_second_town


@pytest.fixture
def two_towns(exchange: Exchange) -> Exchange:
    other = add_second_town(exchange, 4)
    exchange.receive(exchange.hand_over(), exchange.hand_over(other))
    return exchange


def test_places_rest_on_what_the_towns_handed_over(two_towns: Exchange) -> None:
    district = two_towns.district
    (first, *_others) = draw_town_sample(district, share=0.3, seed=3).members
    record_check(district, first.short_code, {"housing": "租房"})
    back = list_town_entries(district, OTHER)[0]
    send_back(district, [back.id], "请核实")
    accept(district, [back.id])
    lines = {one.town: one for one in rank_towns(district).lines}
    here, there = lines[TOWN].figures, lines[OTHER].figures
    assert (here.people, here.entries, here.returned) == (3 + 3, 3, 1)
    assert (here.items_asked, here.items_differing) == (len(first.items), 1)
    assert (there.entries, there.returned, there.items_asked) == (1, 1, 0)
    assert lines[OTHER].measures[Measure.ACCURACY] is None
    assert {one.rank for one in lines.values()} == {1, 2}


def test_equal_scores_share_a_place(exchange: Exchange) -> None:
    exchange.new_town  # noqa: B018 - two towns that have handed nothing over
    add_second_town(exchange, 4)
    lines = rank_towns(exchange.district).lines
    assert [(one.rank, one.score) for one in lines] == [(1, 0.0), (1, 0.0)]


def test_weights_change_with_a_reason_and_are_logged(two_towns: Exchange) -> None:
    district = two_towns.district
    assert rank_towns(district).weights == DEFAULT_WEIGHTS
    only = dict.fromkeys(Measure, 0) | {Measure.COVERAGE: 100}
    ranking = change_weights(district, only, "区里考核办法")
    assert (ranking.reason, ranking.changed_by) == ("区里考核办法", district.user.name)
    assert [one.score for one in ranking.lines] == [50.0, pytest.approx(16.67)]
    assert rank_towns(district) == ranking
    for weights, reason, code in (
        (dict.fromkeys(Measure, 0), "无", "weights_invalid"),
        ({Measure.COVERAGE: 101}, "过大", "weights_invalid"),
        ({Measure.COVERAGE: 50}, " ", "reason_missing"),
    ):
        with pytest.raises(AppError) as refused:
            change_weights(district, weights, reason)
        assert refused.value.code == code
    assert rank_towns(district) == ranking
    check_log(district)


def test_the_ranking_is_printed_with_the_figures_it_rests_on(
    two_towns: Exchange, tmp_path: Path
) -> None:
    change_weights(two_towns.district, {Measure.COVERAGE: 30}, "区里考核办法")
    ranking = rank_towns(two_towns.district)
    assert print_ranking(two_towns.district, tmp_path / "排名.pdf").pages == 1
    words = PdfReader(tmp_path / "排名.pdf").pages[0].extract_text()
    for line in ranking.lines:
        assert line.town_name in words
        assert f"{line.score:.2f}" in words
    assert "区里考核办法" in words
    print_ranking(two_towns.district, tmp_path / "排名.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "排名.xlsx").active
    rows = list(sheet.iter_rows(min_row=5, max_row=6, values_only=True))
    assert [row[:3] for row in rows] == [
        (one.rank, one.town_name, one.score) for one in ranking.lines
    ]
    assert rows[0][4] == ranking.lines[0].measures[Measure.COVERAGE]

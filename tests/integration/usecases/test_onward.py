"""The onward file: blocked until all is cleared or reasons stand in it, signed, opened again."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from dsurvey_desktop.domain.department import Department
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Office, OfficeLevel
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.check_onward import check_onward
from dsurvey_desktop.usecases.decide_town_entries import send_back
from dsurvey_desktop.usecases.draw_town_sample import draw_town_sample, record_check
from dsurvey_desktop.usecases.list_towns import list_town_entries
from dsurvey_desktop.usecases.make_onward import make_onward
from dsurvey_desktop.usecases.manage_keys import write_key_card
from dsurvey_desktop.usecases.note_finding import note_finding
from dsurvey_desktop.usecases.sign_off import sign_off
from dsurvey_desktop.usecases.verify_bundle import verify_bundle
from tests.integration.usecases.two_offices import (
    OTHER,
    TOWN,
    Exchange,
    add_second_town,
    befriend,
)

CITY = "330200"


def open_kinds(exchange: Exchange) -> dict[str, int]:
    lines = check_onward(exchange.district).lines
    return {one.kind: one.count for one in lines if not one.is_met}


def clear_everything(exchange: Exchange) -> None:
    """Everybody came, all is accepted, signed off and spot-checked."""
    rows = exchange.small.people[3:]
    add_submissions(exchange.town, [exchange.small.submission("其余.csv", *rows)])
    exchange.take(exchange.hand_over())
    exchange.receipt()
    for department in Department:
        sign_off(exchange.district, TOWN, department)
    for one in draw_town_sample(exchange.district, share=0.2, seed=1).members:
        record_check(exchange.district, one.short_code)


def test_each_thing_that_is_open_blocks(exchange: Exchange) -> None:
    add_second_town(exchange, 5)
    exchange.take(exchange.hand_over())
    back = list_town_entries(exchange.district)[0]
    send_back(exchange.district, [back.id], "请核实")
    note_finding(exchange.district, back.id, "与名单不符")
    assert open_kinds(exchange) == {
        "towns_silent": 1, "missing": 3, "undecided": 2, "sent_back": 1, "findings": 1,
        "sign_offs": 5, "checks": 1,
    }  # fmt: skip
    with pytest.raises(AppError) as refused:
        make_onward(exchange.district, exchange.folder / "up", {"missing": "人户分离"})
    assert refused.value.code == "onward_blocked"
    assert "missing" not in {one.kind for one in refused.value.context["lines"]}
    assert not list((exchange.folder / "up").glob("*"))


def test_a_cleared_district_writes_a_file_that_opens_again(exchange: Exchange) -> None:
    clear_everything(exchange)
    assert open_kinds(exchange) == {}
    written = make_onward(exchange.district, exchange.folder / "up")
    assert (written.addressee, written.sequence, written.is_sealed) == (CITY, 1, False)
    assert (written.entries, written.towns, written.open_points) == (6, 1, 0)
    assert (written.tables["sign_offs"], written.tables["checks"]) == (5, 2)
    card = write_key_card(exchange.district, exchange.folder)[0]
    seen = verify_bundle(Path(written.path), card)
    assert (seen.kind, seen.signer, seen.addressee) == ("onward", "330282", CITY)
    assert seen.tables == written.tables
    data = bytearray(Path(written.path).read_bytes())
    data[len(data) // 2] ^= 1
    Path(written.path).write_bytes(bytes(data))
    with pytest.raises(AppError):
        verify_bundle(Path(written.path), card)
    assert make_onward(exchange.district, exchange.folder / "up").sequence == 2
    check_log(exchange.district)


def sheets_of(file: str) -> dict[str, list[tuple[object, ...]]]:
    """The rows below the header of each sheet."""
    book = load_workbook(file)
    return {page.title: list(page.iter_rows(min_row=5, values_only=True)) for page in book}


def test_its_figures_lie_beside_it_for_people_and_are_compared(exchange: Exchange) -> None:
    exchange.take(exchange.hand_over())
    first, *_others = list_town_entries(exchange.district)
    sign_off(exchange.district, TOWN, Department.CULTURE, "=1+1")
    member = draw_town_sample(exchange.district, share=0.2, seed=1).members[0]
    record_check(exchange.district, member.short_code, {"home_adapted": "已改造"})
    reasons = dict.fromkeys(open_kinds(exchange), "区领导同意先行上报")
    written = make_onward(exchange.district, exchange.folder / "up", reasons)
    sheets = sheets_of(written.workbook)
    assert list(sheets) == ["各镇(街道)", "签核情况", "抽查", "未结事项"]
    ((name, code, *counts, digest),) = sheets["各镇(街道)"]
    assert (name, code, counts[:2]) == ("云溪镇残联", TOWN, [6, 3])
    assert len(str(digest)) == 64
    assert sheets["签核情况"][0][1:3] == ("宣文", "经办人")
    assert sheets["签核情况"][0][5] == "=1+1", "a remark is no formula"
    (check,) = sheets["抽查"]
    assert (check[0], check[2], check[4]) == (
        "云溪镇残联",
        "不一致",
        "过去一年内是否进行过家庭无障碍改造",
    )
    assert {row[2] for row in sheets["未结事项"]} == {"区领导同意先行上报"}
    everything = str(sheets)
    assert first.certificate_no not in everything
    assert first.name not in everything
    cover = "".join(page.extract_text() for page in PdfReader(written.cover).pages)
    assert ("汇总" in cover, "云溪镇残联" in cover, first.name in cover) == (True, True, False)
    card = write_key_card(exchange.district, exchange.folder)[0]
    (copy,) = verify_bundle(Path(written.path), card).copies
    assert (copy.file, copy.is_same) == (Path(written.workbook).name, True)
    with Path(written.workbook).open("ab") as file:
        file.write(b" ")
    (copy,) = verify_bundle(Path(written.path), card).copies
    assert not copy.is_same


def test_reasons_stand_in_the_file(exchange: Exchange) -> None:
    exchange.take(exchange.hand_over())
    reasons = dict.fromkeys(open_kinds(exchange), "区领导同意先行上报")
    written = make_onward(exchange.district, exchange.folder / "up", reasons)
    assert written.open_points == len(reasons)
    exchange.correct(0, "待核实")
    exchange.take(exchange.hand_over())


def test_nothing_received_is_no_file(exchange: Exchange) -> None:
    with pytest.raises(AppError) as refused:
        make_onward(exchange.district, exchange.folder / "up")
    assert refused.value.code == "nothing_received"
    with pytest.raises(AppError) as refused:
        check_onward(exchange.town)
    assert refused.value.code == "not_a_district"


def test_it_is_sealed_where_the_next_level_gave_its_card(exchange: Exchange) -> None:
    city = exchange.new_town(Office(CITY, "市残联", OfficeLevel.DISTRICT))
    befriend(exchange.district, city, exchange.folder)
    clear_everything(exchange)
    written = make_onward(exchange.district, exchange.folder / "up")
    assert written.is_sealed
    assert verify_bundle(Path(written.path), None, city).tables["entries"] == 6
    with pytest.raises(AppError) as refused:
        verify_bundle(Path(written.path), None, exchange.town)
    assert refused.value.code == "sealed_for_others"
    assert OTHER not in written.path

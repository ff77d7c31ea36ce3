"""Results of audit sheets: entered, corrected with a trace, a finding of the entry, handed over."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from dsurvey_desktop.domain.contact import ContactWay
from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.domain.origin import Origin
from dsurvey_desktop.domain.sample_plan import PlanKind, SamplePlan
from dsurvey_desktop.domain.spot_check import Judgement
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.check_hand_over import check_hand_over
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.correct_entry import correct_entry
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.draw_sample import draw_planned, draw_sample, last_sample
from dsurvey_desktop.usecases.draw_town_sample import draw_town_sample
from dsurvey_desktop.usecases.explain_finding import explain_finding
from dsurvey_desktop.usecases.export_bundle import export_bundle
from dsurvey_desktop.usecases.list_log import list_log
from dsurvey_desktop.usecases.own_checks import list_own_checks
from dsurvey_desktop.usecases.print_spot_report import print_spot_report
from dsurvey_desktop.usecases.record_sheet import record_sheet
from dsurvey_desktop.usecases.sample_views import SampleMember
from dsurvey_desktop.usecases.sheet_views import SheetResult
from dsurvey_desktop.usecases.show_entry import show_entry
from dsurvey_desktop.usecases.show_sheet import show_sheet
from dsurvey_desktop.usecases.spot_results import spot_results
from dsurvey_desktop.usecases.verify_bundle import verify_bundle
from tests.integration.usecases.two_offices import TOWN, Exchange


def said(desk: Desk, *args, **named) -> SheetResult:
    return SheetResult(desk.today(), ContactWay.VISIT, "周核查", *args, **named)


def other_answer(desk: Desk, member: SampleMember) -> tuple[str, str]:
    """What the entry says of the family doctor, and the opposite."""
    (item,) = [
        one for one in show_sheet(desk, member.short_code).items if one.item == "family_doctor"
    ]
    return str(item.registered), "2" if item.registered == "1" else "1"


def spot_findings(desk: Desk, member: SampleMember) -> list[str]:
    findings = show_entry(desk, member.entry).findings
    return [one.finding.item for one in findings if one.finding.rule == "S01"]


@pytest.fixture
def members(exchange: Exchange) -> tuple[SampleMember, ...]:
    approve_entries(exchange.town, ready_entries(exchange.town))
    return draw_sample(exchange.town, share=1, seed=7).members


def test_what_was_said_otherwise_is_a_finding_and_changes_no_answer(exchange, members) -> None:
    desk, first = exchange.town, members[0]
    before, other = other_answer(desk, first)
    recorded = record_sheet(
        desk,
        f" {first.short_code.lower()} ",
        said(desk, {"family_doctor": other}, frozenset({"housing"}), remark="在家"),
    )
    assert (recorded.outcome, recorded.differing, recorded.not_asked) == ("differs", 1, 1)
    assert (recorded.fallen, recorded.is_correction) == (True, False)
    view = show_entry(desk, first.entry)
    assert view.state is EntryState.READY, "the approval fell, nothing else"
    assert (view.version, view.corrections) == (1, ())
    (finding,) = [one.finding for one in view.findings if one.finding.rule == "S01"]
    assert (finding.item, finding.severity) == ("family_doctor", "warning")
    assert desk.today().isoformat() in str(finding.message)
    items = {item.name: item for section in view.sections for item in section.items}
    proposed = items["family_doctor"].proposals[0]
    assert (proposed.value, proposed.origin) == (other, Origin.SPOT_CHECK)
    assert desk.today().isoformat() in items["family_doctor"].evidence.spot_check
    assert Origin.SPOT_CHECK not in {one.origin for one in items["hukou"].proposals}
    correct_entry(desk, first.entry, "family_doctor", other, "与抽查结果一致")
    assert spot_findings(desk, first) == []
    sheet = show_sheet(desk, first.short_code)
    kept = {one.item: one for one in sheet.items}
    assert (kept["family_doctor"].registered, kept["family_doctor"].found) == (before, other)
    assert kept["housing"].judgement is Judgement.NOT_ASKED
    assert sheet.is_changed
    assert [(one.checked_by, one.remark) for one in sheet.checked] == [("周核查", "在家")]


def test_a_warning_that_is_right_all_the_same_is_explained(exchange, members) -> None:
    desk, first = exchange.town, members[0]
    record_sheet(
        desk, first.short_code, said(desk, {"family_doctor": other_answer(desk, first)[1]})
    )
    explain_finding(desk, first.entry, "S01", "family_doctor", "抽查后户口已迁移")
    assert show_entry(desk, first.entry).blockers == ()
    assert first.entry in approve_entries(desk, ready_entries(desk)).approved
    other = other_answer(desk, first)[1]
    again = said(desk, {"family_doctor": other}, reason="补录备注", remark="补")
    assert not record_sheet(desk, first.short_code, again).fallen, "nothing else was said"


def test_an_explanation_and_an_approval_fall_when_something_else_is_said(exchange, members) -> None:
    desk, first = exchange.town, members[0]
    (item,) = [
        one for one in show_sheet(desk, first.short_code).items if one.item == "education_level"
    ]
    codes = [one.code for one in item.choices if one.code != item.registered][:2]
    record_sheet(desk, first.short_code, said(desk, {item.item: codes[0]}))
    explain_finding(desk, first.entry, "S01", item.item, "记错了")
    approve_entries(desk, ready_entries(desk))
    again = said(desk, {item.item: codes[1]}, reason="看错了一行")
    assert record_sheet(desk, first.short_code, again).fallen
    (finding,) = [
        one for one in show_entry(desk, first.entry).findings if one.finding.rule == "S01"
    ]
    assert finding.explanation == "", "what was explained was another answer"
    assert show_entry(desk, first.entry).state is EntryState.READY
    check_log(desk)


def test_a_sheet_that_is_entered_again_keeps_what_it_said_before(exchange, members) -> None:
    desk, first = exchange.town, members[0]
    _before, other = other_answer(desk, first)
    record_sheet(desk, first.short_code, said(desk, {"family_doctor": other}))
    with pytest.raises(AppError) as refused:
        record_sheet(desk, first.short_code, said(desk))
    assert refused.value.code == "reason_missing"
    again = record_sheet(desk, first.short_code, said(desk, reason="看错了一行"))
    assert (again.outcome, again.is_correction) == ("agrees", True)
    assert spot_findings(desk, first) == []
    trace = show_sheet(desk, first.short_code).checked
    assert [(one.outcome, one.reason) for one in trace] == [
        ("differs", ""),
        ("agrees", "看错了一行"),
    ]
    found = spot_results(desk)
    assert (found.drawn, found.checked, found.items_differing) == (3, 1, 0)
    logged = [one.subject for one in list_log(desk, 20) if one.action == "sheet_recorded"]
    assert logged == [f"entry {first.entry}"] * 2
    check_log(desk)


def test_a_corrected_entry_does_not_make_the_error_vanish(exchange, members) -> None:
    """The rate says how often the entry was wrong, not how it looks after it was put right."""
    desk, first = exchange.town, members[0]
    _before, other = other_answer(desk, first)
    record_sheet(desk, first.short_code, said(desk, {"family_doctor": other}))
    correct_entry(desk, first.entry, "family_doctor", other, "与抽查结果一致")
    same = {"family_doctor": other}
    record_sheet(desk, first.short_code, said(desk, same, reason="补录备注", remark="补"))
    found = spot_results(desk)
    assert (found.items_differing, found.differing) == (1, 1)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 1 / found.items_asked < found.high


def test_rates_tell_classes_communities_collectors_and_items(exchange, members, tmp_path) -> None:
    desk, (first, second, _third) = exchange.town, members
    _before, other = other_answer(desk, first)
    items = {one.item: one for one in show_sheet(desk, first.short_code).items}
    hukou = "2" if items["hukou"].registered == "1" else "1"
    differing = {"family_doctor": other, "hukou": hukou}
    record_sheet(
        desk, first.short_code, said(desk, differing, frozenset({"mode"}), remark="看过户口本")
    )
    record_sheet(desk, second.short_code, said(desk))
    found = spot_results(desk)
    rates = found.rates
    by_class = {one.key: (one.differing, one.never, one.hard) for one in rates.classes}
    assert (by_class["never"], by_class["hard"]) == ((1, 1, 0), (1, 0, 1))
    assert by_class["may_change"] == (0, 0, 0)
    (community,) = rates.communities
    assert (community.sheets, community.asked, community.differing) == (2, found.items_asked, 2)
    assert sum(one.asked for one in rates.collectors) == found.items_asked
    worst, *others = rates.items
    assert (worst.differing, worst.asked, worst.rate) == (1, 2, 0.5)
    assert (round(worst.low, 4), round(worst.high, 4)) == (0.0945, 0.9055), "Wilson, 1 of 2"
    assert [one.asked for one in others if one.key == "mode"] == [1], "one was not asked"
    pdf, excel = tmp_path / "report.pdf", tmp_path / "report.xlsx"
    assert print_spot_report(desk, pdf).pages == len(PdfReader(pdf).pages)
    said_there = "".join(page.extract_text() for page in PdfReader(pdf).pages)
    for words in (first.name, "看过户口本", "不应变化", "周核查", community.name):
        assert words in said_there
    print_spot_report(desk, excel)
    book = openpyxl.load_workbook(excel)
    rows = list(book.worksheets[0].iter_rows(min_row=5, values_only=True))
    assert [row[:5] for row in rows if row[0] == "村(社区)"] == [
        ("村(社区)", community.name, 2, found.items_asked, 2)
    ]
    differences = list(book.worksheets[1].iter_rows(min_row=5, values_only=True))
    assert {row[0] for row in differences} == {first.short_code}
    assert len(differences) == 2


def test_a_report_before_anybody_was_asked_says_so(exchange, members, tmp_path) -> None:
    pdf = tmp_path / "report.pdf"
    print_spot_report(exchange.town, pdf)
    words = "".join(page.extract_text() for page in PdfReader(pdf).pages)
    assert members[0].name in words
    assert "还没有录入抽查结果" in words


def test_a_lot_is_accepted_by_its_plan_and_a_failed_one_lists_what_to_redo(
    exchange: Exchange, tmp_path
) -> None:
    desk = exchange.town
    plan = SamplePlan(PlanKind.ACCEPTANCE, limiting_quality=0.3, acceptance=0, by_community=True)
    sample = draw_planned(desk, plan, 7)
    (lot,) = sample.lots
    assert (lot.size, lot.sample, lot.limit, lot.risk) == (3, 3, 1, 0.0)
    assert last_sample(desk) == sample
    first, second, third = sample.members
    (found,) = spot_results(desk).lots
    assert (found.verdict, found.unknown) == ("open", 3)
    for member in (first, second):
        record_sheet(desk, member.short_code, said(desk))
    record_sheet(desk, third.short_code, said(desk, is_found=False))
    assert spot_results(desk).lots[0].verdict == "open", "nobody was met there"
    record_sheet(desk, third.short_code, said(desk, {"rehab_need": "1"}, reason="见到本人"))
    (found,) = spot_results(desk).lots
    assert (found.verdict, found.bad) == ("accepted", 0), "a need may have changed since the visit"
    other = {"family_doctor": other_answer(desk, third)[1]}
    record_sheet(desk, third.short_code, said(desk, other, reason="再次核实"))
    results = spot_results(desk)
    assert (results.lots[0].verdict, results.lots[0].bad) == ("rejected", 1)
    assert [one.entry for one in results.redo] == [third.entry]
    pdf = tmp_path / "report.pdf"
    print_spot_report(desk, pdf)
    words = "".join(page.extract_text() for page in PdfReader(pdf).pages).replace("\n", "")
    assert "不接收" in words
    assert "需重新采集" in words
    assert "GB/T 2828.2" in words


def test_other_plans_draw_the_same_people_again_and_leave_out_whom_another_level_drew(
    exchange: Exchange,
) -> None:
    desk = exchange.town
    everybody = draw_planned(desk, SamplePlan(PlanKind.ALL), 7).members
    two = draw_planned(desk, SamplePlan(PlanKind.NUMBER, number=2), 7)
    assert len(everybody) == 3
    again = draw_planned(desk, SamplePlan(PlanKind.NUMBER, number=2), 7)
    assert [one.entry for one in two.members] == [one.entry for one in again.members]
    taken = [one.certificate_no for one in two.members]
    rest = draw_planned(desk, SamplePlan(PlanKind.ALL), 7, taken)
    assert (len(rest.members), rest.plan.left_out, rest.frame_size) == (1, 2, 1)
    assert rest.frame_digest != two.frame_digest
    for plan in (SamplePlan(PlanKind.NUMBER), SamplePlan(PlanKind.ACCEPTANCE, acceptance=1)):
        with pytest.raises(AppError) as refused:
            draw_planned(desk, plan, 7)
        assert refused.value.code == "plan_invalid"


def test_codes_items_days_and_values_that_are_none_are_refused(exchange, members) -> None:
    desk, first = exchange.town, members[0]
    late = replace(said(desk), checked_on=desk.today() + timedelta(days=1))
    early = replace(said(desk), checked_on=desk.today() - timedelta(days=1))
    cases = {
        "no_sheet": ("99-9999-9", said(desk)),
        "not_asked": (first.short_code, said(desk, {"note": "x"})),
        "value_invalid": (first.short_code, said(desk, {"family_doctor": "99"})),
        "checker_missing": (first.short_code, replace(said(desk), checked_by=" ")),
        "day_invalid": (first.short_code, late),
        "sheet_contradicts": (
            first.short_code,
            said(desk, {"family_doctor": "1"}, frozenset({"family_doctor"})),
        ),
    }
    for code, (typed, result) in cases.items():
        with pytest.raises(AppError) as refused:
            record_sheet(desk, typed, result)
        assert refused.value.code == code
    with pytest.raises(AppError, match="抽样日"):
        record_sheet(desk, first.short_code, early)
    reviewer = replace(desk, user=replace(desk.user, roles=frozenset({Role.ADMINISTRATOR})))
    with pytest.raises(AppError) as refused:
        record_sheet(reviewer, first.short_code, said(desk))
    assert refused.value.code == "not_allowed"
    with pytest.raises(AppError) as refused:
        record_sheet(desk, first.short_code, said(desk, {"family_doctor": "1"}, is_found=False))
    assert refused.value.code == "sheet_contradicts"
    assert spot_results(desk).checked == 0


def test_results_go_up_with_the_bundle_and_the_district_sees_them(
    exchange: Exchange, members, tmp_path: Path
) -> None:
    town, district = exchange.town, exchange.district
    exchange.take(exchange.hand_over())
    assert [(one.town, one.drawn, one.checked) for one in list_own_checks(district).towns] == [
        (TOWN, 3, 0)
    ]
    first, second, third = members
    before, other = other_answer(town, first)
    record_sheet(
        town, first.short_code, said(town, {"family_doctor": other}, remark="本人在场。" * 100)
    )
    record_sheet(town, second.short_code, said(town))
    record_sheet(town, third.short_code, said(town, is_found=False))
    correct_entry(town, first.entry, "family_doctor", other, "与抽查结果一致")
    file = exchange.hand_over()
    opened = verify_bundle(file, None, district)
    assert (opened.tables["spot_checks"], opened.tables["spot_check_results"]) == (3, 3)
    exchange.take(file)
    found = list_own_checks(district)
    (rate,) = found.towns
    assert (rate.drawn, rate.checked, rate.differing, rate.not_found) == (3, 3, 1, 1)
    assert (rate.items_differing, rate.frame) == (1, 3)
    sheets = {one.short_code: one for one in found.checks}
    told = sheets[first.short_code]
    assert (told.name, told.checked_by, told.remark) == (first.name, "周核查", "本人在场。" * 100)
    (item,) = told.items
    assert (item.item, {item.registered, item.found}) == ("family_doctor", {"是", "否"})
    assert (sheets[second.short_code].outcome, sheets[second.short_code].items) == ("agrees", ())
    assert before != other
    exchange.correct(1, "再次上报")
    exchange.take(Path(export_again(exchange)))
    assert list_own_checks(district) == found, "each bundle tells all of it"


def test_the_district_can_leave_out_whom_the_town_drew(exchange: Exchange) -> None:
    town, district = exchange.town, exchange.district
    approve_entries(town, ready_entries(town))
    drawn = draw_planned(town, SamplePlan(PlanKind.NUMBER, number=2), 7)
    exchange.take(exchange.hand_over())
    taken = {one.certificate_no for one in drawn.members}
    left = draw_town_sample(district, share=1, seed=7, leave_out_drawn=True)
    assert (left.frame_size, len(left.members)) == (1, 1)
    assert left.members[0].certificate_no not in taken
    assert draw_town_sample(district, share=1, seed=7).frame_size == 3


def test_results_alone_go_up_once_when_all_was_handed_over(
    exchange: Exchange, members, monkeypatch: pytest.MonkeyPatch
) -> None:
    town, district = exchange.town, exchange.district
    exchange.take(exchange.hand_over())
    with pytest.raises(AppError, match="没有"):
        export_bundle(town, exchange.folder / "stick")
    record_sheet(town, members[0].short_code, said(town))
    check = check_hand_over(town)
    assert (check.entries, check.results, check.can_export) == (0, 1, True)
    assert "spot_results" in {one.kind for one in check.lines}

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("dsurvey_desktop.exchange.bundle_file._write_and_compare", full)
        with pytest.raises(AppError) as refused:
            export_bundle(town, exchange.folder / "stick")
    assert refused.value.code == "media_full"
    assert check_hand_over(town).results == 1, "what did not go out is still to be told"
    exchange.take(Path(export_bundle(town, exchange.folder / "stick").path))
    assert [one.checked for one in list_own_checks(district).towns] == [1]
    check = check_hand_over(town)
    assert (check.results, check.can_export) == (0, False)
    check_log(town)


def export_again(exchange: Exchange) -> str:
    approve_entries(exchange.town, ready_entries(exchange.town))
    return export_bundle(exchange.town, exchange.folder / "stick").path

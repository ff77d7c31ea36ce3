"""Last year's data beside this year's: matched across reissues, compared, undone as one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader

from dsurvey_desktop.domain.campaign import default_campaign
from dsurvey_desktop.domain.entry import EntryState
from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.storage import key_slots
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.compare_years import compare_years
from dsurvey_desktop.usecases.correct_entry import correct_entry
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.entry_views import EntryView, ItemView
from dsurvey_desktop.usecases.export_bundle import export_bundle
from dsurvey_desktop.usecases.import_last_year import (
    import_last_year,
    list_last_year,
    undo_last_year,
)
from dsurvey_desktop.usecases.import_roster import import_roster
from dsurvey_desktop.usecases.last_year_file import HowToRead, LastOffice
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.manage_keys import trust_key_card, write_key_card
from dsurvey_desktop.usecases.office_views import OfficeSetup
from dsurvey_desktop.usecases.open_office import close_office
from dsurvey_desktop.usecases.print_year_changes import print_year_changes
from dsurvey_desktop.usecases.set_up_office import set_up_office
from dsurvey_desktop.usecases.show_entry import show_entry
from dsurvey_desktop.usecases.unmatched_last_year import list_unmatched

PASSWORD = "password for tests"
HEADERS = {
    "name": "姓名",
    "certificate_no": "残疾人证号",
    "status": "个人状态标注",
    "hukou": "户口性质",
    "education_level": "受教育程度",
    "marital_status": "婚姻状况",
    "address": "现居住地址",
    "mobile": "手机号码",
    "worker_insurance": "参加职工社会保险情况",
    "survey_date": "调查日期",
}
"""A part of last year's form, as a town kept it."""


@pytest.fixture
def entered(small_desk: Desk, small) -> Desk:
    """The six with this year's forms."""
    add_submissions(small_desk, [small.submission("今年.csv", *small.people)])
    return small_desk


@pytest.fixture
def last_year(small) -> Callable[..., Path]:
    """Write a workbook of last year with these changes by person, and more lines below."""

    def written(*changes: dict[str, Any], more: tuple = (), name: str = "去年.xlsx") -> Path:
        people = list(small.people)
        for number, change in enumerate(changes):
            people[number] = people[number] | change
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.append(["云溪镇2024年持证残疾人基本状况调查登记表"])
        sheet.append(list(HEADERS.values()))
        for one in people:
            sheet.append([_cell(one.get(item)) for item in HEADERS])
        for line in more:
            sheet.append(line)
        path = small.folder / name
        book.save(path)
        return path

    return written


def _cell(value: Any) -> Any:
    return "、".join(value) if isinstance(value, list) else value


def entry_of(desk: Desk, number: str) -> EntryView:
    (found,) = [one.id for one in list_entries(desk) if one.certificate_no == number]
    return show_entry(desk, found)


def item_of(view: EntryView, name: str) -> ItemView:
    return next(one for part in view.sections for one in part.items if one.name == name)


def speaks_of(desk: Desk) -> dict[str, list[str]]:
    """Items that P08 speaks of, by certificate number."""
    return {
        one.certificate_no: items
        for one in list_entries(desk)
        if (items := [found.item for found in one.findings if found.rule == "P08"])
    }


def reissued(number: str) -> str:
    """The number somebody had before a reissue with another grade."""
    grade = "1" if number[19] != "1" else "2"
    return f"{number[:19]}{grade}B1"


def test_rows_find_their_people_by_number_and_across_a_reissue(entered, small, last_year) -> None:
    numbers = [one["certificate_no"] for one in small.people]
    stranger = ["外来人", "330282196201011237" + "43"]
    path = last_year(
        {},
        {"certificate_no": reissued(numbers[1])},
        {"certificate_no": numbers[2] + "B1"},
        more=(stranger, ["合计", "7人"]),
    )
    found = import_last_year(entered, path)
    assert (found.outcome, found.kind, found.year) == ("taken", "table", 2024)
    assert (found.rows_read, found.matched, found.reissued, found.unmatched) == (8, 6, 2, 2)
    assert [(one.name, one.row, one.reason) for one in list_unmatched(entered)] == [
        ("外来人", 9, "not_on_roster"),
        ("", 10, "total_line"),
    ]
    assert "名册" in str(list_unmatched(entered)[0].message)
    assert list_unmatched(entered)[0].cells[0] == "外来人"
    assert speaks_of(entered) == {numbers[1]: ["certificate_no"]}
    check_log(entered)


def test_this_years_entries_stay_as_they_are(entered, last_year) -> None:
    before = [(one.id, one.answers, one.version) for one in list_entries(entered)]
    import_last_year(entered, last_year({"address": "去年的地址", "mobile": "13900000000"}))
    assert [(one.id, one.answers, one.version) for one in list_entries(entered)] == before


def test_last_years_answer_stands_beside_the_field(entered, small, last_year) -> None:
    number = small.people[0]["certificate_no"]
    assert entry_of(entered, number).last_year is None
    import_last_year(entered, last_year({"hukou": "2", "worker_insurance": ["1", "2"]}))
    view = entry_of(entered, number)
    assert view.last_year == 2024
    hukou = item_of(view, "hukou").evidence
    assert (hukou.last_year, hukou.last_year_value) == ("非农业", "2")
    assert item_of(view, "worker_insurance").evidence.last_year_value == ["1", "2"]
    assert item_of(view, "certificate_no").evidence.last_year == number
    assert item_of(view, "landline").evidence.last_year == ""


def test_an_approval_falls_where_last_year_speaks_against_the_entry(
    entered, small, last_year
) -> None:
    approve_entries(entered, ready_entries(entered))
    first, second, *_ = (one["certificate_no"] for one in small.people)
    now = small.people[0]["hukou"]
    found = import_last_year(entered, last_year({"hukou": "1" if now == "2" else "2"}))
    assert found.fallen == 1
    assert entry_of(entered, first).state is EntryState.READY
    assert entry_of(entered, second).state is EntryState.APPROVED


def test_entries_that_come_later_are_compared_too(small_desk, small, last_year) -> None:
    now = small.people[0]["hukou"]
    import_last_year(small_desk, last_year({"hukou": "1" if now == "2" else "2"}))
    add_submissions(small_desk, [small.submission("今年.csv", *small.people)])
    number = small.people[0]["certificate_no"]
    assert speaks_of(small_desk) == {number: ["hukou"]}
    view = entry_of(small_desk, number)
    correct_entry(small_desk, view.id, "hukou", "1" if now == "2" else "2", "电话核实")
    assert speaks_of(small_desk) == {}


def test_the_same_content_again_changes_nothing(entered, last_year, tmp_path) -> None:
    first = import_last_year(entered, last_year({"address": "旧址"}))
    again = import_last_year(entered, last_year({"address": "旧址"}, name="另存.xlsx"))
    assert (again.outcome, again.id, again.matched) == ("same", first.id, first.matched)
    other = import_last_year(entered, last_year({"address": "别处"}, name="更正.xlsx"))
    assert other.outcome == "taken"
    assert [one.id for one in list_last_year(entered)] == [other.id, first.id]


def test_of_two_imports_the_later_speaks_and_undoing_it_brings_the_first_back(
    entered, small, last_year
) -> None:
    number = small.people[0]["certificate_no"]
    import_last_year(entered, last_year({"address": "旧址"}))
    later = import_last_year(entered, last_year({"address": "别处"}, name="更正.xlsx"))
    address = lambda: item_of(entry_of(entered, number), "address").evidence.last_year  # noqa: E731
    assert address() == "别处"
    assert later.id is not None
    undo_last_year(entered, later.id)
    assert address() == "旧址"
    assert [one.is_undone for one in list_last_year(entered)] == [True, False]
    with pytest.raises(AppError) as refused:
        undo_last_year(entered, later.id)
    assert refused.value.code == "no_last_year"
    assert import_last_year(entered, last_year({"address": "别处"})).outcome == "taken"


def test_undoing_takes_the_findings_back(entered, small, last_year) -> None:
    now = small.people[0]["hukou"]
    found = import_last_year(entered, last_year({"hukou": "1" if now == "2" else "2"}))
    assert speaks_of(entered)
    assert found.id is not None
    undo_last_year(entered, found.id)
    assert speaks_of(entered) == {}
    assert list_unmatched(entered) == ()


def test_a_later_roster_finds_the_people_of_rows_that_were_nobodys(
    small_desk, small, last_year
) -> None:
    import_roster(small_desk, small.roster(but=0, name="早先.csv"))
    path = last_year()
    assert import_last_year(small_desk, path).unmatched == 1
    old, new = small.people[0]["certificate_no"], reissued(small.people[0]["certificate_no"])
    import_roster(small_desk, small.roster({"certificate_no": new}, name="换证.csv"))
    assert list_unmatched(small_desk) == ()
    (line,) = list_last_year(small_desk)
    assert (line.matched, line.reissued, line.unmatched) == (6, 1, 0)
    assert old != new


def test_a_number_that_lost_its_tail_and_a_second_row_are_told(entered, small, last_year) -> None:
    twice = [small.people[3]["name"], small.people[3]["certificate_no"]]
    short = ["某某某", float(small.people[4]["certificate_no"][:15]) * 1e5]
    found = import_last_year(entered, last_year(more=(twice, short)))
    assert (found.matched, found.unmatched) == (6, 2)
    assert [one.reason for one in list_unmatched(entered)] == [
        "twice",
        "certificate_typed_as_number",
    ]


def test_columns_in_question_wait_for_a_person(entered, small) -> None:
    rows = [{"甲": one["name"], "乙": one["certificate_no"], "丙": "1"} for one in small.people]
    path = small.submission("怪表.csv", *rows)
    found = import_last_year(entered, path)
    assert (found.outcome, found.id) == ("asks", None)
    assert found.questions
    assert list_last_year(entered) == ()


def test_other_files_are_refused(entered, small, town) -> None:
    forms = next(one for one in town.submissions if "社区登记表" in one.name)
    for path, code in ((forms, "last_year_kind"), (small.roster(), "roster_file")):
        with pytest.raises(AppError) as refused:
            import_last_year(entered, path)
        assert refused.value.code == code
    assert list_last_year(entered) == ()


def test_a_reviewer_does_not_import(entered, last_year) -> None:
    reviewer = replace(entered, user=replace(entered.user, roles=frozenset({Role.REVIEWER})))
    with pytest.raises(AppError) as refused:
        import_last_year(reviewer, last_year())
    assert refused.value.code == "not_allowed"


@pytest.fixture
def office_of_last_year(tmp_path, small, monkeypatch) -> Iterator[Desk]:
    """The town's office of 2024 with the same people approved, one with more schooling."""
    monkeypatch.setattr(key_slots, "_MEMORY_KIB", 64)
    monkeypatch.setattr(key_slots, "_TIME_COST", 1)
    campaign = replace(default_campaign(2024), practice_date=date(2024, 10, 8))
    setup = OfficeSetup(small.setup.office, campaign, small.setup.communities, "去年经办人")
    desk = set_up_office(tmp_path / "2024", setup, PASSWORD)
    first = small.people[0]
    other = first | {"education_level": str(int(first["education_level"]) + 1)}
    people = [one | {"survey_date": "2024-10-01"} for one in (other, *small.people[1:])]
    import_roster(desk, small.roster(name="名册2024.csv"))
    add_submissions(desk, [small.submission("2024.csv", *people)])
    approve_entries(desk, ready_entries(desk))
    yield desk
    close_office(desk)


def test_last_years_bundle_is_verified_and_taken(
    entered, small, office_of_last_year, tmp_path
) -> None:
    exported = export_bundle(office_of_last_year, tmp_path / "stick")
    bundle, card = Path(exported.path), Path(exported.key_card)
    with pytest.raises(AppError) as refused:
        import_last_year(entered, bundle)
    assert refused.value.code == "signer_unknown"
    found = import_last_year(entered, bundle, HowToRead(trust=card))
    assert (found.outcome, found.kind, found.year) == ("taken", "bundle", 2024)
    assert found.rows_read == found.matched == exported.entries == 6
    assert speaks_of(entered) == {small.people[0]["certificate_no"]: ["education_level"]}
    view = entry_of(entered, small.people[1]["certificate_no"])
    for part in view.sections:
        for item in part.items:
            if item.name not in {"survey_date", "certificate_no"}:
                assert item.evidence.last_year_value == item.value, item.name


def test_a_sealed_bundle_opens_with_last_years_office(
    entered, office_of_last_year, town, tmp_path
) -> None:
    setup = OfficeSetup(town.district, town.campaign, (), "区经办人")
    district = set_up_office(tmp_path / "district", setup, "password for district")
    trust_key_card(office_of_last_year, write_key_card(district, tmp_path)[0])
    close_office(district)
    exported = export_bundle(office_of_last_year, tmp_path / "stick")
    assert exported.is_sealed
    card = Path(exported.key_card)
    with pytest.raises(AppError) as refused:
        import_last_year(entered, Path(exported.path), HowToRead(trust=card))
    assert refused.value.code == "sealed_for_others"
    keys = LastOffice(office_of_last_year.folder, PASSWORD)
    found = import_last_year(entered, Path(exported.path), HowToRead(office=keys))
    assert found.matched == exported.entries


def test_this_years_own_bundle_is_no_data_of_last_year(entered, tmp_path) -> None:
    approve_entries(entered, ready_entries(entered))
    exported = export_bundle(entered, tmp_path / "stick")
    with pytest.raises(AppError) as refused:
        import_last_year(entered, Path(exported.path))
    assert refused.value.code == "campaign_other"


def test_what_changed_most_stands_first_with_the_people_behind_it(
    entered, small, last_year
) -> None:
    import_last_year(
        entered,
        last_year(
            {"address": "旧址一号", "mobile": "13900000001"},
            {"address": "旧址二号", "worker_insurance": ["2", "1"]},
            {"address": "旧址三号"},
        ),
    )
    changes = compare_years(entered)
    assert (changes.year, changes.entries, changes.with_last_year) == (2024, 6, 6)
    first, second = changes.items[:2]
    assert (first.item, first.compared, first.changed, first.share) == ("address", 6, 3, 0.5)
    assert [one.before for one in first.people] == ["旧址一号", "旧址二号", "旧址三号"]
    assert first.people[0].now == small.people[0]["address"]
    assert (second.item, second.changed) == ("mobile", 1)
    assert not {one.item for one in changes.items} & {"survey_date", "mode", "enumerator"}
    (only,) = compare_years(entered, item="mobile").items
    assert only == second
    assert compare_years(entered, with_people=False).items[0].people == ()
    elsewhere = str(small.setup.communities[1].code)
    assert compare_years(entered, elsewhere).entries == 0


def test_the_list_is_printed_and_written(entered, last_year, tmp_path) -> None:
    import_last_year(entered, last_year({"address": "旧址一号"}))
    pdf = print_year_changes(entered, tmp_path / "变化.pdf")
    words = "".join(page.extract_text() for page in PdfReader(pdf.path).pages)
    assert "旧址一号" in words
    assert "16.7%" in words
    assert print_year_changes(entered, tmp_path / "变化.xlsx").pages == 2
    items, people = openpyxl.load_workbook(tmp_path / "变化.xlsx").worksheets
    address = next(row for row in items.values if row[1] == "现居住地址")
    assert address[2:5] == (6, 1, pytest.approx(1 / 6))
    assert next(row for row in people.values if row[5] == "旧址一号")
    assert items.freeze_panes


def test_printed_forms_one_a_sheet_are_last_years_data_too(entered, small) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for at, one in enumerate(small.people):
        sheet = book.create_sheet(f"第{at + 1}户")
        sheet.append(["2024年持证残疾人基本状况调查登记表"])
        answers = one | ({"hukou": "2", "address": "旧址1号"} if at == 0 else {})
        told = [(label, _cell(answers.get(item))) for item, label in HEADERS.items()]
        for first, second in zip(told[::2], told[1::2], strict=True):
            sheet.append([first[0], first[1], second[0], second[1]])
    path = small.folder / "去年登记表.xlsx"
    book.save(path)

    result = import_last_year(entered, path)

    assert (result.rows_read, result.matched) == (6, 6)
    view = entry_of(entered, small.people[0]["certificate_no"])
    said = [item_of(view, item).evidence.last_year_value for item in ("hukou", "address")]
    assert said == ["2", "旧址1号"]

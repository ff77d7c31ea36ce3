"""Collection workbooks: made from the roster, filled by people, taken in again."""

from __future__ import annotations

import random
import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import cycle
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pypdf import PdfReader

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.storage import community_store
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.editions import form_context, load_edition
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.list_missing import list_missing
from dsurvey_desktop.usecases.list_set_aside import list_set_aside
from dsurvey_desktop.usecases.make_workbooks import make_workbooks
from dsurvey_desktop.usecases.show_office import show_office
from dsurvey_desktop.usecases.take_waiting import take_waiting

from .office_suite import needs_libreoffice, saved_again

COMMUNITY = "330282105201"
NAMES = "dsurvey:row"
MM_OF_A_POINT = 25.4 / 72
REFERENCE = re.compile(r"\$([A-Z]+)\d+")
DAY = date(2025, 10, 1)
COMMUNITY_FORM = {
    **dict.fromkeys(("service_center", "clinic", "school", "bank", "shop"), "1"),
    "culture_center": "3",
    "rehab_station": "2",
    "day_care": "2",
    "home_service": "2",
    "activities": "1",
    "fitness_instructor": "2",
    "association": "1",
    "liaison_count": 2,
    "liaison_disabled": 1,
    "filled_by": "丁一",
    "filled_on": "2025-10-02",
}


class Filled:
    """A workbook that somebody fills in with openpyxl, by what the hidden row names."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)
        self.sheet = self.book.worksheets[0]
        rows = self.sheet.iter_rows(values_only=True)
        self.names = next(at for at, row in enumerate(rows, start=1) if NAMES in row)
        self.header, self.first = self.names + 1, self.names + 2
        named = self.sheet[self.names]
        self.columns = {cell.value: cell.column for cell in named if cell.value}

    def lines(self) -> Iterator[int]:
        number = self.columns.get("certificate_no") or self.columns["community_code"]
        for row in range(self.first, self.sheet.max_row + 1):
            if self.sheet.cell(row, number).value:
                yield row

    def put(self, row: int, item: str, value: Any) -> None:
        self.sheet.cell(row, self.columns[item]).value = value

    def save(self, name: str = "") -> Path:
        target = self.path.with_name(name) if name else self.path
        self.book.save(target)
        return target


@pytest.fixture
def workbooks(new_desk: Desk, tmp_path: Path) -> dict[str, Path]:
    written = make_workbooks(new_desk, tmp_path / "books", COMMUNITY)
    return {one.kind: Path(one.path) for one in written}


def number_in(filled: Filled, row: int) -> str:
    return str(filled.sheet.cell(row, filled.columns["certificate_no"]).value)


def typed(value: Any, offered: list[str], turn: int) -> Any:
    """An answer as people type it: from the list, as a bare code, as a date of Excel."""
    if isinstance(value, list):
        return (",", "、", ", ")[turn % 3].join(value)
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":
        return datetime.fromisoformat(value) if turn % 2 else value
    by_code = {words.partition(".")[0]: words for words in offered}
    return by_code.get(value, value) if turn % 2 else value


def fill_people(path: Path, truth: Mapping[str, Any]) -> tuple[Path, dict[str, dict[str, Any]]]:
    """The answers as the truth has them, one person left out; path and answers by number."""
    filled, wanted = Filled(path), {}
    lists = offered_lists(filled)
    for row in filled.lines():
        number = number_in(filled, row)
        facts = truth["people"][number]
        if "clean" not in facts:
            continue
        answers = {k: v for k, v in facts["clean"].items() if v is not None}
        wanted[number] = answers
        for item in filled.columns.keys() & {"hukou", "address", "landline", "mobile"}:
            filled.put(row, item, None)
        for turn, (item, value) in zip(cycle(range(6)), answers.items(), strict=False):
            if item not in {"name", "certificate_no"}:
                filled.put(row, item, typed(value, lists.get(item, []), turn + row))
    return filled.save(), wanted


def offered_lists(filled: Filled) -> dict[str, list[str]]:
    """What each column's drop-down list offers, read from the hidden sheet it points at."""
    by_column = {}
    for rule in filled.sheet.data_validations.dataValidation:
        if rule.type == "list":
            sheet, _mark, place = rule.formula1.lstrip("=").partition("!")
            cells = filled.book[sheet.strip("'")][place.replace("$", "")]
            by_column[next(iter(rule.sqref.ranges)).min_col] = [str(one[0].value) for one in cells]
    return {name: by_column[at] for name, at in filled.columns.items() if at in by_column}


def answers_here(desk: Desk) -> dict[str, dict[str, Any]]:
    return {one.certificate_no: dict(one.answers) for one in list_entries(desk)}


def test_each_community_has_a_workbook_of_its_people_and_one_of_its_own(
    new_desk: Desk, tmp_path: Path
) -> None:
    written = make_workbooks(new_desk, tmp_path / "all")
    office = show_office(new_desk)
    people = [one for one in written if one.kind == "individual"]
    assert sum(one.people for one in people) == office.people
    forms = [one.community_code for one in written if one.kind == "community"]
    assert forms == [str(one.code) for one in office.communities]
    assert all(Path(one.path).stat().st_size for one in written)


def test_an_unknown_community_is_named(new_desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(AppError) as refused:
        make_workbooks(new_desk, tmp_path, "990000000000")
    assert refused.value.code == "no_community"


def test_who_the_roster_names_is_locked_and_the_rest_is_open_and_of_text(
    workbooks: dict[str, Path],
) -> None:
    filled = Filled(workbooks["individual"])
    sheet = filled.sheet
    assert sheet.protection.sheet
    assert sheet.freeze_panes == f"D{filled.first}"
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.row_dimensions[filled.names].hidden
    assert filled.book.worksheets[-1].sheet_state == "veryHidden"
    row = next(filled.lines())
    for name, column in filled.columns.items():
        cell = sheet.cell(row, column)
        is_own = name.startswith("dsurvey:") or name in {"name", "certificate_no"}
        assert cell.protection.locked == is_own, name
        if name in {"householder_id", "mobile", "status"}:
            assert cell.number_format == "@"
    assert sheet.cell(filled.header, 1).protection.locked
    spare = sheet.cell(sheet.max_row, filled.columns["certificate_no"])
    assert (spare.value, spare.protection.locked) == (None, False)


def test_every_list_is_what_the_form_offers_and_every_item_has_its_hint(
    new_desk: Desk, workbooks: dict[str, Path]
) -> None:
    with new_desk.database.read() as connection:
        form = load_edition(connection, "individual").form
    filled = Filled(workbooks["individual"])
    lists = offered_lists(filled)
    prompts = {
        next(iter(rule.sqref.ranges)).min_col: rule.prompt
        for rule in filled.sheet.data_validations.dataValidation
    }
    for item in form.items:
        if item.code and item.name not in {"name", "certificate_no"}:
            wanted = [f"{one.code}.{one.labels['zh']}" for one in item.choices]
            assert lists.get(item.name, []) == wanted
            assert 0 < len(prompts[filled.columns[item.name]]) <= 255


def test_what_is_typed_comes_back_as_it_was_typed(
    new_desk: Desk, workbooks: dict[str, Path], truth: dict
) -> None:
    path, wanted = fill_people(workbooks["individual"], truth)
    (outcome,) = add_submissions(new_desk, [path])
    assert (outcome.taken, outcome.rows_read) == (len(wanted), len(wanted) + 1)
    assert [one.code for one in outcome.problems] == ["not_filled"]
    assert answers_here(new_desk) == wanted


def test_a_line_that_nobody_filled_in_is_no_entry(
    new_desk: Desk, workbooks: dict[str, Path]
) -> None:
    before = len(list_missing(new_desk))
    (outcome,) = add_submissions(new_desk, [workbooks["individual"]])
    assert (outcome.taken, outcome.set_aside) == (0, outcome.rows_read)
    assert {one.reason for one in list_set_aside(new_desk)} == {"not_filled"}
    assert {str(one.severity) for one in outcome.problems} == {"notice"}
    assert len(list_missing(new_desk)) == before
    (again,) = add_submissions(new_desk, [workbooks["individual"]])
    assert again.unchanged == again.rows_read


def test_who_has_moved_keeps_nothing_of_what_the_roster_filled_in(
    new_desk: Desk, workbooks: dict[str, Path]
) -> None:
    filled = Filled(workbooks["individual"])
    row = next(filled.lines())
    assert filled.sheet.cell(row, filled.columns["address"]).value
    for item, value in (("status", "2"), ("mode", "2"), ("device", "2"), ("enumerator", "丁一")):
        filled.put(row, item, value)
    filled.put(row, "survey_date", DAY)
    (outcome,) = add_submissions(new_desk, [filled.save()])
    assert outcome.taken == 1
    (entry,) = list_entries(new_desk)
    assert not {"address", "hukou", "mobile", "landline"} & entry.answers.keys()
    assert [one.rule for one in entry.findings] == []


def test_headers_columns_and_order_may_be_changed(
    new_desk: Desk, workbooks: dict[str, Path], truth: dict
) -> None:
    path, wanted = fill_people(workbooks["individual"], truth)
    filled = Filled(path)
    sheet = filled.sheet
    lines = [[cell.value for cell in sheet[row]] for row in filled.lines()]
    random.Random(7).shuffle(lines)
    for row, line in zip(filled.lines(), lines, strict=True):
        for column, value in enumerate(line, start=1):
            sheet.cell(row, column).value = value
    for column in range(2, sheet.max_column + 1):
        sheet.cell(filled.header, column).value = f"列{column}"
    sheet.title = "最终版"
    sheet.insert_cols(5, 2)
    sheet.cell(filled.first, 5).value = "自己加的一列"
    sheet.delete_rows(1)
    (outcome,) = add_submissions(new_desk, [filled.save("改过.xlsx")])
    assert {one.code for one in outcome.problems} == {"unknown_column", "not_filled"}
    assert answers_here(new_desk) == wanted


def test_what_somebody_adds_on_another_sheet_is_read_too(
    new_desk: Desk, workbooks: dict[str, Path], truth: dict
) -> None:
    path, wanted = fill_people(workbooks["individual"], truth)
    filled = Filled(path)
    more = filled.book.create_sheet("补充")
    more.append(["姓名", "残疾人证号", "调查方式"])
    more.append(["林一", "330282195503081246", "电话调查"])
    filled.book.create_sheet("备注").append(["都已核对"])
    (outcome,) = add_submissions(new_desk, [filled.save()])
    assert outcome.rows_read == len(wanted) + 2
    assert [one.place.sheet for one in outcome.problems if one.code == "sheet_left_out"] == ["备注"]


def test_a_copy_of_the_sheet_alone_tells_the_same(
    new_desk: Desk, workbooks: dict[str, Path], truth: dict
) -> None:
    path, wanted = fill_people(workbooks["individual"], truth)
    filled = Filled(path)
    for name in filled.book.sheetnames[1:]:
        del filled.book[name]
    add_submissions(new_desk, [filled.save("只有一张表.xlsx")])
    assert answers_here(new_desk) == wanted


def test_marks_that_stand_for_yes_and_no_are_told(
    new_desk: Desk, workbooks: dict[str, Path]
) -> None:
    filled = Filled(workbooks["individual"])
    first, second, *_rest = filled.lines()
    filled.put(first, "employed", "●")
    filled.put(second, "employed", "○")
    (outcome,) = add_submissions(new_desk, [filled.save()])
    marked = [one for one in outcome.problems if one.code == "marks_understood"]
    assert [one.place.column for one in marked] == [filled.columns["employed"]]
    here = answers_here(new_desk)
    numbers = [number_in(filled, row) for row in (first, second)]
    assert [here[number]["employed"] for number in numbers] == ["1", "2"]


def test_a_workbook_of_another_year_is_asked_about_unless_its_days_are_this_years(
    new_desk: Desk, workbooks: dict[str, Path]
) -> None:
    filled = Filled(workbooks["individual"])
    mark = filled.book["dsurvey"]
    next(row for row in mark.iter_rows() if row[0].value == "year")[1].value = "2024"
    first, *others = filled.lines()
    filled.put(first, "survey_date", "2024-10-01")
    filled.put(first, "status", "6")
    (outcome,) = add_submissions(new_desk, [filled.save()])
    assert {one.code for one in outcome.problems} == {
        "mapping_unconfirmed", "file_of_other_year",
    }  # fmt: skip
    (accepted,) = take_waiting(new_desk, [outcome.waiting], accept_mapping=True)
    assert (accepted.taken, accepted.waiting) == (1, None)

    filled.put(others[0], "survey_date", "2025-10-01")
    (again,) = add_submissions(new_desk, [filled.save("再用.xlsx")])
    assert again.problems[0].code == "workbook_of_other_year"
    assert again.taken == 1


def test_a_zip_of_both_kinds_is_taken_in_whole(
    new_desk: Desk, workbooks: dict[str, Path], truth: dict, tmp_path: Path
) -> None:
    path, wanted = fill_people(workbooks["individual"], truth)
    own = Filled(workbooks["community"])
    (row,) = own.lines()
    for item, value in COMMUNITY_FORM.items():
        own.put(row, item, value)
    packed = tmp_path / "东溪村.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        for file in (path, own.save()):
            archive.write(file, file.name)
    outcomes = add_submissions(new_desk, [packed])
    assert {one.kind: one.taken for one in outcomes} == {"individual": len(wanted), "community": 1}


@needs_libreoffice
def test_libreoffice_may_recalculate_and_save_it_again(
    new_desk: Desk, workbooks: dict[str, Path], truth: dict, tmp_path: Path
) -> None:
    path, wanted = fill_people(workbooks["individual"], truth)
    own = Filled(workbooks["community"])
    (row,) = own.lines()
    for item, value in COMMUNITY_FORM.items():
        own.put(row, item, value)
    files = [path, own.save()]
    outcomes = add_submissions(new_desk, saved_again(files, "xlsx", tmp_path))
    assert [one.taken for one in outcomes] == [len(wanted), 1]
    assert answers_here(new_desk) == wanted
    with new_desk.database.read() as connection:
        (form,) = community_store.load_forms(connection).values()
    names = {"community_code": COMMUNITY, "community_name": "东溪村"}
    assert form.answers == COMMUNITY_FORM | names
    for other in (files, saved_again(files, "ods", tmp_path)):
        assert [one.unchanged for one in add_submissions(new_desk, other)] == [len(wanted) + 1, 1]


@needs_libreoffice
def test_printed_lines_have_room_for_handwriting_and_nothing_is_cut(
    workbooks: dict[str, Path], tmp_path: Path
) -> None:
    """9 mm a line, as look.md asks; A4 landscape, names and headers on each page."""
    filled = Filled(workbooks["individual"])
    sheet, scale = filled.sheet, filled.sheet.page_setup.scale / 100
    heights = {sheet.row_dimensions[row].height for row in range(filled.first, sheet.max_row + 1)}
    assert min(heights) * scale * MM_OF_A_POINT >= 9
    assert sheet.cell(filled.first, filled.columns["address"]).alignment.wrap_text
    (printed,) = saved_again([workbooks["individual"]], "pdf", tmp_path)
    pages = PdfReader(printed).pages
    width, height = pages[0].mediabox[2:]
    assert width > height
    texts = [page.extract_text() for page in pages]
    people = [words for words in texts if "杜弟" in words]
    assert all("残疾人证号" in words for words in people)
    assert len(people) > 1
    assert all("东溪村" in words for words in people)
    assert sum("按未采集处理。" in "".join(words.split()) for words in people) == 1


@needs_libreoffice
def test_a_cell_is_grey_only_where_the_form_does_not_ask(
    new_desk: Desk, workbooks: dict[str, Path], truth: dict, tmp_path: Path
) -> None:
    """The formulas of the grey cells, worked out by LibreOffice, against the form's own rules."""
    path, wanted = fill_people(workbooks["individual"], truth)
    filled = Filled(path)
    grey = grey_formulas(filled)
    checked = filled.book.create_sheet("checked", 0)
    rows = [row for row in filled.lines() if number_in(filled, row) in wanted]
    for line, row in enumerate(rows, start=1):
        for at, formula in enumerate(grey.values(), start=1):
            here = REFERENCE.sub(rf"'{filled.sheet.title}'!$\g<1>{row}", formula)
            checked.cell(line, at).value = f"={here}"
    (calculated,) = saved_again([filled.save("grey.xlsx")], "csv", tmp_path)
    said = [line.split(",") for line in calculated.read_text("utf-8").splitlines()]
    with new_desk.database.read() as connection:
        edition = load_edition(connection, "individual")
        context = form_context(show_office(new_desk).campaign, new_desk.clock)
    counts = {True: 0, False: 0}
    for cells, answers in zip(said, wanted.values(), strict=True):
        states = edition.compiled.evaluate(answers, context)
        for item, cell in zip(grey, cells, strict=True):
            if cell == "TRUE":
                assert not states[item].relevant, item
            elif not states[item].relevant:
                counts[False] += 1
            counts[True] += cell == "TRUE"
    assert counts[True] > 20 * counts[False]


def grey_formulas(filled: Filled) -> dict[str, str]:
    """By item, the formula that greys its cells (the last rule but the one for wrong words)."""
    by_column = {
        next(iter(place.sqref.ranges)).min_col: [
            rule.formula[0] for rule in rules if not rule.formula[0].startswith("AND(")
        ]
        for place, rules in filled.sheet.conditional_formatting._cf_rules.items()
    }
    return {name: by_column[at][0] for name, at in filled.columns.items() if by_column.get(at)}

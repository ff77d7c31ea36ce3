"""An edition with questions of every kind: collected in workbooks, taken in, and its booklet."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.adopt_edition import adopt_edition
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.make_workbooks import make_workbooks
from dsurvey_desktop.usecases.print_booklet import print_booklet
from tests.changed_form import EN, ZH, FormWorkbook

from .office_suite import needs_libreoffice, saved_again

COMMUNITY = "330282105201"
HIDDEN_ROW, FIRST = 6, 8
QUESTIONS = {
    "left_at": ("dateTime", "离开时间"),
    "visit_time": ("time", "入户时间"),
    "home_point": ("geopoint", "住家位置"),
    "need_order": ("rank hukou", "先后顺序"),
    "area": ("decimal", "住房面积"),
}
TYPED = {
    "left_at": "2025/10/3 9:15",
    "visit_time": "8点30分",
    "home_point": "30.0371 121.1543",
    "need_order": "2,1",
    "area": "85.5",
}
READ = {
    "left_at": "2025-10-03T09:15",
    "visit_time": "08:30",
    "home_point": "30.0371 121.1543",
    "need_order": ["2", "1"],
    "area": 85.5,
}


@pytest.fixture
def odd_desk(new_desk: Desk, tmp_path: Path) -> Desk:
    """An office whose campaign uses such an edition."""
    form = FormWorkbook()
    for name, (kind, label) in QUESTIONS.items():
        form.insert_behind("address", {"type": kind, "name": name, ZH: label, EN: name})
    rows = (("end_repeat", None), ("text", "carer_name"), ("begin_repeat", "carer"))
    for kind, called in rows:
        form.insert_behind("address", {"type": kind, "name": called, ZH: called and "照料人"})
    adopt_edition(new_desk, form.save(tmp_path / "怪版.xlsx"))
    return new_desk


def filled_in(path: Path) -> Path:
    """The first line, answered."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[HIDDEN_ROW]}
    said = {"status": "6.正常", "mode": "1", "device": "2", "survey_date": "2025-10-03", **TYPED}
    for item, value in said.items():
        sheet.cell(FIRST, columns[item]).value = value
    book.save(path)
    return path


@needs_libreoffice
def test_answers_of_every_kind_come_back_as_they_were_meant(odd_desk: Desk, tmp_path: Path) -> None:
    made = make_workbooks(odd_desk, tmp_path / "out", COMMUNITY)
    path = next(Path(one.path) for one in made if one.kind == "individual")
    files = saved_again([filled_in(path)], "xlsx", tmp_path)
    (found,) = add_submissions(odd_desk, files)
    assert (found.taken, found.pending) == (1, 0)
    (entry,) = list_entries(odd_desk)
    assert {name: entry.answers.get(name) for name in READ} == READ


def test_each_kind_has_its_hint_and_what_is_left_out_is_told(
    odd_desk: Desk, tmp_path: Path
) -> None:
    made = make_workbooks(odd_desk, tmp_path / "out", COMMUNITY)
    book = openpyxl.load_workbook(next(one.path for one in made if one.kind == "individual"))
    guide = {row[2]: row[4] for row in book["填表说明"].iter_rows(values_only=True)}
    assert guide["先后顺序"] == "按先后顺序填全部编码，用逗号分开，如 3,1,2。"
    assert guide["入户时间"] == "填时间，如 08:30。"
    assert "手机表单" in guide["照料人"]


def test_items_without_explanation_take_no_page_each(odd_desk: Desk, tmp_path: Path) -> None:
    written = print_booklet(odd_desk, tmp_path / "booklet.pdf", ["individual"])
    pages = [page.extract_text() for page in PdfReader(written.path).pages]
    (told,) = (page for page in pages if "离开时间" in page)
    assert "住房面积" in told
    assert "填写方式：日期和时间。填写范围：" in told

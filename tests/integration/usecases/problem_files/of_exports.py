"""Exports of apps, the office's own workbooks, and returns that come back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.integration.usecases.problem_files.sent import (
    NUMBER,
    AtHand,
    brings,
    lines,
    packed,
)

FORMS = ("basic-name", "basic-certificate_no", "KEY"), ("张三", NUMBER, "uuid:1")
MEMBERS = ("m_name", "PARENT_KEY", "KEY")
VALUE, WORDS = 7, 8
"""Columns of a return sheet."""


@brings("repeat_table", "个人-成员.csv")
@brings("repeat_orphan", "个人-成员.csv!3", "m_name=赵六, PARENT_KEY=uuid:9, KEY=uuid:9/m[1]")
def an_export_of_central(at: AtHand) -> Path:
    """Forms and a repeat, one line of which has lost its form."""
    members = [MEMBERS, ("王五", "uuid:1", "uuid:1/m[1]"), ("赵六", "uuid:9", "uuid:9/m[1]")]
    return packed(
        at.folder / "导出.zip", {"个人.csv": lines(FORMS), "个人-成员.csv": lines(members)}
    )


@brings("repeat_alone")
def details_alone(at: AtHand) -> Path:
    """The file with the forms was forgotten."""
    path = at.folder / "成员.csv"
    path.write_text(lines([MEMBERS, ("王五", "uuid:7", "uuid:7/m[1]")]), "utf-8")
    return path


@brings("repeat_waiting")
def details_of_two_forms(at: AtHand) -> Path:
    """One of the two forms comes with `forms_of_one`."""
    members = [MEMBERS, ("王五", "uuid:5", "uuid:5/m[1]"), ("赵六", "uuid:8", "uuid:8/m[1]")]
    path = at.folder / "两户成员.csv"
    path.write_text(lines(members), "utf-8")
    return path


def forms_of_one(at: AtHand) -> Path:
    """The form that one of the lines waits for."""
    path = at.folder / "一户.csv"
    one = at.people[4]
    path.write_text(lines([FORMS[0], (one["name"], one["certificate_no"], "uuid:5")]), "utf-8")
    return path


@brings("repeat_unkeyed")
def details_without_key(at: AtHand) -> Path:
    """A sheet of KoboToolbox alone."""
    path = at.folder / "member.csv"
    path.write_text("m_name,_parent_table_name,_parent_index\n王五,个人,1\n", "utf-8")
    return path


@brings("not_filled", "采集表!9")
@brings("workbook_of_other_edition", "采集表", "1.0")
def the_offices_workbook(at: AtHand) -> Path:
    """It came back as it went out."""
    return at.workbook


@brings("workbook_of_other_year", "采集表", "2024")
def last_years_workbook(at: AtHand) -> Path:
    """Last year's, filled in this year."""
    book = openpyxl.load_workbook(at.workbook)
    mark = book["dsurvey"]
    next(row for row in mark.iter_rows() if row[0].value == "year")[1].value = "2024"
    sheet = book.worksheets[0]
    names = next(row for row in sheet.iter_rows() if any(c.value == "survey_date" for c in row))
    columns = {cell.value: cell.column for cell in names if cell.value}
    row = names[0].row + 2
    sheet.cell(row, columns["survey_date"]).value = "2025-10-01"
    sheet.cell(row, columns["status"]).value = "6"
    path = at.folder / "旧采集表.xlsx"
    book.save(path)
    return path


def _filled_return(at: AtHand) -> tuple[openpyxl.Workbook, Worksheet, dict[int, int]]:
    book = openpyxl.load_workbook(at.return_sheet)
    page = book.worksheets[0]
    codes = {str(row[0].value): row[0].row for row in page.iter_rows(min_row=5)}
    return book, page, {query: codes[f"Q{query}"] for query in at.queries}


@brings("returned", "退回单!G5", "13912345678")
@brings("query_closed", "退回单!7", "在")
@brings("query_unknown", "退回单!8", "自己加的一行")
@brings("value_unreadable", "退回单!G6", "/")
def an_answered_return(at: AtHand) -> Path:
    """A new value, one nobody can read, an answer that comes too late, and a line of their own."""
    book, page, rows = _filled_return(at)
    mobile, marital, whole = at.queries
    page.cell(rows[mobile], VALUE).value = "13912345678"
    page.cell(rows[marital], VALUE).value = "/"
    page.cell(rows[whole], WORDS).value = "在"
    page.append(["Q999", "某人", "", "", "", "", "", "自己加的一行"])
    path = at.folder / "退回单答复.xlsx"
    book.save(path)
    return path


@brings("return_damaged")
def a_return_without_its_columns(at: AtHand) -> Path:
    """Somebody tidied up."""
    book, page, _rows = _filled_return(at)
    page.delete_cols(1)
    path = at.folder / "退回单缺栏.xlsx"
    book.save(path)
    return path


@brings("return_other_office")
def a_return_of_another_office(at: AtHand) -> Path:
    """It was meant for the next town."""
    return _marked(at, "退回单别镇.xlsx", "office", "330282999")


@brings("return_unknown")
def a_return_that_was_never_made(at: AtHand) -> Path:
    """Made before a backup was put back."""
    return _marked(at, "退回单未知.xlsx", "number", "77")


def _marked(at: AtHand, name: str, key: str, value: str) -> Path:
    book, _page, _rows = _filled_return(at)
    for sheet in book:
        for row in sheet.iter_rows():
            if row[0].value == key:
                row[1].value = value
    path = at.folder / name
    book.save(path)
    return path

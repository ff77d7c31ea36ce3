"""What was wrong with a file as a whole stays on record with what was wrong with its rows."""

from __future__ import annotations

import io
import zipfile

import openpyxl

from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.list_problems import list_problems
from dsurvey_desktop.usecases.list_rows import list_rows


def test_a_broken_member_of_a_zip_is_on_the_problem_list(new_desk, town, tmp_path):
    good = next(path for path in town.submissions if path.name.startswith("石桥村"))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("石桥村/采集表.xlsx", good.read_bytes())
        archive.writestr("西溪村/采集表.xlsx", good.read_bytes()[:2000])
    path = tmp_path / "全镇.zip"
    path.write_bytes(stream.getvalue())

    (outcome,) = add_submissions(new_desk, [path])

    assert outcome.batch is not None
    rows = list_rows(new_desk, outcome.batch)
    assert len(rows) == outcome.rows_read > 0
    assert {row.sheet for row in rows} == {"石桥村/采集表.xlsx → 个人登记表"}
    broken = [one for one in list_problems(new_desk) if one.code == "damaged_file"]
    assert [(one.place.file, one.place.sheet) for one in broken] == [
        ("全镇.zip", "西溪村/采集表.xlsx")
    ]


def test_a_row_set_aside_for_one_cell_names_it(small_desk, small):
    someone, other, third = small.people[:3]
    path = small.submission(
        "花名册.csv",
        someone | {"certificate_no": "33028219620512416X41"},
        other | {"certificate_no": ""},
        third | {"certificate_no": third["certificate_no"][:18]},
    )
    (outcome,) = add_submissions(small_desk, [path])

    column = list(someone).index("certificate_no") + 1
    assert [
        (one.code, one.place.row, one.place.column, one.value)
        for one in outcome.problems
        if one.place.row > 1
    ] == [
        ("not_on_roster", 2, column, "33028219620512416X41"),
        ("number_missing", 3, column, ""),
        ("citizen_id_as_number", 4, column, third["certificate_no"][:18]),
    ]


def test_a_number_that_is_an_unsaved_formula_is_told_once(small_desk, small, tmp_path):
    someone = small.people[0]
    book = openpyxl.Workbook()
    book.active.append(["姓名", "残疾人证号", "手机号码", "调查方式"])
    book.active.append([someone["name"], "=名单!B2", "=名单!C2", "1"])
    book.active.append([someone["name"], "", "", "1"])
    book.save(path := tmp_path / "调查表.xlsx")
    (outcome,) = add_submissions(small_desk, [path])

    told = [(o.code, o.place.row, o.place.column) for o in outcome.problems if o.place.row > 1]
    assert sorted(told) == [
        ("formula_not_saved", 2, 2),
        ("formula_not_saved", 2, 3),
        ("number_missing", 3, 2),
    ]
    assert [row.reason for row in list_rows(small_desk, outcome.batch)] == ["number_missing"] * 2


def test_of_a_printed_form_the_number_s_own_cell_is_named(small_desk, small, tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["残疾人基本状况调查登记表"])
    sheet.append(["姓名", "张三", "性别", "男", "残疾人证号", "33028219620512416X41"])
    sheet.append(["手机号码", "13800000001", "调查方式", "入户调查"])
    sheet.append(["是否就业", "否", "信息采集员", "李专干"])
    book.save(path := tmp_path / "登记表.xlsx")
    (outcome,) = add_submissions(small_desk, [path])

    (unknown,) = [one for one in outcome.problems if one.code == "not_on_roster"]
    assert (unknown.place.row, unknown.place.column) == (2, 6)


def test_a_form_of_an_unknown_community_names_its_code_and_a_wrong_answer_its_cell(
    new_desk, town, tmp_path
):
    book = openpyxl.Workbook()
    sheet = book.active
    home = town.communities[0]
    sheet.append(["序号", "村(社区)名称", "区划代码", "残疾人专职委员人数", "其中残疾人人数"])
    sheet.append([1, "外镇社区", "110101001001", 2, 1])
    sheet.append([2, home.name, home.code, 2, 3])
    other = town.communities[1]
    sheet.append([3, other.name[:-1], "", 1, 1])
    book.save(path := tmp_path / "社区登记表.xlsx")
    (outcome,) = add_submissions(new_desk, [path])

    assert outcome.taken == 2
    (unknown,) = [one for one in outcome.problems if one.code == "unknown_community"]
    assert (unknown.place.row, unknown.place.column, unknown.value) == (2, 3, "110101001001")
    wrong = [
        one.place.column for one in outcome.problems if one.place.row == 3 and one.value == "3"
    ]
    assert wrong == [5]

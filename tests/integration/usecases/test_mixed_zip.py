"""A zip with forms of several kinds: each member is taken in as what it is."""

from __future__ import annotations

import csv
import io
import zipfile

import openpyxl
import pytest

from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.list_batches import list_batches
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.make_workbooks import make_workbooks
from dsurvey_desktop.usecases.preview_submissions import preview_submissions
from dsurvey_desktop.usecases.undo_batch import undo_batch


def _csv(*rows) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue().encode()


@pytest.fixture
def mixed(small, town):
    """Community forms, a submission, an ODK export with a repeat, and a note in one zip."""
    path = small.folder / "全部.zip"
    form = next(one for one in town.submissions if "社区登记表" in one.name)
    first, second = (
        {item: v for item, v in one.items() if not isinstance(v, list)} for one in small.people[:2]
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("社区/社区登记表.xlsx", form.read_bytes())
        archive.writestr("个人/东溪.csv", _csv(first, first.values()))
        odk = [*(f"basic-{item}" for item in second), "KEY"]
        archive.writestr("odk/表.csv", _csv(odk, [*second.values(), "uuid:1"]))
        archive.writestr("odk/表-成员.csv", _csv(["m_name", "PARENT_KEY"], ["王五", "uuid:1"]))
    return path


def test_each_member_is_taken_in_by_its_kind(small_desk, mixed):
    outcomes = add_submissions(small_desk, [mixed])

    kinds = {one.kind: one for one in outcomes}
    assert set(kinds) == {"community", "individual"}
    assert (kinds["individual"].taken, kinds["individual"].rows_read) == (2, 2)
    assert kinds["community"].taken == kinds["community"].rows_read > 0
    codes = [problem.code for one in outcomes for problem in one.problems]
    assert "other_kind_left_out" not in codes
    assert "repeat_orphan" not in codes
    assert codes.count("repeat_table") == 1
    assert len(list_batches(small_desk)) == 2
    assert len(list_entries(small_desk)) == 2
    check_log(small_desk)


def test_a_workbook_with_sheets_of_both_kinds_is_taken_in_as_both(small_desk, small):
    first = {item: v for item, v in small.people[0].items() if not isinstance(v, list)}
    home = small.setup.communities[0]
    book = openpyxl.Workbook()
    book.active.append(list(first))
    book.active.append(list(first.values()))
    sheet = book.create_sheet("本村情况")
    sheet.append(["村(社区)区划代码", "村(社区)名称", "是否有社区康复站"])
    sheet.append([home.code, home.name, "有"])
    book.create_sheet("说明").append(["请查收"])
    people = book.create_sheet("名单")
    people.append(
        ["姓名", "残疾人证号", "残疾类别", "残疾等级", "发证日期", "联系电话", "家庭住址"]
    )
    for one in small.people:
        known = [one["name"], one["certificate_no"], "肢体", "一级", "2015-05-04"]
        people.append([*known, "13800000001", "1号"])
    path = small.folder / "东溪.xlsx"
    book.save(path)

    outcomes = add_submissions(small_desk, [path])

    assert sorted((one.kind, one.taken, one.set_aside) for one in outcomes) == [
        ("community", 1, 0),
        ("individual", 1, 0),
    ]
    told = {(p.code, p.place.file, p.place.sheet) for one in outcomes for p in one.problems}
    assert ("list_left_out", "东溪.xlsx", "名单") in told


def test_printed_forms_beside_a_communitys_table_are_taken_in_too(small_desk, small):
    person, home = small.people[0], small.setup.communities[0]
    book = openpyxl.Workbook()
    for line in (
        ["登记卡"], ["姓名", person["name"], "残疾人证号", person["certificate_no"]],
        ["户口性质", "农业", "调查方式", "电话"], ["手机号码", "13800000001"],
    ):  # fmt: skip
        book.active.append(line)
    sheet = book.create_sheet("本村")
    sheet.append(["村(社区)区划代码", "村(社区)名称", "是否有社区康复站"])
    sheet.append([home.code, home.name, "有"])
    path = small.folder / "东溪.xlsx"
    book.save(path)

    outcomes = add_submissions(small_desk, [path])

    assert sorted((one.kind, one.taken) for one in outcomes) == [
        ("community", 1),
        ("individual", 1),
    ]


def test_looking_first_shows_both_and_the_same_again_changes_nothing(small_desk, mixed):
    looked = [one.outcome for one in preview_submissions(small_desk, [mixed])]
    taken = add_submissions(small_desk, [mixed])

    assert [(one.kind, one.taken) for one in looked] == [(one.kind, one.taken) for one in taken]
    assert [one.batch for one in add_submissions(small_desk, [mixed])] == [None, None]
    undo_batch(small_desk, next(one.batch for one in taken if one.kind == "individual"))
    assert list_entries(small_desk) == ()


def test_own_workbooks_of_both_kinds_are_taken_in(small_desk, small):
    written = make_workbooks(small_desk, small.folder)
    path = small.folder / "采集表.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for one in written:
            archive.write(one.path, one.path.split("/")[-1])

    outcomes = add_submissions(small_desk, [path])

    assert {one.kind for one in outcomes} == {"individual", "community"}
    assert not any(p.code == "other_kind_left_out" for one in outcomes for p in one.problems)


@pytest.mark.parametrize("is_packed", [False, True])
def test_the_communitys_sheet_copied_into_the_peoples_workbook_is_taken_in_too(
    small_desk, small, is_packed
):
    written = {one.kind: one for one in make_workbooks(small_desk, small.folder)}
    book = openpyxl.load_workbook(written["individual"].path)
    copy = book.create_sheet("本村情况")
    for row in openpyxl.load_workbook(written["community"].path).worksheets[0].values:
        copy.append(row)
    path = small.folder / "两张.xlsx"
    book.save(path)
    if is_packed:
        inner, path = path, small.folder / "两张.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.write(inner, "两张.xlsx")

    outcomes = add_submissions(small_desk, [path])

    assert [(one.kind, one.refusal) for one in outcomes] == [
        ("individual", None), ("community", None),
    ]  # fmt: skip
    codes = {problem.code for one in outcomes for problem in one.problems}
    assert "other_kind_left_out" not in codes


def test_members_of_a_zip_in_the_zip_are_each_what_they_are(small_desk, small, mixed):
    written = make_workbooks(small_desk, small.folder)
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("更多/东溪.csv", _csv(*_two_rows(small.people[2])))
        for one in written:
            archive.write(one.path, one.path.split("/")[-1])
    with zipfile.ZipFile(mixed, "a") as archive:
        archive.writestr("里面.zip", inner.getvalue())

    outcomes = add_submissions(small_desk, [mixed])

    assert {one.kind for one in outcomes} == {"community", "individual"}
    assert {one.name for one in list_entries(small_desk)} == {p["name"] for p in small.people[:3]}
    assert not any(p.code == "other_kind_left_out" for one in outcomes for p in one.problems)


def _two_rows(person):
    said = {item: value for item, value in person.items() if not isinstance(value, list)}
    return said, said.values()

"""Each problem goes back to the community that can put it right, and to no other."""

from __future__ import annotations

import io
import zipfile

import openpyxl

from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.list_problems import list_sent_problems
from dsurvey_desktop.usecases.print_problem_list import print_problem_list

HEADER = ("姓名", "残疾人证号", "村(社区)", "户口性质")
NOBODY = "33028219620512416X41"


def book(path, sheets):
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        page = made.create_sheet(name)
        for row in (HEADER, *rows):
            page.append(row)
    made.save(path)
    return path


def origins(desk):
    return {
        (one.problem.place.file, one.problem.place.sheet, one.problem.place.row): one.community
        for one in list_sent_problems(desk)
    }


def test_a_file_of_the_whole_town_is_parted_by_community(small_desk, small, tmp_path):
    first, second, third = (one.name for one in small.setup.communities[:3])
    known = small.people[0]
    rows = [
        ("张一", NOBODY, first, "渔业"),
        ("张二", NOBODY + "B1", first, "渔业"),
        ("张三", NOBODY + "B2", second, "渔业"),
        (known["name"], known["certificate_no"], "", "渔业"),
        ("张五", NOBODY + "B4", "", "渔业"),
    ]
    sheets = {"汇总": rows, third: [("张六", NOBODY + "B5", "", "渔业")]}
    add_submissions(small_desk, [book(small.folder / "全镇.xlsx", sheets)])

    home = small.setup.communities[0].name
    assert origins(small_desk) == {
        ("全镇.xlsx", "汇总", 2): first,
        ("全镇.xlsx", "汇总", 3): first,
        ("全镇.xlsx", "汇总", 4): second,
        ("全镇.xlsx", "汇总", 5): home,
        ("全镇.xlsx", "汇总", 6): "",
        ("全镇.xlsx", third, 2): third,
    }
    report = print_problem_list(small_desk, tmp_path / "lists")
    told = {}
    for one in report.written:
        cells = openpyxl.load_workbook(one.path).active.iter_rows(min_row=5, values_only=True)
        told[one.community] = {row[3] for row in cells if row[2] == "汇总"}
    assert told[second] == {4}


def test_what_a_community_sent_goes_back_to_it_whoever_stands_in_it(small_desk, small):
    first, second = (one.name for one in small.setup.communities[:2])
    path = book(small.folder / f"{first}.xlsx", {"表": [("张三", NOBODY, second, "渔业")]})
    add_submissions(small_desk, [path])
    assert set(origins(small_desk).values()) == {first}


def test_a_torn_member_of_a_zip_is_that_of_its_name(small_desk, small):
    first, second = (one.name for one in small.setup.communities[:2])
    whole = book(small.folder / "x.xlsx", {"表": [("张三", NOBODY, "", "渔业")]}).read_bytes()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(f"{first}.xlsx", whole)
        archive.writestr(f"{second}.xlsx", whole[:2000])
        archive.writestr("其他.xlsx", whole[:2000])
    path = small.folder / "全镇.zip"
    path.write_bytes(buffer.getvalue())
    add_submissions(small_desk, [path])
    found = {sheet: who for (_file, sheet, _row), who in origins(small_desk).items()}
    assert found == {f"{first}.xlsx → 表": first, f"{second}.xlsx": second, "其他.xlsx": first}

"""A community's form that says only by title, sheet, file or folder whose it is."""

from __future__ import annotations

import csv

import openpyxl
import pytest

from dsurvey_desktop.storage import community_store
from dsurvey_desktop.usecases.add_submissions import add_submissions

QUESTIONS = {
    "综合服务中心(设施)": "无", "医院(卫生室)": "有但未改造", "学校(幼儿园)": "无",
    "银行网点": "无", "是否有社区康复站": "是", "残疾人专职委员人数": "2", "填表人": "李四",
}  # fmt: skip


@pytest.fixture
def home(small):
    """A community of the office."""
    return small.setup.communities[0]


def _forms(desk) -> dict:
    with desk.database.read() as connection:
        return {code: one.answers for code, one in community_store.load_forms(connection).items()}


def _table(path, sheet, *titles, lines=1):
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    rows = [*([title] for title in titles), list(QUESTIONS), *[list(QUESTIONS.values())] * lines]
    for row in rows:
        page.append(row)
    book.save(path)
    return path


def _card(path, name):
    book = openpyxl.Workbook()
    book.active.append([f"{name}残疾人工作情况登记表"])
    for question in QUESTIONS.items():
        book.active.append(question)
    book.save(path)
    return path


def _csv(path):
    path.parent.mkdir(exist_ok=True)
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows([QUESTIONS, QUESTIONS.values()])
    return path


def test_title_sheet_file_and_folder_say_whose_a_form_is(small_desk, small, home, tmp_path):
    name = home.name
    files = [
        _table(tmp_path / "一.xlsx", "Sheet1", f"{name}2025年登记表"),
        _table(tmp_path / "二.xlsx", name),
        _table(tmp_path / f"村(社区)登记表-{name}.xlsx", "Sheet1"),
        _csv(tmp_path / name / "登记表.csv"),
        _card(tmp_path / "卡.xlsx", name),
    ]

    outcomes = add_submissions(small_desk, files)

    assert [(one.refusal, one.set_aside) for one in outcomes] == [(None, 0)] * 5
    assert [one.taken for one in outcomes] == [1, 0, 0, 0, 0]
    (answers,) = _forms(small_desk).values()
    assert answers["community_code"] == str(home.code)
    assert answers["community_name"] == name
    assert (answers["clinic"], answers["liaison_count"]) == ("2", 2)


def test_a_form_is_nobodys_where_nothing_says_so_or_several_lines_might_be(
    small_desk, home, tmp_path
):
    unsaid = _table(tmp_path / "一.xlsx", "Sheet1", "村(社区)登记表")
    several = _table(tmp_path / f"{home.name}.xlsx", "Sheet1", lines=2)

    outcomes = add_submissions(small_desk, [unsaid, several])

    assert [(one.taken, one.set_aside) for one in outcomes] == [(0, 1), (0, 2)]
    assert _forms(small_desk) == {}

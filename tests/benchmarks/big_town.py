"""Synthetic towns of any size: a roster and one submission of the individual form as xlsx.

Nobody in them exists. Answers are those of the built-in sample town under new names and numbers.
"""

from __future__ import annotations

import csv
import json
import random
import sys
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import xlsxwriter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from dsurvey_desktop.bootstrap import choose_language
from dsurvey_desktop.domain.campaign import default_campaign
from dsurvey_desktop.domain.numbers import check_character
from dsurvey_desktop.domain.office import Community, Office
from dsurvey_desktop.domain.resources import resources_folder
from dsurvey_desktop.domain.server_address import Server
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.import_roster import import_roster
from dsurvey_desktop.usecases.office_views import OfficeSetup
from dsurvey_desktop.usecases.set_up_office import set_up_office

PASSWORD = "benchmark-2025"
TOWN = "330282105"
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华玉萍红波辉"
_CATEGORIES = ("", "视力", "听力", "言语", "肢体", "智力", "精神", "多重")
_GRADES = ("", "一级", "二级", "三级", "四级")


@dataclass(frozen=True, slots=True)
class Somebody:
    """An invented person with answers."""

    name: str
    number: str
    community: Community
    answers: dict[str, object]


def people(count: int, seed: int = 7) -> list[Somebody]:
    """`count` invented people in communities of some 500."""
    random_source = random.Random(seed)
    templates = _templates()
    communities = communities_of(count)
    made = []
    for number in range(count):
        old, answers = templates[number % len(templates)]
        name = random_source.choice(_SURNAMES) + "".join(random_source.choices(_GIVEN, k=2))
        body = f"{TOWN[:6]}{old[6:14]}"
        serial = f"{number % 100:02d}"
        citizen = _citizen(body, serial, old[16])
        made.append(
            Somebody(
                name,
                citizen + old[18:20],
                communities[number % len(communities)],
                {
                    **answers,
                    "name": name,
                    **({"reporter": name} if "reporter" in answers else {}),
                    "certificate_no": citizen + old[18:20],
                    "householder_id": citizen if "householder_id" in answers else None,
                },
            )
        )
    return _distinct(made)


def communities_of(count: int) -> list[Community]:
    """Communities of some 500 people each."""
    return [
        Community(f"{TOWN}{number:03d}", f"第{number}村") for number in range(1, count // 500 + 2)
    ]


def _citizen(body: str, serial: str, old_sex_digit: str) -> str:
    sex = "1" if int(old_sex_digit) % 2 else "2"
    first = f"{body}{serial[:2]}{sex}"
    return first + check_character(first)


def _distinct(made: list[Somebody]) -> list[Somebody]:
    """Citizen IDs must differ: later doubles get another day of birth within their month."""
    seen: set[str] = set()
    result = []
    for one in made:
        number, tries = one.number, 0
        while number[:18] in seen:
            tries += 1
            number = _born_later(one.number, tries)
        seen.add(number[:18])
        answers = {**one.answers, "certificate_no": number}
        if answers.get("householder_id"):
            answers["householder_id"] = number[:18]
        result.append(replace(one, number=number, answers=answers))
    return result


def _born_later(number: str, tries: int) -> str:
    """The number with another day and, after 28 tries, another serial."""
    day = (int(number[12:14]) + tries - 1) % 28 + 1
    serial = (int(number[14:16]) + tries // 28) % 100
    first = f"{number[:12]}{day:02d}{serial:02d}{number[16]}"
    return first + check_character(first) + number[18:]


def _templates() -> list[tuple[str, dict[str, object]]]:
    truth = json.loads((resources_folder() / "sample_town" / "truth.json").read_text("utf-8"))
    return [
        (number, facts["clean"])
        for number, facts in truth["people"].items()
        if facts.get("clean") and not facts["faults"]
    ]


def write_roster(path: Path, everybody: list[Somebody]) -> None:
    """The roster as a plain xlsx."""
    header = [
        "序号",
        "姓名",
        "性别",
        "身份证号",
        "残疾人证号",
        "残疾类别",
        "残疾等级",
        "户籍所在村(社区)",
        "区划代码",
        "办证日期",
        "证件状态",
    ]
    rows = [
        [
            n,
            one.name,
            "男" if int(one.number[16]) % 2 else "女",
            one.number[:18],
            one.number,
            _CATEGORIES[int(one.number[18])],
            _GRADES[int(one.number[19])],
            one.community.name,
            one.community.code,
            "2020-01-01",
            "有效",
        ]
        for n, one in enumerate(everybody, 1)
    ]
    _write(path, [header, *rows])


def write_submission(path: Path, everybody: list[Somebody]) -> None:
    """One workbook of the individual form, labels in the header and codes in the cells."""
    items = individual_items()
    header = [item["question_zh"] for item in items] + ["村(社区)"]
    rows = [
        [as_cell(one.answers.get(item["name"])) for item in items] + [one.community.name]
        for one in everybody
    ]
    _write(path, [header, *rows])


def individual_items() -> list[dict[str, str]]:
    """The items of the individual form, by the columns of their table."""
    with (resources_folder() / "survey" / "individual_items.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def as_cell(value: object) -> object:
    """An answer as people write it into a cell."""
    return ",".join(value) if isinstance(value, list) else value


def _write(path: Path, rows: list[list[object]]) -> None:
    workbook = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = workbook.add_worksheet("个人登记表")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, ["" if cell is None else cell for cell in row])
    workbook.close()


def make_office(folder: Path, count: int, server: Server | None = None) -> Desk:
    """An office with a roster of `count` people, ready to take in `submission.xlsx` beside it."""
    desk = make_town_office(folder, count, server)
    write_submission(folder / "submission.xlsx", people(count))
    return desk


def make_town_office(folder: Path, count: int, server: Server | None = None) -> Desk:
    """An office with a roster of `count` people."""
    choose_language("zh_CN")
    everybody = people(count)
    folder.mkdir(parents=True, exist_ok=True)
    write_roster(folder / "roster.xlsx", everybody)
    campaign = replace(default_campaign(2025), practice_date=date(2025, 10, 8))
    communities = tuple(communities_of(count))
    setup = OfficeSetup(Office(TOWN, "测试镇"), campaign, communities, "测试", server)
    desk = set_up_office(folder / "office", setup, PASSWORD)
    import_roster(desk, folder / "roster.xlsx")
    return desk


def make_full_office(folder: Path, count: int) -> Desk:
    """The same with all entries taken in."""
    desk = make_office(folder, count)
    add_submissions(desk, [folder / "submission.xlsx"])
    return desk

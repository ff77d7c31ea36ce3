"""The roster as a district sends it: one workbook or text table with many columns."""

from __future__ import annotations

import random
from datetime import date, datetime, time

import town_writers as writers
from town_cells import label
from town_model import Town
from town_people import Person
from town_tables import Grid, titled

_HEADERS = {
    "name": ("姓名", "残疾人姓名", "持证人姓名"),
    "sex": ("性别",),
    "citizen_id": ("身份证号", "公民身份号码", "身份证号码"),
    "certificate_no": ("残疾人证号", "残疾证号", "残疾人证号码"),
    "category": ("残疾类别", "残疾类型"),
    "grade": ("残疾等级", "残疾级别"),
    "hukou": ("户口性质", "户籍性质"),
    "community_name": ("户籍所在村(社区)", "村(社区)", "所属社区"),
    "community_code": ("区划代码", "村(社区)代码"),
    "address": ("现居住地址", "家庭住址"),
    "phone": ("联系电话", "手机号码"),
    "certified_on": ("办证日期", "发证日期", "首次发证日期"),
    "card_state": ("证件状态", "残疾证状态"),
    "guardian": ("监护人姓名",),
    "guardian_phone": ("监护人电话",),
    "nation": ("民族",),
}
_NEEDED = (
    "name",
    "citizen_id",
    "certificate_no",
    "category",
    "grade",
    "community_name",
    "certified_on",
)


def write_roster(town: Town) -> str:
    """The file's name; everybody is on it, some whose cards are void, some certified too late."""
    chance = town.chance
    people = [*town.people, *town.late]
    void = [town.invent(chance.choice(town.communities)) for _number in range(2)]
    rows = [(person, "") for person in people] + [(person, "注销") for person in void]
    chance.shuffle(rows)
    columns = _columns(chance)
    grid = _grid(chance, columns, rows)
    if chance.random() < 0.3:
        grid.rows.append(["合计", f"{len(rows)}人"])
    if chance.random() < 0.3:
        able = {p.number for p in people if p.number.isdecimal() and "K32" not in p.faults}
        _round_numbers(chance, grid, 1 + columns.index("certificate_no"), able)
    ending, data = _file(chance, town, grid)
    name = f"名册_{town.name}_{town.year}.{ending}"
    (town.folder / name).write_bytes(data)
    return name


def _round_numbers(chance: random.Random, grid: Grid, column: int, able: set[str]) -> None:
    """Some numbers typed as numbers: ID, category and grade beside them say them again."""
    for row in grid.rows[1:]:
        if len(row) > column and row[column] in able and chance.random() < 0.1:
            row[column] = float(row[column])


def _columns(chance: random.Random) -> list[str]:
    kept = [
        c for c in _HEADERS if c in _NEEDED or c in ("card_state", "sex") or chance.random() < 0.8
    ]
    if "community_code" not in kept:
        kept.insert(chance.randrange(len(kept)), "community_code")
    return kept if chance.random() < 0.5 else chance.sample(kept, len(kept))


def _grid(chance: random.Random, columns: list[str], rows: list[tuple[Person, str]]) -> Grid:
    wording = {
        name: chance.randrange(3) for name in ("category", "grade", "certified_on", "sex", "hukou")
    }
    header = ["序号", *(chance.choice(_HEADERS[column]) for column in columns)]
    body = [
        [number, *(_cell(column, person, state, wording) for column in columns)]
        for number, (person, state) in enumerate(rows, start=1)
    ]
    return Grid("名册", [header, *body])


def _cell(column: str, person: Person, state: str, wording: dict[str, int]):
    said = {
        "category": person.category,
        "grade": person.grade,
        "sex": person.sex,
        "hukou": person.hukou,
    }
    said |= person.roster
    way = wording.get(column, 0)
    if column in said:
        name = label(column, said[column])
        if column == "category":
            return (name, f"{name}残疾", said[column])[way]
        if column == "grade":
            return (name, said[column], f"{said[column]}级")[way]
        return (name, said[column], name)[way]
    if column == "certified_on":
        day: date = person.certified_on
        return (day, day.isoformat(), datetime.combine(day, time(0, 0)))[way]
    return {
        "name": person.name,
        "citizen_id": person.citizen_id,
        "certificate_no": person.number,
        "community_name": person.community,
        "community_code": person.community_code,
        "address": person.address,
        "phone": person.mobile,
        "card_state": state or "有效",
        "guardian": "",
        "guardian_phone": "",
        "nation": "汉族",
    }[column]


def _file(chance: random.Random, town: Town, grid: Grid) -> tuple[str, bytes]:
    kind = chance.randrange(4)
    if kind == 0:
        return "csv", writers.as_text(grid, ",", "gb18030")
    title = f"{town.name}持证残疾人名册(截至{town.year}年9月30日)"
    grid = titled(grid, [title, "", f"制表日期:{town.year}-10-08"][: chance.choice((0, 1, 3))])
    if kind == 1:
        return "xls", writers.by_xlwt([grid])
    writer = writers.by_openpyxl if kind == 2 else writers.by_xlsxwriter
    return "xlsx", writer([grid, Grid("说明", [["本表内部使用"]])])

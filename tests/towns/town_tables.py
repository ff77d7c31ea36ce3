"""Sheets as offices lay them out: titles, header lines, rows, and what stands around them."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from town_cells import ITEM, ITEMS, NUMBERS, Spelling, choice_codes, codes, label, options, plain
from town_people import Person, some_mobile

COMMUNITY = "community"
SECTION_NAMES = {
    "表头": "head", "基本信息": "basic", "住房": "housing_group", "教育": "education", "就业": "employment",
    "社会保障": "security", "医疗康复": "health", "无障碍": "access", "文化体育": "culture", "表尾": "tail",
}  # fmt: skip
_HALVES = {  # items that stand below a common header, and what is left of their own
    "householder_name": ("户主", "姓名"), "householder_id": ("户主", "身份证号"),
    "landline": ("联系方式", "固定电话"), "mobile": ("联系方式", "手机号码"),
    "training_need": ("康复需求类别", "需要的功能训练类别"), "device_need": ("康复需求类别", "需要的辅助器具类别"),
}  # fmt: skip
ALIASES: dict[str, list[str]] = {}
with (Path(__file__).parent / "headers.csv").open(encoding="utf-8", newline="") as _stream:
    for _line in csv.DictReader(_stream):
        ALIASES.setdefault(_line["item"], []).append(_line["header"])


@dataclass(slots=True)
class Grid:
    """One sheet; `merged` holds (row, column, row, column) from 0, both ends inclusive."""

    name: str
    rows: list[list] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Column:
    """A header and what a person's row has below it."""

    header: str
    item: str
    cell: Callable[[Person, dict], object]


def columns_of(
    spelling: Callable[[str, object], object], header: Callable[[dict], str]
) -> list[Column]:
    """The form's items in their order; blank answers are empty cells."""

    def reader(name: str) -> Callable[[Person, dict], object]:
        return lambda person, answers: spelling(name, answers[name]) if name in answers else ""

    return [Column(header(item), item["name"], reader(item["name"])) for item in ITEMS]


def label_of(item: dict) -> str:
    return item["question_zh"]


def code_and_label(item: dict) -> str:
    return f"{item['code']} {item['question_zh']}"


def decorated(chance: random.Random) -> Callable[[dict], str]:
    """Labels with what printed forms put around them: numbers, stars, choices, hints."""
    places = {item["name"]: number for number, item in enumerate(ITEMS, start=1)}

    def header(item: dict) -> str:
        text, kind = item["question_zh"], item["type"]
        ways = [text, f"{places[item['name']]}、{text}", f"*{text}", f"{text}：", f"{item['code']}.{text}",
                f"{item['code']}\n{text}", f"{text}({item['code']})", f"{text}（必填）"]  # fmt: skip
        if kind == "select_multiple":
            ways += [f"{text}（可多选）", f"{text}\n(多选)"]
        if kind.startswith("select"):
            ways += [
                f"{text}（{options(item['choices'])}）",
                f"{text}\n{options(item['choices'])}",
                f"{text}(单选)",
            ]
        return chance.choice(ways)

    return header


def alias_of(chance: random.Random) -> Callable[[dict], str]:
    return lambda item: chance.choice([*ALIASES.get(item["name"], []), item["question_zh"]])


def with_community(columns: list[Column], said: str, header: str = "村(社区)") -> list[Column]:
    return [*columns, Column(header, COMMUNITY, lambda person, answers: said)]


def with_others(chance: random.Random, columns: list[Column]) -> list[Column]:
    """Columns that no form asks for, here and there."""
    names = {"1": "男", "2": "女"}
    others = [
        Column("民族", "", lambda p, a: "汉族"),
        Column("性别", "", lambda p, a: names[p.sex]),
        Column("年龄", "", lambda p, a: p.age),
        Column("身份证号", "", lambda p, a: p.citizen_id),
        Column(
            "出生日期", "", lambda p, a: f"{p.number[6:10]}-{p.number[10:12]}-{p.number[12:14]}"
        ),
        Column("残疾类别", "", lambda p, a: f"{p.category}"),
        Column("残疾等级", "", lambda p, a: f"{p.grade}级"),
        Column("监护人联系电话", "", lambda p, a: some_mobile(chance)),
        Column("采集员电话", "", lambda p, a: "13800000000"),
        Column("与户主关系", "", lambda p, a: "本人"),
        Column("是否脱贫户", "", lambda p, a: "否"),
        Column("开户银行", "", lambda p, a: "农商银行"),
    ]
    mixed = list(columns)
    for other in chance.sample(others, chance.randint(2, 6)):
        mixed.insert(chance.randrange(len(mixed) + 1), other)
    return mixed


def numbered(columns: list[Column]) -> list[Column]:
    count = iter(range(1, 100_000))
    return [Column("序号", "", lambda p, a: next(count)), *columns]


def body(columns: list[Column], records: list[tuple[Person, dict]]) -> list[list]:
    return [[column.cell(person, answers) for column in columns] for person, answers in records]


def simple(name: str, columns: list[Column], records: list[tuple[Person, dict]]) -> Grid:
    return Grid(name, [[column.header for column in columns], *body(columns, records)])


def titled(grid: Grid, titles: list[str]) -> Grid:
    """Lines above, the first merged over some columns; blank lines are empty titles."""
    width = len(grid.rows[0])
    lines = [[title, *[""] * (width - 1)] for title in titles]
    merged = [(0, 0, 0, min(7, width - 1))] if titles and titles[0] else []
    return _lowered(grid, lines, merged)


def sectioned(grid: Grid, columns: list[Column]) -> Grid:
    """A line of section names over the header, merged over their columns."""
    names = [ITEM[column.item]["section"] if column.item in ITEM else "" for column in columns]
    starts = [at for at, name in enumerate(names) if at == 0 or name != names[at - 1]]
    ends = [*(start - 1 for start in starts[1:]), len(names) - 1]
    line = [name if at in starts else "" for at, name in enumerate(names)]
    merged = [
        (0, start, 0, end)
        for start, end in zip(starts, ends, strict=True)
        if end > start and names[start]
    ]
    return _lowered(grid, [line], merged)


def halved(grid: Grid, columns: list[Column]) -> Grid:
    """A header of two lines: common headers above, single ones merged downwards."""
    upper = [_HALVES[c.item][0] if c.item in _HALVES else c.header for c in columns]
    lower = [_HALVES[c.item][1] if c.item in _HALVES else "" for c in columns]
    merged = []
    shown = list(upper)
    for at, column in enumerate(columns):
        if column.item not in _HALVES:
            merged.append((0, at, 1, at))
        elif at and columns[at - 1].item in _HALVES and upper[at - 1] == upper[at]:
            shown[at] = ""
            merged.append((0, at - 1, 0, at))
    return Grid(grid.name, [shown, lower, *grid.rows[1:]], merged)


def coded_below(grid: Grid, columns: list[Column]) -> Grid:
    """Labels, codes and running numbers as three header lines."""
    second = [ITEM[c.item]["code"] if c.item in ITEM else "" for c in columns]
    third = [f"({at})" for at in range(1, len(columns) + 1)]
    return Grid(grid.name, [grid.rows[0], second, third, *grid.rows[1:]], grid.merged)


def disturbed(chance: random.Random, grid: Grid, header_row: int) -> tuple[Grid, int]:
    """Blank lines, the header again, a subtotal, signatures and notes; and how many hold anything."""
    first, width = header_row + 1, len(grid.rows[header_row])
    rows, lines = list(grid.rows), 0
    for line in chance.sample(
        [grid.rows[header_row], ["小计", "", len(rows)], [""] * width, [""] * width], 3
    ):
        rows.insert(chance.randrange(first + 1, len(rows) + 1), line)
        lines += any(cell != "" for cell in line)
    endings = [
        ["合计", len(grid.rows) - first], ["填表人：张某", "", "", "审核人：李某", "", "填表日期：9月30日"],
        ["注：残疾人证号请按文本填写"], ["单位负责人(签字)：", "", "", "", "制表："],
        ["说明：1.本表由村(社区)专干填写；2.一式两份。"], ["总计：", "", f"{len(grid.rows) - first}人"],
    ]  # fmt: skip
    chosen = chance.sample(endings, chance.randint(1, 4))
    hidden = chance.sample(range(first, len(rows)), min(3, len(rows) - first))
    return Grid(grid.name, [*rows, *chosen], grid.merged, sorted(hidden)), lines + len(chosen)


def _lowered(grid: Grid, lines: list[list], merged: list[tuple[int, int, int, int]]) -> Grid:
    by = len(lines)
    moved = [(r1 + by, c1, r2 + by, c2) for r1, c1, r2, c2 in grid.merged]
    return Grid(
        grid.name, [*lines, *grid.rows], [*merged, *moved], [row + by for row in grid.hidden]
    )


def shuffled(chance: random.Random, columns: list[Column]) -> list[Column]:
    return chance.sample(columns, len(columns))


@dataclass(frozen=True, slots=True)
class ExportShape:
    """How an export names its columns.

    Attributes:
        group, choice: what stands between group and item, and between item and choice.
        is_whole: a multiple choice has a column of its own; else single choices only.
        by_label: headers are labels, not names; has_labels: values are.
        grouped: headers begin with their group.
    """

    group: str = "-"
    choice: str = ""
    is_whole: bool = True
    by_label: bool = False
    has_labels: bool = False
    grouped: bool = True

    def columns(self) -> list[Column]:
        """The form's items, multiple choices spread where `choice` says how."""
        found = []
        for column in columns_of(self._said, self._header):
            item = ITEM[column.item]
            is_spread = item["type"] == "select_multiple" and self.choice
            if self.is_whole or not is_spread:
                found.append(column)
            for code in choice_codes(item["choices"]) if is_spread else ():
                name = label(item["choices"], code) if self.by_label else code
                head = f"{column.header}{self.choice}{name}"
                found.append(Column(head, "", _ticks(column.item, code)))
        return found

    def _header(self, item: dict) -> str:
        section = item["section"] if self.by_label else SECTION_NAMES[item["section"]]
        said = item["question_zh"] if self.by_label else item["name"]
        return f"{section}{self.group}{said}" if self.grouped else said

    def _said(self, name: str, value: object) -> str:
        item = ITEM[name]
        if not (self.has_labels and item["type"].startswith("select")):
            return codes(name, value)
        several = value if isinstance(value, list) else [value]
        return " ".join(label(item["choices"], code) for code in several)


def exported(records: list[tuple[Person, dict]], code: str, shape: ExportShape) -> Grid:
    """The csv export of ODK Central: metadata, `group-name` headers, codes."""
    columns = [
        Column("SubmissionDate", "", lambda p, a: f"{a['survey_date']}T18:24:00.000Z"),
        Column("start", "", lambda p, a: f"{a['survey_date']}T15:13:00.000+08:00"),
        Column("end", "", lambda p, a: f"{a['survey_date']}T15:24:00.000+08:00"),
        Column("deviceid", "", lambda p, a: "collect:abcdef"),
        Column("community_code", COMMUNITY, lambda p, a: code),
        *shape.columns(),
        Column("meta-instanceID", "", lambda p, a: _key(p)),
        Column("KEY", "", lambda p, a: _key(p)),
        Column("SubmitterName", "", lambda p, a: "专干"),
        Column("ReviewState", "", lambda p, a: ""),
        Column("FormVersion", "", lambda p, a: "20260901"),
    ]
    return simple("data", columns, records)


def repeated(records: list[tuple[Person, dict]]) -> Grid:
    """The second file of an export: a repeat about other people of the household."""
    rows = [["name", "certificate_no", "relation", "PARENT_KEY", "KEY"]]
    rows += [
        [f"{p.name[:1]}某", f"{p.number[:17]}X49", "1", _key(p), f"{_key(p)}/member[1]"]
        for p, _answers in records
    ]
    return Grid("member", rows)


def _key(person: Person) -> str:
    return f"uuid:{person.number[6:14]}-{len(person.name)}"


def split_export(records: list[tuple[Person, dict]], said: str, shape: ExportShape) -> Grid:
    """A KoboToolbox export: multiple choices whole and as one column a choice, underscored data."""
    columns = [
        Column("start", "", lambda p, a: f"{a['survey_date']}T15:13:00.000+08:00"),
        *shape.columns(),
        Column("社区名称" if shape.by_label else "community", COMMUNITY, lambda p, a: said),
        Column("_id", "", lambda p, a: int(p.number[8:14])),
        Column("_uuid", "", lambda p, a: f"u-{p.number[6:12]}"),
        Column("_submission_time", "", lambda p, a: f"{a['survey_date']}T15:30:00"),
        Column("_validation_status", "", lambda p, a: ""),
        Column("_index", "", lambda p, a: 1),
    ]
    return simple("survey", columns, records)


def stacked(first: Grid, second: Grid, between: list[list]) -> Grid:
    """Two tables on one sheet, each with its own header."""
    rows = [*first.rows, [], *between, *second.rows]
    return Grid(first.name, rows, first.merged, first.hidden)


def _ticks(item: str, code: str) -> Callable[[Person, dict], object]:
    return lambda person, answers: int(code in answers[item]) if item in answers else ""


def with_number_typed(
    columns: list[Column], typed: Callable[[str], object], chosen: Callable[[Person], bool]
) -> list[Column]:
    """Certificate numbers of some people as `typed` gives them: float, int, or a rounded text."""

    def retyped(column: Column) -> Column:
        def cell(person: Person, answers: dict) -> object:
            if not chosen(person):
                return column.cell(person, answers)
            return typed(answers[NUMBERS[0]])

        return Column(column.header, column.item, cell)

    return [retyped(column) if column.item == NUMBERS[0] else column for column in columns]


def tidy(community: str) -> list[Column]:
    return with_community(columns_of(plain, label_of), community)


def spelled(
    chance: random.Random, wildness: int, header: Callable[[dict], str] = label_of
) -> list[Column]:
    return columns_of(Spelling(chance, wildness).cell, header)

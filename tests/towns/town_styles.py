"""The kinds of files that come in: each style takes a community's records and gives a file."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

import town_tables as tables
import town_writers as writers
from town_cells import NUMBERS
from town_people import Person

Records = list[tuple[Person, dict]]


@dataclass(slots=True)
class Made:
    """A file, or a folder of files by their names; `lines` counts filled lines below headers that
    are no person."""

    name: str
    data: bytes = b""
    lines: int = 0
    lossy: set[str] = field(default_factory=set)
    folder: dict[str, bytes] = field(default_factory=dict)


@dataclass(slots=True)
class Sender:
    """Who sends: what the styles need to know of community, town and year.

    `shared_names` are those of several people: a number without its tail would fit them all.
    """

    chance: random.Random
    community: str
    code: str
    town: str
    year: int
    shared_names: frozenset[str] = frozenset()


def plain(sender: Sender, records: Records) -> Made:
    grid = tables.simple("个人登记表", tables.tidy(sender.community), records)
    return Made(f"{sender.community}_采集表.xlsx", writers.by_openpyxl([grid]))


def labels(sender: Sender, records: Records) -> Made:
    columns = tables.spelled(sender.chance, 0, tables.code_and_label)
    grid = tables.simple("Sheet1", columns, records)
    grid.rows.append(["合计", len(records)])
    grid = tables.titled(
        tables.sectioned(grid, columns),
        [
            f"{sender.year}年度持证残疾人基本状况调查个人登记表({sender.community})",
            f"填报单位(盖章):{sender.community}",
        ],
    )
    notes = tables.Grid("填表说明", [["请按说明填写"], ["1.是 2.否"]])
    name = f"{sender.community}残疾人调查表(定稿).xlsx"
    return Made(name, writers.by_openpyxl([grid, tables.Grid("Sheet2"), notes]), 1)


def wild(sender: Sender, records: Records) -> Made:
    chance, lossy = sender.chance, _typed(sender, records)
    columns = tables.numbered(tables.spelled(chance, 2))
    columns = tables.with_number_typed(columns, float, lambda p: p.number in lossy)
    grid, lines = tables.disturbed(chance, tables.simple(sender.community, columns, records), 0)
    grid = tables.titled(grid, [""] * chance.randrange(5))
    writer = chance.choice((writers.by_openpyxl, writers.by_xlsxwriter))
    return Made(f"{sender.community}.xlsx", writer([grid]), lines, lossy)


def text_table(sender: Sender, records: Records) -> Made:
    """A text table; Excel has rounded some numbers in it to `3.30282E+19` for good."""
    chance = sender.chance
    lossy = _typed(sender, records) if chance.random() < 0.4 else set()
    columns = tables.with_community(tables.spelled(chance, 1), sender.community, "所属社区")
    columns = [_tabbed(column) for column in columns]
    columns = tables.with_number_typed(columns, _rounded, lambda p: p.number in lossy)
    grid = tables.simple("", columns, records)
    if chance.random() < 0.3:
        grid = tables.titled(grid, [f"{sender.town}残疾人调查表", ""])
    encoding = chance.choice(("gb18030", "gb18030", "gbk", "utf-8", "utf-8-sig", "utf-16"))
    separator, quoted = chance.choice((",", ",", ";", "\t")), chance.random() < 0.3
    try:
        data = writers.as_text(grid, separator, encoding, quoted=quoted)
    except UnicodeEncodeError:
        data = writers.as_text(grid, separator, "gb18030", quoted=quoted)
    return Made(f"{sender.community}_导出.csv", data, 0, lossy)


def _rounded(number: str) -> str:
    return f"{float(number):.5E}"


def _tabbed(column: tables.Column) -> tables.Column:
    """A tab before long numbers, as people do to keep Excel from rounding them."""
    if column.item not in NUMBERS:
        return column

    def cell(person: Person, answers: dict) -> object:
        value = column.cell(person, answers)
        return f"\t{value}" if value != "" else ""

    return tables.Column(column.header, column.item, cell)


def old_workbook(sender: Sender, records: Records) -> Made:
    half = (len(records) + 1) // 2
    grids = [
        tables.titled(
            tables.simple(f"{sender.community}{number}组", tables.spelled(sender.chance, 0), part),
            [f"{sender.community}第{number}组"],
        )
        for number, part in enumerate((records[:half], records[half:]), start=1)
        if part
    ]
    return Made(f"{sender.community}汇总表.xls", writers.by_xlwt(grids))


def collected(sender: Sender, records: Records) -> Made:
    """ODK Central: csv or zip, other separators, choices spread, a repeat as a second file."""
    chance = sender.chance
    shape = tables.ExportShape(
        group=chance.choice(("-", "-", "/", ".")),
        choice=chance.choice(("", "/", "/", "_")),
        is_whole=chance.random() < 0.7,
    )
    grid = tables.exported(records, sender.code, shape)
    if chance.random() < 0.5:
        return Made(f"{sender.community}_individual.csv", writers.as_text(grid, ",", "utf-8-sig"))
    repeat = writers.as_text(tables.repeated(records), ",", "utf-8")
    members = {
        "media/photo.jpg": b"\xff\xd8",
        "individual-member.csv": repeat,
        "individual.csv": writers.as_text(grid, ",", "utf-8"),
    }
    return Made(f"{sender.community}_individual.csv.zip", writers.zipped(members))


def split(sender: Sender, records: Records) -> Made:
    """KoboToolbox: names or labels in headers and in values, with groups or without."""
    chance = sender.chance
    choice = chance.choice(("/", "/", ""))
    shape = tables.ExportShape(
        group="/",
        choice=choice,
        is_whole=choice == "" or chance.random() < 0.6,
        by_label=chance.random() < 0.5,
        has_labels=chance.random() < 0.5,
        grouped=chance.random() < 0.7,
    )
    grid = tables.split_export(records, sender.community, shape)
    if chance.random() < 0.5:
        return Made(f"kobo_{sender.community}.xlsx", writers.by_xlsxwriter([grid]))
    return Made(f"kobo_{sender.community}.csv", writers.as_text(grid, ";", "utf-8-sig"))


def alias(sender: Sender, records: Records) -> Made:
    chance = sender.chance
    columns = tables.spelled(chance, 1, tables.alias_of(chance))
    community = chance.choice(tables.ALIASES[tables.COMMUNITY])
    columns = tables.with_community(columns, sender.community, community)
    columns = tables.with_others(chance, tables.shuffled(chance, columns))
    grid = tables.simple(chance.choice(("数据", "Sheet1", "导出结果", "data")), columns, records)
    return Made(f"APP采集数据导出_{sender.community}.xlsx", writers.by_xlsxwriter([grid]))


def open_document(sender: Sender, records: Records) -> Made:
    columns = tables.numbered(tables.spelled(sender.chance, 1))
    grid = tables.titled(
        tables.simple("登记表", columns, records),
        ["", f"{sender.town}{sender.community}登记表", ""],
    )
    grid.merged = []  # written without spans: LibreOffice exports of csv have none
    return Made(f"{sender.year}{sender.community}.ods", writers.by_hand_ods([grid]))


def halved(sender: Sender, records: Records) -> Made:
    columns = tables.spelled(sender.chance, 1)
    grid = tables.halved(tables.simple("汇总", columns, records), columns)
    titles = [f"{sender.town}残疾人基本状况调查登记表", f"村(社区)：{sender.community}"]
    writer = sender.chance.choice((writers.by_openpyxl, writers.by_xlsxwriter, writers.by_xlwt))
    ending = "xls" if writer is writers.by_xlwt else "xlsx"
    return Made(f"{sender.community}登记表.{ending}", writer([tables.titled(grid, titles)]))


def coded(sender: Sender, records: Records) -> Made:
    chance = sender.chance
    if chance.random() < 0.5:
        columns = tables.spelled(chance, 1)
        grid = tables.coded_below(tables.simple("录入", columns, records), columns)
    else:
        columns = tables.spelled(chance, 1, lambda item: item["code"])
        grid = tables.simple("录入", tables.with_community(columns, sender.community), records)
    return Made(f"{sender.community}录入.xlsx", writers.by_xlsxwriter([grid]))


def exact(sender: Sender, records: Records) -> Made:
    """Numbers typed as numbers, by a program that writes all their digits."""
    whole = _typed(sender, records)
    columns = tables.tidy(sender.community)
    columns = tables.with_number_typed(columns, int, lambda p: p.number in whole)
    grid = tables.simple("Sheet1", columns, records)
    return Made(f"{sender.community}(电子版).xlsx", writers.digit_by_digit([grid]))


def messy(sender: Sender, records: Records) -> Made:
    """Aliases in another order, odd columns, lines between, and the header further down."""
    chance = sender.chance
    columns = tables.with_others(chance, tables.spelled(chance, 2, tables.alias_of(chance)))
    columns = tables.with_community(columns, sender.community)
    grid, lines = tables.disturbed(chance, tables.simple("表", columns, records), 0)
    titles = [f"{sender.year}年{sender.town}{sender.community}残疾人状况调查表", "", "单位：人", ""]
    grid = tables.titled(grid, titles[: chance.randrange(5)])
    return Made(f"附件2 {sender.community}（修改版2）.xlsx", writers.by_openpyxl([grid]), lines)


def decorated(sender: Sender, records: Records) -> Made:
    chance = sender.chance
    columns = tables.spelled(chance, 1, tables.decorated(chance))
    columns = tables.with_community(
        columns, sender.community, chance.choice(("村(社区)", "*所属村(社区)"))
    )
    grid = tables.titled(tables.simple("调查表", columns, records), ["残疾人基本状况调查表", ""])
    return Made(
        f"{sender.community}残疾人基本状况调查表{sender.year}.xlsx", writers.by_openpyxl([grid])
    )


def instances(sender: Sender, records: Records) -> Made:
    """A zip of the forms as the collecting app keeps them, one file each."""
    members = {
        f"instances/{number}/submission.xml": writers.instance_xml(answers, sender.code)
        for number, (_person, answers) in enumerate(records, start=1)
    }
    return Made(f"{sender.community}_instances.zip", writers.zipped(members))


def instance_folder(sender: Sender, records: Records) -> Made:
    """The forms as the app keeps them, a file each, with photos beside them."""
    files = {
        f"{sender.community}_{number}.xml": writers.instance_xml(answers, sender.code)
        for number, (_person, answers) in enumerate(records, start=1)
    }
    return Made(f"{sender.community}_instances", folder=files)


def packed(sender: Sender, records: Records) -> Made:
    """A zip from Chinese Windows: two workbooks, a letter, and what its makers left behind."""
    chance, half = sender.chance, (len(records) + 1) // 2
    columns = tables.with_community(tables.spelled(chance, 1), sender.community)
    first = tables.simple("登记表", columns, records[:half])
    second = tables.simple("", columns, records[half:])
    members = {
        f"{sender.community}/一组.xlsx": writers.by_xlsxwriter([first]),
        f"{sender.community}/二组.csv": writers.as_text(second, ",", "gb18030"),
        f"{sender.community}/说明.docx": writers.zipped({"word/document.xml": b"<w:document/>"}),
        f"{sender.community}/~$一组.xlsx": b"\x05user",
    }
    if half == len(records):
        del members[f"{sender.community}/二组.csv"]
    return Made(f"{sender.community}.zip", writers.zipped(members, as_windows=True))


def macro(sender: Sender, records: Records) -> Made:
    columns = tables.with_community(tables.spelled(sender.chance, 2), sender.community)
    grid = tables.titled(tables.simple("录入", columns, records), ["残疾人状况登记", ""])
    return Made(f"{sender.community}录入.xlsm", writers.with_macro(writers.by_openpyxl([grid])))


def binary(sender: Sender, records: Records) -> Made:
    columns = tables.numbered(tables.spelled(sender.chance, 1))
    columns = tables.with_community(columns, sender.community)
    grids = [tables.simple("登记表", columns, records), tables.Grid("说明", [["按户填写"]])]
    return Made(f"{sender.community}.xlsb", writers.by_hand_xlsb(grids))


def markup(sender: Sender, records: Records) -> Made:
    """A web page or an XML workbook of Excel 2003, called .xls."""
    chance = sender.chance
    columns = tables.with_community(tables.spelled(chance, 1), sender.community)
    grid = tables.titled(tables.simple("导出", columns, records), ["残疾人状况导出表"])
    as_page = chance.random() < 0.6
    data = writers.web_page(grid, "gb18030") if as_page else writers.xml_workbook([grid])
    return Made(f"{sender.community}导出.xls", data)


def stacked(sender: Sender, records: Records) -> Made:
    """Two tables below each other, with other headers in another order."""
    chance, half = sender.chance, (len(records) + 1) // 2
    columns = tables.spelled(chance, 1)
    first = tables.titled(tables.simple("表", columns, records[:half]), ["一组登记表"])
    other = tables.shuffled(chance, tables.spelled(chance, 1, tables.alias_of(chance)))
    second = tables.simple("表", other, records[half:])
    grid = tables.stacked(first, second, [["二组登记表"]]) if half < len(records) else first
    lines = 1 if half < len(records) else 0
    return Made(f"{sender.community}两组.xlsx", writers.by_openpyxl([grid]), lines)


def sheets_together(sender: Sender, groups: dict[str, Records]) -> Made:
    """One workbook of several communities, a sheet each."""
    grids = [
        tables.simple(community, tables.spelled(sender.chance, 1), records)
        for community, records in groups.items()
    ]
    return Made(f"{sender.town}分村表.xlsx", writers.by_xlsxwriter(grids))


def lines_together(sender: Sender, groups: dict[str, Records]) -> Made:
    """One sheet of several communities, each below a line with its name."""
    columns = tables.spelled(sender.chance, 1)
    rows = [[column.header for column in columns]]
    for community, records in groups.items():
        rows += [[community], *tables.body(columns, records)]
    grid = tables.titled(tables.Grid("全镇", rows), [f"{sender.town}残疾人调查汇总表"])
    return Made(f"{sender.town}汇总.xlsx", writers.by_openpyxl([grid]), len(groups))


def _typed(sender: Sender, records: Records) -> set[str]:
    """Numbers that people could have typed as numbers: digits only, and nothing wrong with them."""
    able = [
        person.number
        for person, answers in records
        if person.number.isdecimal()
        and person.name not in sender.shared_names
        and answers["certificate_no"] == person.number
        and not {"P01", "P03", "P04", "P05", "P07", "K32"} & set(person.faults)
    ]
    return set(sender.chance.sample(able, len(able) // 5))


STYLES: dict[str, Callable[[Sender, Records], Made]] = {
    "plain": plain,
    "labels": labels,
    "wild": wild,
    "csv_gb": text_table,
    "xls": old_workbook,
    "odk": collected,
    "alias": alias,
    "kobo": split,
    "ods": open_document,
    "halved": halved,
    "coded": coded,
    "exact": exact,
    "messy": messy,
    "decorated": decorated,
    "instances": instances,
    "instance_folder": instance_folder,
    "packed": packed,
    "macro": macro,
    "binary": binary,
    "stacked": stacked,
    "markup": markup,
}
NAMING = {
    "plain", "csv_gb", "odk", "alias", "kobo", "exact", "messy", "decorated", "instances",
    "instance_folder", "packed", "macro", "binary", "markup",
}  # fmt: skip
"""Styles in which each row says its community."""

"""Make the broken, hostile and unusual files that intake is tested with.

    python packaging/make_intake_assets.py        writes tests/assets/intake/

All persons in them are invented.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

from hostile_files import HOSTILE
from minimal_workbooks import ods, xlsb, xlsx, xlsx_row, zipped

TARGET = Path(__file__).resolve().parents[1] / "tests" / "assets" / "intake"
HEADER = ("姓名", "残疾人证号", "户口性质", "手机号码", "调查日期", "个人状态标注", "调查方式")
PEOPLE = (
    ("张三", "33028219620512416X41", "1", "13800000001", "2025-08-01", "6", "1"),
    ("阿依·古丽", "33028219750101123444", "2", "13800000002", "2025-08-02", "6", "2"),
    ("李四", "33028219800229001252B1", "1.农业", "13800000003", "2025-08-03", "正常", "入户调查"),
)
TABLE = (HEADER, *PEOPLE)


def instance_xml() -> bytes:
    """One form as ODK Collect keeps it."""
    name, number, *_rest = PEOPLE[0]
    return (
        f'<data id="individual" version="20250901"><head><status>6</status><mode>1</mode></head>'
        f"<basic><name>{name}</name><certificate_no>{number}</certificate_no></basic>"
        f"<meta><instanceID>uuid:1</instanceID></meta></data>"
    ).encode()


def central_zip() -> bytes:
    """A zip export of ODK Central: the table, media beside it, the names with their groups."""
    header = "SubmissionDate,head-status,basic-name,basic-certificate_no,meta-instanceID,KEY"
    lines = [f"2025-08-01T10:00:00Z,6,{name},{no},uuid:1,uuid:1" for name, no, *_ in PEOPLE]
    table = "\n".join([header, *lines, ""])
    return zipped({"individual.csv": table.encode(), "media/photo.jpg": b"\xff\xd8\xff"})


def exact_numbers() -> bytes:
    """Certificate numbers typed as numbers by a program that keeps every digit."""
    header = dict(zip("ABC", ("姓名", "残疾人证号", "手机号码"), strict=True))
    rows = [{"A": "甲一", "B": 33028219800229001252, "C": 13800000003}]
    return xlsx("".join(xlsx_row(at, cells) for at, cells in enumerate([header, *rows], 1)))


def excel_numbers() -> bytes:
    """The same as Excel saves them: 15 digits."""
    return exact_numbers_as("3.3028219800229E+19")


def exact_numbers_as(written: str) -> bytes:
    """The number in other words."""
    row = xlsx_row(1, dict(zip("AB", ("姓名", "残疾人证号"), strict=True)))
    cells = f'<c r="A2" t="inlineStr"><is><t>甲一</t></is></c><c r="B2"><v>{written}</v></c>'
    return xlsx(f'{row}<row r="2">{cells}</row>')


def old_workbook() -> bytes:
    """An .xls workbook of an old machine."""
    import xlwt  # noqa: PLC0415 - a writer for tests only

    book = xlwt.Workbook()
    sheet = book.add_sheet("表一")
    for at, row in enumerate(TABLE):
        for column, cell in enumerate(row):
            sheet.write(at, column, cell)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


ASSETS: dict[str, Callable[[], bytes]] = HOSTILE | {
    "instance.xml": instance_xml,
    "central.zip": central_zip,
    "exact_numbers.xlsx": exact_numbers,
    "excel_numbers.xlsx": excel_numbers,
    "table.xls": old_workbook,
    "table.ods": lambda: ods(TABLE),
    "table.xlsb": lambda: xlsb(TABLE),
}


def main() -> None:
    """Write every file anew."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, build in ASSETS.items():
        (TARGET / name).write_bytes(build())
        print(name)


if __name__ == "__main__":
    main()

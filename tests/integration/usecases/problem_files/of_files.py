"""Files that no table can be read from."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tests.integration.usecases.problem_files.sent import (
    LI,
    WHO,
    ZHANG,
    AtHand,
    brings,
    lines,
    packed,
    text_table,
    workbook,
)

ASSETS = Path(__file__).parents[3] / "assets" / "intake"
_MEGABYTE = 1024 * 1024


def _copy(at: AtHand, asset: str, name: str) -> Path:
    return Path(shutil.copyfile(ASSETS / asset, at.folder / name))


def _bytes(at: AtHand, name: str, data: bytes) -> Path:
    path = at.folder / name
    path.write_bytes(data)
    return path


@brings("empty_file")
def an_empty_file(at: AtHand) -> Path:
    """Nothing was copied."""
    return _bytes(at, "空文件.xlsx", b"")


@brings("damaged_file")
def half_a_file(at: AtHand) -> Path:
    """The stick was pulled out too soon."""
    whole = workbook(at.folder / "拷了一半.xlsx", {"登记表": [WHO, ZHANG]})
    whole.write_bytes(whole.read_bytes()[:2000])
    return whole


@brings("damaged_file", "西溪村.xlsx")
@brings("not_a_table", "说明.docx")
def a_zip_with_a_broken_member(at: AtHand) -> Path:
    """A good table, a torn one and a letter."""
    members = {
        "东溪村.csv": lines([WHO, LI]),
        "西溪村.xlsx": b"PK\x03\x04 torn",
        "说明.docx": (ASSETS / "letter.xlsx").read_bytes(),
    }
    return packed(at.folder / "全镇.zip", members)


@brings("encrypted_file")
def a_password(at: AtHand) -> Path:
    """Protected by a password."""
    return _copy(at, "encrypted.xlsx", "加密.xlsx")


@brings("encrypted_form")
def a_form_that_collect_encrypted(at: AtHand) -> Path:
    """An instance of ODK Collect under a public key."""
    return _bytes(at, "实例.xml", b'<data id="x" encrypted="yes"><a>a.enc</a></data>')


@brings("not_a_table")
def a_letter(at: AtHand) -> Path:
    """A document under a workbook's name."""
    return _copy(at, "letter.xlsx", "公函.xlsx")


@brings("unknown_encoding")
def noise(at: AtHand) -> Path:
    """Bytes that are no text."""
    return _bytes(at, "不明编码.csv", bytes(range(128, 256)) * 20)


@brings("words_lost")
def question_marks(at: AtHand) -> Path:
    """An export from a program that knows no Chinese."""
    rows = [("??", "????", "????"), *[("???", f"3302821962051241{n:04}", "1") for n in range(5)]]
    return text_table(at.folder / "问号.csv", rows)


@brings("nothing_filled")
def an_empty_workbook(at: AtHand) -> Path:
    """A workbook as it comes from the menu."""
    return workbook(at.folder / "新建.xlsx", {"Sheet1": []})


@brings("no_rows")
def a_header_alone(at: AtHand) -> Path:
    """Nobody filled it in."""
    return workbook(at.folder / "只有表头.xlsx", {"登记表": [(*WHO, "户口性质")]})


@brings("unknown_table")
def another_table(at: AtHand) -> Path:
    """The water bills."""
    rows = [("户名", "水表号", "用量"), ("张三", "A-1", 12)]
    return workbook(at.folder / "水费.xlsx", {"水费": rows})


@brings("zip_bomb")
def a_bomb(at: AtHand) -> Path:
    """Megabytes of nothing."""
    return _copy(at, "zip_bomb.xlsx", "炸弹.xlsx")


@brings("too_many_rows", "Sheet1")
def far_below(at: AtHand) -> Path:
    """A cell somewhere far below."""
    return _copy(at, "far_row.xlsx", "太长.xlsx")


@brings("too_many_columns")
def many_columns(at: AtHand) -> Path:
    """A line that goes on and on."""
    return _copy(at, "many_columns.csv", "太宽.csv")


@brings("too_many_cells", "Sheet1")
def wide_and_tall(at: AtHand) -> Path:
    """A cell in the far corner."""
    return _copy(at, "wide_and_tall.xlsx", "太大.xlsx")


@brings("too_many_sheets")
def a_sheet_each(at: AtHand) -> Path:
    """More sheets than anybody fills."""
    return workbook(at.folder / "一人一张.xlsx", {str(n): [["张"]] for n in range(301)})


@brings("cell_too_long", "!2")
def an_open_quotation_mark(at: AtHand) -> Path:
    """All the rest of the file is one cell."""
    return _copy(at, "unclosed_quote.csv", "太长的格.csv")


@brings("too_large")
def a_film(at: AtHand) -> Path:
    """Larger than any table; nothing is written but its size."""
    path = _bytes(at, "录像.xlsx", b"")
    os.truncate(path, 65 * _MEGABYTE)
    return path


@brings("file_missing")
def a_stick_that_was_pulled_out(at: AtHand) -> Path:
    """It was there when it was chosen."""
    return at.folder / "拔掉的U盘.xlsx"


@brings("unreadable_file")
def a_pipe(at: AtHand) -> Path:
    """No file at all."""
    os.mkfifo(path := at.folder / "管道.xlsx")
    return path

"""Files as communities send them, each with the problems it brings and where those are told."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl

Rows = Sequence[Sequence[Any]]
NUMBER, OTHER = "33028219620512416X41", "33028219750101123444"
"""Nobody's on the roster."""
MOBILE, SECOND_MOBILE, LANDLINE = "13800000001", "13900000002", "0574-63410001"
WHO = ("姓名", "残疾人证号", "手机号码")
ZHANG, LI = ("张三", NUMBER, MOBILE), ("李四", OTHER, SECOND_MOBILE)
_SPOT = re.compile(r"(?P<sheet>.*?)(?:!(?P<column>[A-Z]*)(?P<row>\d+))?")


@dataclass(frozen=True)
class AtHand:
    """What the communities have when they write.

    Attributes:
        folder: where they write.
        people: on the roster; the answers of a faultless form of each.
        roster: the office's.
        workbook, own_workbook: the office's collection workbooks for people and for the community,
            made with the edition before.
        return_sheet: Excel with three queries to the first of the people, of `queries`.
    """

    folder: Path
    people: tuple[dict[str, Any], ...]
    roster: Path
    workbook: Path
    own_workbook: Path
    return_sheet: Path
    queries: tuple[int, ...]


Write = Callable[[AtHand], Path]


class Spot(NamedTuple):
    """Where a problem is told, as a list prints it; what it speaks of no part of is empty."""

    sheet: str
    row: str
    column: str
    value: str


class Brought(NamedTuple):
    """A problem that a file brings."""

    code: str
    spot: Spot
    write: Write


BROUGHT: list[Brought] = []


def brings(code: str, where: str = "", value: str = "") -> Callable[[Write], Write]:
    """Note that the file brings a problem at `sheet!C2`, `sheet!2`, `sheet`, or as a whole."""
    found = _SPOT.fullmatch(where)
    assert found, where
    spot = Spot(found["sheet"], found["row"] or "", found["column"] or "", value)

    def noted(write: Write) -> Write:
        BROUGHT.append(Brought(code, spot, write))
        return write

    return noted


def workbook(path: Path, sheets: Mapping[str, Rows], merged: Iterable[str] = ()) -> Path:
    """An xlsx; `merged` areas are on each sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        for area in merged:
            sheet.merge_cells(area)
    book.save(path)
    return path


def lines(rows: Rows) -> str:
    """As csv."""
    return "\n".join(",".join(map(str, row)) for row in rows) + "\n"


def text_table(path: Path, rows: Rows) -> Path:
    """A csv as Excel saves it."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def packed(path: Path, members: Mapping[str, str | bytes]) -> Path:
    """A zip."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path

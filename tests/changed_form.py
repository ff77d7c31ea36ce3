"""The survey's own form, changed by hand as an office changes it: a new edition for tests."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path

import openpyxl

from dsurvey_desktop.domain.resources import resources_folder

ITEM = "bind::ds:item"
ZH, EN = "label::中文 (zh)", "label::English (en)"
QUIET = "quiet"
"""A version whose changes open no new finding in any entry."""


class FormWorkbook:
    """A workbook of the survey, row by row under its header."""

    def __init__(self, kind: str = "individual") -> None:
        self._book = openpyxl.load_workbook(resources_folder() / "forms" / f"{kind}.xlsx")

    def row_of(self, name: str, sheet: str = "survey") -> int:
        """Row of an item (or of the list `list/code` of choices)."""
        rows = self._book[sheet].iter_rows(min_col=1, max_col=2, values_only=True)
        keys = [f"{one}/{two}" if sheet == "choices" else two for one, two in rows]
        return keys.index(name) + 1

    def set(self, name: str, column: str, value: str | None, sheet: str = "survey") -> None:
        """Write one cell of an item's row."""
        self._book[sheet].cell(self.row_of(name, sheet), self.column(column, sheet)).value = value

    def column(self, name: str, sheet: str = "survey") -> int:
        """Number of a column, from 1."""
        return [cell.value for cell in self._book[sheet][1]].index(name) + 1

    def remove(self, name: str, sheet: str = "survey") -> None:
        """Take an item or a choice out."""
        self._book[sheet].delete_rows(self.row_of(name, sheet))

    def insert_behind(self, name: str, cells: dict[str, str], sheet: str = "survey") -> None:
        """Add a row."""
        page = self._book[sheet]
        place = self.row_of(name, sheet) + 1
        page.insert_rows(place)
        for number, cell in enumerate(page[1], start=1):
            page.cell(place, number).value = cells.get(str(cell.value))

    def save(self, path: Path) -> Path:
        """Write it as an edition of its own."""
        path.write_bytes(self.content())
        return path

    def content(self, version: str = "2.0") -> bytes:
        """The bytes of an edition of its own."""
        self._book["settings"].cell(2, self.column("version", "settings")).value = version
        target = BytesIO()
        self._book.save(target)
        return target.getvalue()


def next_edition(path: Path, *, is_quiet: bool = False) -> Path:
    """Next year's individual form.

    Gone: `family_doctor` (R20) and the choice 4 丧偶 of `marital_status`. New: `has_phone` (R5c),
    which everybody surveyed must fill in. Changed: the wording of `address`, what code 3 of
    `housing` is called, and `education_level`, which is asked from 18 on instead of 15.

    A quiet edition only loses `family_doctor` and gains `has_phone`, which may stay empty.
    """
    path.write_bytes(_next_edition(is_quiet))
    return path


@cache
def _next_edition(is_quiet: bool) -> bytes:
    form = FormWorkbook()
    new = {
        "type": "select_one yes_no",
        "name": "has_phone",
        ZH: "是否使用智能手机",
        EN: "Uses a smartphone",
        "relevant": "${status} = '6'",
        "required": "" if is_quiet else "true()",
        ITEM: "R5c",
    }
    form.remove("family_doctor")
    form.insert_behind("mobile", new)
    if is_quiet:
        return form.content(QUIET)
    form.remove("marital_status/4", "choices")
    form.set("address", ZH, "现常住地址")
    form.set("housing/3", ZH, "租住或借住", "choices")
    form.set("education_level", "relevant", "${status} = '6' and ${age} >= 18")
    return form.content()

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

    def rename(self, name: str, new: str) -> None:
        """Give an item another name, wherever it is spoken of."""
        self.replace_words(f"${{{name}}}", f"${{{new}}}")
        self.set(name, "name", new)

    def replace_words(self, words: str, new: str) -> None:
        """Write other words for these in all conditions."""
        for row in self._book["survey"].iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    cell.value = cell.value.replace(words, new)

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


@cache
def last_years_edition(number: str = "certificate_no") -> bytes:
    """Last year's individual form, as it might have been.

    `hukou` was called `hkxz` with the codes the other way round, `certificate_no` may have been
    called otherwise; `marital_status` had a choice 9 不详; `has_tv` (是否有电视机) is asked no more.
    """
    form = FormWorkbook()
    for code, label in (("1", "非农业"), ("2", "农业")):
        form.set(f"hukou/{code}", ZH, label, "choices")
        form.set(
            f"hukou/{code}", EN, {"农业": "Agricultural"}.get(label, "Non-agricultural"), "choices"
        )
    form.replace_words("${hukou} = '1'", "${hukou} = '2'")
    form.rename("hukou", "hkxz")
    if number != "certificate_no":
        form.rename("certificate_no", number)
    unknown = {"list_name": "marital_status", "name": "9", ZH: "不详", EN: "Unknown"}
    form.insert_behind("marital_status/4", unknown, "choices")
    tv = {"type": "select_one yes_no", "name": "has_tv", ZH: "是否有电视机", EN: "Has a TV set"}
    form.insert_behind("mobile", tv | {"relevant": "${status} = '6'", ITEM: "R5d"})
    return form.content("2024")

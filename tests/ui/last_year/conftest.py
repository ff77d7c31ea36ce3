from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from dsurvey_desktop.domain.resources import resources_folder
from ui.last_year.page import LastYearPage

SUBMISSION = resources_folder() / "sample_town" / "submissions" / "上塘村.xlsx"
HUKOU = {"农业": "非农业", "非农业": "农业"}


@pytest.fixture
def page(show_page) -> LastYearPage:
    return show_page(LastYearPage)


@pytest.fixture
def last_year(tmp_path) -> Callable[..., Path]:
    """A community's workbook of last year: every address and the first ten hukou are others,
    and the first telephone number.

    With `schooling` everybody had been to school that long.
    """

    def written(schooling: str = "") -> Path:
        book = openpyxl.load_workbook(SUBMISSION)
        sheet = book.worksheets[0]
        head = {cell.value: cell for row in sheet.iter_rows(max_row=8) for cell in row}
        address, hukou, school = head["现居住地址"], head["户口性质"], head["受教育程度"]
        sheet.cell(address.row + 1, head["手机号码"].column).value = "13900000000"
        turned = 0
        for row in range(address.row + 1, sheet.max_row + 1):
            place = sheet.cell(row, address.column)
            place.value = f"旧{place.value}" if place.value else None
            if schooling and sheet.cell(row, school.column).value:
                sheet.cell(row, school.column).value = schooling
            cell = sheet.cell(row, hukou.column)
            if turned < 10 and cell.value in HUKOU:
                cell.value, turned = HUKOU[cell.value], turned + 1
        path = tmp_path / "上塘村2024.xlsx"
        book.save(path)
        return path

    return written

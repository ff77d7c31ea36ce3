"""A file of another year asks for its year in the list; one confirmation takes it in."""

from __future__ import annotations

import pytest

from ui.intake.file_columns import standing
from ui.intake.page import IntakePage


@pytest.fixture
def page(show_page):
    return show_page(IntakePage)


def _line(page):
    return next(line for line in page.files.model.rows if line.file == "东溪村2024.csv")


def test_it_waits_for_its_year_and_is_taken_in_when_that_is_confirmed(page, idle, tmp_path):
    path = tmp_path / "东溪村2024.csv"
    path.write_text("姓名,残疾人证号,调查日期\n钱七,330282199909099999,2024-08-01\n", "utf-8")
    page.take_in((path,))
    idle()

    assert standing(_line(page)) == "请核对年份"
    at = [column.show for column in page.files.model.columns].index(standing)
    table = page.files.table
    longest = max(map(table.fontMetrics().horizontalAdvance, ("请核对列的对应", "待并入登记表")))
    assert table.columnWidth(at) > longest + table.rowHeight(0)  # the shape before the words

    page.confirm()
    idle()
    assert _line(page).batch is not None

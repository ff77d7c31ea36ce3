"""Merged cells of a sheet with several tables."""

from __future__ import annotations

from dsurvey_desktop.intake.merged_cells import merged_areas
from dsurvey_desktop.intake.model import ColumnMatch
from dsurvey_desktop.intake.sheets import Sheet

COLUMNS = (ColumnMatch(1, "姓名", "name", 1.0), ColumnMatch(2, "调查方式", "mode", 1.0))


def test_each_table_has_the_areas_at_its_rows():
    areas = (((7, 1), (8, 1)), ((1, 1), (3, 1)), ((5, 0), (8, 0)), ((4, 1), (4, 2)))
    sheet = Sheet("", [["", ""]] * 9, merged=areas)

    assert merged_areas(sheet, [1, 2, 3], COLUMNS, {"mode"}) == {1: [(1, 3)]}
    assert merged_areas(sheet, [2, 3], COLUMNS, {"mode"}) == {1: [(1, 3)]}
    assert merged_areas(sheet, [6, 7, 8], COLUMNS, {"mode", "name"})[0] == [(5, 8)]
    assert merged_areas(sheet, [6, 7, 8], COLUMNS, {"mode"})[1][-1] == (7, 8)
    assert merged_areas(sheet, [], COLUMNS, {"mode"}) == {}
    assert merged_areas(sheet, [0], COLUMNS, {"mode"}) == {}

"""A file or sheet that bears a community's name says whose rows it holds, whatever its ending."""

from __future__ import annotations

from dsurvey_desktop.intake.model import FileKind, ParsedFile, ParsedRow, ParsedTable
from dsurvey_desktop.usecases.community_of_file import fill_communities

CODES = {"胜利农场": "445302060203", "东湖": "445302060204", "东湖新城": "445302060205"}


def communities(file: str, sheet: str, *said: str) -> list[str]:
    rows = [ParsedRow(sheet, number, (), {}, community=one) for number, one in enumerate(said, 2)]
    parsed = ParsedFile(file, FileKind.INDIVIDUAL, (ParsedTable(sheet, (1,), (), rows),))
    fill_communities(parsed, CODES)
    return [row.community for row in parsed.rows()]


def test_the_files_name_speaks_for_rows_that_say_nothing():
    assert communities("胜利农场 (2).xlsx", "Sheet1", "", "南田村") == ["445302060203", "南田村"]


def test_the_sheet_counts_before_the_file():
    assert communities("胜利农场.xlsx", "东湖", "") == ["445302060204"]


def test_the_longer_of_two_names_that_contain_each_other_counts():
    assert communities("东湖新城调查表.xlsx", "Sheet1", "") == ["445302060205"]


def test_two_communities_in_one_name_say_nothing():
    assert communities("胜利农场和东湖.xlsx", "Sheet1", "") == [""]

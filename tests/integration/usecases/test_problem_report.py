"""The problem list goes back to the communities: as PDF, as Excel, one for each."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.problem import Severity, column_letters
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.list_problems import list_sent_problems
from dsurvey_desktop.usecases.print_problem_list import print_problem_list
from dsurvey_desktop.usecases.problem_codes import list_problem_codes
from dsurvey_desktop.usecases.run_demo import SampleTown
from dsurvey_desktop.usecases.sender_advice import sender_advice

from .office_suite import needs_libreoffice, saved_again

RULE = re.compile(r"[A-Z]\d\d[a-z]?")
CODE, NAME = "330282105203", "上塘村"


def told(desk: Desk, community: str = "") -> list[tuple[str, ...]]:
    """What must stand in a list: place, value, sentence and advice of each problem."""
    return [
        (
            *(one.problem.place.file, one.problem.place.sheet),
            *(str(one.problem.place.row or ""), column_letters(one.problem.place.column)),
            *(one.problem.value, str(one.problem.message), sender_advice(one.problem)),
        )
        for one in list_sent_problems(desk)
        if one.problem.severity is not Severity.NOTICE and community in ("", one.community)
    ]


def rows_of(path: Path) -> dict[str, list[tuple[str, ...]]]:
    book = openpyxl.load_workbook(path)
    found = {}
    for sheet in book:
        rows = sheet.iter_rows(min_row=5, values_only=True)
        lines = [[str(cell or "") for cell in row] for row in rows if row[0]]
        found[sheet.title] = [(*line[1:6], *line[7:9]) for line in lines]
    return found


def test_a_name_that_ends_like_another_file_is_refused(small_desk, tmp_path):
    target = tmp_path / "问题.doc"
    with pytest.raises(AppError) as refused:
        print_problem_list(small_desk, target)
    assert refused.value.code == "ending_unknown"
    assert ".doc" in str(refused.value)
    assert not target.exists()
    assert print_problem_list(small_desk, tmp_path / "2025.10").written == ()


def test_excel_has_a_sheet_for_each_community_with_every_problem(
    desk: Desk, tmp_path: Path
) -> None:
    report = print_problem_list(desk, tmp_path / "problems.xlsx")
    found = rows_of(Path(report.path))
    assert report.pages == len(found) > 3
    assert sorted(line for lines in found.values() for line in lines) == sorted(told(desk))
    assert found[NAME] == told(desk, NAME)
    assert report.written[0].problems == len(told(desk))


def test_a_folder_gets_a_workbook_for_each_community(desk: Desk, tmp_path: Path) -> None:
    report = print_problem_list(desk, tmp_path / "lists")
    own = next(one for one in report.written if one.community == NAME)
    assert own.problems == len(told(desk, NAME))
    assert rows_of(Path(own.path)) == {NAME: told(desk, NAME)}
    assert sum(one.problems for one in report.written) == len(told(desk))
    assert {Path(one.path) for one in report.written} == set((tmp_path / "lists").iterdir())


def test_one_community_alone_is_told_of_nobody_elses(desk: Desk, tmp_path: Path) -> None:
    report = print_problem_list(desk, tmp_path / "problems.pdf", CODE)
    text = "".join(page.extract_text() for page in PdfReader(report.path).pages)
    assert NAME in text
    others = {one.community for one in list_sent_problems(desk)} - {NAME, ""}
    assert not [other for other in others if f"{other}：" in text]
    with pytest.raises(AppError) as refused:
        print_problem_list(desk, tmp_path / "x.pdf", "990000000000")
    assert refused.value.code == "no_community"


@needs_libreoffice
def test_another_program_shows_the_whole_list_on_paper(desk: Desk, tmp_path: Path) -> None:
    report = print_problem_list(desk, tmp_path / "problems.xlsx", CODE)
    (printed,) = saved_again([Path(report.path)], "pdf", tmp_path)
    reader = PdfReader(printed)
    assert {tuple(round(side) for side in page.mediabox[2:]) for page in reader.pages} == {
        (842, 595)
    }
    text = "".join("".join(page.extract_text().split()) for page in reader.pages)
    for line in told(desk, NAME):
        assert "".join(line[5].split()) in text


def test_whatever_the_towns_files_bring_is_in_the_catalogue(
    new_desk: Desk, town: SampleTown
) -> None:
    known = {one.code for one in list_problem_codes()}
    files = [*town.submissions, *sorted((town.folder / "broken").iterdir())]
    outcomes = add_submissions(new_desk, files)
    found = {problem.code for one in outcomes for problem in one.problems}
    assert len(found) > 8
    assert {code for code in found if not RULE.fullmatch(code)} <= known

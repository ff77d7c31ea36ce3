"""Rosters, lists of communities, corrections and last year's files: what is told where they go in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import xlsxwriter

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.problem import Problem
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.correct_file import correct_from_file
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.import_last_year import import_last_year
from dsurvey_desktop.usecases.import_roster import import_roster
from dsurvey_desktop.usecases.read_communities import read_communities
from dsurvey_desktop.usecases.refused_file import refused
from tests.integration.usecases.conftest import ROSTER_HEADER, SmallTown
from tests.integration.usecases.problem_files.of_rows import AFTER_CUTOFF, NOT_VALID
from tests.integration.usecases.problem_files.sent import AtHand, text_table

WRONG, TWICE, REBUILT = "33028219630512416X", "33028219770209509643", "33028219970209509543"
Tell = Callable[[Desk, AtHand], tuple[Problem, ...]]
ELSEWHERE: dict[str, Tell] = {}
"""Codes that no submission brings, and how a file brings them."""


def roster(town: SmallTown, folder: Path) -> Path:
    """The small town's, with those who are not surveyed and lines to look at."""
    home = town.setup.communities[0]
    place = (home.name, home.code)
    valid = ("2015-05-04", "有效")
    more = (
        ("周晚", AFTER_CUTOFF[:18], AFTER_CUTOFF, "肢体", "四级", *place, "2025-10-08", "有效"),
        ("吴销", NOT_VALID[:18], NOT_VALID, "肢体", "四级", *place, "2015-05-04", "注销"),
        ("郑错", WRONG, WRONG, "肢体", "四级", *place, *valid),
        ("钱重", TWICE[:18], TWICE, "肢体", "三级", *place, *valid),
        ("钱重", TWICE[:18], TWICE, "肢体", "三级", *place, *valid),
        ("冯补", REBUILT[:18], float(REBUILT), "肢体", "三级", *place, *valid),
    )
    known = town.roster().read_text("utf-8-sig").splitlines()[1:]
    path = folder / "名册.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("名册")
        rows = [(*ROSTER_HEADER, "证件状态"), *([*one.split(","), "有效"] for one in known), *more]
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


def tells(*codes: str) -> Callable[[Tell], Tell]:
    """Note what a way in tells."""

    def noted(tell: Tell) -> Tell:
        ELSEWHERE.update(dict.fromkeys(codes, tell))
        return tell

    return noted


def _refusal(file: str, ask: Callable[[], object]) -> tuple[Problem, ...]:
    try:
        ask()
    except AppError as error:
        return refused(file, error).problems
    return ()


@tells("bad_certificate_no", "certificate_rebuilt", "duplicate_on_roster")
def the_roster(desk: Desk, at: AtHand) -> tuple[Problem, ...]:
    """What is told of the roster, which comes again."""
    return import_roster(desk, at.roster).problems


@tells("submission_file")
def a_submission_as_roster(desk: Desk, at: AtHand) -> tuple[Problem, ...]:
    """The wrong page."""
    path = at.folder / "首批.csv"
    return _refusal(path.name, lambda: import_roster(desk, path))


@tells("no_communities")
def a_list_without_codes(_desk: Desk, at: AtHand) -> tuple[Problem, ...]:
    """Names only."""
    path = text_table(at.folder / "村名.csv", [["名称"], ["东溪村"]])
    return _refusal(path.name, lambda: read_communities(path))


@tells("community_twice")
def a_list_with_a_code_twice(_desk: Desk, at: AtHand) -> tuple[Problem, ...]:
    """Two villages under one code."""
    rows = [["330282105201", "东溪村"], ["330282105201", "西溪村"]]
    path = text_table(at.folder / "代码.csv", rows)
    return _refusal(path.name, lambda: read_communities(path))


@tells("columns_missing")
def corrections_without_columns(desk: Desk, at: AtHand) -> tuple[Problem, ...]:
    """A file of corrections that does not say what was wrong."""
    path = text_table(at.folder / "更正表.csv", [["姓名", "新值"], ["张三", "1"]])
    return _refusal(path.name, lambda: correct_from_file(desk, path))


@tells("no_files")
def an_empty_folder(desk: Desk, at: AtHand) -> tuple[Problem, ...]:
    """Nothing to take in."""
    (at.folder / "空文件夹").mkdir()
    return _refusal("空文件夹", lambda: add_submissions(desk, [at.folder / "空文件夹"]))


@tells("other_kind_left_out")
def last_years_workbook_of_both_kinds(desk: Desk, at: AtHand) -> tuple[Problem, ...]:
    """Somebody copied the community's sheet into the workbook of last year's people."""
    both, own = (openpyxl.load_workbook(path) for path in (at.workbook, at.own_workbook))
    page, copy = own.worksheets[0], both.create_sheet("本村")
    for row in page.iter_rows(values_only=True):
        copy.append(row)
    both.save(path := at.folder / "去年采集表.xlsx")
    return import_last_year(desk, path).problems

"""A small office that every file comes to, and what it then tells."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from dsurvey_desktop.domain.problem import Problem, column_letters
from dsurvey_desktop.storage import key_slots
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.adopt_edition import adopt_edition
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.import_roster import import_roster
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.make_returns import make_returns
from dsurvey_desktop.usecases.make_workbooks import make_workbooks
from dsurvey_desktop.usecases.print_problem_list import print_problem_list
from dsurvey_desktop.usecases.query_entry import close_query, open_query
from dsurvey_desktop.usecases.set_up_office import set_up_office
from tests.changed_form import EN, ZH, FormWorkbook
from tests.integration.usecases.conftest import PASSWORD, SmallTown
from tests.integration.usecases.problem_files.of_exports import forms_of_one
from tests.integration.usecases.problem_files.of_rosters import roster
from tests.integration.usecases.problem_files.sent import BROUGHT, AtHand, Spot, Write

HIGHEST_ROW = 409
"""Of Excel, in points; a file with a higher one is called damaged."""
QUERIES = ("mobile", "marital_status", "")


@dataclass
class Scene:
    """The office after all files came.

    Attributes:
        desk: of the office.
        at_hand: what they were made of.
        told: the problems of each file.
    """

    desk: Desk
    at_hand: AtHand
    told: dict[Write, list[Problem]]

    @cached_property
    def excel(self) -> list[list[str]]:
        """Each line of the problem list as Excel: file, sheet, row, column, value, …"""
        path = self.at_hand.folder / "清单.xlsx"
        print_problem_list(self.desk, path)
        pages = openpyxl.load_workbook(path).worksheets
        heights = [high.height or 0 for page in pages for high in page.row_dimensions.values()]
        assert max(heights) < HIGHEST_ROW
        rows = (row for page in pages for row in page.iter_rows(min_row=5, values_only=True))
        return [[str(cell or "") for cell in row[1:9]] for row in rows if row[0]]

    @cached_property
    def paper(self) -> str:
        """All words of the problem list as PDF, without blanks."""
        path = self.at_hand.folder / "清单.pdf"
        print_problem_list(self.desk, path)
        return "".join("".join(page.extract_text().split()) for page in PdfReader(path).pages)


def spot_of(problem: Problem) -> Spot:
    """Where a problem is told."""
    place = problem.place
    row, column = str(place.row or ""), column_letters(place.column)
    return Spot(place.sheet, row, column, problem.value)


def make_scene(town: SmallTown) -> Scene:
    """Set the office up and take in every file; the caller closes its desk."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(key_slots, "_MEMORY_KIB", 64)
        patch.setattr(key_slots, "_TIME_COST", 1)
        desk = set_up_office(town.folder / "office", town.setup, PASSWORD)
    at_hand = _prepared(desk, town)
    written = {write: write(at_hand) for write in dict.fromkeys(one.write for one in BROUGHT)}
    outcomes = add_submissions(desk, [*written.values(), forms_of_one(at_hand)])
    of_file: dict[str, list[Problem]] = {}
    for one in outcomes:
        of_file.setdefault(one.file, []).extend(one.problems)
    told = {write: of_file[path.name] for write, path in written.items()}
    return Scene(desk, at_hand, told)


def _prepared(desk: Desk, town: SmallTown) -> AtHand:
    """Roster and collection workbooks of one edition, the next one, and a return to one person."""
    import_roster(desk, roster_path := roster(town, town.folder))
    books = make_workbooks(desk, town.folder / "books", town.setup.communities[0].code)
    by_kind = {one.kind: Path(one.path) for one in books}
    adopt_edition(desk, _next_edition(town.folder / "form.xlsx"))
    add_submissions(desk, [town.submission("首批.csv", *town.people[:2])])
    number = town.people[0]["certificate_no"]
    entry = next(one.id for one in list_entries(desk) if one.certificate_no == number)
    queries = [open_query(desk, entry, "请核实", item=item) for item in QUERIES]
    (sheet,) = make_returns(desk, town.folder / "returns")
    close_query(desk, queries[-1].id)
    return AtHand(
        town.folder,
        town.people,
        roster_path,
        by_kind["individual"],
        by_kind["community"],
        Path(sheet.workbook),
        tuple(one.id for one in queries),
    )


def _next_edition(path: Path) -> Path:
    """One with a choice 12, which may also be 1 and 2."""
    form = FormWorkbook()
    new = {"list_name": "rehab_service", "name": "12", ZH: "其他服务", EN: "Other"}
    form.insert_behind("rehab_service/5", new, "choices")
    return form.save(path)

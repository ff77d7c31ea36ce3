"""Rows of last year's data that are nobody's: proposed, given to somebody, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from dsurvey_desktop.domain.errors import AppError
from dsurvey_desktop.domain.ids import RowId
from dsurvey_desktop.domain.numbers import check_character
from dsurvey_desktop.domain.office import Role
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.approve_entries import approve_entries, ready_entries
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.compare_years import compare_years
from dsurvey_desktop.usecases.desk import Desk
from dsurvey_desktop.usecases.import_last_year import import_last_year, list_last_year
from dsurvey_desktop.usecases.import_roster import import_roster
from dsurvey_desktop.usecases.last_year_views import UnmatchedRow
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.settle_last_year import settle_last_year, unsettle_last_year
from dsurvey_desktop.usecases.unmatched_last_year import list_unmatched

WHY = "与名册核对"


@pytest.fixture
def entered(small_desk: Desk, small) -> Desk:
    """The six with this year's forms."""
    add_submissions(small_desk, [small.submission("今年.csv", *small.people)])
    return small_desk


@pytest.fixture
def sheet(small) -> Callable[..., Path]:
    """Write a workbook of last year with these lines: name, number, community, hukou."""

    def written(*lines: tuple, name: str = "去年.xlsx") -> Path:
        book = openpyxl.Workbook()
        book.active.append(["姓名", "残疾人证号", "村(社区)", "户口性质"])
        for line in lines:
            book.active.append(line)
        path = small.folder / name
        book.save(path)
        return path

    return written


def as_excel_kept(number: str) -> float:
    """A number of 20 digits after Excel had it as a number."""
    return float(number[:15]) * 1e5


def home(small) -> str:
    return small.setup.communities[0].name


def only_row(desk: Desk) -> UnmatchedRow:
    (row,) = list_unmatched(desk)
    return row


def test_a_shortened_number_is_proposed_by_name_community_and_digits(entered, small, sheet) -> None:
    one = small.people[0]
    line = (one["name"], as_excel_kept(one["certificate_no"]), home(small), "非农业")
    found = import_last_year(entered, sheet(line))
    assert (found.matched, found.unmatched) == (0, 1)
    row = only_row(entered)
    assert row.reason == "certificate_typed_as_number"
    assert row.proposal is not None
    assert row.proposal.certificate_no == one["certificate_no"]
    assert row.candidates[0].certificate_no == one["certificate_no"]
    assert row.headers == ("姓名", "残疾人证号", "村(社区)", "户口性质")
    settled = settle_last_year(entered, [(row.row_id, row.proposal.certificate_no)], WHY)
    assert settled.rows == (row.row_id,)
    assert list_unmatched(entered) == ()
    (line_now,) = list_last_year(entered)
    assert (line_now.matched, line_now.reissued, line_now.unmatched) == (1, 0, 0)
    assert compare_years(entered).with_last_year == 1
    check_log(entered)


@pytest.mark.parametrize("change", ["name", "community", "digits"])
def test_nothing_is_proposed_where_one_of_the_three_says_otherwise(
    entered, small, sheet, change
) -> None:
    one, other = small.people[0], small.people[1]
    name = "外来人" if change == "name" else one["name"]
    place = small.setup.communities[1].name if change == "community" else home(small)
    number = other["certificate_no"] if change == "digits" else one["certificate_no"]
    import_last_year(entered, sheet((name, as_excel_kept(number), place, "农业")))
    assert only_row(entered).proposal is None


def test_a_mistyped_number_is_proposed_by_name_and_birth_date_only(entered, small, sheet) -> None:
    one = small.people[0]
    number = one["certificate_no"]
    wrong = number[:15] + str((int(number[15]) + 5) % 10) + number[16:]
    import_last_year(entered, sheet((one["name"], wrong, home(small), "农业")))
    row = only_row(entered)
    assert row.reason == "not_on_roster"
    assert row.proposal is not None
    assert row.proposal.certificate_no == number
    other = f"{number[:6]}19010203{number[14:17]}"
    elsewhere = f"{other}{check_character(other)}43"
    import_last_year(entered, sheet((one["name"], elsewhere, home(small), "农业"), name="二.xlsx"))
    rows = [one for one in list_unmatched(entered) if one.file == "二.xlsx"]
    assert [one.proposal for one in rows] == [None]


def test_nobody_is_proposed_whom_another_row_of_the_file_is_of(entered, small, sheet) -> None:
    one = small.people[0]
    import_last_year(
        entered,
        sheet(
            (one["name"], one["certificate_no"], home(small), "农业"),
            (one["name"], as_excel_kept(one["certificate_no"]), home(small), "农业"),
        ),
    )
    row = only_row(entered)
    assert (row.proposal, row.candidates) == (None, ())
    with pytest.raises(AppError) as refused:
        settle_last_year(entered, [(row.row_id, one["certificate_no"])], WHY)
    assert refused.value.code == "person_matched"


def test_it_holds_with_a_later_roster_and_follows_a_reissue(entered, small, sheet) -> None:
    one = small.people[0]
    number = one["certificate_no"]
    import_last_year(entered, sheet((one["name"], as_excel_kept(number), home(small), "农业")))
    settle_last_year(entered, [(only_row(entered).row_id, number)], WHY)
    again = f"{number[:19]}{'1' if number[19] != '1' else '2'}B1"
    import_roster(entered, small.roster({"certificate_no": again}, name="换证.csv"))
    assert list_unmatched(entered) == ()
    assert compare_years(entered).with_last_year == 1


def test_taking_it_back_leaves_the_row_as_it_came(entered, small, sheet) -> None:
    one = small.people[0]
    now = "农业" if one["hukou"] == "2" else "非农业"
    line = (one["name"], as_excel_kept(one["certificate_no"]), home(small), now)
    import_last_year(entered, sheet(line))
    before = only_row(entered)
    approve_entries(entered, ready_entries(entered))
    settled = settle_last_year(entered, [(before.row_id, one["certificate_no"])], WHY)
    assert settled.fallen == 1  # rule P08 speaks of the entry now
    said = [f.rule for e in list_entries(entered) for f in e.findings if f.rule == "P08"]
    assert said == ["P08"]
    unsettle_last_year(entered, [before.row_id])
    assert only_row(entered) == before
    assert not [f for e in list_entries(entered) for f in e.findings if f.rule == "P08"]
    with pytest.raises(AppError) as refused:
        unsettle_last_year(entered, [before.row_id])
    assert refused.value.code == "no_row"
    check_log(entered)


def test_all_or_none_and_only_by_a_clerk(entered, small, sheet) -> None:
    one, two = small.people[:2]
    import_last_year(
        entered,
        sheet(
            (one["name"], as_excel_kept(one["certificate_no"]), home(small), "农业"),
            (two["name"], as_excel_kept(two["certificate_no"]), home(small), "农业"),
        ),
    )
    rows = [row.row_id for row in list_unmatched(entered)]
    wrong = [(rows[0], one["certificate_no"]), (rows[1], "330282190001010000" + "11")]
    reviewer = replace(entered, user=replace(entered.user, roles=frozenset({Role.REVIEWER})))
    cases = (
        (entered, wrong, WHY, "not_on_roster"),
        (entered, [(RowId(9999), one["certificate_no"])], WHY, "no_row"),
        (entered, [(rows[0], one["certificate_no"])], " ", "reason_missing"),
        (reviewer, [(rows[0], one["certificate_no"])], WHY, "not_allowed"),
    )
    for desk, wanted, why, code in cases:
        with pytest.raises(AppError) as refused:
            settle_last_year(desk, wanted, why)
        assert refused.value.code == code
        assert [row.row_id for row in list_unmatched(entered)] == rows

"""Whose a row of last year is: by certificate number, else by citizen ID."""

from __future__ import annotations

import pytest

from dsurvey_desktop.storage.last_year_store import MatchRow
from dsurvey_desktop.usecases.match_last_year import find_matches

ID, OTHER = "11010519491231002X", "330282196201011237"


def row(number: int, certificate: str, citizen: str = "", import_id: int = 1) -> MatchRow:
    return MatchRow(number, import_id, certificate, citizen, "", "")


def roster(*numbers: str) -> dict[str, str]:
    return {number: number[:18] for number in numbers}


@pytest.mark.parametrize(
    ("last_year", "now"),
    [
        (ID + "43", ID + "43"),
        (ID + "43", ID + "43B1"),
        (ID + "43B1", ID + "43B2"),
        (ID + "43", ID + "42"),
        (ID + "43", ID + "73B1"),
        (ID, ID + "43"),
    ],
)
def test_a_reissue_keeps_the_citizen_id(last_year, now):
    assert find_matches([row(1, last_year, ID)], roster(now, OTHER + "11")) == {1: (now, "")}


def test_the_same_number_goes_before_the_same_id():
    numbers = roster(ID + "43", ID + "43B1")
    found = find_matches([row(1, ID + "43", ID)], numbers)
    assert found == {1: (ID + "43", "")}


def test_of_two_certificates_of_one_person_the_newer_counts():
    found = find_matches([row(1, ID + "33", ID)], roster(ID + "43B2", ID + "43", ID + "43B1"))
    assert found == {1: (ID + "43B2", "")}


def test_the_rosters_own_column_of_the_citizen_id_counts_too():
    numbers = {OTHER + "43": ID}
    assert find_matches([row(1, ID + "43", ID)], numbers) == {1: (OTHER + "43", "")}
    assert find_matches([row(1, "", ID)], numbers) == {1: (OTHER + "43", "")}


def test_nobody_is_matched_twice_within_an_import_and_the_exact_row_wins():
    rows = [row(1, ID + "33", ID), row(2, ID + "43", ID), row(3, ID + "43", ID, import_id=2)]
    found = find_matches(rows, roster(ID + "43"))
    assert found == {2: (ID + "43", ""), 1: ("", "twice"), 3: (ID + "43", "")}


def test_who_is_not_on_the_roster_is_said_so():
    assert find_matches([row(1, ID + "43", ID)], roster(OTHER + "11")) == {1: ("", "not_on_roster")}

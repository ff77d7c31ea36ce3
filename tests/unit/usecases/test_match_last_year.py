"""Whose a row of last year is: by certificate number, else by citizen ID."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dsurvey_desktop.domain.numbers import as_citizen_id
from dsurvey_desktop.storage.last_year_match_store import MatchRow
from dsurvey_desktop.usecases.match_last_year import find_matches

ID, OTHER = "11010519491231002X", "330282196201011237"
OLD_ID = "110105491231002"
"""Of the first generation: no century, no check character."""


def row(number: int, certificate: str, citizen: str = "", import_id: int = 1) -> MatchRow:
    return MatchRow(number, import_id, certificate, citizen, "", "")


def settled(one: MatchRow, number: str) -> MatchRow:
    return replace(one, settled_no=number)


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
        (ID + "11", ID + "74B3"),
        (ID + "43B2", ID + "43"),
        (ID + "43B9", ID + "43B10"),
        (OLD_ID, ID + "43B1"),
    ],
)
def test_a_reissue_keeps_the_citizen_id(last_year, now):
    assert find_matches([row(1, last_year, ID)], roster(now, OTHER + "11")) == {1: (now, "")}


@pytest.mark.parametrize("said", [ID, OLD_ID])
def test_the_id_of_either_generation_finds_its_person_whatever_stands_for_the_number(said):
    assert find_matches([row(1, "办理中", as_citizen_id(said))], roster(ID + "43")) == {
        1: (ID + "43", "")
    }


def test_a_roster_with_ids_of_the_first_generation_is_understood():
    assert find_matches([row(1, "", ID)], {OTHER + "43": OLD_ID}) == {1: (OTHER + "43", "")}


def test_another_check_character_or_a_digit_too_few_is_nobody():
    for wrong in (ID[:17] + "1" + "43", ID[1:] + "43", OLD_ID[:14]):
        assert find_matches([row(1, wrong, wrong[:18])], roster(ID + "43"))[1][0] == ""


def test_what_a_person_said_goes_before_the_number_and_follows_a_reissue():
    said = settled(row(1, ID[:15]), OTHER + "43")
    assert find_matches([said], roster(ID + "43", OTHER + "43")) == {1: (OTHER + "43", "")}
    assert find_matches([said], roster(ID + "43", OTHER + "42B1")) == {1: (OTHER + "42B1", "")}
    assert find_matches([said], roster(ID + "43")) == {1: ("", "not_on_roster")}


def test_a_row_a_person_settled_wins_over_one_with_the_same_number():
    rows = [row(1, OTHER + "43", OTHER), settled(row(2, ID[:15]), OTHER + "43")]
    assert find_matches(rows, roster(OTHER + "43")) == {2: (OTHER + "43", ""), 1: ("", "twice")}


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

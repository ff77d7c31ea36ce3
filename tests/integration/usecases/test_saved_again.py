"""A file that another program saved again says the same, also where a number lost digits."""

from __future__ import annotations

from dsurvey_desktop.usecases.add_submissions import add_submissions


def test_a_number_typed_as_a_number_is_the_same_row_whoever_saved_it(small_desk, small):
    for name, number, counts in (
        ("甲.csv", "3.302821978020372E+19", (1, 0)),
        ("乙.csv", "3.30282197802037E+19", (0, 1)),
        ("丙.csv", "3.302821978020372E+19", (0, 1)),
        ("丁.csv", "3.302821989102495E+19", (1, 0)),
        ("戊.csv", "3.3028219891025E+19", (0, 1)),
    ):
        file = small.submission(name, small.people[0] | {"certificate_no": number})
        (outcome,) = add_submissions(small_desk, [file])
        assert (outcome.set_aside, outcome.unchanged) == counts, name


def test_two_people_of_one_name_and_month_of_birth_are_two_rows(small_desk, small):
    for name, number in (("甲.csv", "3.302821978020372E+19"), ("乙.csv", "3.302821978021172E+19")):
        file = small.submission(name, small.people[0] | {"certificate_no": number})
        (outcome,) = add_submissions(small_desk, [file])
        assert (outcome.set_aside, outcome.unchanged) == (1, 0), name

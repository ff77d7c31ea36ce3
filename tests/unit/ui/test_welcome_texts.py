"""What a person types at the first start is understood or said to be wrong."""

from __future__ import annotations

import pytest

from ui.welcome.community_lines import as_lines, read_lines
from ui.welcome.password_strength import Strength, strength


@pytest.mark.parametrize(
    ("pasted", "codes", "names"),
    [
        ("330282105201 东溪村", ["330282105201"], ["东溪村"]),
        ("东溪村\t330282105201", ["330282105201"], ["东溪村"]),
        (
            "330282105201,东溪村\n\n330282105202；西溪 村",
            ["330282105201", "330282105202"],
            ["东溪村", "西溪 村"],
        ),
        ("３３０２８２１０５２０１ 东溪村", ["330282105201"], ["东溪村"]),
    ],
)
def test_pasted_communities_are_understood(pasted, codes, names):
    found = read_lines(pasted)
    assert [c.code for c in found.communities] == codes
    assert [c.name for c in found.communities] == names
    assert found.problems == ()


@pytest.mark.parametrize(
    ("pasted", "line"),
    [("东溪村", 1), ("330282105201 东溪村\n33028210520 西溪村", 2), ("\n330282105201", 2)],
)
def test_a_line_that_is_not_understood_is_named(pasted, line):
    (problem,) = read_lines(pasted).problems
    assert problem.values["line"] == line


def test_a_code_given_twice_is_said():
    found = read_lines("330282105201 东溪村\n330282105201 西溪村")
    assert [c.name for c in found.communities] == ["东溪村"]
    assert len(found.problems) == 1


def test_lines_are_the_opposite_of_reading():
    pasted = "330282105201 东溪村\n330282105202 西溪村"
    assert as_lines(read_lines(pasted).communities) == pasted


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("", Strength.TOO_SHORT),
        ("1234567", Strength.TOO_SHORT),
        ("12345678", Strength.WEAK),
        ("87654321", Strength.WEAK),
        ("aaaaaaaaaaaaaaaaaaaa", Strength.WEAK),
        ("abcd1234", Strength.WEAK),
        ("oxtail 93 rain", Strength.STRONG),
        ("kq7pz2mwd", Strength.FAIR),
        ("今年十月挨家挨户都要走到", Strength.FAIR),
    ],
)
def test_strength_grows_with_length_and_variety(password, expected):
    assert strength(password) is expected

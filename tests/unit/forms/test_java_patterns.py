"""Patterns of Java, as far as they can be said without Java."""

import pytest

from dsurvey_desktop.forms.xpath_functions import matches


@pytest.mark.parametrize(
    ("text", "pattern", "fits"),
    [
        ("阿依·古丽", r"[\p{IsHan}·]{2,30}", True),
        ("阿依古丽x", r"[\p{IsHan}·]{2,30}", False),
        ("𠅤", r"\p{L}", True),
        ("Zhang San", r"[\p{L} ]+", True),
        ("Zhang San3", r"[\p{L} ]+", False),
        ("a-b", r"[^\p{L}]", False),
        ("3", r"\P{L}", True),
        ("٣", r"\d", False),
        ("٣", r"\p{Nd}", True),
        ("a.b", r"\Qa.b\E", True),
        ("axb", r"\Qa.b\E", False),
        ("aa", r"(?<one>a)\w", True),
        ("c", r"[a[bc]]", True),
    ],
)
def test_a_pattern_of_java_fits_what_it_means(text, pattern, fits):
    assert matches(text, pattern) is fits

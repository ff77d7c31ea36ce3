import pytest

from dsurvey_desktop.documents.grouping import group_fingerprint


@pytest.mark.parametrize(
    ("fingerprint", "shown"),
    [
        ("SHA256:3Q0mJ8Yw1y", "SHA256: 3Q0m J8Yw 1y"),
        ("9f86d081884c", "9f86 d081 884c"),
        ("SM3:9f86d081", "SM3: 9f86 d081"),
        ("41604 05047 24502", "41604 05047 24502"),
        ("", ""),
    ],
)
def test_a_fingerprint_is_shown_in_groups(fingerprint, shown):
    assert group_fingerprint(fingerprint) == shown


def test_grouping_loses_no_character():
    digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    assert group_fingerprint(digest, 8).replace(" ", "") == digest

"""Rows that may be headers are found in whatever order anybody asks for them."""

import random

import pytest

from dsurvey_desktop.intake.header_rows import header_words, is_numbering, rows_of_words
from dsurvey_desktop.intake.headers import find_headers
from dsurvey_desktop.intake.lexicon import Lexicon
from dsurvey_desktop.intake.long_numbers import restore_long_numbers
from dsurvey_desktop.intake.model import FileKind
from dsurvey_desktop.intake.roster_form import roster_form
from dsurvey_desktop.intake.sheets import Sheet

CELLS = ("", "", "\u59d3\u540d", "A123456", " 123456", "12345", 7.0, 330282.0, True, 0.0)
HEADER = ["\u6b8b\u75be\u4eba\u8bc1\u53f7", "\u59d3\u540d", "\u6027\u522b"]
PERSON = ["33028219450710001143", "\u5f20\u4e09", "\u7537"]


def test_rows_of_words_are_those_that_hold_something_and_no_long_number():
    chance = random.Random(3)
    for _ in range(60):
        rows = [[chance.choice(CELLS) for _ in range(3)] for _ in range(12)]
        sheet = Sheet("", rows)
        wanted = [at for at, row in enumerate(rows) if header_words(row)]
        for _ in range(20):
            place, end = chance.randrange(13), chance.randrange(13)
            first = next((at for at in wanted if place <= at < end), end)
            assert rows_of_words(sheet).first_from(place, end) == first


@pytest.mark.parametrize("asked_first", [True, False])
def test_headers_asked_for_twice_are_the_same_and_go_on_where_it_stopped(asked_first):
    sheet = Sheet("", [["\u540d\u518c"], HEADER, *[PERSON] * 400, HEADER, PERSON, [], HEADER])
    lexicon = lexicon_of_roster()
    if asked_first:
        assert next(find_headers(sheet, lexicon)).first == 1
    assert [span.first for span in find_headers(sheet, lexicon)] == [1, 402, 405]
    assert [span.first for span in find_headers(sheet, lexicon)] == [1, 402, 405]
    assert not list(find_headers(Sheet("", [PERSON] * 300 + [HEADER]), lexicon))


def test_what_was_found_is_forgotten_when_cells_change():
    sheet = Sheet("", [HEADER, [3.3e17, "\u5f20\u4e09"]], exact_numbers=lambda: {(1, 0): PERSON[0]})
    assert list(find_headers(sheet, lexicon_of_roster()))
    assert rows_of_words(sheet).first_from(1, 2) == 1
    restore_long_numbers(sheet, [0])
    assert rows_of_words(sheet).first_from(1, 2) == 2


@pytest.mark.parametrize(
    ("cells", "is_count"),
    [
        ([1.0, 2.0, 3.0, 4.0], True),
        (["(1)", "(2)", "(3)", "(4)"], True),
        (["\u7532", "\u4e59", "1", "2"], True),
        (["\u7532", "\u4e59", "\u4e19", "\u4e01"], True),
        (["1", "2", "3"], False),
        (["\u4e59", "1", "2", "3"], False),
        (["1", "2", "4", "5"], False),
        ([*PERSON, "1"], False),
    ],
)
def test_a_line_that_counts_columns_is_told_by_all_of_it(cells, is_count):
    assert is_numbering(cells) is is_count


def lexicon_of_roster():
    return Lexicon(FileKind.ROSTER, roster_form(), {})

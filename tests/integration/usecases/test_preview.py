"""What taking files in would do is shown row by row, and nothing of it is kept."""

from __future__ import annotations

import csv
from collections import Counter

import openpyxl
import pytest

from dsurvey_desktop.storage import row_store
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.check_log import check_log
from dsurvey_desktop.usecases.list_batches import list_batches
from dsurvey_desktop.usecases.list_entries import list_entries
from dsurvey_desktop.usecases.preview_submissions import preview_submissions
from tests.integration.usecases.office_suite import needs_libreoffice, saved_again

COUNTS = ("rows_read", "taken", "set_aside", "unchanged", "pending")


def state(desk) -> tuple:
    with desk.database.read() as connection:
        rows = row_store.count_rows(connection)
    return list_entries(desk), list_batches(desk), check_log(desk), rows


def test_a_preview_of_all_files_says_what_taking_them_in_does_and_keeps_nothing(new_desk, town):
    before = state(new_desk)
    previews = preview_submissions(new_desk, town.submissions)
    assert state(new_desk) == before
    outcomes = add_submissions(new_desk, town.submissions)
    for preview, outcome in zip(previews, outcomes, strict=True):
        said = [getattr(preview.outcome, name) for name in COUNTS]
        assert said == [getattr(outcome, name) for name in COUNTS]
        assert preview.outcome.problems == outcome.problems
        assert preview.outcome.batch is None
        by_outcome = Counter(row.outcome for row in preview.rows)
        assert by_outcome["taken"] == outcome.taken
        assert by_outcome["pending"] == outcome.pending
        assert len(preview.rows) == outcome.rows_read


def test_each_row_says_its_group_and_differences_field_by_field(small_desk, small):
    one, other, third = small.people[:3]
    add_submissions(small_desk, [small.submission("甲.csv", one, other)])
    stranger = third | {"certificate_no": "33028219000101001X11"}
    path = small.submission(
        "乙.csv", one | {"mobile": "13912345678"}, other, third, third | {"note": "又"}, stranger
    )
    (preview,) = preview_submissions(small_desk, [path])
    assert [row.group for row in preview.rows] == [
        "changed", "unchanged", "taken", "duplicate", "not_on_roster",
    ]  # fmt: skip
    (change,) = preview.rows[0].differences
    assert (change.item, change.old, change.new) == ("mobile", one["mobile"], "13912345678")
    assert preview.rows[0].name == one["name"]


def test_changes_that_would_be_taken_at_once_are_shown_too(small_desk, small):
    one = small.people[0]
    add_submissions(small_desk, [small.submission("甲.csv", one)])
    path = small.submission("乙.csv", one | {"mobile": "13912345678"})
    (preview,) = preview_submissions(small_desk, [path], take_changes=True)
    (row,) = preview.rows
    assert (row.group, row.outcome) == ("changed", "taken")
    assert [d.item for d in row.differences] == ["mobile"]
    assert list_entries(small_desk)[0].answers["mobile"] == one["mobile"]


def test_a_file_in_question_and_a_broken_one_are_previewed_as_such(small_desk, small):
    broken = small.folder / "坏.xlsx"
    broken.write_bytes(b"")
    (preview,) = preview_submissions(small_desk, [broken])
    assert preview.outcome.refusal is not None
    assert preview.rows == ()


@pytest.fixture
def sent(small_desk, small):
    path = small.submission("甲.csv", *small.people)
    add_submissions(small_desk, [path])
    return path


@needs_libreoffice
def test_content_saved_again_by_another_program_changes_nothing(small_desk, small, sent):
    book = openpyxl.Workbook()
    with sent.open(encoding="utf-8-sig", newline="") as stream:
        for line in csv.reader(stream):
            book.active.append(line)
    again = small.folder / "另存.xlsx"
    book.save(again)
    (as_ods,) = saved_again([again], "ods", small.folder)
    before = state(small_desk)
    for outcome in add_submissions(small_desk, [again, as_ods]):
        assert outcome.unchanged == outcome.rows_read == len(small.people)
        assert outcome.batch is None
    assert state(small_desk) == before

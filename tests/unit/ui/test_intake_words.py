"""What the intake page says of files, places and cells."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dsurvey_desktop.domain.masking import mask_within
from dsurvey_desktop.domain.problem import Place, Problem, Severity, column_letters
from dsurvey_desktop.domain.texts import Text
from dsurvey_desktop.usecases.intake_views import BatchView, FileOutcome, SetAsideRow
from dsurvey_desktop.usecases.list_problems import SentProblem
from ui.intake.file_columns import refusal_words, standing, standing_kind
from ui.intake.intake_state import FileLine, IntakeState, file_lines
from ui.intake.kept_place import place_after
from ui.intake.outcome_words import outcome_message
from ui.intake.problem_table import place_words


def problem(severity=Severity.ERROR, file="a.xlsx") -> Problem:
    return Problem("x", severity, Place(file), "", Text("无法读取。"), Text("请重新报送。"))


def outcome(file="a.xlsx", batch=None, **changes) -> FileOutcome:
    values = {
        "rows_read": 3,
        "taken": 3,
        "set_aside": 0,
        "unchanged": 0,
        "pending": 0,
        "problems": (),
    }
    return FileOutcome(file, "individual", batch, **{**values, **changes})


def batch(number=1, file="a.xlsx", *, is_undone=False) -> BatchView:
    moment = datetime(2025, 10, 8, tzinfo=UTC)
    return BatchView(number, file, "individual", moment, "王敏", 3, 3, 0, 0, 0, is_undone)


REFUSED = outcome(rows_read=0, taken=0, refusal=problem())


@pytest.mark.parametrize(
    ("column", "letters"), [(0, ""), (1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")]
)
def test_columns_are_named_as_a_spreadsheet_does(column, letters):
    assert column_letters(column) == letters


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (Place("f"), ""),
        (Place("f", "表1", 14, 21), "表1 U14"),
        (Place("f", "表1", 14), "表1 第 14 行"),
        (Place("f", "", 0, 3), "C"),
    ],
)
def test_a_place_is_said_as_far_as_it_is_known(place, words):
    assert place_words(place) == words


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("13800138000", "138••••8000"),
        ("证号330282194507100183", None),
        ("2025-09-30", "2025-09-30"),
        ("1.是", "1.是"),
    ],
)
def test_numbers_of_people_are_masked(cell, shown):
    if shown is None:
        assert "19450710" not in mask_within(cell)
        assert mask_within(cell).startswith("证号330282")
    else:
        assert mask_within(cell) == shown


@pytest.mark.parametrize(
    ("line", "words", "kind"),
    [
        (FileLine("a.xlsx", outcome=REFUSED), "未收", "error"),
        (FileLine("a.xlsx", outcome=outcome()), "没有新内容", "notice"),
        (FileLine("a.xlsx", batch()), "已收", "done"),
        (FileLine("a.xlsx", batch(is_undone=True)), "已撤回", "notice"),
        (FileLine("a.xlsx", batch(), kept=(problem(),)), "1 处问题", "warning"),
        (FileLine("a.xlsx", batch(), kept=(problem(),), to_decide=2), "2 行待处理", "warning"),
        (
            FileLine("a.xlsx", batch(), outcome(batch=1, problems=(problem(),))),
            "1 处问题",
            "warning",
        ),
    ],
)
def test_a_file_says_how_it_stands(line, words, kind):
    assert (standing(line), standing_kind(line)) == (words, kind)


def test_a_refused_file_says_why_and_what_to_do():
    assert refusal_words(FileLine("a.xlsx", outcome=REFUSED)) == "无法读取。请重新报送。"
    assert refusal_words(FileLine("a.xlsx", batch())) == ""


def test_files_of_this_session_without_a_batch_come_first():
    lines = file_lines(
        IntakeState(batches=(batch(2, "b.xlsx"), batch(1))), (outcome(batch=1), REFUSED)
    )
    assert [(line.file, line.is_refused) for line in lines] == [
        ("a.xlsx", True),
        ("b.xlsx", False),
        ("a.xlsx", False),
    ]
    assert lines[2].outcome is not None


def test_files_of_one_name_keep_their_own_problems_also_after_a_restart():
    sent = (SentProblem(1, "", problem()), SentProblem(1, "", problem()))
    state = IntakeState(batches=(batch(2), batch(1)), problems=sent)
    newer, older = file_lines(state, ())
    assert [len(state.of_file(line).problems) for line in (newer, older)] == [0, 2]
    assert [standing(line) for line in (newer, older)] == ["已收", "2 处问题"]


def test_rows_that_nobody_has_to_look_at_do_not_wait():
    reasons = ("not_on_roster", "total_line", "not_filled", "after_cutoff")
    rows = tuple(
        SetAsideRow(number, 1, "a.xlsx", "", number, reason, Text(""), (), (), None)
        for number, reason in enumerate(reasons)
    )
    assert IntakeState(set_aside=rows).waiting_by_batch == {1: 1}


@pytest.mark.parametrize(
    ("before", "at", "now", "place"),
    [("abcd", 1, "acd", 1), ("abcd", 3, "abc", 2), ("ab", 0, "xy", 0), ("", -1, "ab", 0)],
)
def test_who_decides_a_line_stands_at_the_next_one(before, at, now, place):
    assert place_after(before, at, now) == place


@pytest.mark.parametrize(
    ("outcomes", "kind", "part"),
    [
        ((REFUSED,), "error", "无法读取。"),
        ((outcome(), REFUSED), "warning", "已读取 2 个文件"),
        ((outcome(),), "done", "共 3 行"),
        ((outcome(taken=1, pending=2),), "warning", "收入 1 行，未变 0 行，有差异 2 行"),
    ],
)
def test_one_message_tells_what_became_of_the_files(outcomes, kind, part):
    message = outcome_message(outcomes)
    assert message.kind == kind
    assert part in message.words

"""Words that became question marks below a header that is whole, as some databases export."""

from __future__ import annotations

import pytest

from dsurvey_desktop.intake.model import IntakeError

HEADER = ["姓名", "残疾人证号", "手机号码", "调查方式"]
NUMBERS = "33028219620512416X41", "33028219750101123444"


def rows(*names, mode="????"):
    lines = [
        [name, number, "13800000001", mode] for name, number in zip(names, NUMBERS, strict=True)
    ]
    return [HEADER, *lines]


def test_a_workbook_of_question_marks_is_refused(parse, workbook):
    with pytest.raises(IntakeError) as caught:
        parse(workbook(rows("??", "???")))
    assert caught.value.code == "words_lost"


def test_a_name_that_somebody_did_not_know_is_no_lost_file(parse, workbook):
    assert len(list(parse(workbook(rows("??", "李四"))).rows())) == 2
    assert len(list(parse(workbook(rows("??", "??", mode="入户调查"))).rows())) == 2
    assert len(list(parse(workbook(rows("?", "?", mode="1"))).rows())) == 2

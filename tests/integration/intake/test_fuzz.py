"""Mutated files: a table or a refusal, never another exception, and no row is lost."""

from __future__ import annotations

import csv
import io
import random
import string

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dsurvey_desktop.intake.model import IntakeError

SOURCES = ("石桥村_采集表.xlsx", "云峰村汇总表.xls", "下塘村_导出.csv", "社区登记表_云溪镇.xlsx")
MUTATIONS = 40
QUICK = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
REFUSALS = (
    "damaged_file", "not_a_table", "unknown_encoding", "unknown_table", "no_rows",
    "encrypted_file", "zip_bomb", "too_many_rows", "too_many_columns", "too_many_cells",
    "cell_too_long",
)  # fmt: skip
CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)


def mutated(data: bytes, dice: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        place = dice.randrange(max(len(changed), 1))
        act = dice.randrange(4)
        if act == 0 and changed:
            changed[place] = dice.randrange(256)
        elif act == 1:
            del changed[place : place + dice.randint(1, 400)]
        elif act == 2:
            changed[place:place] = dice.randbytes(dice.randint(1, 40))
        else:
            changed = changed[: max(place, 1)]
    return bytes(changed) or b"\0"


def refusal(parse, data: bytes, name: str) -> str:
    """The code a file is refused with; empty when it was parsed."""
    try:
        rows = list(parse(data, name).rows())
    except IntakeError as error:
        return error.code
    return "" if rows else "parsed without rows"


@pytest.mark.parametrize("name", SOURCES)
def test_a_mutated_file_is_parsed_or_refused(parse, sample_town, name):
    data = (sample_town / "submissions" / name).read_bytes()
    dice = random.Random(name)

    codes = {refusal(parse, mutated(data, dice), name) for _ in range(MUTATIONS)}

    assert codes <= {"", *REFUSALS}
    assert len(codes) > 1 or name.endswith(".csv")


@QUICK
@given(st.lists(st.tuples(CELL, CELL, CELL, CELL), min_size=1, max_size=8))
def test_every_filled_line_of_a_text_table_is_a_row(parse, lines):
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(("姓名", "残疾人证号", "目前还需要的康复服务", "调查日期"))
    writer.writerows(lines)

    expected = [line for line in lines if any(line)]
    data = buffer.getvalue().encode("utf-8-sig")

    if expected:
        assert [row.cells for row in parse(data, "表.csv").rows()] == expected
    else:
        assert refusal(parse, data, "表.csv") == "no_rows"


@QUICK
@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_are_parsed_or_refused(parse, data):
    with pytest.raises(IntakeError):
        parse(data, string.ascii_letters)

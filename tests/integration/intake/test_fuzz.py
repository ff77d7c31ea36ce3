"""Damaged files and any bytes: a table or a refusal, never anything else, and no row is lost.

A long run takes its count from the environment (about 15 ms a file):

    DSURVEY_FUZZ=12000 pytest tests/integration/intake/test_fuzz.py
"""

from __future__ import annotations

import csv
import io
import os
import string
import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dsurvey_desktop.intake.model import IntakeError

FILES = int(os.environ.get("DSURVEY_FUZZ", "120"))
SEED = 7
QUICK = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
CELL = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=12)


def refusal(parse, data: bytes, name: str) -> str:
    """The code a file is refused with; empty when it was parsed."""
    try:
        rows = list(parse(data, name).rows())
    except IntakeError as error:
        return error.code
    return "" if rows else "parsed without rows"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="files are read in forked processes")
def test_damaged_files_of_every_kind_end_well(project):
    """See `tests/fuzz`: no crash, nothing over 10 s, memory bounded, no line lost."""
    script = project / "tests" / "fuzz" / "damaged_files.py"

    done = subprocess.run(
        [sys.executable, str(script), "--count", str(FILES), "--seed", str(SEED)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


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

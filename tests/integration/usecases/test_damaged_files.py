"""Damaged files through the whole intake: every line read is kept, with an outcome."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator

import pytest
from sqlalchemy import func, select

from dsurvey_desktop.storage.tables import raw_row
from dsurvey_desktop.usecases.add_submissions import add_submissions
from dsurvey_desktop.usecases.list_batches import list_batches

FILES = int(os.environ.get("DSURVEY_FUZZ", "3000")) // 100


@pytest.fixture
def damaged(project) -> Iterator:
    """Damaged files by number: `damaged.file(7)`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(project / "tests" / "fuzz"))
        yield importlib.import_module("damaged_files").DamagedFiles(11)


def test_every_line_of_a_damaged_file_is_kept_with_its_outcome(small_desk, damaged, tmp_path):
    paths = []
    for number in range(FILES):
        name, data = damaged.file(number)
        paths.append(tmp_path / f"{number} {name}")
        paths[-1].write_bytes(data)

    outcomes = add_submissions(small_desk, paths)

    for one in outcomes:
        assert one.rows_read == one.taken + one.set_aside + one.unchanged + one.pending
    read = sum(one.rows_read for one in outcomes if one.batch is not None)
    batches = [one.id for one in list_batches(small_desk)]
    kept = {one.batch for one in outcomes if one.batch is not None}
    with small_desk.database.read() as connection:
        rows = select(func.count()).where(raw_row.c.batch_id.in_(kept))
        assert connection.scalar(rows) == read
    assert kept <= set(batches)
    assert {one.refusal is None for one in outcomes} == {True, False}

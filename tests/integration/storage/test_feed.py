"""Rows added beside the caller's work are one unit of work with it: whole or not at all."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy.exc import IntegrityError

from dsurvey_desktop.domain.errors import Cancelled
from dsurvey_desktop.domain.ids import BatchId
from dsurvey_desktop.storage import batch_store, row_store
from dsurvey_desktop.storage.batch_store import Counts, NewBatch, NewFile
from dsurvey_desktop.storage.feed import feeding
from tests.integration.storage.conftest import NOW, USER

ROW = {
    "sheet": "数据",
    "cells_json": '["张建国"]'.encode(),
    "answers_json": "{}",
    "changes_json": "",
    "digest": "",
    "outcome": row_store.SET_ASIDE,
    "reason": "not_on_roster",
    "message_json": "",
    "proposal_json": "",
    "entry_id": None,
    "community": "上塘村",
    "before_json": "",
}


def lots(batch_id: int, count: int, size: int):
    """So many lots of rows with ids that go on."""
    for lot in range(count):
        ids = range(lot * size + 1, (lot + 1) * size + 1)
        yield [
            row_store.NewRow(**ROW, id=one, batch_id=batch_id, row_no=one)  # type: ignore[arg-type]
            for one in ids
        ]


def numbers(opened):
    with opened.read() as connection:
        return [row.row for row in row_store.list_rows(connection, (row_store.SET_ASIDE,))]


@pytest.mark.parametrize("size", [1, 999, 2500])
def test_all_lots_are_there_when_the_block_ends(opened, add_batch, size):
    with opened.write() as connection:
        batch_id = add_batch(connection)
        with feeding(connection) as feed:
            for rows in lots(batch_id, 12, size):
                feed.add((row_store.add_rows, rows))
        assert row_store.count_rows(connection)[row_store.SET_ASIDE] == 12 * size
    assert numbers(opened) == list(range(1, 12 * size + 1))


def test_a_lot_that_cannot_be_added_undoes_all(opened, add_batch):
    def fill(connection) -> None:
        batch_id = add_batch(connection)
        with feeding(connection) as feed:
            for rows in [*lots(batch_id, 3, 500), *lots(batch_id, 30, 500)]:  # the same ids again
                feed.add((row_store.add_rows, rows))

    with pytest.raises(IntegrityError) as failed, opened.write() as connection:
        fill(connection)
    assert "张建国" not in str(failed.value)
    assert numbers(opened) == []


def test_a_caller_that_stops_leaves_nothing_and_no_thread(opened, add_batch):
    def fill(connection) -> None:
        batch_id = add_batch(connection)
        with feeding(connection) as feed:
            for rows in lots(batch_id, 6, 2000):
                feed.add((row_store.add_rows, rows))
            raise Cancelled

    before = threading.active_count()
    with pytest.raises(Cancelled), opened.write() as connection:
        fill(connection)
    assert threading.active_count() == before
    assert numbers(opened) == []
    with opened.write() as connection:
        add_batch(connection)


def test_batches_go_before_their_rows_in_whatever_lot_they_come(opened, add_batch):
    """A batch that follows rows of another one is a stranger to the lot that they wait in."""
    with opened.write() as connection:
        first = add_batch(connection)
        file = NewFile("下塘村.xlsx", "e" * 64, b"")
        second = NewBatch(BatchId(first + 1), file, "individual", NOW, USER, Counts(), [], [])
        (one, other, third) = next(lots(first, 1, 3))
        with feeding(connection) as feed:
            feed.add((row_store.add_rows, [one]))
            after = [other._replace(batch_id=second.id), third._replace(batch_id=second.id)]
            feed.add((batch_store.add_batches, [second]), (row_store.add_rows, after))
    assert numbers(opened) == [1, 2, 3]


def test_of_two_batches_with_the_same_bytes_the_first_names_the_file(opened, add_batch):
    with opened.write() as connection:
        number = add_batch(connection, "上塘村.xlsx") + 1
        same = [NewFile(name, "e" * 64, b"same") for name in ("甲.xlsx", "乙.xlsx")]
        news = [
            NewBatch(BatchId(number + at), one, "individual", NOW, USER, Counts(), [], [])
            for at, one in enumerate(same)
        ]
        batch_store.add_batches(connection, news)
        assert [one.file for one in batch_store.list_batches(connection)][:2] == ["甲.xlsx"] * 2

"""Files, batches and rows: everything that came in stays, with what became of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dsurvey_desktop.domain.texts import text
from dsurvey_desktop.storage import batch_store, row_store
from dsurvey_desktop.storage.codec import encode, spell
from dsurvey_desktop.storage.row_store import (
    KEPT,
    PENDING,
    RIVAL,
    SET_ASIDE,
    TAKEN,
    UNCHANGED,
    UNDONE,
)

NOW = datetime(2025, 10, 8, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize("content", [b"", b"\x00\xff" * 10_000, "名册".encode("gb18030")])
def test_a_file_comes_back_byte_by_byte(opened, content):
    with opened.write() as connection:
        file_id = batch_store.save_file(connection, "上塘村.xlsx", "d" * 64, content)
    with opened.read() as connection:
        assert batch_store.load_file(connection, file_id) == content


def test_the_same_bytes_are_kept_once(opened):
    with opened.write() as connection:
        one = batch_store.save_file(connection, "上塘村.xlsx", "d" * 64, b"same")
        again = batch_store.save_file(connection, "上塘村(1).xlsx", "d" * 64, b"same")
        other = batch_store.save_file(connection, "下塘村.xlsx", "e" * 64, b"other")
    assert one == again != other


def test_batches_are_listed_newest_first_with_file_and_person(opened, add_batch):
    with opened.write() as connection:
        add_batch(connection, "上塘村.xlsx")
        add_batch(connection, "社区登记表.xlsx", "community")
    with opened.read() as connection:
        newest, oldest = batch_store.list_batches(connection)
        assert batch_store.load_batch(connection, newest.id) == newest
        assert batch_store.load_batch(connection, 99) is None
    assert (newest.file, newest.kind) == ("社区登记表.xlsx", "community")
    assert (oldest.file, oldest.received_by, oldest.received_at) == ("上塘村.xlsx", "陈经办", NOW)
    assert (oldest.rows_read, oldest.taken, oldest.set_aside) == (3, 1, 1)
    assert not oldest.is_undone


def test_a_row_comes_back_with_its_place_cells_and_words(opened, add_batch, add_row):
    message = text("The form says “{entered}”, the roster “{roster}”.", entered="甲", roster="乙")
    with opened.write() as connection:
        row_id = add_row(
            connection,
            add_batch(connection),
            row_no=14,
            cells_json=spell(["张建国", " 是 ", ""]),
            answers_json=encode({"name": "张建国", "needs": ["1", "3"]}),
            outcome=SET_ASIDE,
            reason="not_on_roster",
            message_json=encode(message.to_json()),
            proposal_json=encode(["11010519491231002X43", "张建国"]),
            before_json=encode({"answers": {}, "row_id": 1}),
        )
    with opened.read() as connection:
        row = row_store.load_row(connection, row_id)
        assert row_store.load_row(connection, 99) is None
    assert (row.file, row.sheet, row.row) == ("上塘村.xlsx", "Sheet1", 14)
    assert row.cells == ("张建国", " 是 ", "")
    assert row.answers == {"name": "张建国", "needs": ["1", "3"]}
    assert (row.outcome, row.reason, row.message) == (SET_ASIDE, "not_on_roster", message)
    assert row.proposal == ["11010519491231002X43", "张建国"]
    assert row.before == {"answers": {}, "row_id": 1}


def test_rows_are_listed_by_outcome_and_batch_in_the_order_they_came(opened, add_batch, add_row):
    with opened.write() as connection:
        first, second = add_batch(connection, "a.xlsx"), add_batch(connection, "b.xlsx")
        made = [
            add_row(connection, batch, outcome=outcome)
            for batch, outcome in (
                (first, SET_ASIDE),
                (second, SET_ASIDE),
                (first, PENDING),
                (first, SET_ASIDE),
            )
        ]
    with opened.read() as connection:
        everywhere = row_store.list_rows(connection, [SET_ASIDE])
        assert [row.id for row in everywhere] == [made[0], made[1], made[3]]
        here = row_store.list_rows(connection, [SET_ASIDE, PENDING], first)
        assert [row.id for row in here] == [made[0], made[2], made[3]]
        assert row_store.list_rows(connection, [UNDONE]) == ()


@pytest.mark.parametrize(
    ("before", "outcome", "counts"),
    [
        (PENDING, TAKEN, {TAKEN: 2, SET_ASIDE: 1, UNCHANGED: 0, PENDING: 0}),
        (PENDING, KEPT, {TAKEN: 1, SET_ASIDE: 1, UNCHANGED: 1, PENDING: 0}),
        (SET_ASIDE, TAKEN, {TAKEN: 2, SET_ASIDE: 0, UNCHANGED: 0, PENDING: 1}),
        (SET_ASIDE, PENDING, {TAKEN: 1, SET_ASIDE: 0, UNCHANGED: 0, PENDING: 2}),
    ],
)
def test_settling_a_row_keeps_the_sum_of_its_batch(
    opened, add_batch, add_row, before, outcome, counts
):
    with opened.write() as connection:
        batch_id = add_batch(connection)
        row_id = add_row(connection, batch_id, outcome=before)
        row_store.settle(connection, row_id, outcome, 7, {"answers": {"name": "甲"}})
    with opened.read() as connection:
        batch = batch_store.load_batch(connection, batch_id)
        row = row_store.load_row(connection, row_id)
    assert {name: getattr(batch, name) for name in counts} == counts
    assert sum(counts.values()) == batch.rows_read
    assert (row.outcome, row.entry, row.before) == (outcome, 7, {"answers": {"name": "甲"}})


def test_rows_are_counted_by_outcome_and_by_proposal(opened, add_batch, add_row):
    with opened.write() as connection:
        batch_id = add_batch(connection)
        add_row(connection, batch_id)
        add_row(connection, batch_id, outcome=SET_ASIDE, proposal_json="[]")
        add_row(connection, batch_id, outcome=SET_ASIDE)
        add_row(connection, batch_id, outcome=PENDING, proposal_json="[]")
    with opened.read() as connection:
        counted = row_store.count_rows(connection)
    assert counted == {TAKEN: 1, SET_ASIDE: 2, PENDING: 1, "proposal": 1}


def test_a_batch_that_was_taken_back_stays_but_no_longer_counts(opened, add_batch, add_row):
    with opened.write() as connection:
        undone, standing = add_batch(connection, "a.xlsx"), add_batch(connection, "b.xlsx")
        add_row(connection, undone, digest="one", entry_id=5)
        add_row(connection, undone, digest="two", outcome=SET_ASIDE)
        add_row(connection, standing, digest="three")
        assert row_store.mark_undone(connection, undone) == 2
        batch_store.mark_undone(connection, undone, NOW)
    with opened.read() as connection:
        assert row_store.known_digests(connection) == {"three"}
        batches = {batch.id: batch.is_undone for batch in batch_store.list_batches(connection)}
        assert batches == {undone: True, standing: False}
        rows = row_store.list_rows(connection, [UNDONE])
        assert [(row.batch, row.entry) for row in rows] == [(undone, 5), (undone, None)]
        assert [one for one, _ in batch_store.batch_problems(connection)] == [standing]


def test_a_rival_is_a_pending_row_of_the_same_certificate_and_file(opened, add_batch, add_row):
    with opened.write() as connection:
        batch_id = add_batch(connection)
        add_row(connection, batch_id, outcome=PENDING, reason=RIVAL, entry_id=1)
        add_row(connection, batch_id, outcome=PENDING, reason="differs", entry_id=2)
        add_row(connection, batch_id, outcome=KEPT, reason=RIVAL, entry_id=3)
    with opened.read() as connection:
        assert row_store.entries_with_rivals(connection) == {1}
        assert row_store.entries_with_rivals(connection, [1, 2]) == {1}
        assert row_store.entries_with_rivals(connection, [2, 3]) == set()


def test_entries_that_wait_for_another_batch_are_known(opened, add_batch, add_row):
    with opened.write() as connection:
        first, second = add_batch(connection, "a.xlsx"), add_batch(connection, "b.xlsx")
        add_row(connection, first, outcome=PENDING, entry_id=1)
        add_row(connection, second, outcome=PENDING, entry_id=2)
        add_row(connection, second, entry_id=3)
    with opened.write() as connection:
        ids = list(range(1, 1200))
        assert row_store.waiting_for(connection, ids, first) == {2}
        assert row_store.waiting_for(connection, ids, 99) == {1, 2}
        row_store.mark_undone(connection, second)
        assert row_store.waiting_for(connection, ids, 99) == {1}

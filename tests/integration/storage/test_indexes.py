"""What is asked often is found by an index."""

from __future__ import annotations

from sqlalchemy import event

from dsurvey_desktop.storage import approval_store

INDEXES = ("ix_entry_progress", "ix_entry_approved")


def test_progress_is_counted_in_the_order_of_its_indexes(opened):
    asked: list[tuple[str, object]] = []

    def note(_connection, _cursor, statement, parameters, _context, _many) -> None:
        asked.append((statement, parameters))

    event.listen(opened.engine, "before_cursor_execute", note)
    with opened.read() as connection:
        for count in (approval_store.sum_entries, approval_store.count_approvals):
            count(connection)
        event.remove(opened.engine, "before_cursor_execute", note)
        for (statement, parameters), index in zip(asked[-2:], INDEXES, strict=True):
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            assert [row[3] for row in plan] == [f"SCAN entry USING INDEX {index}"]


def test_entries_of_a_community_are_found_by_the_index_of_progress(opened):
    with opened.read() as connection:
        plan = connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT answers_json FROM entry WHERE community_code = ?", ("1",)
        )
        (found,) = [row[3] for row in plan]
        assert found == f"SEARCH entry USING INDEX {INDEXES[0]} (community_code=?)"

"""Tables: written as RFC 4180 says, read back the same, and held to their schemas."""

from __future__ import annotations

import csv
import io
from datetime import date
from itertools import starmap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dsurvey_desktop.exchange.hand_over_tables import (
    HandOverRows,
    answer_rows,
    answer_text,
    hand_over_schemas,
    hand_over_tables,
)
from dsurvey_desktop.exchange.office_tables import SCHEMAS, RosterRow, check_kind
from dsurvey_desktop.exchange.refusals import BundleError
from dsurvey_desktop.exchange.statement import BundleKind
from dsurvey_desktop.exchange.table_check import check_tables
from dsurvey_desktop.exchange.table_schema import (
    Column,
    ColumnType,
    Table,
    TableSchema,
    package_text,
    parse_package,
)
from dsurvey_desktop.exchange.table_text import count_rows, parse_rows, table_text

NOTES = TableSchema(
    "notes", (Column("number", ColumnType.INTEGER, is_required=True), Column("note"), Column("by"))
)
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


def check(schema: TableSchema, content: bytes) -> None:
    check_tables([schema], {schema.name: content})


def refused(schema: TableSchema, content: bytes) -> tuple[str, dict]:
    with pytest.raises(BundleError) as caught:
        check(schema, content)
    return caught.value.code, caught.value.context


@given(st.lists(st.tuples(st.integers(-(10**17), 10**17), ANY_TEXT, ANY_TEXT), max_size=30))
def test_any_rows_come_back_and_keep_their_schema(rows):
    content = table_text(Table(NOTES, rows))
    check(NOTES, content)
    assert count_rows(content) == len(rows)
    one_break = [tuple(_one_break(cell) for cell in row) for row in rows]
    assert list(parse_rows(NOTES, content)) == one_break


def _one_break(cell):
    return cell.replace("\r\n", "\n").replace("\r", "\n") if isinstance(cell, str) else cell


@given(st.lists(st.tuples(ANY_TEXT, ANY_TEXT), max_size=300))
def test_rows_of_text_are_written_as_the_csv_module_writes_them(rows):
    schema = TableSchema("pairs", (Column("first"), Column("second")))
    expected = io.StringIO(newline="")
    csv.writer(expected).writerows([("first", "second"), *(map(_one_break, r) for r in rows)])
    assert table_text(Table(schema, rows)) == expected.getvalue().encode()


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (ColumnType.INTEGER, ["0", "-1", "123456789012345678"], ["01", "+1", "1.0", "-0", "١", " 1"]),
        (ColumnType.NUMBER, ["0", "0.05", "-3.5"], [".5", "1e3", "1.", "nan", "1,5"]),
        (ColumnType.DATE, ["2024-02-29", "2000-02-29", "2026-12-31"],
         ["2026-02-29", "1900-02-29", "2026-13-01", "2026-04-31", "2026-4-1", "0000-01-01"]),
        (ColumnType.DATETIME, ["2026-10-01T23:59:59Z"],
         ["2026-10-01T24:00:00Z", "2026-10-01T23:59:60Z", "2026-10-01 23:59:59", "2026-10-01T23:59:59"]),
        (ColumnType.STRING, ["x", '"a,b"', '"a""b"', '"a\nb"', "某"],
         ['"a"', 'a"b', '"a', "a\nb", "a\rb", '"a\r\nb"', '"a"b']),
    ],
)  # fmt: skip
def test_a_cell_holds_what_its_type_promises(kind, good, bad):
    schema = TableSchema("cells", (Column("cell", kind, is_required=True), Column("next")))
    for cell in good:
        check(schema, f"cell,next\r\n{cell},\r\n".encode())
    for cell in [*bad, ""]:
        code, context = refused(schema, f"cell,next\r\nx,\r\n{cell},\r\n".encode())
        assert code == "row_breaks_schema", cell
        assert context["column"] in {"cell", "next"}


@given(st.dates(date(1, 1, 1)))
def test_every_day_of_the_calendar_is_a_date(day):
    schema = TableSchema("days", (Column("day", ColumnType.DATE),))
    check(schema, f"day\r\n{day.isoformat()}\r\n".encode())


def test_the_row_and_column_that_break_the_schema_are_named():
    content = b'number,note,by\r\n1,"two\nlines",x\r\n2,,\r\nthree,,\r\n'
    code, context = refused(NOTES, content)
    assert code == "row_breaks_schema"
    assert context == {"table": "notes", "row": 4, "column": "number"}


def test_a_repeated_row_is_named():
    schema = TableSchema("s", (Column("a"), Column("b"), Column("c")), ("a", "b"))
    content = b"a,b,c\r\n1,2,x\r\n1,3,x\r\n1,2,y\r\n"
    assert refused(schema, content) == ("key_repeated", {"table": "s", "row": 4})


def test_equal_keys_written_in_two_ways_are_refused():
    schema = TableSchema("s", (Column("a"),), ("a",))
    code, context = refused(schema, b'a\r\nx\r\n"x"\r\n')
    assert (code, context["row"]) == ("row_breaks_schema", 3)


def grouped() -> TableSchema:
    return hand_over_schemas(("status", "mode"), ("S1",))[1]


def answers_checked(content: bytes) -> None:
    entries = TableSchema(
        "entries", (Column("entry_id", ColumnType.INTEGER, is_required=True),), ("entry_id",)
    )
    texts = {"entries": b"entry_id\r\n1\r\n11\r\n", "answers": content}
    check_tables([entries, grouped()], texts)


def test_answers_are_held_together_by_entry():
    answers_checked(b"entry_id,item,value\r\n1,status,6\r\n1,mode,1\r\n11,mode,2\r\n")


@pytest.mark.parametrize(
    ("rows", "code", "row"),
    [
        ("1,status,6\r\n1,status,6\r\n", "key_repeated", 3),
        ("1,mode,6\r\n1,status,6\r\n", "key_repeated", 3),
        ("1,status,6\r\n11,mode,6\r\n1,mode,6\r\n", "key_repeated", 4),
        ("1,status,6\r\n1,other,6\r\n", "row_breaks_schema", 3),
        ("1,status,6\r\n1,mode,\r\n", "row_breaks_schema", 3),
        ("1,status,6\r\nx,mode,1\r\n", "row_breaks_schema", 3),
        ("1,status,6\r\n\r\n", "row_breaks_schema", 3),
        ("1,status,6\r\n1,mode,1", "row_breaks_schema", 3),
    ],
)
def test_answers_out_of_order_or_shape_are_named(rows, code, row):
    with pytest.raises(BundleError) as caught:
        answers_checked(f"entry_id,item,value\r\n{rows}".encode())
    assert (caught.value.code, caught.value.context["row"]) == (code, row)


def test_answer_rows_follow_the_form():
    forms = [(1, {"mode": ["1", "3"], "status": "6"}), (2, {"status": 4})]
    assert list(answer_rows(forms, ("status", "mode"))) == [
        ("1", "status", "6"), ("1", "mode", "1 3"), ("2", "status", "4")
    ]  # fmt: skip


def test_an_answer_to_an_item_that_is_not_in_the_form_is_a_mistake_of_the_caller():
    with pytest.raises(KeyError):
        list(answer_rows([(1, {"unknown": "1"})], ("status",)))


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("x", "x"),
        (3, "3"),
        (2.5, "2.5"),
        (["1", "3"], "1 3"),
        ([{"b": 1, "a": "某"}], '[{"a": "某", "b": 1}]'),
    ],
)
def test_answers_in_cells(value, cell):
    assert answer_text(value) == cell


@pytest.mark.parametrize("kind", list(BundleKind))
def test_the_description_of_tables_comes_back(kind):
    assert parse_package(package_text("a-bundle", SCHEMAS[kind])) == SCHEMAS[kind]


def test_items_may_differ_between_forms_but_columns_may_not():
    check_kind(BundleKind.HAND_OVER, hand_over_schemas(("x", "y"), ("S1",)))
    with pytest.raises(BundleError) as caught:
        check_kind(BundleKind.HAND_OVER, hand_over_schemas()[1:])
    assert caught.value.code == "tables_unexpected"


def test_empty_tables_are_whole_tables():
    tables = hand_over_tables(HandOverRows(), ("status",), ("S1",))
    texts = {table.schema.name: table_text(table) for table in tables}
    check_tables([table.schema for table in tables], texts)
    assert {count_rows(text) for text in texts.values()} == {0}


def test_named_rows_fit_their_columns():
    schema = next(s for s in SCHEMAS[BundleKind.TASK_PACKAGE] if s.name == "roster")
    person = RosterRow(*(["x"] * len(RosterRow._fields)))._replace(certified_on="2020-01-02")
    content = table_text(Table(schema, [person]))
    assert list(starmap(RosterRow, parse_rows(schema, content))) == [person]

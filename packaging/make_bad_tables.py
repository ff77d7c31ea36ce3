"""Well signed bundles whose tables break what they promise."""

# ruff: noqa: D103 - the name of a case says all there is to say

from __future__ import annotations

from bundle_workshop import Attempt, Workshop, payload, signed, stated, table_changed
from dsurvey_desktop.exchange import bag
from dsurvey_desktop.exchange.statement import BundleKind
from make_bad_cases import bad


@bad("package_damaged")
def package_that_is_no_json(w: Workshop) -> Attempt:
    return signed(w, payload(w) | {bag.PACKAGE_FILE: b"[1, 2"})


@bad("package_damaged")
def package_with_rules_unknown_here(w: Workshop) -> Attempt:
    text = payload(w)[bag.PACKAGE_FILE].replace(b'"required": true', b'"unique": true', 1)
    return signed(w, payload(w) | {bag.PACKAGE_FILE: text})


@bad("member_missing")
def package_missing(w: Workshop) -> Attempt:
    files = payload(w)
    del files[bag.PACKAGE_FILE]
    return signed(w, files)


@bad("tables_unexpected")
def tables_of_another_kind(w: Workshop) -> Attempt:
    return stated(w, kind=BundleKind.RECEIPT)


@bad("member_missing")
def table_missing(w: Workshop) -> Attempt:
    files = payload(w)
    del files["data/missing.csv"]
    return signed(w, files)


@bad("table_not_utf8")
def table_in_gbk(w: Workshop) -> Attempt:
    return table_changed(w, "entries", "某甲".encode(), "某甲".encode("gbk"))


@bad("row_breaks_schema")
def no_character_in_a_name(w: Workshop) -> Attempt:
    return table_changed(w, "entries", "某甲".encode(), "某\0甲".encode())


@bad("row_breaks_schema")
def header_altered(w: Workshop) -> Attempt:
    return table_changed(w, "entries", b"certificate_no", b"certificate_No")


@bad("row_breaks_schema")
def text_in_a_number(w: Workshop) -> Attempt:
    return table_changed(w, "corrections", b"\r\n1,", b"\r\none,")


@bad("row_breaks_schema")
def state_unknown(w: Workshop) -> Attempt:
    return table_changed(w, "entries", b"330102005001,approved", b"330102005001,perfect")


@bad("row_breaks_schema")
def required_cell_empty(w: Workshop) -> Attempt:
    return table_changed(w, "entries", "某甲".encode(), b"")


@bad("row_breaks_schema")
def day_that_does_not_exist(w: Workshop) -> Attempt:
    return table_changed(w, "missing", b"2026-10-09", b"2026-02-29")


@bad("row_breaks_schema")
def cell_too_many(w: Workshop) -> Attempt:
    return table_changed(w, "missing", b"2026-10-09", b"2026-10-09,")


@bad("row_breaks_schema")
def quote_left_open(w: Workshop) -> Attempt:
    return table_changed(w, "corrections", b"by phone", b'"by phone')


@bad("row_breaks_schema")
def item_not_in_the_form(w: Workshop) -> Attempt:
    return table_changed(w, "answers", b"1,remark,", b"1,remarks,")


@bad("row_breaks_schema")
def last_line_end_missing(w: Workshop) -> Attempt:
    return table_changed(w, "provenance", b",3,2,1\r\n", b",3,2,1")


@bad("key_repeated")
def entry_twice(w: Workshop) -> Attempt:
    return table_changed(w, "entries", b"\r\n2,", b"\r\n1,")


@bad("key_repeated")
def answer_twice(w: Workshop) -> Attempt:
    return table_changed(w, "answers", b"2,status,1\r\n", b"2,status,1\r\n2,status,6\r\n")


@bad("key_repeated")
def answers_of_an_entry_in_two_places(w: Workshop) -> Attempt:
    return table_changed(w, "answers", b"2,mode,1 3\r\n", b"2,mode,1 3\r\n1,mode,1\r\n")


@bad("reference_missing")
def answer_of_nobody(w: Workshop) -> Attempt:
    return table_changed(w, "answers", b"2,mode,1 3\r\n", b"2,mode,1 3\r\n3,mode,1\r\n")


@bad("reference_missing")
def correction_of_nobody(w: Workshop) -> Attempt:
    return table_changed(w, "corrections", b"\r\n1,", b"\r\n9,")


@bad("row_count_differs")
def row_left_out(w: Workshop) -> Attempt:
    return table_changed(w, "answers", b"2,mode,1 3\r\n", b"")

"""Bundles with members whose names a system could take for something else."""

# ruff: noqa: D103 - the name of a case says all there is to say

from __future__ import annotations

from bundle_workshop import Attempt, Workshop, good, members, named, zipped
from make_bad_cases import bad


@bad("path_absolute")
def absolute_path(w: Workshop) -> Attempt:
    return zipped(w, members(w), "")


@bad("path_drive")
def drive_path(w: Workshop) -> Attempt:
    return zipped(w, members(w), "C:")


@bad("path_network")
def network_path(w: Workshop) -> Attempt:
    return zipped(w, members(w), "//server/share")


@bad("path_network")
def network_path_with_backslashes(w: Workshop) -> Attempt:
    return zipped(w, members(w), "\\\\server\\share")


@bad("path_upward")
def upward_path(w: Workshop) -> Attempt:
    return named(w, "data/../../evil.exe")


@bad("path_backslash")
def backslash_path(w: Workshop) -> Attempt:
    return named(w, "data\\..\\..\\evil.exe")


@bad("path_empty_part")
def path_with_an_empty_part(w: Workshop) -> Attempt:
    return named(w, "data//evil.exe")


@bad("path_empty_part")
def folder_as_a_member(w: Workshop) -> Attempt:
    return named(w, "data/")


@bad("name_reserved")
def device_name(w: Workshop) -> Attempt:
    return named(w, "data/con.txt")


@bad("name_reserved")
def port_name(w: Workshop) -> Attempt:
    return named(w, "data/LPT1/x.txt")


@bad("name_trailing")
def name_ending_in_a_dot(w: Workshop) -> Attempt:
    return named(w, "data/summary.pdf.")


@bad("name_trailing")
def name_ending_in_a_space(w: Workshop) -> Attempt:
    return named(w, "data/summary.pdf ")


@bad("name_characters")
def name_with_a_stream(w: Workshop) -> Attempt:
    return named(w, "data/summary.pdf:evil.exe")


@bad("name_characters")
def name_written_from_right_to_left(w: Workshop) -> Attempt:
    return named(w, "data/\u202efdp.exe")


@bad("name_characters")
def name_that_is_not_utf8(w: Workshop) -> Attempt:
    data = named(w, "data/zz").data
    return good(w, data=data.replace(b"data/zz", b"data/\xff\xfe"))


@bad("name_too_long")
def very_long_name(w: Workshop) -> Attempt:
    return named(w, "data/" + "x" * 300)


@bad("duplicate_names")
def name_twice(w: Workshop) -> Attempt:
    data = named(w, "data/zummary.pdf").data
    return good(w, data=data.replace(b"data/zummary.pdf", b"data/summary.pdf"))


@bad("case_names")
def names_that_differ_by_case(w: Workshop) -> Attempt:
    return named(w, "data/SUMMARY.pdf")


@bad("normal_form_names")
def names_that_differ_by_normal_form(w: Workshop) -> Attempt:
    return named(w, "data/e\u0301.txt", "data/\u00e9.txt")

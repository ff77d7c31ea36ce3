"""Bags that must be refused: the BagIt conformance cases that apply, Windows names included."""

# ruff: noqa: D103 - the name of a case says all there is to say

from __future__ import annotations

import hashlib

from bundle_workshop import (
    Attempt,
    Workshop,
    members,
    named,
    payload,
    signed,
    zipped,
)
from dsurvey_desktop.exchange import bag
from dsurvey_desktop.exchange.zip_container import pack
from make_bad_cases import bad


def without(w: Workshop, *lost: str) -> Attempt:
    """The good bundle less some members."""
    return zipped(w, {name: part for name, part in members(w).items() if name not in lost})


def declared(w: Workshop, text: bytes) -> Attempt:
    """Another `bagit.txt`, properly signed."""
    return signed(w, payload(w), {bag.BAGIT_FILE: text})


def listed(w: Workshop, old: bytes, new: bytes) -> Attempt:
    """A manifest with another text, properly signed."""
    text = bag.manifest_text(payload(w), w.suite.digest)
    if text.count(old) != 1:
        raise ValueError(old)
    return signed(w, payload(w), {w.names.manifest: text.replace(old, new)})


def md5_lines(w: Workshop) -> bytes:
    # S324: an outdated digest is what the case is about
    return bag.manifest_text(payload(w), lambda data: hashlib.md5(data).hexdigest())  # noqa: S324


# declaration and facts


@bad("not_a_bundle")
def declaration_missing(w: Workshop) -> Attempt:
    return without(w, bag.BAGIT_FILE)


@bad("not_a_bag")
def declaration_below_the_payload_only(w: Workshop) -> Attempt:
    parts = members(w)
    del parts[bag.BAGIT_FILE]
    return zipped(w, parts | {"data/bagit.txt": pack(bag.BAGIT_TEXT)})


@bad("not_a_bag")
def declaration_in_another_encoding(w: Workshop) -> Attempt:
    return declared(w, bag.BAGIT_TEXT.replace(b"UTF-8", b"UTF-16"))


@bad("not_a_bag")
def declaration_with_a_byte_order_mark(w: Workshop) -> Attempt:
    return declared(w, b"\xef\xbb\xbf" + bag.BAGIT_TEXT)


@bad("not_a_bag")
def declaration_of_another_version(w: Workshop) -> Attempt:
    return declared(w, bag.BAGIT_TEXT.replace(b"1.0", b"1.1"))


@bad("not_a_bag")
def declaration_with_a_third_line(w: Workshop) -> Attempt:
    return declared(w, bag.BAGIT_TEXT + b"Note: x\n")


@bad("not_a_bag")
def declaration_empty(w: Workshop) -> Attempt:
    return declared(w, b"")


@bad("bag_info_damaged")
def info_with_a_wrong_size_of_the_payload(w: Workshop) -> Attempt:
    text = bag.info_text(w.suite.name) + b"Payload-Oxum: 1.1\n"
    return signed(w, payload(w), {bag.INFO_FILE: text})


@bad("bag_info_damaged")
def info_with_a_fact_twice(w: Workshop) -> Attempt:
    text = bag.info_text(w.suite.name)
    return signed(w, payload(w), {bag.INFO_FILE: text + text})


@bad("fetch_list")
def fetch_list_signed(w: Workshop) -> Attempt:
    return signed(w, payload(w), {bag.FETCH_FILE: b"https://example.org/x 5 data/summary.pdf\n"})


@bad("fetch_list")
def fetch_list_empty(w: Workshop) -> Attempt:
    return signed(w, payload(w), {bag.FETCH_FILE: b""})


# manifests


@bad("unsigned")
def tag_manifest_missing(w: Workshop) -> Attempt:
    return without(w, w.names.tag_manifest)


@bad("unsigned")
def tag_manifest_of_md5_only(w: Workshop) -> Attempt:
    parts = members(w)
    moved = {"tagmanifest-md5.txt": parts.pop(w.names.tag_manifest)}
    return zipped(w, parts | moved)


@bad("member_missing")
def manifest_of_md5_only(w: Workshop) -> Attempt:
    parts = members(w)
    del parts[w.names.manifest]
    return zipped(w, parts | {"manifest-md5.txt": pack(md5_lines(w), is_stored=True)})


@bad("member_unlisted")
def manifest_of_md5_besides(w: Workshop) -> Attempt:
    return signed(w, payload(w), {"manifest-md5.txt": md5_lines(w)})


@bad("manifest_damaged")
def manifest_with_digests_of_md5(w: Workshop) -> Attempt:
    return signed(w, payload(w), {w.names.manifest: md5_lines(w)})


@bad("manifest_damaged")
def manifest_empty(w: Workshop) -> Attempt:
    return signed(w, payload(w), {w.names.manifest: b""})


@bad("manifest_damaged")
def manifest_that_is_not_utf8(w: Workshop) -> Attempt:
    return listed(w, b"summary.pdf", b"\xff.pdf")


@bad("manifest_damaged")
def manifest_line_with_an_escaped_line_feed(w: Workshop) -> Attempt:
    return listed(w, b"data/summary.pdf", b"data/summary%0A.pdf")


@bad("manifest_damaged")
def manifest_line_with_an_escaped_return(w: Workshop) -> Attempt:
    return listed(w, b"data/summary.pdf", b"data/summary%0D.pdf")


@bad("manifest_damaged")
def manifest_line_with_an_upward_path(w: Workshop) -> Attempt:
    return listed(w, b"data/summary.pdf", b"data/../../summary.pdf")


@bad("manifest_damaged")
def manifest_line_with_an_absolute_path(w: Workshop) -> Attempt:
    return listed(w, b"data/summary.pdf", b"/etc/passwd")


@bad("manifest_damaged")
def manifest_line_with_a_dot_before(w: Workshop) -> Attempt:
    return listed(w, b"data/summary.pdf", b"./data/summary.pdf")


@bad("manifest_damaged")
def manifest_line_in_another_case(w: Workshop) -> Attempt:
    return listed(w, b"data/summary.pdf", b"data/Summary.pdf")


# names


@bad("name_characters")
def name_with_an_escaped_line_feed(w: Workshop) -> Attempt:
    return named(w, "data/a%0Ab.txt")


@bad("name_characters")
def name_with_an_escaped_return(w: Workshop) -> Attempt:
    return named(w, "data/a%0Db.txt")


@bad("name_characters")
def name_with_a_line_feed(w: Workshop) -> Attempt:
    return named(w, "data/a\nb.txt")


@bad("name_characters")
def name_with_a_return(w: Workshop) -> Attempt:
    return named(w, "data/a\rb.txt")


@bad("name_characters")
def name_with_a_colon(w: Workshop) -> Attempt:
    return named(w, "data/a:b")


@bad("name_characters")
def name_with_a_star(w: Workshop) -> Attempt:
    return named(w, "data/*.txt")


@bad("name_reserved")
def name_of_the_null_device(w: Workshop) -> Attempt:
    return named(w, "data/NUL")


@bad("name_reserved")
def name_of_the_console(w: Workshop) -> Attempt:
    return named(w, "data/CON")


@bad("name_reserved")
def name_of_a_device_with_an_ending(w: Workshop) -> Attempt:
    return named(w, "data/aux.txt")


@bad("name_reserved")
def name_of_a_device_with_a_space_before_the_ending(w: Workshop) -> Attempt:
    return named(w, "data/prn .txt")


@bad("name_reserved")
def name_of_a_port_with_a_raised_number(w: Workshop) -> Attempt:
    return named(w, "data/COM\u00b9.txt")


@bad("name_trailing")
def folder_name_ending_in_a_dot(w: Workshop) -> Attempt:
    return named(w, "data/x./y.txt")


@bad("name_trailing")
def folder_name_ending_in_a_space(w: Workshop) -> Attempt:
    return named(w, "data/x /y.txt")


@bad("case_names")
def folders_that_differ_by_case(w: Workshop) -> Attempt:
    return named(w, "DATA/SUMMARY.PDF")


@bad("case_names")
def names_that_differ_by_width(w: Workshop) -> Attempt:
    return named(w, "data/ｓummary.pdf")

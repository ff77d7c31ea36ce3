"""Bundles that a receiver must refuse, each a named case with the code it must be refused with.

    python packaging/make_bad_bundles.py FOLDER   write all of them, with the trust list

The tests make them afresh: no binary file is kept, and keys are new each time.
A function's name is its case's name.
"""

# ruff: noqa: D103 - the name of a case says all there is to say

from __future__ import annotations

import stat
import struct
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import make_bad_answers
import make_bad_bags
import make_bad_seals
from bundle_workshop import (
    ATTRIBUTES_AT,
    CENTRAL_MARK,
    END_SIZE,
    FLAGS_AT,
    METHOD_AT,
    NAME_LENGTH_AT,
    NAMES,
    NOW,
    OFFSET_AT,
    SIZE_AT,
    SUITE,
    TOWN,
    Attempt,
    Workshop,
    after,
    directory_patched,
    folder,
    good,
    members,
    named,
    payload,
    signed,
    small,
    stated,
    table_changed,
    with_signature,
    zipped,
)
from dsurvey_desktop.domain.office import Office
from dsurvey_desktop.exchange import bag
from dsurvey_desktop.exchange.bundle import (
    bag_members,
    sign_members,
)
from dsurvey_desktop.exchange.ssh_signature import SshSigner
from dsurvey_desktop.exchange.statement import BundleKind
from dsurvey_desktop.exchange.succession import Expectation
from dsurvey_desktop.exchange.suites import DEFAULT_SUITE
from dsurvey_desktop.exchange.trust_list import TrustList
from dsurvey_desktop.exchange.zip_container import (
    pack,
)
from make_bad_cases import CASES, PACKAGES, bad

OTHERS = (make_bad_seals, make_bad_bags, make_bad_answers)
"""Scripts with further cases: importing them registers these."""


def make_all(workshop: Workshop) -> dict[str, tuple[str, Attempt]]:
    """Name to expected code and attempt."""
    return {case.name: (case.code, case.make(workshop)) for case in (*CASES, *PACKAGES)}


# size limits and container


@bad("bundle_too_large")
def larger_than_the_limit(w: Workshop) -> Attempt:
    return good(w, limits=small(bundle_bytes=1000))


@bad("not_a_bundle")
def empty_file(w: Workshop) -> Attempt:
    return good(w, data=b"")


@bad("not_a_bundle")
def some_text(w: Workshop) -> Attempt:
    return good(w, data="不是数据包".encode())


@bad("not_a_bundle")
def zip_without_bag(w: Workshop) -> Attempt:
    return zipped(w, {"letter.txt": pack(b"hello")})


@bad("sealed_for_others")
def sealed_and_no_key(w: Workshop) -> Attempt:
    return good(w, data=w.good(is_sealed=True).data)


@bad("sealed_for_others")
def sealed_for_another_key(w: Workshop) -> Attempt:
    return good(w, data=w.good(is_sealed=True).data, opener=w.stranger.opener)


@bad("seal_broken")
def sealed_and_cut_off(w: Workshop) -> Attempt:
    return good(w, data=w.good(is_sealed=True).data[:-1], opener=w.district.opener)


@bad("seal_broken")
def sealed_and_something_added(w: Workshop) -> Attempt:
    return good(w, data=w.good(is_sealed=True).data + b"\n", opener=w.district.opener)


@bad("zip_truncated")
def cut_off_in_the_middle(w: Workshop) -> Attempt:
    return good(w, data=w.good().data[: len(w.good().data) // 2])


@bad("zip_truncated")
def last_byte_missing(w: Workshop) -> Attempt:
    return good(w, data=w.good().data[:-1])


@bad("bytes_before")
def program_before_the_zip(w: Workshop) -> Attempt:
    return good(w, data=b"MZ" + w.good().data)


@bad("bytes_before")
def another_zip_before_the_zip(w: Workshop) -> Attempt:
    return good(w, data=w.good().data + w.good().data)


@bad("bytes_after")
def something_after_the_zip(w: Workshop) -> Attempt:
    return good(w, data=w.good().data + b"\0")


@bad("bytes_after")
def comment_at_the_end(w: Workshop) -> Attempt:
    return good(w, data=w.good().data[:-2] + b"\x02\x00hi")


@bad("too_many_members")
def more_members_than_the_limit(w: Workshop) -> Attempt:
    return good(w, limits=small(members=5))


@bad("member_too_large")
def member_larger_than_the_limit(w: Workshop) -> Attempt:
    return good(w, limits=small(member_bytes=1000))


@bad("total_too_large")
def all_members_larger_than_the_limit(w: Workshop) -> Attempt:
    return good(w, limits=small(total_bytes=5000))


@bad("ratio_too_high")
def bomb(w: Workshop) -> Attempt:
    return signed(w, payload(w) | {"data/bomb.txt": bytes(8_000_000)})


@bad("digest_differs")
def bomb_that_lies_about_its_size(w: Workshop) -> Attempt:
    parts = bag_members(payload(w) | {"data/bomb.txt": bytes(8_000_000)}, SUITE)
    parts["data/bomb.txt"] = replace(parts["data/bomb.txt"], size=1000)
    return zipped(w, sign_members(parts, SUITE, w.town.signer))


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


@bad("link_member")
def link(w: Workshop) -> Attempt:
    return directory_patched(w, ATTRIBUTES_AT, "<I", (stat.S_IFLNK | 0o777) << 16)


@bad("special_member")
def device(w: Workshop) -> Attempt:
    return directory_patched(w, ATTRIBUTES_AT, "<I", (stat.S_IFCHR | 0o666) << 16)


@bad("encrypted_member")
def member_with_a_password(w: Workshop) -> Attempt:
    return directory_patched(w, FLAGS_AT, "<H", 0x0801)


@bad("members_overlap")
def overlapping_members(w: Workshop) -> Attempt:
    data = bytearray(w.good().data)
    second = data.index(CENTRAL_MARK, data.index(CENTRAL_MARK) + 4)
    struct.pack_into("<I", data, second + OFFSET_AT, 10)
    return good(w, data=bytes(data))


@bad("headers_disagree")
def size_in_directory_differs(w: Workshop) -> Attempt:
    return directory_patched(w, SIZE_AT, "<I", 7)


@bad("headers_disagree")
def local_name_differs(w: Workshop) -> Attempt:
    return good(w, data=w.good().data.replace(b"/bagit.txt", b"/bagit.exe", 1))


@bad("headers_disagree")
def checksum_of_a_tag_file_differs_twice(w: Workshop) -> Attempt:
    parts = members(w)
    return zipped(w, parts | {bag.BAGIT_FILE: replace(parts[bag.BAGIT_FILE], crc=1)})


@bad("container_irregular")
def method_unknown(w: Workshop) -> Attempt:
    return directory_patched(w, METHOD_AT, "<H", 12)


@bad("container_irregular")
def permissions_differ(w: Workshop) -> Attempt:
    return directory_patched(w, ATTRIBUTES_AT, "<I", (stat.S_IFREG | 0o777) << 16)


@bad("container_irregular")
def tag_file_packed(w: Workshop) -> Attempt:
    return zipped(w, members(w) | {bag.BAGIT_FILE: pack(bag.BAGIT_TEXT)})


@bad("container_irregular")
def record_count_differs(w: Workshop) -> Attempt:
    data = bytearray(w.good().data)
    at = len(data) - END_SIZE + 10
    struct.pack_into("<H", data, at, struct.unpack_from("<H", data, at)[0] - 1)
    return good(w, data=bytes(data))


@bad("container_irregular")
def extra_field_in_the_directory(w: Workshop) -> Attempt:
    data = bytearray(w.good().data)
    start, end = data.index(CENTRAL_MARK), len(data) - END_SIZE
    (name_length,) = struct.unpack_from("<H", data, start + NAME_LENGTH_AT)
    struct.pack_into("<H", data, start + NAME_LENGTH_AT + 2, 4)
    struct.pack_into("<I", data, end + 12, end + 4 - start)
    at = start + ATTRIBUTES_AT + 8 + name_length
    return good(w, data=bytes(data[:at] + b"\xfe\xca\0\0" + data[at:]))


@bad("headers_disagree")
def sizes_after_the_member(w: Workshop) -> Attempt:
    data = bytearray(w.good().data)
    struct.pack_into("<H", data, 6, 0x0808)
    return good(w, data=bytes(data))


@bad("container_irregular")
def sizes_after_the_member_says_the_directory(w: Workshop) -> Attempt:
    return directory_patched(w, FLAGS_AT, "<H", 0x0808)


@bad("container_irregular")
def time_of_a_member(w: Workshop) -> Attempt:
    return directory_patched(w, METHOD_AT + 2, "<H", 0x6000)


@bad("too_many_members")
def zip_of_the_large_kind(w: Workshop) -> Attempt:
    data = bytearray(w.good().data)
    struct.pack_into("<HH", data, len(data) - END_SIZE + 8, 0xFFFF, 0xFFFF)
    return good(w, data=bytes(data))


@bad("member_too_large")
def member_of_the_large_kind(w: Workshop) -> Attempt:
    return directory_patched(w, SIZE_AT, "<I", 0xFFFFFFFF)


@bad("not_one_folder")
def second_folder(w: Workshop) -> Attempt:
    data = named(w, "zz").data
    top = folder().encode()
    return good(w, data=data.replace(top + b"/zz", b"X" * (len(top) - 1) + b"y/zz"))


@bad("fetch_list")
def fetch_list(w: Workshop) -> Attempt:
    line = b"https://example.org/x 5 data/x.txt\n"
    return zipped(w, members(w) | {bag.FETCH_FILE: pack(line, is_stored=True)})


@bad("not_a_bag")
def older_bag(w: Workshop) -> Attempt:
    text = bag.BAGIT_TEXT.replace(b"1.0", b"0.97")
    return zipped(w, members(w) | {bag.BAGIT_FILE: pack(text, is_stored=True)})


# version


@bad("bag_info_damaged")
def info_missing(w: Workshop) -> Attempt:
    parts = members(w)
    del parts[bag.INFO_FILE]
    return zipped(w, parts)


@bad("format_unknown")
def format_of_the_future(w: Workshop) -> Attempt:
    text = bag.info_text(DEFAULT_SUITE).replace(b"Format: 1", b"Format: 2")
    return signed(w, payload(w), {bag.INFO_FILE: text})


@bad("suite_unknown")
def suite_of_the_future(w: Workshop) -> Attempt:
    return signed(w, payload(w), {bag.INFO_FILE: bag.info_text("sm2-sm3-sm4-v1")})


# signature


@bad("unsigned")
def signature_missing(w: Workshop) -> Attempt:
    parts = members(w)
    del parts[NAMES.signature]
    return zipped(w, parts)


@bad("signature_damaged")
def something_after_the_signature(w: Workshop) -> Attempt:
    return with_signature(w, lambda text: text + b"\n")


@bad("signature_damaged")
def signature_wrapped_otherwise(w: Workshop) -> Attempt:
    return with_signature(w, lambda text: text.replace(b"\n", b"\r\n"))


@bad("signature_damaged")
def signature_of_nonsense(w: Workshop) -> Attempt:
    return with_signature(w, lambda _: b"signed, the town\n")


@bad("signature_damaged")
def signature_very_long(w: Workshop) -> Attempt:
    return with_signature(w, lambda text: text * 100)


@bad("signature_other_purpose")
def signature_for_another_purpose(w: Workshop) -> Attempt:
    signer = SshSigner(w.town.signer.key, "git")
    return with_signature(w, lambda _: signer.sign(members(w)[NAMES.tag_manifest].data))


@bad("signature_other_file")
def signature_over_another_file(w: Workshop) -> Attempt:
    return with_signature(w, lambda _: w.town.signer.sign(b"another file"))


@bad("signer_unknown")
def signed_by_a_stranger(w: Workshop) -> Attempt:
    return signed(w, payload(w), keys=w.stranger)


@bad("key_revoked")
def signed_with_a_revoked_key(w: Workshop) -> Attempt:
    return good(w, trust=w.trust.with_revoked(TOWN, w.town.signing_public))


@bad("key_not_yet_valid")
def signed_before_the_key_is_valid(w: Workshop) -> Attempt:
    return good(w, now=NOW - timedelta(days=31))


@bad("key_expired")
def signed_with_an_old_key(w: Workshop) -> Attempt:
    card = w.town.card(Office(TOWN, ""), NOW - timedelta(days=9), NOW - timedelta(days=1))
    return good(w, trust=TrustList((card,)))


# digests


@bad("manifest_damaged")
def manifest_that_is_no_list(w: Workshop) -> Attempt:
    return signed(w, payload(w), {NAMES.manifest: b"all of it\n"})


@bad("manifest_damaged")
def manifest_with_a_line_twice(w: Workshop) -> Attempt:
    text = bag.manifest_text(payload(w), SUITE.digest)
    return signed(w, payload(w), {NAMES.manifest: text + text.splitlines(keepends=True)[0]})


@bad("manifest_damaged")
def lists_that_disagree(w: Workshop) -> Attempt:
    fewer = dict(list(payload(w).items())[:-1])
    return signed(w, payload(w), {NAMES.manifest: bag.manifest_text(fewer, SUITE.digest)})


@bad("member_unlisted")
def unlisted_file(w: Workshop) -> Attempt:
    return named(w, "data/extra.txt")


@bad("member_unlisted")
def unlisted_tag_file(w: Workshop) -> Attempt:
    return zipped(w, members(w) | {"readme.txt": pack(b"x", is_stored=True)})


@bad("member_missing")
def listed_file_missing(w: Workshop) -> Attempt:
    parts = members(w)
    del parts["data/summary.pdf"]
    return zipped(w, parts)


@bad("member_missing")
def manifest_missing(w: Workshop) -> Attempt:
    parts = members(w)
    del parts[NAMES.manifest]
    return zipped(w, parts)


@bad("digest_differs")
def file_altered(w: Workshop) -> Attempt:
    return zipped(w, members(w) | {"data/summary.pdf": pack(b"%PDF-1.4 forged")})


@bad("digest_differs")
def file_packed_otherwise(w: Workshop) -> Attempt:
    content = payload(w)["data/summary.pdf"]
    stored_block = struct.pack("<BHH", 1, len(content), len(content) ^ 0xFFFF) + content
    found = members(w)["data/summary.pdf"]
    return zipped(w, members(w) | {"data/summary.pdf": replace(found, data=stored_block)})


@bad("digest_differs")
def manifest_altered(w: Workshop) -> Attempt:
    text = bag.manifest_text(payload(w) | {"data/summary.pdf": b"forged"}, SUITE.digest)
    return zipped(w, members(w) | {NAMES.manifest: pack(text, is_stored=True)})


@bad("digest_differs")
def content_digest_wrong_though_signed(w: Workshop) -> Attempt:
    text = bag.manifest_text(payload(w) | {"data/summary.pdf": b"forged"}, SUITE.digest)
    return signed(w, payload(w), {NAMES.manifest: text})


# statement


@bad("member_missing")
def statement_missing(w: Workshop) -> Attempt:
    files = payload(w)
    del files[bag.STATEMENT_FILE]
    return signed(w, files)


@bad("statement_damaged")
def statement_that_is_no_json(w: Workshop) -> Attempt:
    return signed(w, payload(w) | {bag.STATEMENT_FILE: b"{"})


@bad("statement_damaged")
def statement_with_a_field_twice(w: Workshop) -> Attempt:
    text = payload(w)[bag.STATEMENT_FILE].replace(b"{\n", b'{\n "sequence": 9,\n', 1)
    return signed(w, payload(w) | {bag.STATEMENT_FILE: text})


@bad("statement_damaged")
def statement_with_an_unknown_field(w: Workshop) -> Attempt:
    text = payload(w)[bag.STATEMENT_FILE].replace(b"{\n", b'{\n "priority": 9,\n', 1)
    return signed(w, payload(w) | {bag.STATEMENT_FILE: text})


@bad("statement_damaged")
def statement_with_sequence_zero(w: Workshop) -> Attempt:
    return stated(w, sequence=0)


@bad("statement_damaged")
def statement_with_a_path_as_office(w: Workshop) -> Attempt:
    files = payload(w)
    text = files[bag.STATEMENT_FILE].replace(b'"330102005"', b'"../330102"')
    return signed(w, files | {bag.STATEMENT_FILE: text})


@bad("statement_disagrees")
def folder_renamed(w: Workshop) -> Attempt:
    return zipped(w, members(w), "330102005-2026-0002-hand_over-330102")


@bad("statement_disagrees")
def statement_of_another_suite(w: Workshop) -> Attempt:
    return stated(w, suite="sm2-sm3-sm4-v1")


@bad("signer_not_sender")
def signed_by_another_office(w: Workshop) -> Attempt:
    return signed(w, payload(w), keys=w.other_town)


@bad("kind_unexpected")
def kind_not_taken_in_here(w: Workshop) -> Attempt:
    return good(w, expected=Expectation(kinds=frozenset({BundleKind.RECEIPT})))


@bad("addressee_other")
def addressed_to_another_office(w: Workshop) -> Attempt:
    return stated(w, addressee="330103")


@bad("campaign_other")
def of_another_campaign(w: Workshop) -> Attempt:
    return stated(w, campaign_year=2025)


@bad("same_bundle")
def taken_in_before(w: Workshop) -> Attempt:
    bundle = w.good()
    return after(w, {1: bundle.digest}, bundle.data)


@bad("sequence_reused")
def number_used_before(w: Workshop) -> Attempt:
    return after(w, {1: "00" * 32})


@bad("sequence_lower")
def number_lower_than_seen(w: Workshop) -> Attempt:
    return after(w, {2: "00" * 32})


@bad("sequence_gap")
def number_with_a_gap(w: Workshop) -> Attempt:
    return after(w, {1: "00" * 32}, stated(w, sequence=4, previous_digest="00" * 32).data)


@bad("previous_digest_differs")
def digest_before_differs(w: Workshop) -> Attempt:
    return after(w, {1: "00" * 32}, stated(w, sequence=2, previous_digest="11" * 32).data)


@bad("receipt_unknown")
def receipt_for_what_was_never_sent(w: Workshop) -> Attempt:
    data = stated(w, kind=BundleKind.RECEIPT, answers_digest="22" * 32).data
    return good(w, data=data, expected=Expectation(sent=frozenset({"33" * 32})))


# schema


@bad("package_damaged")
def package_that_is_no_json(w: Workshop) -> Attempt:
    return signed(w, payload(w) | {bag.PACKAGE_FILE: b"[1, 2"})


@bad("package_damaged")
def package_with_rules_unknown_here(w: Workshop) -> Attempt:
    text = payload(w)[bag.PACKAGE_FILE].replace(b'"required": true', b'"unique": true', 1)
    return signed(w, payload(w) | {bag.PACKAGE_FILE: text})


@bad("package_damaged")
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


def write_all(target: Path) -> None:
    """`<code>--<case>.dsb.zip` for each case, and the trust list to check them with."""
    workshop = Workshop()
    target.mkdir(parents=True, exist_ok=True)
    (target / "trusted_keys.txt").write_text(workshop.trust.to_text(), encoding="utf-8")
    for name, (code, attempt) in make_all(workshop).items():
        (target / f"{code}--{name}.dsb.zip").write_bytes(attempt.data)
        print(code, name)


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))

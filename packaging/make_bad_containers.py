"""Files that are too large or no ZIP of the one shape: refused before anything is read."""

# ruff: noqa: D103 - the name of a case says all there is to say

from __future__ import annotations

import stat
import struct
from dataclasses import replace

from bundle_workshop import (
    ATTRIBUTES_AT,
    CENTRAL_MARK,
    END_SIZE,
    FLAGS_AT,
    METHOD_AT,
    NAME_LENGTH_AT,
    OFFSET_AT,
    SIZE_AT,
    Attempt,
    Workshop,
    directory_patched,
    folder,
    good,
    members,
    named,
    payload,
    signed,
    small,
    zipped,
)
from dsurvey_desktop.exchange import bag
from dsurvey_desktop.exchange.bundle import bag_members, sign_members
from dsurvey_desktop.exchange.zip_container import pack
from make_bad_cases import bad


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
    parts = bag_members(payload(w) | {"data/bomb.txt": bytes(8_000_000)}, w.suite)
    parts["data/bomb.txt"] = replace(parts["data/bomb.txt"], size=1000)
    return zipped(w, sign_members(parts, w.suite, w.town.signer))


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


@bad("headers_disagree")
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

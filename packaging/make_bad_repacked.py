"""Bundles unpacked, spoiled and packed again by another ZIP program: told by what is wrong inside.

Whoever tries to forge a bundle has a ZIP program and no writer of ours. That it was packed again
says nothing; what is refused is what was changed.
"""

# ruff: noqa: D103 - the name of a case says all there is to say

from __future__ import annotations

import base64
import io
import stat
import struct
import textwrap
import zipfile

from bundle_workshop import DISTRICT, OTHER_TOWN, Attempt, Workshop, folder
from dsurvey_desktop.domain.suite import SuiteName
from dsurvey_desktop.exchange import bag
from make_bad_cases import bad
from repacking import (
    edited,
    relisted,
    repacked,
    restated,
    streamed,
    unpacked,
    with_extra,
    zip_bytes,
)


def attempt(w: Workshop, data: bytes) -> Attempt:
    return Attempt(data, w.trust)


def armoured(blob: bytes) -> bytes:
    """As OpenSSH writes a signature down."""
    body = base64.b64encode(blob).decode()
    begin, end = (f"-----{word} SSH SIGNATURE-----" for word in ("BEGIN", "END"))
    return "\n".join([begin, *textwrap.wrap(body, 70), end, ""]).encode()


def less(w: Workshop, *lost: str) -> dict[str, bytes]:
    return {name: content for name, content in unpacked(w).items() if name not in lost}


def tags_listed(w: Workshop, files: dict[str, bytes], *more: str) -> dict[str, bytes]:
    """Tag manifest and signature anew over the tag files and others; the manifest stays."""
    names = w.names
    tags = [n for n in files if not n.startswith("data/") and not n.startswith("tagmanifest")]
    text = "".join(f"{w.suite.digest(files[one])}  {one}\n" for one in (*tags, *more)).encode()
    return files | {names.tag_manifest: text, names.signature: w.town.signer.sign(text)}


def kinds(w: Workshop, kind: int) -> Attempt:
    """A member whose attributes say what it is."""
    target = io.BytesIO(zip_bytes(unpacked(w)))
    with zipfile.ZipFile(target, "a") as archive:
        info = zipfile.ZipInfo(f"{folder()}/data/x")
        info.external_attr = (kind | 0o777) << 16
        archive.writestr(info, b"/etc/passwd")
    return attempt(w, target.getvalue())


# container


@bad("link_member")
def repacked_with_a_link(w: Workshop) -> Attempt:
    return kinds(w, stat.S_IFLNK)


@bad("special_member")
def repacked_with_a_pipe(w: Workshop) -> Attempt:
    return kinds(w, stat.S_IFIFO)


@bad("path_upward")
def repacked_with_an_upward_folder(w: Workshop) -> Attempt:
    return repacked(w, unpacked(w), **{f"{folder()}/../": b""})


@bad("path_upward")
def repacked_with_an_upward_path(w: Workshop) -> Attempt:
    return repacked(w, unpacked(w), **{f"{folder()}/../evil.exe": b"x"})


@bad("not_one_folder")
def repacked_with_a_file_beside_the_folder(w: Workshop) -> Attempt:
    return repacked(w, unpacked(w), **{"evil.exe": b"x"})


@bad("case_names")
def repacked_with_folders_that_differ_by_case(w: Workshop) -> Attempt:
    return repacked(w, unpacked(w) | {"Data/other.txt": b"x"})


@bad("duplicate_names")
def repacked_with_a_file_named_as_a_folder(w: Workshop) -> Attempt:
    return repacked(w, unpacked(w) | {"data": b"x"})


@bad("name_characters")
def repacked_with_a_name_of_no_stated_encoding(w: Workshop) -> Attempt:
    data = zip_bytes(unpacked(w) | {"data/xx.txt": b"x"})
    return attempt(w, data.replace(b"data/xx.txt", "data/\u00e9.txt".encode()))


@bad("container_irregular")
def repacked_with_another_name_in_an_extra_field(w: Workshop) -> Attempt:
    return attempt(w, with_extra(zip_bytes(unpacked(w)), 0x7075, b"\x01\0\0\0\0evil.exe"))


@bad("container_irregular")
def repacked_with_sizes_of_the_large_kind(w: Workshop) -> Attempt:
    return attempt(w, with_extra(zip_bytes(unpacked(w)), 0x0001, bytes(16)))


@bad("container_irregular")
def repacked_with_a_remark_on_a_member(w: Workshop) -> Attempt:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for path, content in unpacked(w).items():
            info = zipfile.ZipInfo(f"{folder()}/{path}")
            info.comment = b"evil"
            archive.writestr(info, content)
    return attempt(w, target.getvalue())


@bad("container_irregular")
def repacked_with_a_member_in_no_directory(w: Workshop) -> Attempt:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for path, content in unpacked(w).items():
            archive.writestr(f"{folder()}/{path}", content)
            if path == bag.BAGIT_FILE:
                archive.writestr(f"{folder()}/evil.exe", b"x")
                archive.filelist.pop()
    return attempt(w, target.getvalue())


@bad("headers_disagree")
def repacked_with_other_sizes_behind_a_member(w: Workshop) -> Attempt:
    data = bytearray(streamed(unpacked(w)))
    at = data.index(b"PK\x07\x08")
    struct.pack_into("<I", data, at + 12, 7)
    return attempt(w, bytes(data))


@bad("headers_disagree")
def repacked_with_another_name_before_a_member(w: Workshop) -> Attempt:
    data = zip_bytes(unpacked(w))
    return attempt(w, data.replace(b"/data/entries.csv", b"/data/entries.exe", 1))


@bad("container_irregular")
def repacked_by_another_method(w: Workshop) -> Attempt:
    return attempt(w, zip_bytes(unpacked(w), method=zipfile.ZIP_BZIP2))


@bad("fetch_list")
def repacked_with_a_fetch_list(w: Workshop) -> Attempt:
    return repacked(w, unpacked(w) | {bag.FETCH_FILE: b"https://example.org/x 5 data/x.txt\n"})


@bad("not_a_bag")
def repacked_as_an_older_bag(w: Workshop) -> Attempt:
    return repacked(w, edited(w, bag.BAGIT_FILE, lambda text: text.replace(b"1.0", b"0.97")))


# version


@bad("format_unknown")
def repacked_in_a_format_of_the_future(w: Workshop) -> Attempt:
    return repacked(w, edited(w, bag.INFO_FILE, lambda text: text.replace(b": 1", b": 2.0")))


@bad("format_unknown")
def statement_in_a_format_of_the_future(w: Workshop) -> Attempt:
    return repacked(w, restated(w, format_version=2, something_new="x"))


@bad("suite_unknown")
def statement_of_a_suite_of_the_future(w: Workshop) -> Attempt:
    return repacked(w, restated(w, suite="sm9-sm3-zuc-v1"))


# signature


@bad("unsigned")
def repacked_without_signature(w: Workshop) -> Attempt:
    return repacked(w, less(w, w.names.signature))


@bad("signature_other_file")
def repacked_with_the_old_signature(w: Workshop) -> Attempt:
    files = edited(w, "data/summary.pdf", lambda _: b"forged")
    return repacked(w, files | {w.names.signature: unpacked(w)[w.names.signature]})


@bad("signer_unknown")
def repacked_and_signed_by_a_stranger(w: Workshop) -> Attempt:
    return repacked(w, relisted(w, unpacked(w), w.stranger))


@bad("signer_unknown", suites=(SuiteName.STANDARD,))
def signed_with_a_key_of_another_kind(w: Workshop) -> Attempt:
    def strings(*parts: bytes) -> bytes:
        return b"".join(struct.pack(">I", len(part)) + part for part in parts)

    key = strings(b"ssh-rsa", b"\x01\0\x01", bytes(range(128)))
    made = strings(b"rsa-sha2-512", bytes(128))
    blob = struct.pack(">6sI", b"SSHSIG", 1)
    blob += strings(key, b"dsurvey-handover", b"", b"sha512", made)
    return repacked(w, unpacked(w) | {w.names.signature: armoured(blob)})


# digests


@bad("digest_differs")
def repacked_with_a_changed_file(w: Workshop) -> Attempt:
    return repacked(w, unpacked(w) | {"data/summary.pdf": b"forged"})


@bad("digest_differs")
def repacked_with_a_changed_list(w: Workshop) -> Attempt:
    files = unpacked(w)
    return repacked(w, files | {w.names.manifest: files[w.names.manifest].replace(b"a", b"b", 1)})


@bad("member_missing")
def repacked_without_a_table(w: Workshop) -> Attempt:
    return repacked(w, less(w, "data/missing.csv"))


@bad("member_missing")
def manifest_not_among_the_tag_files(w: Workshop) -> Attempt:
    return repacked(w, tags_listed(w, less(w, w.names.manifest)))


@bad("member_unlisted")
def repacked_with_a_file_more(w: Workshop) -> Attempt:
    return repacked(w, unpacked(w) | {"data/other.csv": b"x"})


@bad("member_unlisted")
def repacked_with_a_tag_file_more(w: Workshop) -> Attempt:
    return repacked(w, unpacked(w) | {"other.txt": b"x"})


@bad("manifest_damaged")
def list_of_other_digests_listed(w: Workshop) -> Attempt:
    return repacked(w, relisted(w, unpacked(w) | {"manifest-md5.txt": b"0  data/summary.pdf\n"}))


@bad("manifest_damaged")
def payload_among_the_tag_files(w: Workshop) -> Attempt:
    return repacked(w, tags_listed(w, unpacked(w), "data/summary.pdf"))


@bad("manifest_damaged")
def tag_file_in_the_manifest(w: Workshop) -> Attempt:
    files = unpacked(w)
    line = f"{w.suite.digest(files[bag.INFO_FILE])}  {bag.INFO_FILE}\n".encode()
    return repacked(w, tags_listed(w, files | {w.names.manifest: files[w.names.manifest] + line}))


@bad("manifest_damaged")
def repacked_with_an_escaped_path(w: Workshop) -> Attempt:
    files = unpacked(w)
    text = files[w.names.manifest].replace(b"data/summary", b"data/%73ummary")
    return repacked(w, tags_listed(w, files | {w.names.manifest: text}))


# statement


@bad("addressee_other")
def statement_to_another_office(w: Workshop) -> Attempt:
    return repacked(w, restated(w, addressee=DISTRICT[:-1] + "9"))


@bad("campaign_other")
def statement_of_another_year(w: Workshop) -> Attempt:
    return repacked(w, restated(w, campaign_year=2024))


@bad("signer_not_sender")
def statement_of_another_sender(w: Workshop) -> Attempt:
    return repacked(w, restated(w, sender=OTHER_TOWN))


@bad("statement_damaged")
def statement_with_a_number_that_is_none(w: Workshop) -> Attempt:
    change = (b'"sequence": 1', b'"sequence": NaN')
    return repacked(w, edited(w, bag.STATEMENT_FILE, lambda text: text.replace(*change)))


@bad("statement_damaged")
def statement_with_a_byte_order_mark(w: Workshop) -> Attempt:
    return repacked(w, edited(w, bag.STATEMENT_FILE, lambda text: b"\xef\xbb\xbf" + text))


@bad("statement_damaged")
def statement_without_a_version(w: Workshop) -> Attempt:
    return repacked(w, edited(w, bag.STATEMENT_FILE, lambda _: b"{}"))


# schema


@bad("row_breaks_schema")
def repacked_with_an_unknown_state(w: Workshop) -> Attempt:
    return repacked(w, edited(w, "data/entries.csv", lambda text: text.replace(b"approved", b"ok")))


@bad("row_count_differs")
def repacked_with_a_row_less(w: Workshop) -> Attempt:
    def shorter(text: bytes) -> bytes:
        return b"".join(text.splitlines(keepends=True)[:-1])

    return repacked(w, edited(w, "data/missing.csv", shorter))


@bad("package_damaged")
def repacked_with_rules_left_out(w: Workshop) -> Attempt:
    change = (b'"required": true', b'"required": false')
    return repacked(w, edited(w, bag.PACKAGE_FILE, lambda text: text.replace(*change, 1)))

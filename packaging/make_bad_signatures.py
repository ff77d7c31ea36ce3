"""Bundles of an unknown version, badly signed, or with content that is not what was signed."""

# ruff: noqa: D103 - the name of a case says all there is to say

from __future__ import annotations

import struct
from dataclasses import replace
from datetime import timedelta

from bundle_workshop import (
    NOW,
    TOWN,
    Attempt,
    Workshop,
    good,
    members,
    named,
    payload,
    signed,
    with_signature,
    zipped,
)
from dsurvey_desktop.domain.office import Office
from dsurvey_desktop.domain.suite import SuiteName
from dsurvey_desktop.exchange import bag
from dsurvey_desktop.exchange.ssh_signature import SshSigner
from dsurvey_desktop.exchange.trust_list import TrustList
from dsurvey_desktop.exchange.zip_container import pack
from make_bad_cases import bad

# version


@bad("bag_info_damaged")
def info_missing(w: Workshop) -> Attempt:
    parts = members(w)
    del parts[bag.INFO_FILE]
    return zipped(w, parts)


@bad("format_unknown")
def format_of_the_future(w: Workshop) -> Attempt:
    text = bag.info_text(w.suite.name).replace(b"Format: 1", b"Format: 2")
    return signed(w, payload(w), {bag.INFO_FILE: text})


@bad("suite_unknown")
def suite_of_the_future(w: Workshop) -> Attempt:
    return signed(w, payload(w), {bag.INFO_FILE: bag.info_text("sm9-sm3-zuc-v1")})


# signature


@bad("unsigned")
def signature_missing(w: Workshop) -> Attempt:
    parts = members(w)
    del parts[w.names.signature]
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


@bad("signature_other_purpose", suites=(SuiteName.STANDARD,))
def signature_for_another_purpose(w: Workshop) -> Attempt:
    signer = SshSigner(w.town.signer.key, "git")
    return with_signature(w, lambda _: signer.sign(members(w)[w.names.tag_manifest].data))


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
    return signed(w, payload(w), {w.names.manifest: b"all of it\n"})


@bad("manifest_damaged")
def manifest_with_a_line_twice(w: Workshop) -> Attempt:
    text = bag.manifest_text(payload(w), w.suite.digest)
    return signed(w, payload(w), {w.names.manifest: text + text.splitlines(keepends=True)[0]})


@bad("manifest_damaged")
def lists_that_disagree(w: Workshop) -> Attempt:
    fewer = dict(list(payload(w).items())[:-1])
    return signed(w, payload(w), {w.names.manifest: bag.manifest_text(fewer, w.suite.digest)})


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
    del parts[w.names.manifest]
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
    text = bag.manifest_text(payload(w) | {"data/summary.pdf": b"forged"}, w.suite.digest)
    return zipped(w, members(w) | {w.names.manifest: pack(text, is_stored=True)})


@bad("digest_differs")
def content_digest_wrong_though_signed(w: Workshop) -> Attempt:
    text = bag.manifest_text(payload(w) | {"data/summary.pdf": b"forged"}, w.suite.digest)
    return signed(w, payload(w), {w.names.manifest: text})

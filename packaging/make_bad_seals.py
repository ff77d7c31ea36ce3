"""Sealed bundles that must not be opened: what the C2SP age test vectors refuse, made by us."""

# ruff: noqa: D103 - the name of a case says all there is to say

from __future__ import annotations

import base64
from dataclasses import replace

import pyrage

from age_files import CHUNK, AgeParts, empty_last_chunk, wrapped
from bundle_workshop import Attempt, Workshop, good
from dsurvey_desktop.domain.suite import SuiteName
from make_bad_cases import bad

AGE = (SuiteName.STANDARD,)


def sealed(w: Workshop, **changes: object) -> Attempt:
    """The good bundle sealed by hand, with parts that are wrong."""
    parts = replace(AgeParts(w.district.recipient, w.good().data), **changes)
    return good(w, data=parts.to_bytes(), opener=w.district.opener)


def long_seal(w: Workshop, **changes: object) -> Attempt:
    """Three chunks, of whatever content."""
    return sealed(w, **({"content": bytes(2 * CHUNK + 5)} | changes))


def header_end(data: bytes) -> int:
    """Where the payload's nonce begins."""
    return data.index(b"\n", data.index(b"\n--- ") + 1) + 1


def cut(w: Workshop, after_header: int) -> Attempt:
    attempt = sealed(w)
    end = header_end(attempt.data) + after_header
    return replace(attempt, data=attempt.data[:end])


def replaced(w: Workshop, old: bytes, new: bytes) -> Attempt:
    attempt = sealed(w)
    if old not in attempt.data:
        raise ValueError(old)
    return replace(attempt, data=attempt.data.replace(old, new, 1))


# header


@bad("seal_broken", suites=AGE)
def seal_header_cut_off(w: Workshop) -> Attempt:
    return good(w, data=sealed(w).data[:60], opener=w.district.opener)


@bad("seal_broken", suites=AGE)
def seal_of_one_line(w: Workshop) -> Attempt:
    return good(w, data=b"age-encryption.org/v1\n", opener=w.district.opener)


@bad("seal_broken", suites=AGE)
def seal_mac_wrong(w: Workshop) -> Attempt:
    return sealed(w, mac=lambda mac: bytes([mac[0] ^ 1]) + mac[1:])


@bad("seal_broken", suites=AGE)
def seal_mac_short(w: Workshop) -> Attempt:
    return sealed(w, mac=lambda mac: mac[:16])


@bad("seal_broken", suites=AGE)
def seal_mac_missing(w: Workshop) -> Attempt:
    return sealed(w, mac=lambda _: b"")


@bad("seal_broken", suites=AGE)
def seal_stanza_added_later(w: Workshop) -> Attempt:
    return replaced(w, b"\n--- ", b"\n-> letter x\n\n--- ")


@bad("seal_broken", suites=AGE)
def seal_lines_of_windows(w: Workshop) -> Attempt:
    return replaced(w, b"\n--- ", b"\r\n--- ")


@bad("seal_broken", suites=AGE)
def seal_with_a_passphrase_beside_the_key(w: Workshop) -> Attempt:
    salt = base64.b64encode(bytes(16)).rstrip(b"=")
    return sealed(w, stanzas=b"-> scrypt " + salt + b" 18\n" + wrapped(bytes(32)))


@bad("seal_broken", suites=AGE)
def seal_file_key_short(w: Workshop) -> Attempt:
    return sealed(w, file_key=b"short")


@bad("seal_broken", suites=AGE)
def seal_share_of_low_order(w: Workshop) -> Attempt:
    data = sealed(w).data
    share = data.split(b"\n")[1].removeprefix(b"-> X25519 ")
    return replaced(w, share, base64.b64encode(bytes(32)).rstrip(b"="))


@bad("sealed_for_others", suites=AGE)
def seal_with_a_passphrase(w: Workshop) -> Attempt:
    data = bytes(pyrage.passphrase.encrypt(b"x", "password"))
    return good(w, data=data, opener=w.district.opener)


@bad("sealed_for_others", suites=AGE)
def seal_for_another_recipient(w: Workshop) -> Attempt:
    return sealed(w, recipient=w.stranger.recipient)


@bad("not_a_bundle", suites=AGE)
def seal_of_the_future(w: Workshop) -> Attempt:
    return sealed(w, first_line=b"age-encryption.org/v2")


@bad("not_a_bundle", suites=AGE)
def seal_in_armour(w: Workshop) -> Attempt:
    body = base64.encodebytes(sealed(w).data)
    text = b"-----BEGIN AGE ENCRYPTED FILE-----\n" + body + b"-----END AGE ENCRYPTED FILE-----\n"
    return good(w, data=text, opener=w.district.opener)


# payload


@bad("seal_broken", suites=AGE)
def seal_without_payload(w: Workshop) -> Attempt:
    return cut(w, 0)


@bad("seal_broken", suites=AGE)
def seal_nonce_short(w: Workshop) -> Attempt:
    return cut(w, 15)


@bad("seal_broken", suites=AGE)
def seal_without_chunks(w: Workshop) -> Attempt:
    return cut(w, 16)


@bad("seal_broken", suites=AGE)
def seal_chunk_cut_off(w: Workshop) -> Attempt:
    return cut(w, 16 + 1000)


@bad("seal_broken", suites=AGE)
def seal_last_chunk_missing(w: Workshop) -> Attempt:
    return long_seal(w, chunks=lambda chunks: chunks[:-1])


@bad("seal_broken", suites=AGE)
def seal_chunk_missing_in_the_middle(w: Workshop) -> Attempt:
    return long_seal(w, chunks=lambda chunks: [chunks[0], chunks[2]])


@bad("seal_broken", suites=AGE)
def seal_chunks_in_another_order(w: Workshop) -> Attempt:
    return long_seal(w, chunks=lambda chunks: [chunks[1], chunks[0], chunks[2]])


@bad("seal_broken", suites=AGE)
def seal_chunk_twice(w: Workshop) -> Attempt:
    return long_seal(w, chunks=lambda chunks: [chunks[0], *chunks])


@bad("seal_broken", suites=AGE)
def seal_last_chunk_twice(w: Workshop) -> Attempt:
    return long_seal(w, chunks=lambda chunks: [*chunks, chunks[-1]])


@bad("seal_broken", suites=AGE)
def seal_last_chunk_empty(w: Workshop) -> Attempt:
    content = bytes(CHUNK)
    return sealed(w, content=content, chunks=lambda _: empty_last_chunk(content))


@bad("seal_broken", suites=AGE)
def seal_chunk_altered(w: Workshop) -> Attempt:
    return long_seal(w, chunks=lambda chunks: [bytes(len(chunks[0])), *chunks[1:]])


# what is inside


@bad("not_a_bundle", suites=AGE)
def seal_around_nothing(w: Workshop) -> Attempt:
    return sealed(w, content=b"")


@bad("not_a_bundle", suites=AGE)
def seal_around_a_letter(w: Workshop) -> Attempt:
    return sealed(w, content=b"Dear colleagues")


@bad("not_a_bundle", suites=AGE)
def seal_within_a_seal(w: Workshop) -> Attempt:
    return sealed(w, content=w.good(is_sealed=True).data)


@bad("bytes_after", suites=AGE)
def seal_around_a_zip_with_something_after(w: Workshop) -> Attempt:
    return sealed(w, content=w.good().data + b"\0")

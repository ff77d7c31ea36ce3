"""Bad bundles of the national suite (SM2, SM3, SM4), and those of one suite sent to the other."""

# ruff: noqa: D103 - the name of a case says all there is to say

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace

from bundle_workshop import Attempt, Workshop, good, members, stated, with_signature
from dsurvey_desktop.domain.suite import SuiteName
from dsurvey_desktop.exchange import sm2
from dsurvey_desktop.exchange.sm2 import Sm2Pair
from dsurvey_desktop.exchange.sm2_signature import Sm2Signer
from dsurvey_desktop.exchange.suites import NATIONAL
from make_bad_cases import bad

SM = (SuiteName.NATIONAL,)
OTHER = {
    SuiteName.STANDARD: SuiteName.NATIONAL,
    SuiteName.NATIONAL: SuiteName.STANDARD,
}
MAC_SIZE = 32


def sealed(w: Workshop, change: Callable[[bytes], bytes]) -> Attempt:
    """The good bundle, sealed, with a change in the sealed file."""
    data = change(w.good(is_sealed=True).data)
    return good(w, data=data, opener=w.district.opener)


def head_line(data: bytes, number: int) -> bytes:
    return data.split(b"\n")[number]


# suites that differ


@bad("suite_other")
def signed_with_the_other_suite(w: Workshop) -> Attempt:
    attempt = good(w)
    return replace(attempt, expected=replace(attempt.expected, suite=OTHER[w.suite.name]))


@bad("suite_other")
def sealed_with_the_other_suite(w: Workshop) -> Attempt:
    stranger = Workshop.of(OTHER[w.suite.name])
    return good(w, data=stranger.good(is_sealed=True).data, opener=w.district.opener)


@bad("statement_disagrees")
def statement_of_the_other_suite(w: Workshop) -> Attempt:
    return stated(w, suite=OTHER[w.suite.name].value)


@bad("signature_damaged")
def signature_file_of_the_other_suite(w: Workshop) -> Attempt:
    message = members(w)[w.names.tag_manifest].data
    signer = Workshop.of(OTHER[w.suite.name]).town.signer
    return with_signature(w, lambda _: signer.sign(message))


# signature


@bad("signature_damaged", suites=SM)
def signature_without_its_key(w: Workshop) -> Attempt:
    return with_signature(w, lambda text: text[text.index(b"-----BEGIN SM2") :])


@bad("signature_damaged", suites=SM)
def signature_key_off_the_curve(w: Workshop) -> Attempt:
    spoiled = sm2.public_pem(bytes(63) + b"\x01").encode()
    return with_signature(w, lambda text: spoiled + text[text.index(b"-----BEGIN SM2") :])


@bad("signature_damaged", suites=SM)
def signature_key_of_another_curve(w: Workshop) -> Attempt:
    def change(text: bytes) -> bytes:
        body = base64.b64decode(text.split(b"-----")[2])
        other = body.replace(bytes.fromhex("2a811ccf5501822d"), bytes.fromhex("2a8648ce3d030107"))
        begin = text.index(b"-----BEGIN SM2")
        return sm2.pem("PUBLIC KEY", other).encode() + text[begin:]

    return with_signature(w, change)


@bad("signature_other_file", suites=SM)
def signature_made_of_zeros(w: Workshop) -> Attempt:
    def change(text: bytes) -> bytes:
        zeros = bytes.fromhex("3006020100020100")
        return text[: text.index(b"-----BEGIN SM2")] + sm2.pem("SM2 SIGNATURE", zeros).encode()

    return with_signature(w, change)


@bad("signature_other_file", suites=SM)
def signature_under_another_key(w: Workshop) -> Attempt:
    message = members(w)[w.names.tag_manifest].data
    pair = Sm2Pair.from_bytes(w.town.signing)
    forged = Sm2Signer(Sm2Pair(w.stranger.signing[:32], pair.public))
    return with_signature(w, lambda _: forged.sign(message))


# seal


@bad("seal_broken", suites=SM)
def sm4_first_line_alone(w: Workshop) -> Attempt:
    return sealed(w, lambda data: data[: data.index(b"\n") + 1])


@bad("seal_broken", suites=SM)
def sm4_head_cut_off(w: Workshop) -> Attempt:
    return sealed(w, lambda data: data[:60])


@bad("seal_broken", suites=SM)
def sm4_without_content_or_mac(w: Workshop) -> Attempt:
    return sealed(w, lambda data: data[: data.index(b"\n--- ") + 5 + 32 + 1])


@bad("seal_broken", suites=SM)
def sm4_mac_wrong(w: Workshop) -> Attempt:
    return sealed(w, lambda data: data[:-1] + bytes([data[-1] ^ 1]))


@bad("seal_broken", suites=SM)
def sm4_content_altered(w: Workshop) -> Attempt:
    return sealed(w, lambda data: data[:-MAC_SIZE] + b"\0" + data[-MAC_SIZE + 1 :])


@bad("seal_broken", suites=SM)
def sm4_start_value_altered(w: Workshop) -> Attempt:
    def change(data: bytes) -> bytes:
        at = data.index(b"\n--- ") + 5
        return data[:at] + b"0" * 32 + data[at + 32 :]

    return sealed(w, change)


@bad("seal_broken", suites=SM)
def sm4_recipient_added_later(w: Workshop) -> Attempt:
    line = b"\n-> 0123456789abcdef AAAA"
    return sealed(w, lambda data: data.replace(b"\n--- ", line + b"\n--- ", 1))


@bad("seal_broken", suites=SM)
def sm4_recipient_left_out(w: Workshop) -> Attempt:
    return sealed(w, lambda data: data.replace(head_line(data, 2) + b"\n", b"", 1))


@bad("seal_broken", suites=SM)
def sm4_wrapped_key_of_nonsense(w: Workshop) -> Attempt:
    def change(data: bytes) -> bytes:
        line = head_line(data, 1)
        return data.replace(line, line[:20] + base64.b64encode(bytes(90)), 1)

    return sealed(w, change)


@bad("seal_broken", suites=SM)
def sm4_wrapped_key_short(w: Workshop) -> Attempt:
    def change(data: bytes) -> bytes:
        line = head_line(data, 1)
        public = sm2.parse_public_line(w.district.recipient)
        return data.replace(line, line[:20] + base64.b64encode(sm2.wrap(public, b"short")), 1)

    return sealed(w, change)


@bad("seal_broken", suites=SM)
def sm4_lines_of_windows(w: Workshop) -> Attempt:
    return sealed(w, lambda data: data.replace(b"\n--- ", b"\r\n--- ", 1))


@bad("sealed_for_others", suites=SM)
def sm4_for_another_key(w: Workshop) -> Attempt:
    data = NATIONAL.sealer.seal(w.good().data, [w.stranger.recipient])
    return good(w, data=data, opener=w.district.opener)


@bad("not_a_bundle", suites=SM)
def sm4_of_the_future(w: Workshop) -> Attempt:
    return sealed(w, lambda data: data.replace(b"-v1\n", b"-v2\n", 1))


@bad("not_a_bundle", suites=SM)
def sm4_around_a_letter(w: Workshop) -> Attempt:
    data = NATIONAL.sealer.seal(b"Dear colleagues", [w.district.recipient])
    return good(w, data=data, opener=w.district.opener)

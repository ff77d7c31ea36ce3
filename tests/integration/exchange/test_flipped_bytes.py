"""No single altered byte of a bundle goes unseen, not even one that readers usually ignore."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dsurvey_desktop.domain.suite import SuiteName
from dsurvey_desktop.exchange.bundle import BundleContent, build_bundle
from dsurvey_desktop.exchange.office_tables import SCHEMAS, AcceptedRow, SentBackRow
from dsurvey_desktop.exchange.refusals import BundleError
from dsurvey_desktop.exchange.statement import BundleKind, Statement
from dsurvey_desktop.exchange.table_schema import Table
from dsurvey_desktop.exchange.verification import verify_bundle

STEPS = {SuiteName.STANDARD: 1, SuiteName.NATIONAL: 23}
"""Every byte in one suite; an SM2 verification takes a hundred times as long as an Ed25519 one."""


@pytest.fixture(scope="module", params=SuiteName)
def suite(request):
    """Every test goes through both suites."""
    return request.param


@pytest.fixture(scope="module")
def workshop(suite, shops):
    return shops[suite]


@pytest.fixture(scope="module")
def small_bundle(workshops, workshop):
    """A receipt from the town's keys: the smallest bundle there is."""
    statement = Statement(
        BundleKind.RECEIPT, workshops.TOWN, workshops.DISTRICT, 2026, 1, workshops.NOW,
        answers_digest="ab" * 32,
    )  # fmt: skip
    rows = ([AcceptedRow(1, 2)], [SentBackRow(2, 1, "status", "please ask again")])
    schemas = SCHEMAS[BundleKind.RECEIPT]
    tables = tuple(Table(schema, part) for schema, part in zip(schemas, rows, strict=True))
    content = BundleContent(statement, tables)
    recipients = [workshop.district.recipient]
    built = {  # once: no two SM2 signatures are the same
        is_sealed: build_bundle(content, workshop.town, recipients, is_sealed=is_sealed).data
        for is_sealed in (True, False)
    }
    return lambda *, is_sealed: built[is_sealed]


def accepted(data, workshop, workshops) -> bool:
    try:
        verify_bundle(data, workshop.trust, workshops.NOW, workshop.district.opener)
    except BundleError:
        return False
    return True


def flipped(data: bytes, at: int, mask: int) -> bytes:
    return data[:at] + bytes([data[at] ^ mask]) + data[at + 1 :]


def test_each_flipped_byte_of_an_open_bundle_is_seen(small_bundle, suite, workshop, workshops):
    data = small_bundle(is_sealed=False)
    assert accepted(data, workshop, workshops)
    unseen = [
        at
        for at in range(0, len(data), STEPS[suite])
        if accepted(flipped(data, at, 1 << at % 8), workshop, workshops)
    ]
    assert unseen == []


def test_flipped_bytes_of_a_sealed_bundle_are_seen(small_bundle, suite, workshop, workshops):
    data = small_bundle(is_sealed=True)
    assert accepted(data, workshop, workshops)
    step = STEPS[suite]
    places = [*range(0, 500, step), *range(500, len(data), 17 * step), len(data) - 1]
    unseen = [at for at in places if accepted(flipped(data, at, 0x20), workshop, workshops)]
    assert unseen == []


@settings(max_examples=100, suppress_health_check=list(HealthCheck))
@given(change=st.data())
def test_any_cut_insertion_or_overwriting_is_refused(change, small_bundle, workshop, workshops):
    data = small_bundle(is_sealed=False)
    start = change.draw(st.integers(0, len(data)))
    end = change.draw(st.integers(start, min(len(data), start + 60)))
    changed = data[:start] + change.draw(st.binary(max_size=60)) + data[end:]
    assert changed == data or not accepted(changed, workshop, workshops)


@settings(max_examples=100, suppress_health_check=list(HealthCheck))
@given(change=st.data())
def test_a_bag_packed_by_others_never_says_anything_else(
    change, small_bundle, workshop, workshops, packaging_module
):
    """What nobody reads may differ there; what is read is signed."""
    with zipfile.ZipFile(io.BytesIO(small_bundle(is_sealed=False))) as archive:
        files = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    data = packaging_module("repacking").zip_bytes(files)
    headers = [found.start() for found in re.finditer(rb"PK[\x01\x03\x05]", data)]
    at = change.draw(st.sampled_from(headers)) + change.draw(st.integers(0, 60))
    changed = data[:at] + change.draw(st.binary(min_size=1, max_size=4)) + data[at + 1 :]
    trust, moment = workshop.trust, workshops.NOW
    try:
        found = verify_bundle(changed, trust, moment)
    except BundleError:
        return
    meant = verify_bundle(data, trust, moment)
    assert replace(found, digest="", size_bytes=0) == replace(meant, digest="", size_bytes=0)


@settings(max_examples=100, suppress_health_check=list(HealthCheck))
@given(
    data=st.binary(max_size=400),
    start=st.sampled_from([b"", b"PK\x03\x04", b"age-encryption.org/v1\n", b"dsurvey-sm4-v1\n"]),
)
def test_nonsense_is_refused_never_a_crash(data, start, workshop, workshops):
    assert not accepted(start + data, workshop, workshops)

"""The order in which a bundle is checked, and what is left alone before its turn."""

from __future__ import annotations

import builtins
import json
import os
import socket
import subprocess
import time
from dataclasses import replace

import pytest

from dsurvey_desktop.domain.suite import SuiteName
from dsurvey_desktop.exchange import bag, verification
from dsurvey_desktop.exchange.refusals import REFUSALS, BundleError
from dsurvey_desktop.exchange.statement import Statement
from dsurvey_desktop.exchange.succession import Expectation
from dsurvey_desktop.exchange.zip_container import Packed

LAYERS = {
    "size": "bundle_too_large",
    "container": "fetch_list",
    "version": "format_unknown",
    "signature": "signer_unknown",
    "digests": "digest_differs",
    "statement": "addressee_other",
    "schema": "row_breaks_schema",
}
"""In their order: something wrong with each, and the code it is refused with."""
CODES = list(REFUSALS)
BEFORE_DIGESTS = frozenset(CODES[: CODES.index("manifest_damaged")])
BEFORE_STATEMENT = frozenset(CODES[: CODES.index("statement_damaged")])
BEFORE_SCHEMA = frozenset(CODES[: CODES.index("package_damaged")]) - {"task_package_incomplete"}

MISSED_BY_THE_SCHEMA = {"table_missing", "package_missing"}
"""Cases that say `member_missing` because the kind of bundle or its tables promise more."""
TOLD_LAST = {"permissions_differ", "time_of_a_member", "tag_file_packed", "folder_renamed"}
"""Alterations of what nobody reads: whatever is wrong with the bundle itself is told before."""
SAID_INSIDE = {"format_unknown", "suite_unknown"}
"""Codes of the version that the statement can be refused with too."""


def verify(attempt):
    return verification.verify_bundle(
        attempt.data,
        attempt.trust,
        attempt.now,
        attempt.opener,
        attempt.expected,
        attempt.limits,
    )


def spoiled(shop, w, wrong: set[str]):
    """The good bundle with something wrong in each layer that is named."""
    files, tags = shop.payload(w), {}
    if "schema" in wrong:
        table = files["data/entries.csv"]
        files["data/entries.csv"] = table.replace("某甲".encode(), b"")
    if "digests" in wrong:
        forged = files | {"data/summary.pdf": b"forged"}
        tags[w.names.manifest] = bag.manifest_text(forged, w.suite.digest)
    if "version" in wrong:
        tags[bag.INFO_FILE] = bag.info_text(w.suite.name).replace(b"Format: 1", b"Format: 2")
    if "container" in wrong:
        tags[bag.FETCH_FILE] = b""
    attempt = shop.signed(w, files, tags, w.stranger if "signature" in wrong else None)
    if "statement" in wrong:
        attempt = replace(attempt, expected=Expectation("330199"))
    return replace(attempt, limits=shop.small(bundle_bytes=1000)) if "size" in wrong else attempt


@pytest.mark.parametrize("layer", LAYERS)
def test_the_outermost_layer_speaks_first(layer, workshop, workshops):
    inner = list(LAYERS)[list(LAYERS).index(layer) :]
    with pytest.raises(BundleError) as caught:
        verify(spoiled(workshops, workshop, set(inner)))
    assert caught.value.code == LAYERS[layer]


def test_with_nothing_wrong_it_is_verified(workshop, workshops):
    assert verify(spoiled(workshops, workshop, set())).signer.office_code == workshops.TOWN


@pytest.fixture
def forbid(monkeypatch):
    """Make a test fail where something is called."""

    def forbidden(owner, name):
        def fail(*_: object, **__: object) -> None:
            pytest.fail(f"{name} was called")

        monkeypatch.setattr(owner, name, fail)

    return forbidden


@pytest.mark.parametrize("suite", SuiteName)
def test_nothing_is_read_before_its_bytes_are_authenticated(suite, bad_case, shops, forbid):
    if suite not in bad_case.suites:
        return
    attempt = bad_case.make(shops[suite])
    is_inside = bad_case.code in SAID_INSIDE and "statement" in bad_case.name
    is_late = bad_case.name in TOLD_LAST | MISSED_BY_THE_SCHEMA
    if bad_case.code in BEFORE_DIGESTS and not is_inside and not is_late:
        forbid(bag, "parse_manifest")
        if bad_case.module != "make_bad_repacked":  # others pack the tag files too
            forbid(Packed, "unpack")
    if bad_case.code in BEFORE_STATEMENT and not is_inside and not is_late:
        forbid(Statement, "parse")
        forbid(json, "loads")
    if bad_case.code in BEFORE_SCHEMA and not is_late:
        forbid(verification, "parse_package")
        forbid(verification, "check_tables")
    with pytest.raises(BundleError) as caught:
        verify(attempt)
    assert caught.value.code == bad_case.code


@pytest.mark.parametrize("is_sealed", [True, False])
def test_verification_touches_nothing_but_its_arguments(is_sealed, workshop, workshops):
    attempt = workshops.good(workshop, data=workshop.good(is_sealed=is_sealed).data)
    attempt = replace(attempt, opener=workshop.district.opener)
    before = (bytes(attempt.data), attempt.trust.to_text(), repr(attempt.expected))
    first = verify(attempt)
    with pytest.MonkeyPatch.context() as patch:
        for owner, name in (
            (builtins, "open"),
            (os, "open"),
            (os, "stat"),
            (socket, "socket"),
            (subprocess, "Popen"),
            (time, "time"),
        ):
            patch.setattr(owner, name, None)
        second = verify(attempt)
    assert second == first
    assert (bytes(attempt.data), attempt.trust.to_text(), repr(attempt.expected)) == before

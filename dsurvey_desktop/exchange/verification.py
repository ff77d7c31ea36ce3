"""Checking a bundle: bytes, trust list and time in, a verified bundle or a refusal out.

The order is fixed: size limits, container, version, signature, digests, statement, schema. Before
the signature only the ZIP's directory and the two lines of `bag-info.txt` are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from dsurvey_desktop.exchange import bag
from dsurvey_desktop.exchange.digests import sha256_hex
from dsurvey_desktop.exchange.key_card import KeyCard
from dsurvey_desktop.exchange.office_tables import check_kind
from dsurvey_desktop.exchange.refusals import refusal
from dsurvey_desktop.exchange.statement import Statement
from dsurvey_desktop.exchange.succession import (
    Expectation,
    check_destination,
    check_succession,
    check_suite,
)
from dsurvey_desktop.exchange.suites import SUITES, Opener, Suite, suite_of_seal
from dsurvey_desktop.exchange.table_check import check_tables
from dsurvey_desktop.exchange.table_schema import Cell, TableSchema, parse_package
from dsurvey_desktop.exchange.table_text import count_rows, parse_rows
from dsurvey_desktop.exchange.trust_list import TrustList
from dsurvey_desktop.exchange.zip_container import (
    DEFLATED,
    STORED,
    Container,
    Limits,
    Packed,
    read_container,
)

_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class VerifiedTable:
    """A table that keeps what its schema promises."""

    schema: TableSchema
    content: bytes

    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """Row by row, integers as int, all else as text: `starmap(EntryRow, table.rows())`."""
        return parse_rows(self.schema, self.content)


@dataclass(frozen=True, slots=True)
class VerifiedBundle:
    """What may be believed.

    Attributes:
        statement: the signed facts.
        signer: the key card that vouches for the sender.
        digest: SHA-256 of the file in hex.
        size_bytes: of the file.
        is_sealed: whether it came sealed.
        tables: by name.
        files: all other files by path below `data/`.
    """

    statement: Statement
    signer: KeyCard
    digest: str
    size_bytes: int
    is_sealed: bool
    tables: Mapping[str, VerifiedTable]
    files: Mapping[str, bytes]


def verify_bundle(
    data: bytes,
    trust: TrustList,
    now: datetime,
    opener: Opener | None = None,
    expected: Expectation | None = None,
    limits: Limits | None = None,
) -> VerifiedBundle:
    """Check every layer.

    Args:
        data: the file's bytes.
        trust: keys whose signatures count.
        now: with time zone; the signing key must be valid now.
        opener: this office's key for opening; None refuses what is sealed.
        expected: what the receiver knows; None asks nothing of addressee and order.
        limits: how much is read at most.

    Raises:
        BundleError: with the code of the first thing that is wrong (`refusals.REFUSALS`).
    """
    limits, expected = limits or Limits(), expected or Expectation()
    if len(data) > limits.bundle_bytes:
        raise refusal("bundle_too_large", limit_mb=limits.bundle_bytes // _MB)
    container, is_sealed = _container(data, opener, limits)
    suite = _suite(container.members)
    check_suite(suite.name, expected.suite)
    cards = _signers(container.members, suite, trust, now)
    payload = _payload(container.members, suite)
    digest = sha256_hex(data)
    statement = _statement(payload, container.folder, suite)
    signer = _sender_card(statement, cards)
    check_destination(statement, expected)
    check_succession(statement, digest, expected)
    tables = _tables(payload, statement)
    files = _files(payload, tables)
    return VerifiedBundle(statement, signer, digest, len(data), is_sealed, tables, files)


def _container(data: bytes, opener: Opener | None, limits: Limits) -> tuple[Container, bool]:
    sealed_by = suite_of_seal(data)
    if sealed_by is not None:
        if opener is None:
            raise refusal("sealed_for_others")
        check_suite(sealed_by.name, opener.suite)
        data = opener.open(data)
    container = read_container(data, limits)
    _check_packing(container.members)
    if bag.FETCH_FILE in container.members:
        raise refusal("fetch_list")
    if _tag(container.members, bag.BAGIT_FILE) != bag.BAGIT_TEXT:
        raise refusal("not_a_bag")
    return container, sealed_by is not None


def _check_packing(members: Mapping[str, Packed]) -> None:
    """Payload is packed, tag files are not, and these hold what their headers say."""
    for path, member in members.items():
        is_payload = path.startswith(bag.PAYLOAD)
        if member.method != (DEFLATED if is_payload else STORED):
            raise refusal("container_irregular")
        if not is_payload and not member.is_intact():
            raise refusal("headers_disagree")


def _tag(members: Mapping[str, Packed], name: str) -> bytes | None:
    """A tag file's bytes, which are stored unpacked; None if it isn't there."""
    member = members.get(name)
    return member.data if member else None


def _suite(members: Mapping[str, Packed]) -> Suite:
    version, name = bag.parse_info(_tag(members, bag.INFO_FILE) or b"")
    if version != bag.FORMAT_VERSION:
        raise refusal("format_unknown", version=version)
    if name not in SUITES:
        raise refusal("suite_unknown")
    return SUITES[name]


def _signers(
    members: Mapping[str, Packed], suite: Suite, trust: TrustList, now: datetime
) -> tuple[KeyCard, ...]:
    names = bag.BagNames(suite.digest_name)
    signature, signed = _tag(members, names.signature), _tag(members, names.tag_manifest)
    if signature is None or signed is None:
        raise refusal("unsigned")
    return trust.signers(suite.verifier.verify(signed, signature), now)


def _payload(members: Mapping[str, Packed], suite: Suite) -> dict[str, bytes]:
    """The files below `data/`, each as its manifest says; the chain starts at the signature."""
    names = bag.BagNames(suite.digest_name)
    tags = bag.parse_manifest(members[names.tag_manifest].data)
    if tags.keys() != names.listed_tags:
        raise refusal("manifest_damaged")
    _check_digests(members, tags, suite)
    packed = bag.parse_manifest(members[names.packed].data)
    listed = bag.parse_manifest(members[names.manifest].data)
    if packed.keys() != listed.keys():
        raise refusal("manifest_damaged")
    _check_digests(members, packed, suite)
    _check_listed(members, {*tags, *listed, names.tag_manifest, names.signature})
    return {path: _unpacked(path, members[path], listed[path], suite) for path in listed}


def _check_digests(members: Mapping[str, Packed], listed: Mapping[str, str], suite: Suite) -> None:
    """Each listed member is there and holds, as it lies in the ZIP, what the list says."""
    for path, digest in listed.items():
        if path not in members:
            raise refusal("member_missing", member=path)
        if suite.digest(members[path].data) != digest:
            raise refusal("digest_differs", member=path)


def _check_listed(members: Mapping[str, Packed], listed: set[str]) -> None:
    for path in members:
        if path not in listed:
            raise refusal("member_unlisted", member=path)


def _unpacked(path: str, member: Packed, digest: str, suite: Suite) -> bytes:
    try:
        content = member.unpack()
    except ValueError as error:
        raise refusal("digest_differs", member=path) from error
    if suite.digest(content) != digest:
        raise refusal("digest_differs", member=path)
    return content


def _statement(payload: Mapping[str, bytes], folder: str, suite: Suite) -> Statement:
    if bag.STATEMENT_FILE not in payload:
        raise refusal("member_missing", member=bag.STATEMENT_FILE)
    statement = Statement.parse(payload[bag.STATEMENT_FILE])
    facts = (statement.stem, statement.format_version, statement.suite)
    if facts != (folder, bag.FORMAT_VERSION, suite.name):
        raise refusal("statement_disagrees")
    return statement


def _sender_card(statement: Statement, cards: tuple[KeyCard, ...]) -> KeyCard:
    for card in cards:
        if card.office_code == statement.sender:
            return card
    raise refusal("signer_not_sender", sender=statement.sender)


def _tables(payload: Mapping[str, bytes], statement: Statement) -> dict[str, VerifiedTable]:
    schemas = parse_package(statement.stem, payload.get(bag.PACKAGE_FILE, b""))
    check_kind(statement.kind, schemas)
    for schema in schemas:
        if schema.path not in payload:
            raise refusal("member_missing", member=schema.path)
    tables = {schema.name: VerifiedTable(schema, payload[schema.path]) for schema in schemas}
    check_tables(schemas, {name: table.content for name, table in tables.items()})
    _check_row_counts(tables, statement.row_counts)
    return tables


def _check_row_counts(tables: Mapping[str, VerifiedTable], stated: Mapping[str, int]) -> None:
    for name, table in tables.items():
        found = count_rows(table.content)
        if stated.get(name) != found:
            raise refusal("row_count_differs", table=name, found=found, stated=stated.get(name, 0))


def _files(payload: Mapping[str, bytes], tables: Mapping[str, VerifiedTable]) -> dict[str, bytes]:
    known = {bag.STATEMENT_FILE, bag.PACKAGE_FILE, *(t.schema.path for t in tables.values())}
    return {
        path.removeprefix(bag.PAYLOAD): content
        for path, content in payload.items()
        if path not in known
    }

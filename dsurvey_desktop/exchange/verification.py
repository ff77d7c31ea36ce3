"""Checking a bundle: bytes, trust list and time in, a verified bundle or a refusal out.

The order is fixed: size limits, container, version, signature, digests, statement, schema. Before
the signature only the ZIP's directory, `bagit.txt` and `bag-info.txt` are read. That a ZIP was
altered in what nobody reads (a time, a permission) is told last, so that what is wrong with the
bundle itself is told first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
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
    Packing,
    read_container,
)

_MB = 1024 * 1024
_TAG_BYTES = 4 * _MB
"""A list of as many members as a bundle may have, with names as long as they may be, is shorter."""


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
    payload = _payload(container, suite)
    digest = sha256_hex(data)
    statement = _statement(payload, suite)
    signer = _sender_card(statement, cards)
    check_destination(statement, expected)
    check_succession(statement, digest, expected)
    tables = _tables(payload, statement)
    files = _files(payload, tables)
    _check_packing(container, statement)
    return VerifiedBundle(statement, signer, digest, len(data), is_sealed, tables, files)


def _container(data: bytes, opener: Opener | None, limits: Limits) -> tuple[Container, bool]:
    sealed_by = suite_of_seal(data)
    if sealed_by is not None:
        if opener is None:
            raise refusal("sealed_for_others")
        check_suite(sealed_by.name, opener.suite)
        data = opener.open(data)
    container = read_container(data, limits)
    if bag.FETCH_FILE in container.members:
        raise refusal("fetch_list")
    declared = _tag(container.members, bag.BAGIT_FILE) or b""
    if declared.replace(b"\r\n", b"\n") != bag.BAGIT_TEXT:
        raise refusal("not_a_bag")
    return container, sealed_by is not None


def _check_packing(container: Container, statement: Statement) -> None:
    """Packed by this program and left so, folder name included; or by another throughout."""
    if container.packing is Packing.THEIRS:
        return
    methods = {(bag.is_payload(path), one.method) for path, one in container.members.items()}
    if container.packing is Packing.MIXED or not methods <= {(True, DEFLATED), (False, STORED)}:
        raise refusal("container_irregular")
    if container.folder != statement.stem:
        raise refusal("statement_disagrees")


def _tag(members: Mapping[str, Packed], name: str) -> bytes | None:
    """A tag file's bytes; None if it isn't there."""
    member = members.get(name)
    if member is None:
        return None
    if member.size > _TAG_BYTES:
        raise refusal("member_too_large", limit_mb=_TAG_BYTES // _MB)
    if member.method == STORED and not member.is_intact():
        raise refusal("headers_disagree")
    try:
        return member.data if member.method == STORED else member.unpack()
    except ValueError as error:
        raise refusal("headers_disagree") from error


def _suite(members: Mapping[str, Packed]) -> Suite:
    """By what `bag-info.txt` says; a size of the payload that stands in it must be right."""
    info = bag.parse_info(_tag(members, bag.INFO_FILE) or b"")
    if info.version != str(bag.FORMAT_VERSION):
        raise refusal("format_unknown", version=info.version)
    if info.suite not in SUITES:
        raise refusal("suite_unknown")
    sizes = [one.size for path, one in members.items() if bag.is_payload(path)]
    if info.oxum not in {"", f"{sum(sizes)}.{len(sizes)}"}:
        raise refusal("bag_info_damaged")
    return SUITES[info.suite]


def _signers(
    members: Mapping[str, Packed], suite: Suite, trust: TrustList, now: datetime
) -> tuple[KeyCard, ...]:
    names = bag.BagNames(suite.digest_name)
    signature, signed = _tag(members, names.signature), _tag(members, names.tag_manifest)
    if signature is None or signed is None:
        raise refusal("unsigned")
    return trust.signers(suite.verifier.verify(signed, signature), now)


def _payload(container: Container, suite: Suite) -> dict[str, bytes]:
    """The files below `data/`, each as its manifest says; the chain starts at the signature."""
    members, names = container.members, bag.BagNames(suite.digest_name)
    tags = bag.parse_manifest(_tag(members, names.tag_manifest) or b"")
    if not all(names.is_tag(path) for path in tags):
        raise refusal("manifest_damaged")
    for path, digest in tags.items():
        _check_digest(path, _tag(members, path), digest, suite)
    is_payload = bag.is_payload
    unlisted = {names.tag_manifest, names.signature, *tags}
    _check_listed((path for path in members if not is_payload(path)), unlisted)
    if names.manifest not in tags:
        raise refusal("member_missing", member=names.manifest)
    listed = bag.parse_manifest(_tag(members, names.manifest) or b"")
    if not all(map(is_payload, listed)):
        raise refusal("manifest_damaged")
    if container.packing is Packing.OURS:
        _check_packed(members, listed.keys(), suite)
    _check_listed(filter(is_payload, members), listed)
    return {path: _unpacked(path, members.get(path), listed[path], suite) for path in listed}


def _check_packed(members: Mapping[str, Packed], listed: AbstractSet[str], suite: Suite) -> None:
    """Each listed member holds, as it lies in the ZIP, what the list of packed members says."""
    packed = bag.parse_manifest(_tag(members, bag.BagNames(suite.digest_name).packed) or b"")
    if packed.keys() != listed:
        raise refusal("manifest_damaged")
    for path, digest in packed.items():
        member = members.get(path)
        _check_digest(path, member.data if member else None, digest, suite)


def _check_digest(path: str, content: bytes | None, digest: str, suite: Suite) -> None:
    if content is None:
        raise refusal("member_missing", member=path)
    if suite.digest(content) != digest:
        raise refusal("digest_differs", member=path)


def _check_listed(found: Iterable[str], listed: Mapping[str, str] | AbstractSet[str]) -> None:
    for path in found:
        if path not in listed:
            raise refusal("member_unlisted", member=path)


def _unpacked(path: str, member: Packed | None, digest: str, suite: Suite) -> bytes:
    if member is None:
        raise refusal("member_missing", member=path)
    try:
        content = member.unpack()
    except ValueError as error:
        raise refusal("digest_differs", member=path) from error
    _check_digest(path, content, digest, suite)
    return content


def _statement(payload: Mapping[str, bytes], suite: Suite) -> Statement:
    if bag.STATEMENT_FILE not in payload:
        raise refusal("member_missing", member=bag.STATEMENT_FILE)
    statement = Statement.parse(payload[bag.STATEMENT_FILE])
    if statement.suite not in SUITES:
        raise refusal("suite_unknown")
    if statement.suite != suite.name:
        raise refusal("statement_disagrees")
    return statement


def _sender_card(statement: Statement, cards: tuple[KeyCard, ...]) -> KeyCard:
    for card in cards:
        if card.office_code == statement.sender:
            return card
    raise refusal("signer_not_sender", sender=statement.sender)


def _tables(payload: Mapping[str, bytes], statement: Statement) -> dict[str, VerifiedTable]:
    if bag.PACKAGE_FILE not in payload:
        raise refusal("member_missing", member=bag.PACKAGE_FILE)
    schemas = parse_package(payload[bag.PACKAGE_FILE])
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
